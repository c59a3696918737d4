"""What would be false is not locked: from which states a document may become final."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.ids import wall_clock
from db.publishing.bulletin import bulletin_facts
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import (
    Act,
    DocumentKind,
    EvidenceKind,
    FindingStatus,
    Handling,
    Method,
    Verdict,
)
from inspector_gui.actions.documents import check_before_lock, lock_document
from inspector_gui.actions.raising import raise_finding
from inspector_gui.documents.document_list import OF_CAMPAIGN, OF_VISIT
from inspector_gui.documents.finding_marks import ground_marks
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.lock_rules import Checked
from inspector_gui.documents.scope import Scope
from tests.conftest import Clock

SHEET, NOTICE = "检查情况反馈单", "整改通知书"
SPAN = date(2025, 2, 1), date(2025, 9, 30)


def _school(scope: Scope) -> SchoolLine:
    assert scope.school is not None
    return scope.school


def _arrive(store: Store, scope: Scope) -> None:
    school = _school(scope)
    with store.act(Act.RECORD_VISIT) as work:
        work.people.add_member(school.team_id, code="T1-M2", name="检查员102", role="组员")
        for member in work.people.members(school.team_id):
            work.visits.attend(school.visit_id, member.id)
        work.visits.record(school.visit_id, visited_on=school.planned_on, arrived_at=wall_clock())


def _answer_all(store: Store, scope: Scope) -> None:
    with store.act(Act.ANSWER_ITEM) as work:
        for item in work.catalogues.items("fee"):
            work.checklists.answer(_school(scope).visit_id, item.id, verdict=Verdict.OK)


def _grave(store: Store, scope: Scope, name: str = SHEET) -> list[str]:
    marks = check_before_lock(store=store, scope=scope, name=name)
    return [mark.text for mark in marks if mark.grave]


def test_a_school_nobody_visited_has_no_final_sheet(store: Store, scope: Scope) -> None:
    assert _grave(store, scope)[:3] == ["未登记到校日期", "未登记到校时间", "到校人员登记不足两人"]
    with pytest.raises(InspectionError, match=r"未登记到校日期.*改好才能定稿"):
        lock_document(store=store, scope=scope, name=SHEET)
    with store.read() as work:
        assert work.documents.issued(_school(scope).visit_id) == []


def test_with_all_of_it_recorded_the_sheet_is_locked(store: Store, scope: Scope) -> None:
    _arrive(store, scope)
    _answer_all(store, scope)
    assert _grave(store, scope) == []
    lock_document(store=store, scope=scope, name=SHEET)
    with store.read() as work:
        assert len(work.documents.issued(_school(scope).visit_id)) == 1


def _leave_one_open(work: Any, visit: Any, item: Any) -> None:
    work.checklists.answer(visit, item, verdict=None)


def _skip_one(work: Any, visit: Any, item: Any) -> None:
    work.checklists.answer(visit, item, verdict=Verdict.NOT_CHECKED)


def _find_and_not_raise(work: Any, visit: Any, item: Any) -> None:
    work.checklists.answer(visit, item, verdict=Verdict.VIOLATION)


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (_leave_one_open, "未填检查项"),
        (_skip_one, "未检查的项没有写原因"),
        (_find_and_not_raise, "不符合项未转为问题"),
    ],
)
def test_an_unfinished_checklist_lets_no_sheet_become_final(
    store: Store, scope: Scope, happens: Callable[..., None], words: str
) -> None:
    _arrive(store, scope)
    _answer_all(store, scope)
    with store.act(Act.ANSWER_ITEM) as work:
        happens(work, _school(scope).visit_id, work.catalogues.items("fee")[0].id)
    assert _grave(store, scope) == [words]
    with pytest.raises(InspectionError, match=words):
        lock_document(store=store, scope=scope, name=SHEET)


def test_a_finding_nobody_confirmed_would_be_left_out(store: Store, scope: Scope) -> None:
    _arrive(store, scope)
    _answer_all(store, scope)
    with store.read() as work:
        item = work.catalogues.items("fee")[0]
    raise_finding(store=store, school=_school(scope), item=item)
    assert "问题未经组长确认" in _grave(store, scope)


def test_no_notice_orders_a_school_without_findings(store: Store, scope: Scope) -> None:
    assert "该校没有认定的问题" in _grave(store, scope, NOTICE)


def _finding(store: Store, scope: Scope, status: FindingStatus, *, cited: bool) -> None:
    visit = _school(scope).visit_id
    with store.act(Act.RAISE_FINDING) as work:
        item = work.catalogues.items("fee")[0].id
        finding = work.findings.raise_finding(visit, item, "WT-01", fact="事实", status=status)
        work.evidence.support(finding, work.evidence.gather(visit, EvidenceKind.OTHER, "说明"))
        if cited:
            work.findings.cite(finding, work.catalogues.bases(item)[0].id)


@pytest.mark.parametrize("cited", [True, False])
def test_a_notice_rests_on_law(store: Store, scope: Scope, cited: bool) -> None:
    _finding(store, scope, FindingStatus.FED_BACK, cited=cited)
    assert ("WT-01 还没有依据" not in _grave(store, scope, NOTICE)) is cited


def test_each_part_of_a_conduct_rests_on_law_of_its_own(store: Store, scope: Scope) -> None:
    _finding(store, scope, FindingStatus.FED_BACK, cited=True)
    visit = _school(scope).visit_id
    with store.act(Act.EDIT_FINDING) as work:
        [line] = work.findings.lines(visit)
        days = {"conduct_from": date(2020, 3, 1), "conduct_to": date(2020, 12, 31)}
        work.findings.state(line.id, **days)
    said = "WT-01 2020年3月至8月的行为没有依据"
    assert said in _grave(store, scope, NOTICE)
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(line.id, conduct_from=date(2020, 9, 1))
    assert said not in _grave(store, scope, NOTICE)


def test_a_notice_does_not_order_what_is_closed(store: Store, scope: Scope) -> None:
    _finding(store, scope, FindingStatus.CLOSED, cited=True)
    assert "该校没有认定的问题" in _grave(store, scope, NOTICE)


def test_what_is_undecided_is_not_published(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from db.merge.conflicts import Conflicts

    with store.read() as work:
        campaign = work.campaigns.current()
    scope = Scope(campaign.name, campaign.id)
    name = "检查情况通报"
    with store.read() as work:
        name = next(paper.name for paper in scope.papers(work) if "通报" in paper.name)
    monkeypatch.setattr(Conflicts, "count", lambda _: 2)
    marks: tuple[Mark, ...] = check_before_lock(store=store, scope=scope, name=name)
    assert "2 个冲突没有裁定" in [mark.text for mark in marks if mark.grave]


def test_on_a_team_s_file_only_the_lead_locks(team_file: Path) -> None:
    with Store.open(team_file) as team:
        with team.read() as work:
            line, campaign = work.schools.lines()[0], work.campaigns.current().id
            people = work.people.members(work.file().team_id)
        team.person = next(person.id for person in people if not person.is_lead)
        with pytest.raises(InspectionError, match="只有组长能定稿"):
            lock_document(store=team, scope=Scope(line.name, campaign, line), name=SHEET)


def test_every_kind_of_document_says_from_which_state_it_may_become_final() -> None:
    assert {family.kind for family in (*OF_VISIT, *OF_CAMPAIGN)} == set(DocumentKind)
    bare = {family.kind for family in OF_VISIT if not family.rules}
    assert bare == {DocumentKind.PLEDGE, DocumentKind.BLANK_FORM}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("检查情况反馈单", "未登记到校日期"),
        ("整改通知书", "未登记到校日期"),
        ("抽样记录（学校联）", "没有抽样"),
        ("问卷统计表", "未登记到校日期"),
        ("电话访问登记表", "未登记到校日期"),
        ("清退情况登记表", "未登记到校日期"),
    ],
)
def test_what_was_not_done_is_told_by_no_final_paper(
    store: Store, scope: Scope, name: str, words: str
) -> None:
    assert words in _grave(store, scope, name)
    with pytest.raises(InspectionError, match=words):
        lock_document(store=store, scope=scope, name=name)


def _told(
    store: Store, scope: Scope, clock: Clock, *, late: bool = False, **values: Any
) -> dict[str, bool]:
    """What is marked of one confirmed finding with these fields, and whether it forbids the lock.

    `evidence`: of which kind; None: there is none any more. `late`: looked at in October.
    """
    _arrive(store, scope)
    _answer_all(store, scope)
    kind = values.pop("evidence", EvidenceKind.LEDGER)
    visit = _school(scope).visit_id
    with store.act(Act.RAISE_FINDING) as work:
        item = work.catalogues.items("fee")[0].id
        status = FindingStatus.CONFIRMED
        finding = work.findings.raise_finding(
            visit, item, "WT-01", **{"fact": "事实", "status": status, **values}
        )
        if kind is not None:
            work.evidence.support(finding, work.evidence.gather(visit, kind, "说明"))
    if late:
        clock.moment = datetime(2025, 10, 14, tzinfo=UTC)
    marks = check_before_lock(store=store, scope=scope, name=SHEET)
    return {mark.text: mark.grave for mark in marks if mark.finding == "WT-01"}


@pytest.mark.parametrize(
    ("values", "words", "grave"),
    [
        ({"evidence": None}, "没有证据", True),
        (
            {"evidence": EvidenceKind.PHOTO, "involved_fen": 100, "due_on": date(2025, 10, 15)},
            "有金额，没有凭证、台账、票据",
            True,
        ),
        ({"handlings": (Handling.REFUND,)}, "建议清退，应退 0.00 元", False),
        ({"due_fen": 100, "involved_fen": 100}, "已退 0.00 元", False),
        ({"due_fen": 200, "involved_fen": 100}, "应退的多于涉及的", False),
        ({"handlings": (Handling.RECTIFY,)}, "没有整改期限", False),
        ({"due_on": date(2025, 9, 1)}, "整改期限早于检查日期", True),
        (
            {"due_on": date(2025, 9, 18), "handlings": (Handling.RECTIFY,), "late": True},
            "整改期限已过",
            True,
        ),
        ({"due_on": date(2025, 9, 18), "late": True}, "整改期限已过", False),
        ({"fact": "普遍没有公示"}, "用了“普遍”", False),
        ({"due_fen": 100, "involved_fen": 100}, "应退 1.00元，没有建议清退", False),
        (
            {"rate_fen": 200, "students": 3, "involved_fen": 500},
            "标准、人数、期数算得 6.00元，涉及金额是 5.00元",
            False,
        ),
        ({"rate_fen": 200, "allowed_fen": 300}, "收取标准不高于规定标准", False),
        (
            {"fact": "多收9.00元", "involved_fen": 500},
            "事实中写了 9.00元，多于涉及金额 5.00元",
            False,
        ),
        ({"involved_fen": 500}, "有涉及金额，没有涉及学生", False),
        (
            {"conduct_from": date(2025, 3, 2), "conduct_to": date(2025, 3, 1)},
            "行为止日早于起日",
            True,
        ),
    ],
)
def test_what_a_clerk_would_mark_of_a_finding(
    store: Store, scope: Scope, clock: Clock, values: dict[str, Any], words: str, *, grave: bool
) -> None:
    assert _told(store, scope, clock, **values)[f"WT-01 {words}"] is grave


def test_a_sound_finding_is_not_marked(store: Store, scope: Scope, clock: Clock) -> None:
    sound = {
        "involved_fen": 8_112_000,
        "due_fen": 8_112_000,
        "refunded_fen": 8_112_000,
        "students": 312,
        "handlings": (Handling.REFUND,),
        "due_on": date(2025, 10, 15),
    }
    assert _told(store, scope, clock, **sound) == {}


def test_a_conflict_about_the_school_lets_no_sheet_of_it_become_final(
    store: Store, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import SimpleNamespace

    from db.merge.conflicts import Conflicts

    _arrive(store, scope)
    _answer_all(store, scope)
    lines = [SimpleNamespace(school=name) for name in (_school(scope).name, "别的学校")]
    monkeypatch.setattr(Conflicts, "count", lambda _: 2)
    monkeypatch.setattr(Conflicts, "lines", lambda *_: lines)
    assert _grave(store, scope) == ["1 个冲突没有裁定"]


def _bulletin(store: Store) -> dict[str, bool]:
    with store.read() as work:
        campaign = work.campaigns.current()
        scope = Scope(campaign.name, campaign.id)
        name = next(paper.name for paper in scope.papers(work) if "通报" in paper.name)
    marks = check_before_lock(store=store, scope=scope, name=name)
    return {mark.text: mark.grave for mark in marks}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (FindingStatus.DRAFT, "1 个问题没有经组长确认"),
        (FindingStatus.OBJECTED, "1 个问题的异议没有复核"),
    ],
)
def test_the_bulletin_waits_until_findings_stand(
    store: Store, scope: Scope, status: FindingStatus, words: str
) -> None:
    """「检查发现问题1个」 of what nobody confirmed, or the school disputes."""
    _finding(store, scope, status, cited=True)
    assert _bulletin(store)[words]


def test_the_bulletin_says_which_schools_it_leaves_out(store: Store, scope: Scope) -> None:
    assert _bulletin(store)["1 所学校没有登记到校日期"] is False
    _arrive(store, scope)
    assert "1 所学校没有登记到校日期" not in _bulletin(store)


def test_a_notice_orders_no_money_back_that_no_account_proves(store: Store, scope: Scope) -> None:
    """「责令退还」 on a photograph."""
    _finding(store, scope, FindingStatus.FED_BACK, cited=True)
    said = "WT-01 有金额，没有凭证、台账、票据"
    assert said not in _grave(store, scope, NOTICE)
    visit = _school(scope).visit_id
    with store.act(Act.EDIT_FINDING) as work:
        [line] = work.findings.lines(visit)
        work.findings.state(line.id, involved_fen=10_000, due_fen=10_000)
    assert said in _grave(store, scope, NOTICE)


def test_a_day_of_the_plan_is_not_told_to_the_city(store: Store, scope: Scope) -> None:
    """「2025年9月15日至26日，我局组织……」 where one school was visited on one day."""
    _arrive(store, scope)
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(_school(scope).visit_id, report_heard=True)
        work.visits.use(_school(scope).visit_id, Method.DOC)
    with store.read() as work:
        facts = bulletin_facts(work)
    assert facts.visited_from == facts.visited_to == _school(scope).planned_on
    assert facts.methods == {Method.REPORT, Method.DOC}
    assert (facts.sound, facts.incomplete) == (0, 1), "not every item was answered"
    _answer_all(store, scope)
    with store.read() as work:
        facts = bulletin_facts(work)
    assert (facts.sound, facts.incomplete) == (1, 0)


@pytest.mark.parametrize(
    ("paid", "words", "grave"),
    [
        ({"refunded_fen": 101}, "已退的多于应退的", True),
        ({"surrendered_fen": 101}, "已退的多于应退的", True),
        ({"refunded_fen": 100, "excess_fen": 1}, "多退 0.01元", False),
    ],
)
def test_more_given_back_than_is_due_is_told_before_the_lock(
    store: Store, scope: Scope, paid: dict[str, int], words: str, *, grave: bool
) -> None:
    """A file that was merged may hold what no field takes."""
    _finding(store, scope, FindingStatus.CONFIRMED, cited=False)
    with store.read() as work:
        [line] = work.findings.lines(_school(scope).visit_id)
        item = next(one for one in work.catalogues.items("fee") if one.id == line.item_id)
    due = replace(line, involved_fen=100, due_fen=100)

    def told(of: FindingLine) -> dict[str, bool]:
        return {mark.text: mark.grave for mark in ground_marks(of, item, *SPAN, of_fees=True)}

    assert told(replace(due, **paid))[f"{line.serial} {words}"] is grave
    assert f"{line.serial} {words}" not in told(replace(due, refunded_fen=100))


def test_a_supplement_without_anything_new_is_not_issued(store: Store, scope: Scope) -> None:
    """Neither a later finding nor a counted questionnaire: nothing to supplement."""
    with store.read() as work:
        [supplement] = [kind for kind in OF_VISIT if kind.kind is DocumentKind.SUPPLEMENT]
        checked = Checked(work, _school(scope), date(2025, 9, 22))
        marks = [mark for rule in supplement.rules for mark in rule(checked)]
    assert ("没有要补充的内容", True) in {(mark.text, mark.grave) for mark in marks}
