"""The same record, whatever a finding comes from."""

import uuid
from typing import Any

import pytest

from db.errors import InspectionError
from db.records.catalogues import Item
from db.records.fees import FeeLine
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, ClueSource, EvidenceKind, FeeKind, Verdict
from inspector_gui.accounts import assessing
from inspector_gui.accounts.assessing import Assessed
from inspector_gui.accounts.raising import of_fee
from inspector_gui.actions.raising import raise_finding
from inspector_gui.statistics.unfinished import Gap, unfinished
from tests.actions.conftest import only_finding


def _verdict(store: Store, school: SchoolLine, item: Item) -> Verdict | None:
    with store.read() as work:
        return work.checklists.answers(school.visit_id, [item])[0].verdict


def _gather(store: Store, school: SchoolLine, item: Item) -> None:
    with store.act(Act.ADD_EVIDENCE) as work:
        proof = work.evidence.gather(school.visit_id, EvidenceKind.PHOTO, "收费公示照片")
        work.evidence.support_answer(school.visit_id, item.id, proof)


def _wrong_fee(store: Store, school: SchoolLine) -> Assessed[Any]:
    with store.act(Act.CHECK_FEES) as work:
        work.fees.enter(
            FeeLine,
            school.visit_id,
            name="课后服务费",
            kind=FeeKind.SERVICE,
            charged_fen=20_000,
            allowed_fen=15_000,
            heads=10,
            terms=2,
        )
        lines = work.fees.lines(FeeLine, school.visit_id)
    return assessing.fee(lines[0], {})


def _clue(store: Store, school: SchoolLine) -> uuid.UUID:
    with store.act(Act.NOTE_CLUE) as work:
        return work.clues.raise_clue(
            school.visit_id, source=ClueSource.CALL, text="家长说收了资料费"
        )


@pytest.mark.parametrize("origin", ["item", "hand", "fee", "clue"])
def test_every_origin_leaves_the_same_record(
    store: Store, school: SchoolLine, item: Item, origin: str
) -> None:
    _gather(store, school, item)
    given: dict[str, Any] = {}
    if origin == "item":
        with store.read() as work:
            given = {"basis": [work.catalogues.bases(item.id)[0].id]}
    elif origin == "fee":
        row = _wrong_fee(store, school)
        given = {"rows": [row], "case": of_fee(row.line, "学期")}
    elif origin == "clue":
        given = {"clue": _clue(store, school)}
    raised = raise_finding(store=store, school=school, item=item, **given)
    line = only_finding(store, school)
    assert line.serial == raised.serial == "WT-01"
    assert len(line.basis) == 1
    assert [one.title for one in line.evidence] == ["收费公示照片"]
    assert _verdict(store, school, item) is Verdict.VIOLATION
    with store.read() as work:
        open_ = {gap.gap: gap.names for gap in unfinished(work, school)}
    assert item.code not in open_.get(Gap.UNANSWERED, ())


def test_a_fee_line_lends_its_figures_and_is_tied_to_the_finding(
    store: Store, school: SchoolLine, item: Item
) -> None:
    row = _wrong_fee(store, school)
    case = of_fee(row.line, "学期")
    raised = raise_finding(store=store, school=school, item=item, rows=[row], case=case)
    line = only_finding(store, school)
    assert (line.students, line.involved_fen, line.due_fen) == (10, 100_000, 100_000)
    with store.read() as work:
        assert work.fees.lines(FeeLine, school.visit_id)[0].finding_id == raised.id


def test_what_was_noted_under_the_item_goes_into_a_finding_added_by_hand(
    store: Store, school: SchoolLine, item: Item
) -> None:
    with store.act(Act.ANSWER_ITEM) as work:
        work.checklists.answer(
            school.visit_id, item.id, note="收取打印费", amount_fen=500, students=5
        )
    raise_finding(store=store, school=school, item=item)
    line = only_finding(store, school)
    assert (line.fact, line.involved_fen, line.students) == ("收取打印费", 500, 5)


def test_a_clue_lends_a_finding_no_word(store: Store, school: SchoolLine, item: Item) -> None:
    raise_finding(store=store, school=school, item=item, clue=_clue(store, school))
    assert only_finding(store, school).fact == item.violation


def test_without_an_item_nothing_is_raised(store: Store, school: SchoolLine) -> None:
    with pytest.raises(InspectionError, match="检查项"):
        raise_finding(store=store, school=school, item=None)
    with store.read() as work:
        assert work.findings.lines(school.visit_id) == []
