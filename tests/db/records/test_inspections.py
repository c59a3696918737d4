"""Kinds of inspection are rows: what comes with the program, and what a bureau makes itself."""

import shutil
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.migrations import VERSION
from db.store import Store
from db.vocabulary import Act, DocumentKind, FindingStatus, Method, VisitPage
from tests.conftest import Clock

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
PLAIN = (VisitPage.OVERVIEW, VisitPage.CHECKLIST, VisitPage.FINDINGS, VisitPage.DOCUMENTS)


def kinds(path: Path, clock: Clock) -> list[dict[str, object]]:
    with Store.open(path, now=clock) as store, store.read() as work:
        return [{**vars(line), "id": None} for line in work.inspections.lines()]


def make(store: Store, **values: object) -> str:
    with store.act(Act.PLAN) as work:
        made = work.inspections.add(
            work.campaigns.current().id,
            **{
                "kind": "明察暗访",
                "title": "规范办学明察暗访",
                "matter": "规范办学",
                "pages": PLAIN,
                "methods": (Method.SITE, Method.DOC),
                "documents": (DocumentKind.WORKING_PAPER,),
                "amounts": ("涉及金额", "应退", "已退", "上缴"),
                "has_notice": False,
                **values,
            },
        )
    with store.read() as work:
        return next(line.code for line in work.inspections.lines() if line.id == made)


def test_a_file_of_the_first_version_has_the_kinds_that_come_with_the_program(
    tmp_path: Path, campaign_file: Path, clock: Clock
) -> None:
    """The step writes down what `resources/catalogue/inspections.json` says."""
    assert VERSION >= 2
    old = Path(shutil.copy(GOLDEN / "version-1.inspection", tmp_path / "old.inspection"))
    assert kinds(old, clock) == kinds(campaign_file, clock)
    assert [kind["code"] for kind in kinds(old, clock)] == ["fee", "finance"]


def test_the_same_kind_is_the_same_row_in_every_file(tmp_path: Path, clock: Clock) -> None:
    """Two copies of one old file are raised apart and speak of one row."""
    ids = []
    for name in ("a", "b"):
        path = Path(shutil.copy(GOLDEN / "version-1.inspection", tmp_path / f"{name}.inspection"))
        with Store.open(path, now=clock) as store, store.read() as work:
            ids.append([line.id for line in work.inspections.lines()])
    assert ids[0] == ids[1]


def test_a_kind_is_made_with_the_next_free_code(store: Store) -> None:
    assert make(store) == "k1"
    assert make(store, kind="督导") == "k2"
    with store.read() as work:
        assert [line.code for line in work.inspections.lines()] == ["fee", "finance", "k1", "k2"]
        made = work.inspections.of("k1")
    assert made.pages == PLAIN
    assert not made.is_signed
    assert not made.has_refunds


def test_a_kind_without_a_notice_names_none(store: Store) -> None:
    code = make(store)
    with store.read() as work:
        campaign, own = work.campaigns.current(), work.inspections.terms(code)
    assert campaign.notice_title
    assert (own.notice_title, own.notice_no) == ("", "")
    assert own.conduct_from == campaign.conduct_from


def test_a_kind_with_teams_is_not_dropped(store: Store) -> None:
    code = make(store)
    with store.act(Act.PLAN) as work:
        work.people.add_team(work.campaigns.current().id, "K1", "暗访第一组", code)
        made = work.inspections.of(code)
    with (
        pytest.raises(InspectionError, match="“明察暗访”已编有暗访第一组，不能删除"),
        store.act(Act.PLAN) as work,
    ):
        work.inspections.drop(made.id)


def test_totals_of_two_inspections_are_apart(store: Store) -> None:
    """One school, visited by both: neither counts what the other found."""
    code = make(store)
    with store.read() as work:
        line, day = work.schools.lines()[0], work.campaigns.current().visits_from
        fee_item = work.catalogues.items("fee")[0]
    with store.act(Act.PLAN) as work:
        team = work.people.add_team(work.campaigns.current().id, "K1", "暗访第一组", code)
        work.plans.assign(line.id, team, day)
        other = next(line for line in work.schools.lines() if line.inspection == code)
    with store.act(Act.RAISE_FINDING) as work:
        for visit, fen in ((line.visit_id, 100), (other.visit_id, 7)):
            work.visits.record(visit, visited_on=day)
            values = {"involved_fen": fen, "status": FindingStatus.CONFIRMED}
            work.findings.raise_finding(visit, fee_item.id, "WT-01", fact="事", **values)
    with store.read() as work:
        assert work.totals.figures().involved_fen == 100
        assert work.totals.figures(inspection=code).involved_fen == 7
        assert work.totals.figures(inspection="finance").involved_fen == 0
        assert work.totals.size(code) == {
            "k1_groups": 1,
            "k1_members": 0,
            "k1_units": 1,
            "k1_findings": 1,
            "k1_vouchers": 0,
        }
        assert len(work.oversight.breaches()) == 0
        assert [school.team for school in work.plans.schools() if school.id == line.id] == [
            "第一检查组"
        ]
        assert [school.team for school in work.plans.schools(code) if school.id == line.id] == [
            "暗访第一组"
        ]
