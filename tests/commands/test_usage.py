"""Wrong usage is exit 2; a missing file is exit 1, whichever command it is given to."""

from pathlib import Path
from typing import Any

import pytest

from inspector_gui.commands import COMMANDS
from tests.commands.cli import by_itself, inspector, misused, refused, whole
from tests.commands.conftest import Office
from tests.exchange.books import GOLDEN

MISSING = "无.inspection"
ON_A_FILE: dict[str, tuple[Any, ...]] = {
    "import": (GOLDEN / "schools.xls",),
    "handout": ("--out", "."),
    "update": ("另一个.inspection",),
    "check": (),
    "feedback": ("--all", "--out", "."),
    "package": ("--out", "."),
    "merge": ("另一个.inspection",),
    "conflicts": (),
    "decide": ("0123456789", "--take", "mine"),
    "takeback": ("1",),
    "summary": (),
}


@pytest.mark.parametrize(
    "arguments",
    [
        ("demo",),
        ("new", "总.inspection", "--code", "2026-SF"),
        ("import", "总.inspection"),
        ("handout", "总.inspection"),
        ("update", "组.inspection"),
        ("check",),
        ("feedback", "总.inspection", "--out", "."),
        ("feedback", "总.inspection", "--all", "--school", "S001", "--out", "."),
        ("master", "postgresql+psycopg://u@h/d"),
        ("merge", "总.inspection"),
        ("decide", "总.inspection", "0123456789"),
        ("takeback", "总.inspection", "第二批"),
        ("summary", "总.inspection", "--yaml"),
        ("--frobnicate",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2_and_says_how(arguments: tuple[str, ...]) -> None:
    assert "用法：main.py" in misused(*arguments)


def test_by_itself_as_in_any_other_way(office: Office, tmp_path: Path) -> None:
    """`python main.py …` with nothing imported before: done, refused, misused."""
    for arguments in (
        ("conflicts", office.bureau),
        ("summary", tmp_path / MISSING),
        ("takeback", office.bureau),
    ):
        assert by_itself(*arguments) == inspector(*arguments)


def test_help_names_every_command() -> None:
    done = inspector("--help")
    assert done.code == 0
    assert all(purpose in done.out.replace("\n", "") for purpose in COMMANDS)


def test_every_command_explains_itself() -> None:
    for name in COMMANDS:
        done = inspector(name, "--help")
        assert (done.code, done.err) == (0, "")
        assert f"main.py {name}" in done.out


def test_all_commands_on_files_are_here() -> None:
    assert set(ON_A_FILE) == set(COMMANDS) - {"demo", "new", "master"}


@pytest.mark.parametrize("command", ON_A_FILE)
def test_a_file_that_is_not_there(command: str, tmp_path: Path) -> None:
    sentence = refused(command, tmp_path / MISSING, *ON_A_FILE[command])
    assert MISSING in sentence
    assert whole(tmp_path) == {}


def test_a_passphrase_file_that_is_not_there(tmp_path: Path) -> None:
    secret = tmp_path / "口令.txt"
    assert "口令.txt" in refused("demo", tmp_path / "演示", "--passphrase-file", secret)
    secret.write_bytes(b"\xff\xfe")
    assert "口令.txt" in refused("demo", tmp_path / "演示", "--passphrase-file", secret)
    secret.write_bytes(b"")
    assert "口令.txt" in refused("demo", tmp_path / "演示", "--passphrase-file", secret)
    assert whole(tmp_path).keys() == {"口令.txt"}
