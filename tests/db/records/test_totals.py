"""Every number the bureau reports counts the same findings, however it is cut."""

from datetime import date

import pytest

from db.errors import InspectionError
from db.publishing.bulletin import bulletin_facts
from db.records.registers import ComplaintLine, SanctionLine
from db.records.totals import CategoryFigures
from db.store import Store
from db.vocabulary import (
    Act,
    Cause,
    ComplaintOutcome,
    ComplaintSource,
    FindingStatus,
    Sanction,
)
from inspector_gui.actions.registering import correct_line, note_case_refund
from inspector_gui.exchange.ledger.facts import ledger_facts
from inspector_gui.statistics.finding_filter import Filter, counts_of, is_shown, sums_of
from inspector_gui.statistics.year_paragraph import year_paragraph
from tests.db.looking import item_of, visit_of

DAY = date(2026, 1, 1)


def _finding(store: Store, serial: str, item: int, fen: int, status: FindingStatus) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(
            visit_of(store),
            item_of(store, item).id,
            serial,
            fact="事实",
            involved_fen=fen,
            due_fen=fen,
            refunded_fen=fen // 2,
            status=status,
        )


def test_a_category_counts_what_the_totals_count(store: Store) -> None:
    """What was withdrawn is in neither, nor what is drafted, whatever amounts stand in it."""
    _finding(store, "WT-01", 0, 10_001, FindingStatus.CLOSED)
    _finding(store, "WT-02", 1, 20_000, FindingStatus.CONFIRMED)
    _finding(store, "WT-03", 1, 70_000, FindingStatus.WITHDRAWN)
    _finding(store, "WT-04", 1, 900_000, FindingStatus.DRAFT)
    with store.read() as work:
        [category], figures = work.totals.categories(), work.totals.figures()
        schools = work.totals.schools_with_findings()
    assert category == CategoryFigures("服务性收费和代收费", 2, 1, 30_001, 30_001, 15_000)
    assert (figures.findings, schools) == (category.findings, category.schools)
    assert (figures.involved_fen, figures.due_fen, figures.refunded_fen) == (
        *(category.involved_fen, category.due_fen, category.refunded_fen),
    )


def test_a_draft_is_in_no_number_and_no_list_that_adds_up(store: Store) -> None:
    """A member's draft that no lead confirmed is nobody's finding: not in the totals, the ledger,
    the bulletin or the sums of the page of findings, until it is confirmed."""
    _finding(store, "WT-01", 0, 900_000, FindingStatus.DRAFT)

    def told() -> tuple[int, ...]:
        with store.read() as work:
            ledger = ledger_facts(work, work.inspections.main(), DAY)
            rows = work.all_findings.rows()
            return (
                work.totals.figures().involved_fen,
                work.totals.numbers()["findings"],
                work.totals.teams()[0].findings,
                len(work.totals.standing_findings()),
                len(work.totals.standing()),
                len(ledger.findings),
                sum(is_shown(row, Filter.ALL, DAY) for row in rows),
                sums_of(rows, DAY).findings,
                bulletin_facts(work).figures.findings,
            )

    assert set(told()) == {0}
    with store.read() as work:
        assert counts_of(work.all_findings.rows(), DAY)[Filter.DRAFT] == 1
    _finding(store, "WT-02", 0, 900_000, FindingStatus.CONFIRMED)
    assert told() == (900_000, *(8 * (1,)))


def test_a_category_of_which_all_was_withdrawn_is_not_named(store: Store) -> None:
    _finding(store, "WT-01", 0, 70_000, FindingStatus.WITHDRAWN)
    with store.read() as work:
        assert work.totals.categories() == []
        assert work.totals.schools_with_findings() == work.totals.figures().findings == 0


def _complaint(store: Store, number: str, case_no: str | None, outcome: ComplaintOutcome) -> None:
    with store.act(Act.PREPARE) as work:
        work.registers.register(
            ComplaintLine,
            school_id=None,
            basis="原始凭证",
            number=number,
            source=ComplaintSource.SELF,
            channel="来信",
            received_on=date(2025, 9, 1),
            due_on=date(2025, 10, 31),
            category=Cause.FEE,
            outcome=outcome,
            case_no=case_no,
        )


def test_money_of_a_complaint_case_is_counted_once_and_not_with_the_visits(store: Store) -> None:
    """A finding that is a substantiated case too is the case's; any other number is none."""
    for n, (fen, case_no) in enumerate(
        ((100, None), (2_000, "AJ-01"), (30_000, "AJ-02"), (400_000, "AJ-03")), start=1
    ):
        _finding(store, f"WT-{n:02}", 0, fen, FindingStatus.CLOSED)
        with store.act(Act.EDIT_FINDING) as work:
            line = work.findings.lines(visit_of(store))[-1]
            work.findings.state(line.id, case_no=case_no)
    _complaint(store, "XF-001", "AJ-01", ComplaintOutcome.SUBSTANTIATED)
    _complaint(store, "XF-002", "AJ-02", ComplaintOutcome.OPEN)
    _complaint(store, "XF-003", None, ComplaintOutcome.SUBSTANTIATED)
    with store.read() as work:
        money, cases = work.totals.money(), work.totals.case_money()
        [apart] = work.totals.categories(with_cases=False)
        [whole] = work.totals.categories()
    assert (money.involved_fen, cases.involved_fen) == (432_100, 2_000)
    assert money.less(cases).involved_fen == apart.involved_fen == 430_100
    assert whole.involved_fen == money.involved_fen
    assert apart.findings == whole.findings == 4


