"""`lock`: what the window does, with its check; what was not locked is said one by one."""

from pathlib import Path

from db.store import Store
from db.vocabulary import Act
from tests.commands.cli import did, inspector, refused
from tests.commands.conftest import SIX, Office
from tests.sheets_of_today import put_days_ahead


def _lead(path: Path) -> str:
    with Store.open(path) as store, store.read() as work:
        members = work.people.members(work.file().team_id)
    return next(member.name for member in members if member.is_lead)


def test_a_lead_locks_what_the_check_lets_through(recorded: Path) -> None:
    path = recorded / SIX[1]
    put_days_ahead(path)
    with Store.open(path) as store, store.act(Act.RECORD_VISIT) as work:
        visit = next(line.visit_id for line in work.schools.lines() if line.code == "S046")
        work.visits.record(visit, left_at=None)
    school = ("--school", "S046")
    without = inspector("lock", path, *school, "--json")
    assert without.code == 1
    asked = inspector("lock", path, *school, "--by", _lead(path), "--json")
    [problem] = asked.json()["refused"]
    assert (asked.code, problem["school"]) == (1, "S046")
    assert "--confirm" in problem["why"]
    assert problem["marks"]
    assert not any(mark["grave"] for mark in problem["marks"])
    nobody = inspector("lock", path, *school, "--confirm", "--json")
    assert "组长" in nobody.json()["refused"][0]["why"]
    done = did("lock", path, *school, "--by", _lead(path), "--confirm", "--json").json()
    assert [(one["school"], one["kind"]) for one in done["locked"]] == [("S046", "feedback")]
    listed = did("documents", path, *school, "--kind", "feedback", "--json").json()["documents"]
    assert [one["state"] for one in listed] == ["locked"]
    again = did("lock", path, *school, "--by", _lead(path), "--confirm", "--json").json()
    assert (again["locked"], len(again["unchanged"])) == ([], 1)


def test_what_forbids_a_lock_is_listed_and_the_others_are_locked(recorded: Path) -> None:
    path = recorded / SIX[1]
    put_days_ahead(path)
    with Store.open(path) as store:
        with store.read() as work:
            lines = work.schools.lines()
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(lines[0].visit_id, visited_on=None)
    done = inspector("lock", path, "--all", "--by", _lead(path), "--confirm")
    assert done.code == 1
    assert sum(line.startswith("已定稿") for line in done.lines) == len(lines) - 1
    [problem] = [line for line in done.lines if line.startswith("没有定稿")]
    assert lines[0].name in problem
    assert any(line.strip().startswith("须先改") for line in done.lines)


def _give_away(path: Path, fact: str) -> tuple[str, str]:
    """Word a finding of some school so; the school's code, and the finding's number."""
    put_days_ahead(path)
    with Store.open(path) as store, store.act(Act.EDIT_FINDING) as work:
        for school in work.schools.lines():
            for finding in work.findings.lines(school.visit_id):
                work.findings.state(finding.id, fact=fact)
                return school.code, finding.serial
    raise AssertionError(path)


def test_a_word_that_may_give_a_source_away_is_confirmed_by_its_place(recorded: Path) -> None:
    path = recorded / SIX[1]
    code, number = _give_away(path, "群众举报后，经信访转办，学校仍收取资料费")
    lock = ("lock", path, "--school", code, "--by", _lead(path), "--confirm")
    asked = inspector(*lock)
    assert asked.code == 1
    assert [line.strip() for line in asked.lines if "--unavoidable" in line] == [
        f"不可避免的，确认后再定稿：--unavoidable {word}@{number}" for word in ("举报", "信访")
    ]
    half = inspector(*lock, "--unavoidable", f"举报@{number}", "--json")
    assert half.code == 1
    marked = half.json()["refused"][0]["marks"]
    assert [(one["grave"], one["place"]) for one in marked if one["place"]] == [
        (True, f"信访@{number}"),
        (False, f"举报@{number}"),
    ]
    done = did(*lock, "--unavoidable", f"信访@{number}", "--json").json()
    assert [one["school"] for one in done["locked"]] == [code]


def test_a_place_that_was_not_listed_is_not_confirmed(recorded: Path) -> None:
    path = recorded / SIX[1]
    code, number = _give_away(path, "群众举报后，学校仍收取资料费")
    lock = ("lock", path, "--by", _lead(path), "--confirm", "--unavoidable")
    school = ("--school", code)
    assert f"核稿列出的是：举报@{number}" in refused(*lock, f"投诉@{number}", *school)
    assert "一次只能确认一份" in refused(*lock, f"举报@{number}", "--all")


def test_who_locks_and_what_must_be_there(office: Office) -> None:
    assert "没有“无此人”" in refused("lock", office.team, "--all", "--by", "无此人")
    assert "S999" in refused("lock", office.team, "--school", "S999")
    assert "没有这样的文书" in refused("lock", office.team, "--all", "--kind", "bulletin")
