"""A school's own list of fees, in whatever dress it comes."""

import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from db.errors import InspectionError
from db.records.fees import FeeLine
from db.store import Store
from db.vocabulary import Act, FeeKind, ReceiptKind
from inspector_gui.exchange.lists.corrections import LeftOut, corrected, without
from inspector_gui.exchange.lists.plan import Coming, Kind, Status, look, take_in
from inspector_gui.exchange.lists.school_fees import school_fees
from inspector_gui.exchange.workbooks.book import Book
from inspector_gui.exchange.workbooks.reading import pasted

MAX_FEES = 500


def _catalogue(name: str) -> Mapping[str, Any]:
    """As if the bureau's catalogue had one fee."""
    if name != "示例项目":
        return {}
    return {"kind": FeeKind.PASS_THROUGH, "allowed_fen": 900, "basis": "示发改价〔2022〕31号"}


@pytest.fixture
def visit(store: Store) -> uuid.UUID:
    with store.read() as work:
        return work.schools.lines()[0].visit_id


@pytest.fixture
def kind(visit: uuid.UUID) -> Kind:
    return school_fees(visit, _catalogue)


def _looked(store: Store, kind: Kind, book: Book) -> Coming:
    with store.read() as work:
        return look(work, kind, book)


def _kept(store: Store, kind: Kind, book: Book, visit: uuid.UUID) -> list[FeeLine]:
    with store.act(Act.CHECK_FEES) as work:
        take_in(work, kind, book)
    with store.read() as work:
        return work.fees.lines(FeeLine, visit)


def test_a_list_as_schools_write_it(store: Store, kind: Kind, visit: uuid.UUID) -> None:
    book = pasted(
        "示例小学收费一览\t\t\t\t\t\t\n"
        "序号\t项目名称\t收费标准（元/生）\t收费人数\t收费性质\t票据种类\t入账账户\n"
        "1\t作业本费\t２０.00\t1,098\t代收费\t往来结算票据\t基本户\n"
        "2\t 课后服务费 \t120\t876人\t服务性收费\t税务发票\t\n"
        "3\t伙食费\t据实\t\t伙食\t\t食堂专户\n"
        "合计\t\t\t\t\t\t\n"
    )
    books, after_class, meals = _kept(store, kind, book, visit)
    assert (books.name, books.charged_fen, books.heads) == ("作业本费", 2000, 1098)
    assert (books.kind, books.receipt) == (FeeKind.PASS_THROUGH, ReceiptKind.TRANSFER)
    assert books.account == "基本户"
    assert (after_class.heads, after_class.receipt) == (876, ReceiptKind.TAX_INVOICE)
    assert (meals.kind, meals.charged_fen, meals.account) == (FeeKind.MEALS, None, "食堂专户")
    assert [line.status for line in _looked(store, kind, book).lines] == [Status.SAME] * 3


def test_a_kind_that_is_not_written_is_guessed_shown_and_asked_for(
    store: Store, kind: Kind
) -> None:
    book = pasted("项目\t标准\n住宿费\t300\n校服费\t260\n示例项目\t9\n某某费\t12\n")
    coming = _looked(store, kind, book)
    [fault] = coming.faults
    assert str(fault) == (
        "第 5 行 C 列（类别）看不出“某某费”是哪一类收费，请写如 服务性收费、代收费"
    )
    coming = _looked(store, kind, corrected(book, fault, "代收费"))
    assert [(line.title, line.what) for line in coming.lines] == [
        ("住宿费", "300.00元 · 行政事业性收费（按名称判断）"),
        ("校服费", "260.00元 · 代收费（按名称判断）"),
        ("示例项目", "9.00元 · 代收费（按收费目录）"),
        ("某某费", "12.00元 · 代收费"),
    ]
    assert "3 项没有写类别：按收费目录或名称判断，请逐项核对。" in coming.notes


def test_the_catalogue_says_what_is_allowed(store: Store, kind: Kind, visit: uuid.UUID) -> None:
    [fee] = _kept(store, kind, pasted("项目\t标准\t依据\n示例项目\t10\t校发1号\n"), visit)
    assert (fee.charged_fen, fee.allowed_fen, fee.basis) == (1000, 900, "校发1号")


def test_a_newer_list_changes_what_it_says_and_enters_nothing_twice(
    store: Store, kind: Kind, visit: uuid.UUID
) -> None:
    _kept(store, kind, pasted("项目\t标准\t人数\n住宿费\t300\t52\n校服费\t260\t9\n"), visit)
    newer = pasted("项目\t标准\t人数\t类别\n住宿费\t350\t52\t服务性收费\n校服费\t260\t9\t\n")
    assert [(line.status, line.what) for line in _looked(store, kind, newer).lines] == [
        (Status.CHANGED, "收费标准：300.00元 → 350.00元；类别：行政事业性收费 → 服务性收费"),
        (Status.SAME, ""),
    ]
    assert [row.charged_fen for row in _kept(store, kind, newer, visit)] == [35000, 26000]


def test_one_name_at_two_rates_is_two_fees_and_twice_the_same_is_asked(
    store: Store, kind: Kind
) -> None:
    book = pasted("项目\t标准\n住宿费\t300\n住宿费\t500\n住宿费\t300\n")
    faults = _looked(store, kind, book).faults
    assert [str(fault) for fault in faults] == [
        "第 2 行 A 列（项目）与第 4 行是同一项收费、同一标准，请核对",
        "第 4 行 A 列（项目）与第 2 行是同一项收费、同一标准，请核对",
    ]
    rest = without(book, LeftOut(faults[0].sheet, 2))
    assert [line.what[:3] for line in _looked(store, kind, rest).lines] == ["500", "300"]


def test_nothing_that_stands_in_it_is_passed_over_without_a_word(store: Store, kind: Kind) -> None:
    book = pasted(
        "序号\t项目\t标准\t票据\t减免情况\n"
        "1\t住宿费\t300\t\t12\n"
        "2\t\t20\t财政票据\t\n"
        "3\t校服费\t260\t自制票\t\n"
        "\t\t\t\t以上由总务处填\n"
        "4\t\t\t\t\n"
    )
    coming = _looked(store, kind, book)
    assert [str(fault) for fault in coming.faults] == [
        "第 3 行 B 列（项目）没有填收费项目",
        "第 4 行 D 列（票据）写的是“自制票”，请写如 财政票据、税务发票、往来结算票据",
    ]
    assert "没有读的列：减免情况。" in coming.notes
    assert "第 5 行没有写收费项目，没有读。" in coming.notes


def test_odd_text_is_cut_to_what_the_file_holds(store: Store, kind: Kind, visit: uuid.UUID) -> None:
    rows = f"{'费' * 300}\t1\t{'文' * 900}\t代收\n\u202e甲\x07费\t2\t\t代收\n"
    long, odd = _kept(store, kind, pasted("项目\t标准\t依据\t类别\n" + rows), visit)
    assert (len(long.name), len(long.basis), odd.name) == (200, 500, "甲费")


def test_a_list_of_another_thing_or_of_a_whole_city_is_refused(store: Store, kind: Kind) -> None:
    for text in ("", "姓名\t电话\n甲\t1\n", "项目\n甲\n"):
        with pytest.raises(InspectionError):
            _looked(store, kind, pasted(text))
    rows = "".join(f"校服{n}\t{n}\n" for n in range(MAX_FEES + 50))
    with pytest.raises(InspectionError, match=f"550 项，一所学校最多 {MAX_FEES} 项"):
        _looked(store, kind, pasted("项目\t标准\n" + rows))
