"""What last year's campaign found stands at the school gate; two years are compared by rates."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.handout.last_campaign import beside
from db.handout.team_files import hand_out
from db.store import Store
from db.vocabulary import (
    Act,
    Area,
    ClueSource,
    FindingStatus,
    Ownership,
    SchoolType,
    Severity,
    Stage,
)
from inspector_gui.actions.earlier import take_in_earlier_findings
from inspector_gui.statistics.earlier import earlier_of, earlier_summary, earlier_words
from inspector_gui.statistics.year_on_year import year_on_year
from tests.conftest import Clock, prepare
from tests.db.looking import item_of, visit_of

_INFORMANT = "家长来信反映"


@pytest.fixture
def last(tmp_path: Path) -> Path:
    """Last year's: two findings that the school knows of, one nobody told it, one withdrawn."""
    path = tmp_path / "2024-SF.inspection"
    prepare(path, Clock(), code="2024-SF")
    with Store.open(path) as store:
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), visited_on=date(2025, 9, 15))
        with store.act(Act.RAISE_FINDING) as work:
            for serial, status, more in (
                ("WT-01", FindingStatus.RECTIFYING, {"due_fen": 9_000, "involved_fen": 9_000}),
                ("WT-02", FindingStatus.CLOSED, {"severity": Severity.SERIOUS}),
                ("WT-03", FindingStatus.CONFIRMED, {}),
                ("WT-04", FindingStatus.WITHDRAWN, {}),
            ):
                values: dict[str, Any] = {"fact": f"多收作业本费{serial}", "status": status, **more}
                work.findings.raise_finding(visit_of(store), item_of(store).id, serial, **values)
            [line, *_] = work.findings.lines(visit_of(store))
            work.findings.state(line.id, case_no="AJ-2024-01")
            work.clues.raise_clue(visit_of(store), ClueSource.COMPLAINT, _INFORMANT)
    return path


@pytest.fixture
def now(tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "2025-SF.inspection"
    prepare(path, Clock())
    with Store.open(path) as store:
        yield store


def _take(store: Store, path: Path) -> Any:
    with beside(path) as other:
        return take_in_earlier_findings(store=store, last=other)


def test_what_the_school_was_told_last_year_is_in_the_file_of_the_team_that_goes_there(
    now: Store, last: Path, tmp_path: Path
) -> None:
    before = last.read_bytes()
    found = _take(now, last)
    assert (found.findings, found.schools, found.notes) == (2, 1, ())
    assert last.read_bytes() == before
    (tmp_path / "发放").mkdir()
    [team] = hand_out(now, tmp_path / "发放")
    with Store.open(team) as store, store.read() as work:
        [school] = work.schools.lines()
        lines = work.earlier_findings.lines(school.id)
        item = item_of(store)
        assert [one.serial for one in earlier_of(item, lines)] == ["WT-01", "WT-02"]
        told = [earlier_words(line) for line in lines]
        assert earlier_summary(lines) == (
            "以往检查发现问题 2 个，1 个没有销号，还有 90.00元没有退清。"
        )
    assert told[0].startswith("WT-01　F-FW-01（2024-SF，")
    assert "没有销号（整改中），未退 90.00元：多收作业本费WT-01" in told[0]
    assert "已销号" in told[1]
    held = b"".join(path.read_bytes() for path in (tmp_path / "发放").iterdir())
    assert b"AJ-2024-01" not in held
    assert _INFORMANT.encode() not in held


def test_taken_in_again_it_is_brought_up_to_date(now: Store, last: Path) -> None:
    _take(now, last)
    with Store.open(last) as store, store.act(Act.EDIT_FINDING) as work:
        for line in work.findings.lines(visit_of(store)):
            if line.serial == "WT-01":
                work.findings.state(line.id, status=FindingStatus.WITHDRAWN)
    assert _take(now, last).findings == 1
    with now.read() as work:
        assert [line.serial for line in work.earlier_findings.lines()] == ["WT-02"]


def test_a_school_that_was_renamed_moved_or_is_gone_is_told_of(now: Store, last: Path) -> None:
    with Store.open(last) as store, store.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        for code, name in (("S009", "示例市撤并小学"), ("S077", "示例市迁址小学")):
            work.schools.register(campaign, code=code, name=name, **_SCHOOL)
    with now.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        work.schools.register(campaign, code="S078", name="示例市迁址小学", **_SCHOOL)
        work.schools.register(campaign, code="S001", name="示例市实验小学", **_SCHOOL)
    notes = "\n".join(_take(now, last).notes)
    assert "1 所学校不在本次名单里，没有带入：示例市撤并小学。" in notes
    assert "“示例市迁址小学”的代码由 S077 改为 S078，按校名对上。" in notes
    assert "S001 原名“示例市第一示例小学”，现名“示例市实验小学”，按代码对上。" in notes


_SCHOOL: dict[str, Any] = {
    "kind": SchoolType.PRIMARY,
    "stages": (Stage.PRI,),
    "ownership": Ownership.PUBLIC,
    "area": Area.URBAN,
}


def test_a_file_that_is_none_of_last_year_s_is_refused(
    now: Store, last: Path, tmp_path: Path
) -> None:
    own = tmp_path / "copy.inspection"
    prepare(own, Clock())
    with pytest.raises(InspectionError, match="就是本次检查的总文件"):
        _take(now, own)
    with (
        Store.open(last),
        pytest.raises(InspectionError, match="正在被使用"),
        beside(last),
    ):
        pass


def test_two_years_are_compared_by_rates_and_what_differs_is_said(now: Store, last: Path) -> None:
    with now.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit_of(now), visited_on=date(2025, 9, 15))
    with now.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(
            visit_of(now), item_of(now).id, "WT-01", fact="甲", status=FindingStatus.FED_BACK
        )
    with now.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        work.schools.register(campaign, code="S001", name="示例市实验小学", **_SCHOOL)
    with beside(last) as other, other.read() as then, now.read() as work:
        found = year_on_year(work, then)
    rates = {rate.name: (rate.then, rate.now) for rate in found.rates}
    assert rates["检查覆盖：已检查/应检查学校"] == ("1/1　100.0%", "1/1　100.0%")
    assert rates["整改率：已销号/问题"] == ("1/3　33.3%", "0/1　0.0%")
    assert rates["每所学校的问题（个）"] == ("3/1　3.0", "1/1　1.0")
    assert rates["程度严重的问题：占问题"] == ("1/3　33.3%", "0/1　0.0%")
    assert rates["同一所学校又查出同一项：占两次都检查、上次有问题的学校"] == ("—", "1/1　100.0%")
    assert rates["服务性收费和代收费：查出的学校占已检查学校"] == ("1/1　100.0%", "1/1　100.0%")
    assert any("S001 示例市第一示例小学 → 示例市实验小学" in note for note in found.notes)
