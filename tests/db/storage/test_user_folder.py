"""Data go to the user's documents, whatever these are called, and never where they cannot stay."""

from pathlib import Path

import pytest

from db.storage import user_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


def _named(home: Path, value: str) -> None:
    (home / ".config").mkdir(exist_ok=True)
    text = f'XDG_DESKTOP_DIR="$HOME/桌面"\nXDG_DOCUMENTS_DIR="{value}"\n'
    (home / ".config" / "user-dirs.dirs").write_text(text, "utf-8")


def test_without_documents_it_is_the_home_folder(home: Path) -> None:
    assert user_folder.data_folder() == home / "收费检查"


def test_the_documents_folder_is_the_one_that_the_system_names(home: Path) -> None:
    (home / "我的 文档").mkdir()
    (home / "Documents").mkdir()
    assert user_folder.data_folder() == home / "Documents" / "收费检查"
    _named(home, "$HOME/我的 文档")
    assert user_folder.data_folder() == home / "我的 文档" / "收费检查"
    _named(home, "$HOME/没有了")
    assert user_folder.data_folder() == home / "收费检查"
    _named(home, "$HOME/")
    assert user_folder.data_folder() == home / "收费检查"


def test_data_that_are_in_the_home_folder_stay_there(home: Path) -> None:
    (home / "Documents").mkdir()
    (home / "收费检查").mkdir()
    assert user_folder.data_folder() == home / "收费检查"


def test_documents_on_a_network_are_not_taken(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "Documents").mkdir()
    monkeypatch.setattr(user_folder, "is_local", lambda _: False)
    assert user_folder.data_folder() == home / "收费检查"
