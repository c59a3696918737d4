"""Started from a folder that may not be written: settings, double click, the look of Windows."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from inspector_gui.portable_folder import portable_folder, start_command
from inspector_gui.window import file_association, settings
from inspector_gui.window.theme.theme import FAMILY, Theme


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "家"
    (home / "文档").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As it is unpacked: on a stick, with Chinese, blanks and signs in its path."""
    folder = tmp_path / "U 盘 $1 50%" / "收费检查工作台-0.1.0"
    for name in ("python", "app"):
        (folder / name).mkdir(parents=True)
    (folder / "版本.txt").write_text("0.1.0", "utf-8")
    (folder / "启动.sh").write_text('#!/bin/sh\nprintf "%s" "$1" > "$HOME/opened"\n', "utf-8")
    (folder / "启动.sh").chmod(0o755)
    return folder


def test_the_program_knows_whether_it_runs_from_such_a_folder(folder: Path) -> None:
    assert portable_folder() is None
    assert portable_folder(folder) == folder
    assert start_command(folder) == (folder / "启动.sh",)
    (folder / "收费检查工作台.exe").touch()
    assert start_command(folder) == (folder / "收费检查工作台.exe",)


def test_versions_side_by_side_share_settings_beside_the_data(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "portable_folder", lambda: folder)
    before = sorted(folder.rglob("*"))
    first = settings.Settings()
    first.zoom = 125
    del first  # as at the end of the program
    assert (home / "文档" / "收费检查" / "设置.ini").exists()
    assert settings.Settings().zoom == 125
    assert sorted(folder.rglob("*")) == before


def test_a_double_click_opens_the_file_until_it_is_undone(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_association, "start_command", lambda: start_command(folder))
    mine = home / ".config" / "mimeapps.list"
    mine.parent.mkdir()
    mine.write_text("[Default Applications]\ntext/plain=mine.desktop\n", "utf-8")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert not file_association.is_associated()

    file_association.associate()
    assert file_association.is_associated()
    entry = home / ".local" / "share" / "applications" / "inspector-workbench.desktop"
    _open_as_a_desktop_does(entry, home / "文档" / "第三 检查组.inspection")
    assert (home / "opened").read_text("utf-8") == str(home / "文档" / "第三 检查组.inspection")
    (home / "opened").unlink()

    file_association.dissociate()
    assert not file_association.is_associated()
    ours = {
        path: path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and "inspection" in path.read_text("utf-8", "replace")
    }
    assert ours == {}
    assert all(path.read_bytes() == kept for path, kept in before.items())


def _open_as_a_desktop_does(entry: Path, file: Path) -> None:
    """By GLib's own reading of the entry, as GNOME, UKUI and DDE start it."""
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(entry, "utf-8")
    assert "application/x-inspection" in parser["Desktop Entry"]["MimeType"]
    command = parser["Desktop Entry"]["Exec"].replace("\\\\", "\\")
    script = command.replace("%%", "\0").replace("%f", f"'{file}'").replace("\0", "%")
    subprocess.run(["sh", "-c", script], check=True)


def test_a_second_version_is_not_taken_for_the_first(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_association, "start_command", lambda: start_command(folder))
    file_association.associate()
    other = folder.with_name("收费检查工作台-0.2.0")
    shutil.copytree(folder, other)
    monkeypatch.setattr(file_association, "start_command", lambda: start_command(other))
    assert not file_association.is_associated()
    file_association.associate()
    assert file_association.is_associated()


def test_menus_and_tables_have_our_font_whatever_the_system_set(
    qapp: QApplication,
) -> None:
    kinds = ("QMenu", "QMenuBar", "QAbstractItemView", "QMessageBox", "QTipLabel", "QStatusBar")
    for kind in kinds:
        QApplication.setFont(QFont("DejaVu Sans", 7), kind)  # type: ignore[arg-type]
    Theme(qapp, zoom=120)
    for kind in kinds:
        font = QApplication.font(kind)  # type: ignore[call-overload]
        assert (font.family(), font.pointSizeF()) == (FAMILY, 12.0), kind
    Theme(qapp)


def test_qt_s_own_words_are_chinese(qapp: QApplication) -> None:
    from inspector_gui.window.app import _speak_chinese

    _speak_chinese(qapp)
    assert QCoreApplication.translate("QPlatformTheme", "&Yes") == "是(&Y)"
