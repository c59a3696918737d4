"""The plan changes while teams record: it is handed out again, and nothing recorded is lost."""

import shutil
from pathlib import Path

import pypdfium2
import pytest

from db.store import Store
from db.vocabulary import Act
from tests.commands.cli import PASSPHRASE, did, handed, passphrase_file, refused, whole
from tests.commands.conftest import BUREAU, FIVE, SIX
from tests.db.looking import ask


@pytest.fixture
def changed(demo: Path, tmp_path: Path) -> Path:
    """The first team has begun with its first school; its last one goes to the second team."""
    folder = Path(shutil.copytree(demo, tmp_path / "演示"))
    with Store.open(folder / SIX[0]) as team, team.act(Act.RECORD_VISIT) as work:
        begun, *_, last = work.schools.lines()
        work.visits.record(begun.visit_id, visited_on=begun.planned_on, overall="已开始检查")
    with Store.open(folder / BUREAU) as store, store.act(Act.PLAN) as work:
        first, second = work.people.teams()[:2]
        work.plans.assign(last.id, second.id)
        work.plans.plan_day(begun.visit_id, last.planned_on)
        work.people.add_member(first.id, code="T1-M99", name="新来的人", role="组员")
    return folder


def _handed_out(folder: Path, *more: object) -> list[Path]:
    out = folder / "更改"
    out.mkdir()
    done = did("handout", folder / BUREAU, "--out", out, "--again", "--plain", *more)
    return [Path(line) for line in done.lines[:-1]]


def _schools(path: Path) -> set[str]:
    with Store.open(path) as store, store.read() as work:
        return {line.code for line in work.schools.lines()}


def test_changes_come_to_those_who_record_and_all_they_recorded_stays(changed: Path) -> None:
    ours, before = changed / SIX[0], _schools(changed / SIX[0])
    theirs = _schools(changed / SIX[1])
    files = _handed_out(changed, "--team", "T1", "--team", "T2")
    assert [path.name for path in files] == [
        "第一检查组-更改2.inspection",
        "第二检查组-更改2.inspection",
    ]
    said = did("update", ours, files[0]).out
    assert said == "已取回局里的更改：新增 组员 1，改动 2 处。\n"
    did("update", changed / SIX[1], files[1])
    [moved] = before - _schools(ours)
    assert _schools(changed / SIX[1]) == theirs | {moved}
    assert ("新来的人",) in ask(ours, "SELECT name FROM member")
    assert ask(ours, "SELECT overall FROM visit WHERE overall <> ''") == [("已开始检查",)]
    assert did("update", ours, files[0]).out.startswith("“第一检查组-更改2.inspection”里的更改已经")
    did("merge", changed / BUREAU, ours, changed / SIX[1])
    assert did("conflicts", changed / BUREAU).out == "没有待裁定的冲突。\n"


def test_what_was_recorded_at_a_school_that_moved_is_a_question_for_the_bureau(
    changed: Path,
) -> None:
    ours = changed / SIX[0]
    with Store.open(ours) as team, team.act(Act.RECORD_VISIT) as work:
        line = work.schools.lines()[-1]
        work.visits.record(line.visit_id, overall="也开始了")
    [file] = _handed_out(changed, "--team", "T1")
    assert "有 1 处与本组的记录不同，两边都留着，由局里裁定" in did("update", ours, file).out
    assert line.code in _schools(ours), "it stays in sight until that is decided"
    did("merge", changed / BUREAU, ours)
    [conflict] = did("conflicts", changed / BUREAU, "--json").json()["conflicts"]
    assert (conflict["kind"], conflict["table"]) == ("deletion", "visit")


def test_a_team_hears_nothing_of_others(changed: Path) -> None:
    [first] = _handed_out(changed, "--team", "T1")
    own = _schools(changed / SIX[0])
    content = first.read_bytes()
    names = ask(changed / BUREAU, "SELECT name, code FROM school")
    known = [name for name, code in names if code in own]
    known += [workplace for (workplace,) in ask(first, "SELECT source FROM member")]
    others = {name for name, code in names if code not in own}
    assert {n for n in others if n.encode() in content and not any(n in k for k in known)} == set()


def test_a_file_meant_for_others_is_not_taken_in(changed: Path, tmp_path: Path) -> None:
    files = _handed_out(changed, "--team", "T2")
    ours, before = changed / SIX[0], whole(changed)
    assert "是发给第二检查组的，没有取回" in refused("update", ours, files[0])
    assert "是局里的总文件，没有取回" in refused("update", ours, changed / BUREAU)
    assert "请打开检查组的文件再试" in refused("update", changed / BUREAU, files[0])
    did("package", changed / SIX[1], "--out", tmp_path)
    [package] = tmp_path.glob("*.inspkg")
    assert "是数据包" in refused("update", ours, package)
    assert {name for name in before if "备份" not in name} <= set(whole(changed))


def test_before_anything_was_handed_out_there_is_nothing_to_hand_out_again(
    tmp_path: Path,
) -> None:
    bureau = tmp_path / "a.inspection"
    did("new", bureau, "--code", "A1", "--name", "甲", "--bureau", "乙", "--plain")
    said = refused("handout", bureau, "--out", tmp_path, "--again")
    assert "还没有检查组" in said


def test_each_team_has_a_passphrase_of_its_own_on_a_sheet(recorded: Path, tmp_path: Path) -> None:
    out, sheets = tmp_path / "发", tmp_path / "口令"
    out.mkdir()
    sheets.mkdir()
    lines = did("handout", recorded / BUREAU, "--out", out, "--sheets", sheets).lines
    assert {Path(line).name for line in lines[11:]} == {
        name.replace(".inspection", "-口令单.pdf") for name in (*SIX, *FIVE)
    }
    secrets = [_passphrase(Path(line)) for line in lines[11:]]
    assert len(set(secrets)) == 11
    assert all(len(secret) == 19 for secret in secrets)
    for line, secret in zip(lines[:11], secrets, strict=True):
        told = passphrase_file(tmp_path, secret)
        assert did("summary", line, "--json", "--passphrase-file", told).json()
        assert "口令不对" in refused(
            "summary", line, "--passphrase-file", passphrase_file(tmp_path, PASSPHRASE)
        )


def _passphrase(sheet: Path) -> str:
    with pypdfium2.PdfDocument(sheet) as document:
        text = document[0].get_textpage().get_text_range()
    words = text.replace("\r\n", " ").replace("\ufffe", "-").split()
    return next(word for word in words if word.count("-") == 3 and word.isascii())


def test_a_locked_team_takes_in_changes_under_another_passphrase(
    changed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "发"
    out.mkdir()
    [shown] = handed(changed / BUREAU, "--out", out, "--team", "T3").values()
    secret, other = passphrase_file(tmp_path, shown), tmp_path / "另.txt"
    team = shutil.move(out / SIX[2], tmp_path)
    shutil.move(out / f"{SIX[2]}.keys", tmp_path)
    with Store.open(changed / BUREAU) as store, store.act(Act.PLAN) as work:
        third = work.people.teams()[2]
        work.people.add_member(third.id, code="T3-M99", name="新来的人", role="组员")
    again = tmp_path / "再发"
    again.mkdir()
    [(file, shown)] = handed(changed / BUREAU, "--out", again, "--team", "T3", "--again").items()
    other.write_text(f"{shown}\n", "utf-8")
    assert file.name == "第三检查组-更改3.inspection"
    did("update", team, file, "--passphrase-file", secret, "--changes-passphrase-file", other)
