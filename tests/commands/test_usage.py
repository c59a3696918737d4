"""Wrong usage is exit 2; a missing file is exit 1, whichever command it is given to."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from inspector_gui import VERSION
from inspector_gui.commands import COMMANDS, is_command
from tests.commands.cli import by_itself, inspector, misused, refused, whole
from tests.commands.conftest import Office
from tests.commands.warm import ROOT
from tests.exchange.books import GOLDEN

MISSING = "无.inspection"
ON_A_FILE: dict[str, tuple[Any, ...]] = {
    "notice": (),
    "import": (GOLDEN / "schools.xls",),
    "contents": (),
    "inspections": (),
    "recusal": (),
    "assign": ("S001", "--none"),
    "draw": ("--freeze",),
    "plan": (),
    "record": ("记录.json",),
    "handout": ("--out", "."),
    "update": ("另一个.inspection",),
    "check": (),
    "restore": ("--to", "恢复.inspection"),
    "erase": ("--out", "."),
    "feedback": ("--all", "--out", "."),
    "documents": ("--all",),
    "lock": ("--all",),
    "findings": (),
    "follow": (),
    "refund": ("--school", "S001", "--finding", "WT-01"),
    "register": ("complaints",),
    "scan": (".",),
    "package": ("--out", "."),
    "merge": ("另一个.inspection",),
    "conflicts": (),
    "decide": ("0123456789", "--take", "mine"),
    "earlier": ("去年.inspection",),
    "takeback": ("1",),
    "summary": (),
    "explain": ("findings",),
    "ledger": ("台账.xlsx",),
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
        ("assign", "总.inspection", "S001"),
        ("assign", "总.inspection", "S001", "--team", "T1", "--none"),
        ("draw", "总.inspection"),
        ("plan", "总.inspection", "--spread", "--school", "S001"),
        ("plan", "总.inspection", "--school", "S001", "--day", "九月"),
        ("notice", "总.inspection", "--report-days", "三天"),
        ("notice", "总.inspection", "--name", ""),
        ("recusal", "总.inspection", "--reason", "LAZY"),
        ("record", "组.inspection"),
        ("documents", "组.inspection"),
        ("documents", "组.inspection", "--all", "--kind", "novel"),
        ("findings", "组.inspection", "--to", "LOST"),
        ("--frobnicate",),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2_and_says_how(arguments: tuple[str, ...]) -> None:
    said = misused(*arguments)
    assert said.startswith("用法：main.py")
    sentence = said.splitlines()[-1]
    assert sentence.endswith("。")
    assert not re.search(r"[a-z]{2,} [a-z]{2,}", sentence), sentence  # argparse's own English


@pytest.mark.parametrize("typed", [("sumary", "总.inspection"), ("sumary",), ("汇总",)], ids=str)
def test_a_mistyped_command_is_one_sentence_and_no_window(typed: tuple[str, ...]) -> None:
    [sentence] = misused(*typed).splitlines()
    assert f"没有“{typed[0]}”这个命令" in sentence
    assert ("是不是 summary" in sentence) is (typed[0] == "sumary")


def test_a_file_before_the_command_is_wrong_usage(office: Office) -> None:
    [sentence] = misused(office.bureau, "summary").splitlines()
    assert "命令要写在文件前面" in sentence


def test_a_file_alone_opens_the_window(office: Office, tmp_path: Path) -> None:
    assert not is_command([])
    assert not is_command([str(office.bureau)])
    assert not is_command(["不在.inspection"])
    assert not is_command(["postgresql+psycopg://officer@db/records/fees"])


def test_the_version_and_the_name_it_was_called_by() -> None:
    assert inspector("--version").out == f"inspector {VERSION}\n"
    code = "import sys, main; sys.argv = ['/usr/bin/inspector', 'check']; sys.exit(main.main())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr.split()[0]) == (2, "用法：inspector")


def test_by_itself_as_in_any_other_way(office: Office, tmp_path: Path) -> None:
    """`python main.py …` with nothing imported before: done, refused, misused."""
    for arguments in (
        ("conflicts", office.bureau),
        ("summary", tmp_path / MISSING),
        ("takeback", office.bureau),
    ):
        assert by_itself(*arguments) == inspector(*arguments)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("feedback", "{bureau}", "--all", "--out", "{out}"), 0),
        (("summary", "{bureau}"), 0),
        (("summary", "不在.inspection"), 1),
        (("new", "{out}/总.inspection", "--code", "2026", "--name", "检查", "--bureau", "局"), 1),
        (("takeback", "{bureau}"), 2),
        (("sumary",), 2),
    ],
    ids=lambda one: " ".join(one)[:20] if isinstance(one, tuple) else "",
)
def test_without_a_console_it_does_what_it_does_with_one(
    office: Office, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    """As under pythonw: no streams at all. Nothing is broken down, says the log."""
    named = [argument.format(bureau=office.bureau, out=tmp_path / "出") for argument in arguments]
    script = "import sys; sys.stdin = sys.stdout = sys.stderr = None; import main; main.main()"
    asked = [sys.executable, "-c", script.replace("main.main()", "sys.exit(main.main())"), *named]
    state = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    assert subprocess.run(asked, cwd=ROOT, env=state, check=False).returncode == code
    log = tmp_path / "inspector" / "inspector.log"
    assert not log.exists() or log.read_text("utf-8") == ""


def test_what_is_named_from_a_folder_is_answered_by_its_whole_path(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read later, or by somebody else, a sentence must still say where."""
    asked = (sys.executable, str(ROOT / "main.py"), "package")
    for name in ("没有/这个", "U盘"):
        out = office.folder / name
        done = subprocess.run(
            [*asked, office.team.name, "--out", name, "--json"],
            cwd=office.folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert (str(out) in done.stdout) is (done.returncode == 0), done
    missing = subprocess.run(
        [*asked[:2], "summary", "不在.inspection"],
        cwd=office.folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert str(office.folder / "不在.inspection") in missing.stderr


def test_help_names_every_command() -> None:
    done = inspector("--help")
    assert done.code == 0
    assert all(purpose in done.out.replace("\n", "") for purpose in COMMANDS)


def test_every_command_explains_itself_and_speaks_json() -> None:
    for name in COMMANDS:
        done = inspector(name, "--help")
        assert (done.code, done.err) == (0, "")
        assert f"用法：main.py {name}" in done.out
        assert "--json" in done.out
        assert not re.search("usage|options|arguments|show this", done.out), done.out


def test_the_documents_name_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    keys = (ROOT / "docs" / "commands.md").read_text("utf-8").split("| command |")[1]
    for name in COMMANDS:
        assert re.search(rf"^python main\.py {name} ", readme, re.MULTILINE), name
        assert re.search(rf"^\|.*`{name}`.*\|", keys, re.MULTILINE), name


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
