"""The letter that reminds a school: only of what is late, by its day, and the same while locked."""

from datetime import UTC, date, datetime

import pytest

from db.store import Store
from db.vocabulary import Act, DocumentKind, FindingStatus
from inspector_gui.actions.following import order_rectification
from inspector_gui.actions.refunding import note_refund
from inspector_gui.documents.blocks import plain, texts_in
from inspector_gui.documents.document import Draft
from inspector_gui.documents.document_list import papers_of
from tests.conftest import Clock
from tests.db.looking import item_of, visit_of


@pytest.fixture
def ordered(store: Store) -> Store:
    """Two findings ordered on 9 October; of one, 60 yuan of 100 were refunded."""
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit_of(store), visited_on=date(2025, 9, 15))
        work.documents.fill_in(
            visit_of(store), DocumentKind.NOTICE, "document_no", "示教财〔2025〕20号"
        )
    with store.read() as work:
        [school] = work.schools.lines()
    for serial, due in (("WT-01", 10_000), ("WT-02", 0)):
        with store.act(Act.RAISE_FINDING) as work:
            finding = work.findings.raise_finding(
                school.visit_id,
                item_of(store).id,
                serial,
                fact=f"事实{serial[-1]}。",
                due_fen=due,
                status=FindingStatus.UPHELD,
            )
        order_rectification(
            store=store, school=school, finding=finding, ordered_on=date(2025, 10, 9)
        )
        if due:
            note_refund(
                store=store,
                school=school,
                finding=finding,
                amount_fen=6_000,
                sighted_on=date(2025, 10, 20),
            )
    return store


def _letter(store: Store) -> Draft:
    with store.read() as work:
        [school] = work.schools.lines()
        papers = papers_of(work, school)
        [paper] = [paper for paper in papers if paper.kind is DocumentKind.REMINDER]
        return paper.build()


def _text(draft: Draft) -> str:
    return "\n".join(plain(text) for text in texts_in(draft.blocks))


def _at(clock: Clock, month: int, day: int) -> None:
    clock.moment = datetime(2025, month, day, 4, tzinfo=UTC)


def test_nothing_late_is_no_letter(ordered: Store, clock: Clock) -> None:
    _at(clock, 10, 30)
    assert _letter(ordered).missing == ("该校没有逾期的整改事项，不必催办。",)


def test_money_is_late_before_the_report_is(ordered: Store, clock: Clock) -> None:
    _at(clock, 11, 3)
    said = _text(_letter(ordered))
    assert "以示教财〔2025〕20号责令你单位" in said
    assert "应当于2025年10月30日前退还的费用尚有40.00元没有退清，已逾期4天。" in said
    assert "整改报告应当于" not in said
    assert "事实2" not in said


def test_both_are_told_of_once_both_are_late(ordered: Store, clock: Clock) -> None:
    _at(clock, 11, 20)
    draft = _letter(ordered)
    said = _text(draft)
    assert said.count("整改报告应当于2025年11月10日前报送，已逾期10天。") == 2
    assert draft.missing == ()
    assert len(draft.covers) == 2