def test_a_sanction_for_whatever_cause_is_in_a_total(store: Store) -> None:
    for cause in Cause:
        for kind, persons in ((Sanction.WARNING, 1), (Sanction.ADMONITION_TALK, 10)):
            with store.act(Act.PREPARE) as work:
                work.registers.register(SanctionLine, cause=cause, kind=kind, persons=persons)
    with store.read() as work:
        told = work.totals.registered()
    assert sum(told[f"warn_{name}"] for name in ("fee", "admission", "other")) == len(Cause)
    assert sum(told[f"talk_{name}"] for name in ("fee", "admission", "other")) == 10 * len(Cause)


def test_kinds_of_sanctions_are_never_summed(store: Store) -> None:
    """A warning of the party, of the office, and one of which nobody said are three numbers."""
    kinds = {
        Sanction.WARNING: ("warn_fee", 1),
        Sanction.PARTY_WARNING: ("party_warn_fee", 2),
        Sanction.OFFICE_WARNING: ("office_warn_fee", 4),
        Sanction.DEMERIT: ("demerit_fee", 8),
        Sanction.CRITICISM: ("criticism_fee", 16),
        Sanction.ADMONITION_TALK: ("talk_fee", 32),
        Sanction.SUMMONS_TALK: ("heads_summoned", 64),
        Sanction.GROUP_TALK: ("group_talk_heads", 128),
    }
    assert set(kinds) == set(Sanction)
    with store.act(Act.REGISTER) as work:
        for kind, (_, persons) in kinds.items():
            work.registers.register(SanctionLine, cause=Cause.FEE, kind=kind, persons=persons)
    with store.read() as work:
        told = work.totals.registered()
        said = "".join(one.text for one in year_paragraph(work))
    assert {name: told[name] for name, _ in kinds.values()} == dict(kinds.values())
    for words in ("警告处分1人次", "党内警告2人次", "政务警告4人次", "记过8人次", "批评教育16人次"):
        assert words in said


def test_a_case_that_is_no_finding_has_payments_of_its_own(store: Store) -> None:
    """Counted once, apart from the findings; over what is due it is refused."""
    with store.act(Act.REGISTER) as work:
        case = work.registers.register(
            ComplaintLine,
            number="XF-009",
            source=ComplaintSource.SELF,
            channel="来信",
            received_on=date(2025, 9, 1),
            category=Cause.FEE,
            outcome=ComplaintOutcome.SUBSTANTIATED,
            basis="核实笔录",
            case_no="AJ-09",
            students=20,
            involved_fen=50_000,
            due_fen=40_000,
        )
    paid = {"amount_fen": 30_000, "students": 15, "sighted_on": date(2025, 9, 20)}
    note_case_refund(store=store, complaint=case, **paid)
    for wrong, words in (
        ({"amount_fen": 10_001, "sighted_on": date(2025, 9, 21)}, "不能多于应退"),
        ({"amount_fen": 1, "sighted_on": None}, "须写明查验日期"),
        ({"amount_fen": 1, "sighted_on": date(2025, 8, 1)}, "早于收到信访件"),
        ({"amount_fen": 1, "students": 6, "sighted_on": date(2025, 9, 21)}, "请核对人数"),
        ({}, "要填报告金额或核实金额"),
    ):
        with pytest.raises(InspectionError, match=words):
            note_case_refund(store=store, complaint=case, **wrong)
    with pytest.raises(InspectionError, match="应退不能比它少"):
        correct_line(store=store, line_kind=ComplaintLine, line=case, due_fen=29_999)
    with store.read() as work:
        numbers, own = work.totals.numbers(), work.totals.own_case_money()
        facts = bulletin_facts(work)
        rows = work.figure_rows.of("own_case_refunded_fen")
        [listed] = ledger_facts(work, work.inspections.main(), DAY).cases
    assert (numbers["own_case_refunded_fen"], numbers["own_case_refund_students"]) == (30_000, 15)
    assert (numbers["refunded_fen"], numbers["case_refunded_fen"]) == (0, 0)
    assert facts.case_money == own
    assert (own.involved_fen, own.due_fen, own.refunded_fen) == (50_000, 40_000, 30_000)
    assert [(row.name, row.share) for row in rows] == [("XF-009", 30_000)]
    assert (listed.number, listed.refunded_fen, listed.open_fen) == ("XF-009", 30_000, 10_000)
    assert (listed.refund_students, listed.payments, listed.proofs) == (15, 1, 0)


def test_money_of_a_case_that_is_a_finding_is_entered_there_alone(store: Store) -> None:
    _finding(store, "WT-01", 0, 1_000, FindingStatus.FED_BACK)
    with store.act(Act.EDIT_FINDING) as work:
        [line] = work.findings.lines(visit_of(store))
        work.findings.state(line.id, case_no="AJ-01")
    _complaint(store, "XF-001", "AJ-01", ComplaintOutcome.SUBSTANTIATED)
    with store.read() as work:
        [case] = work.registers.lines(ComplaintLine)
    with pytest.raises(InspectionError, match="与问题 WT-01 是同一件事"):
        note_case_refund(store=store, complaint=case.id, amount_fen=1, sighted_on=date(2025, 9, 20))
    with pytest.raises(InspectionError, match="与问题 WT-01 是同一件事"):
        correct_line(store=store, line_kind=ComplaintLine, line=case.id, involved_fen=1_000)
