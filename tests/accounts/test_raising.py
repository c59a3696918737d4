"""What a finding says that comes from the accounts, and which items it may belong to."""

import re
import uuid
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.records.asked_items import is_asked
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.store import Store
from db.vocabulary import Area, FeeKind, Ownership, ReceiptKind, Stage, Verdict
from inspector_gui.accounts import assessing, plausibility, raising
from inspector_gui.accounts.assessing import State

FORBIDDEN = ("责令", "处罚", "处分", "没收")

BEGUN, ENDED = date(2024, 9, 1), date(2025, 9, 12)


def fee(**values: object) -> FeeLine:
    known: dict[str, object] = {
        "id": uuid.uuid4(),
        "name": "住宿费",
        "kind": FeeKind.ADMINISTRATIVE,
        "charged_fen": 35000,
        "allowed_fen": 25000,
        "heads": 312,
        "terms": 2,
        "catalogue_fee_id": None,
        "basis": "",
        "receipt": None,
        "account": "",
        "voluntary_proof": None,
        "on_display": None,
        "finding_id": None,
    }
    return FeeLine(**{**known, **values})  # type: ignore[arg-type]


@given(
    charged=st.integers(1, 10**9),
    share=st.integers(0, 100),
    heads=st.integers(1, 10**5),
    terms=st.integers(1, 24),
)
def test_the_fact_and_the_figures_say_the_same_to_the_fen(
    charged: int, share: int, heads: int, terms: int
) -> None:
    allowed = charged * share // 100
    case = raising.of_fee(
        fee(charged_fen=charged, allowed_fen=allowed, heads=heads, terms=terms),
        "学期",
    )
    total = (charged - allowed) * heads * terms
    assume(total <= 10**13)  # what no field takes is in no sentence
    assert (case.parts.involved_fen, case.due_fen, case.parts.students) == (total, total, heads)
    said = re.search(r"(?:共多收|计)([0-9.]+)元", case.fact)
    assert (said is None) == (total == 0)
    assert said is None or Decimal(said[1]) * 100 == total
    assert ("没有收费依据" in case.fact) == (allowed == 0)


def test_the_fact_says_when_what_whom_how_much_and_where_it_went() -> None:
    case = raising.of_fee(fee(receipt=ReceiptKind.TRANSFER, account="学校基本户"), "学期")
    assert case.fact == (
        "学校开具往来结算票据，以“住宿费”名义每生每学期收取350元，规定标准为250元，"
        "每生每学期多收100元，涉及312人、2个学期，共多收62400元，存入学校基本户。"
    )
    once = raising.of_fee(fee(allowed_fen=0, terms=1), "次", "幼儿园")
    assert once.fact == (
        "幼儿园以“住宿费”名义每生每次收取350元，没有收费依据，涉及312人，计109200元。"
    )


@pytest.mark.parametrize(
    ("stages", "charge", "code"),
    [
        ((Stage.PRI,), {}, "F-FW-01B"),
        ((Stage.SEN,), {"name": "住宿费"}, "F-GZ-01A"),
        ((Stage.SEN,), {"name": "练习册费"}, "F-FW-01B"),
        ((Stage.KG,), {"name": "保教费"}, "F-YE-01"),
        ((Stage.JUN,), {"name": "资料费", "allowed_fen": 0}, "F-FW-01A"),
    ],
)
def test_the_likeliest_item_comes_first(
    demo: Path, stages: tuple[Stage, ...], charge: dict[str, object], code: str
) -> None:
    with Store.open(demo / "第三检查组.inspection") as store, store.read() as work:
        visited = SimpleNamespace(
            inspection="fee",
            stages=stages,
            ownership=Ownership.PUBLIC,
            area=Area.URBAN,
            absent=frozenset(),
            recorded=frozenset(),
        )
        items = [item for item in work.catalogues.items("fee") if is_asked(item, visited)]
    offered = raising.likely(raising.of_fee(fee(**charge), "学期"), items)
    assert offered[0].code == code
    assert sorted(one.code for one in offered) == sorted(item.code for item in items)


def test_receipts_sums_and_vouchers_speak_of_their_items(demo: Path) -> None:
    book = BookLine(uuid.uuid4(), ReceiptKind.FISCAL, "0161", "0200", 35, 2, 0, 100, "", None)
    sums = ReconciliationLine(uuid.uuid4(), "住宿费", 100, 88, 88, "", None)
    voucher = VoucherLine(
        uuid.uuid4(),
        "记-12",
        date(2025, 9, 3),
        "教辅款",
        3_680_800,
        Verdict.VIOLATION,
        "没有征订单",
        "F-JF-01A",
        None,
    )
    with Store.open(demo / "第三检查组.inspection") as store, store.read() as work:
        items = work.catalogues.items("fee")
    cases = {
        "F-PJ-03": raising.of_book(book, "有 3 份下落不明"),
        "F-PJ-04": raising.of_reconciliation(sums),
        "F-JF-01A": raising.of_voucher(voucher),
    }
    for code, case in cases.items():
        assert raising.likely(case, items)[0].code == code
        assert not any(word in case.fact for word in FORBIDDEN)
    assert cases["F-PJ-04"].fact == (
        "“住宿费”三方核对：票据1.00元，账面0.88元，缴存0.88元；"
        "账面比票据少 0.12元；缴存与账面一致。"
    )
    assert cases["F-JF-01A"].fact == (
        "2025年9月3日，学校账列“教辅款”，没有征订单，涉及金额36808元（凭证：记-12）。"
    )


def test_what_no_file_could_hold_is_doubted_and_never_raised() -> None:
    huge = assessing.fee(fee(charged_fen=10**13, allowed_fen=0, heads=10**7), {}, "学期", 900)
    assert huge.state is State.DOUBT
    assert not huge.wrong
    assert huge.doubts == ("人数 10000000 多于学籍人数 900", "收费总额超过 1000 亿元")


def test_a_voucher_of_another_time_is_doubted() -> None:
    voucher = VoucherLine(uuid.uuid4(), "记-1", date(2019, 1, 1), "", None, None, "", "", None)
    assert plausibility.of_voucher(voucher, BEGUN, ENDED) == [
        "凭证日期不在检查期间（2024年9月1日至2025年9月12日）"
    ]
    assert assessing.voucher(voucher, BEGUN, ENDED, {}).mark == "待核"
