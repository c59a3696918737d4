"""Money given back is the sum of its payments, whoever notes them and in whatever order."""

import uuid
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.errors import InspectionError
from db.records.refunds import RefundLine
from db.store import Store
from db.vocabulary import Act, FindingStatus, RefundWay
from tests.db.looking import item_of, visit_of

SEEN = date(2025, 10, 20)
_STANDS = {"status": FindingStatus.CONFIRMED}


def _finding(store: Store, serial: str = "WT-01", **values: object) -> uuid.UUID:
    with store.act(Act.RAISE_FINDING) as work:
        return work.findings.raise_finding(
            visit_of(store),
            item_of(store).id,
            serial,
            **{"fact": "事实", "students": 100, "due_fen": 10_000, **_STANDS, **values},
        )


def _note(store: Store, finding: uuid.UUID, fen: int, **values: object) -> uuid.UUID:
    with store.act(Act.FOLLOW_UP) as work:
        return work.refunds.note(finding, fen, **{"sighted_on": SEEN, **values})


def _lines(store: Store, finding: uuid.UUID) -> list[RefundLine]:
    with store.read() as work:
        return work.refunds.of_finding(finding)


def test_what_a_school_claims_counts_once_it_was_sighted(store: Store) -> None:
    finding = _finding(store)
    with store.act(Act.FOLLOW_UP) as work:
        claim = work.refunds.report(finding, 6_000, students=10, paid_on=date(2025, 10, 10))
    with store.read() as work:
        [line] = work.findings.lines(visit_of(store))
        assert (line.reported_fen, line.refunded_fen, line.refund_students) == (6_000, 0, 0)
    with store.act(Act.FOLLOW_UP) as work:
        work.refunds.sight(claim, 4_000, sighted_on=SEEN, sighted_by="财务处", proof="第3号")
    with store.read() as work:
        [line] = work.findings.lines(visit_of(store))
        assert (line.reported_fen, line.refunded_fen) == (6_000, 4_000)
        assert work.totals.figures().refunded_fen == 4_000


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"amount_fen": 10_001}, "不能多于应退"),
        ({"amount_fen": 1, "sighted_on": None}, "查验日期"),
        ({"amount_fen": 1, "way": RefundWay.EXCESS}, "多退.*理由"),
        ({"amount_fen": 1, "way": RefundWay.IRRECOVERABLE}, "无法退还.*理由"),
        ({"amount_fen": 1, "students": 101}, "退费学生合计 101 人"),
        ({"amount_fen": 1, "paid_on": date(2025, 10, 21)}, "早于退款日期"),
        ({"amount_fen": -1}, "不能小于 0"),
    ],
)
def test_a_payment_that_cannot_be_is_refused_and_nothing_is_kept(
    store: Store, values: dict[str, object], word: str
) -> None:
    finding = _finding(store)
    fen = values.pop("amount_fen")
    with pytest.raises(InspectionError, match=word):
        _note(store, finding, fen, **values)  # type: ignore[arg-type]
    assert _lines(store, finding) == []


def test_of_a_withdrawn_finding_nothing_is_refunded_nor_counted(store: Store) -> None:
    finding = _finding(store)
    _note(store, finding, 3_000)
    with store.act(Act.JUDGE_FINDING) as work:
        work.findings.judge(finding, FindingStatus.WITHDRAWN, "查无此事")
    with store.read() as work:
        assert work.totals.figures().refunded_fen == 0
    with pytest.raises(InspectionError, match="已经撤回"):
        _note(store, finding, 1)


def test_on_the_spot_is_one_payment_however_often_it_is_typed(store: Store) -> None:
    finding = _finding(store)
    for fen in (1_000, 3_000, 2_000):
        with store.act(Act.EDIT_FINDING) as work:
            work.findings.state(finding, refunded_fen=fen, refund_students=fen // 1_000)
    [line] = _lines(store, finding)
    assert (line.amount_fen, line.students, line.on_spot) == (2_000, 2, True)
    _note(store, finding, 5_000)
    with (
        pytest.raises(InspectionError, match="另有财务处核实"),
        store.act(Act.EDIT_FINDING) as work,
    ):
        work.findings.state(finding, refunded_fen=4_000)


def test_too_much_paid_stands_apart_from_what_was_due(store: Store) -> None:
    finding = _finding(store)
    _note(store, finding, 10_000)
    _note(store, finding, 500, way=RefundWay.EXCESS, note="学校算错")
    with store.read() as work:
        [line] = work.findings.lines(visit_of(store))
        assert (line.refunded_fen, line.excess_fen) == (10_000, 500)
        assert work.totals.figures().refunded_fen == 10_000


_PAYMENTS = st.lists(st.tuples(st.sampled_from(list(RefundWay)), st.integers(1, 6_000)), max_size=6)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(payments=_PAYMENTS, serial=st.integers(10, 10**6))
def test_never_more_is_settled_than_is_due_and_sums_are_those_of_the_rows(
    store: Store, payments: list[tuple[RefundWay, int]], serial: int
) -> None:
    finding = _finding(store, f"WT-{serial}-{uuid.uuid4().hex[:6]}")
    for way, fen in payments:
        try:
            _note(store, finding, fen, way=way, note="理由")
        except InspectionError:
            continue
    rows = _lines(store, finding)
    with store.read() as work:
        line = next(line for line in work.findings.lines(visit_of(store)) if line.id == finding)
    settled = sum(row.amount_fen for row in rows if row.way is not RefundWay.EXCESS)
    assert settled <= line.due_fen
    assert line.refunded_fen + line.surrendered_fen + line.irrecoverable_fen == settled
