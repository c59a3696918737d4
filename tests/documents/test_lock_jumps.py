"""Each line of the check before the lock leads to where it is mended, or to where it stands."""

from pathlib import Path

import pytest

from db.store import Store
from db.vocabulary import Act, DocumentKind, FindingStatus, Handling
from inspector_gui.actions.documents import check_before_lock
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.scope import Scope
from inspector_gui.labels import label
from inspector_gui.statistics.gap import Gap
from tests.conftest import Clock, prepare
from tests.documents.a_finance_day import plan
from tests.documents.test_lock_check import NOTICE, SHEET, _answer_all, _arrive, _finding, _school


def _leads(mark: Mark) -> bool:
    return mark.leads or mark.passage is not None


@pytest.mark.parametrize(
    "name", [SHEET, NOTICE, "抽样记录（学校联）", "清退情况登记表", "问卷统计表"]
)
@pytest.mark.parametrize("visited", [False, True])
def test_each_line_of_the_lock_check_of_a_school_is_a_jump(
    store: Store, scope: Scope, name: str, visited: bool
) -> None:
    if visited:
        _arrive(store, scope)
        _answer_all(store, scope)
        fact = "家长13900001111反映部分班级收费"
        _finding(store, scope, FindingStatus.CONFIRMED, cited=False)
        with store.act(Act.EDIT_FINDING) as work:
            [line] = work.findings.lines(_school(scope).visit_id)
            work.findings.state(line.id, fact=fact, handlings=frozenset({Handling.REFUND}))
    marks = check_before_lock(store=store, scope=scope, name=name)
    assert marks or visited
    assert [mark.text for mark in marks if not _leads(mark)] == []


def test_each_line_of_the_bulletin_s_lock_check_is_a_jump(store: Store) -> None:
    with store.read() as work:
        campaign = work.campaigns.current()
        scope = Scope(campaign.name, campaign.id)
        name = next(paper.name for paper in scope.papers(work) if "通报" in paper.name)
    marks = check_before_lock(store=store, scope=scope, name=name)
    assert {mark.fill for mark in marks} >= {"document_no", "issued_on"}
    assert [mark.text for mark in marks if not _leads(mark)] == []


@pytest.mark.parametrize("field", ["objection_on", "report_on"])
def test_a_day_that_is_over_leads_to_its_field(store: Store, scope: Scope, field: str) -> None:
    with store.act(Act.EDIT_TEXT) as work:
        visit = _school(scope).visit_id
        work.documents.fill_in(visit, DocumentKind.FEEDBACK, field, "2025-09-01")
    marks = check_before_lock(store=store, scope=scope, name=SHEET)
    assert field in {mark.fill for mark in marks}


@pytest.mark.parametrize(
    ("kind", "gap"),
    [
        (DocumentKind.MINUTES, Gap.NO_MEETING),
        (DocumentKind.REMINDER, Gap.FINDINGS_UNSETTLED),
    ],
)
def test_what_was_not_held_or_is_not_overdue_leads_to_where_it_would_be(
    tmp_path: Path, kind: DocumentKind, gap: Gap
) -> None:
    path = tmp_path / "总.inspection"
    prepare(path, Clock())
    with Store.open(path, now=Clock()) as store:
        unit = plan(store)
        with store.read() as work:
            scope = Scope(unit.name, work.campaigns.current().id, unit)
        marks = check_before_lock(store=store, scope=scope, name=label(kind))
        assert gap in {mark.gap for mark in marks}
        assert [mark.text for mark in marks if not _leads(mark)] == []
