"""The four registers of a visit's fees and accounts, and the fee catalogue."""

import uuid
from datetime import date
from typing import Any

import pytest

from db.errors import InspectionError
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.store import Store
from db.vocabulary import Act, FeeKind, Ownership, ReceiptKind, Stage, Subject, Verdict

REGISTERS: list[tuple[Any, dict[str, Any], dict[str, Any]]] = [
    (FeeLine, {"name": "作业本费", "kind": FeeKind.PASS_THROUGH}, {"charged_fen": 3500}),
    (
        BookLine,
        {"kind": ReceiptKind.FISCAL, "first_no": "0000101", "last_no": "0000150"},
        {"void": 2},
    ),
    (ReconciliationLine, {"name": "春季伙食费"}, {"ledger_fen": 10**13}),
    (VoucherLine, {"voucher_no": "记-12"}, {"verdict": Verdict.DOUBT}),
]


@pytest.fixture
def visit(store: Store) -> uuid.UUID:
    with store.read() as work:
        return work.schools.lines()[0].visit_id


@pytest.mark.parametrize(("register", "first", "then"), REGISTERS)
def test_a_line_is_entered_corrected_struck_out_and_brought_back(
    store: Store, visit: uuid.UUID, register: Any, first: dict[str, Any], then: dict[str, Any]
) -> None:
    heard = []
    store.subscribe(heard.append)
    with store.act(Act.CHECK_FEES) as work:
        line = work.fees.enter(register, visit, **first)
    with store.act(Act.CHECK_FEES) as work:
        work.fees.correct(register, line, **then)
    with store.read() as work:
        [kept] = work.fees.lines(register, visit)
    assert {name: getattr(kept, name) for name in (*first, *then)} == {**first, **then}
    with store.act(Act.DELETE) as work:
        work.fees.strike_out(register, line)
    with store.read() as work:
        assert work.fees.lines(register, visit) == []
    store.undo()
    with store.read() as work:
        assert [line.id for line in work.fees.lines(register, visit)] == [line]
    assert {subject for one in heard for subject in one.subjects} == {Subject.FEES}


def test_what_the_file_cannot_hold_is_refused_whole(store: Store, visit: uuid.UUID) -> None:
    with pytest.raises(InspectionError, match="1000 亿元"), store.act(Act.CHECK_FEES) as work:
        work.fees.enter(FeeLine, visit, name="多", kind=FeeKind.MEALS, charged_fen=10**13 + 1)
    with pytest.raises(InspectionError, match="不含空格和汉字"), store.act(Act.CHECK_FEES) as work:
        work.fees.enter(
            BookLine, visit, kind=ReceiptKind.OTHER, first_no="第一号", last_no="第二号"
        )
    with store.read() as work:
        assert work.fees.lines(FeeLine, visit) == []


def test_a_lawful_fee_governs_by_stage_ownership_and_date(store: Store) -> None:
    with store.act(Act.PREPARE) as work:
        work.catalogues.add_fee(
            work.campaigns.current().id,
            region="示例市",
            name="住宿费",
            kind=FeeKind.ADMINISTRATIVE,
            stages=(Stage.SEN,),
            ownerships=(Ownership.PUBLIC,),
            rate_fen=50000,
            unit="元/生·学期",
            basis="示发改价〔2024〕1号",
            valid_from=date(2024, 9, 1),
            valid_to=date(2025, 8, 31),
        )
    with store.read() as work:
        [fee] = work.catalogues.fees()
    assert fee.governs((Stage.JUN, Stage.SEN), Ownership.PUBLIC)
    assert not fee.governs((Stage.JUN,), Ownership.PUBLIC)
    assert not fee.governs((Stage.SEN,), Ownership.PRIVATE)
    assert fee.covers(date(2024, 9, 1), date(2025, 8, 31))
    assert not fee.covers(date(2024, 9, 1), date(2025, 9, 1))
    assert fee.overlaps(date(2025, 8, 31), date(2025, 9, 12))
    assert not fee.overlaps(date(2025, 9, 1), date(2025, 9, 12))
