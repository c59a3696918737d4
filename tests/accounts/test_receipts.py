"""Receipt books against a plain count of every single receipt."""

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.vocabulary import ReceiptKind
from inspector_gui.accounts.receipts import Flaw, Range, Remark, audit, range_of, total


@dataclass(frozen=True)
class Book:
    first_no: str
    last_no: str
    kind: ReceiptKind = ReceiptKind.FISCAL
    issued: int | None = None
    void: int | None = None
    unused: int | None = None
    amount_fen: int | None = None


def book(prefix: str, first: int, size: int, kind: ReceiptKind = ReceiptKind.FISCAL) -> Book:
    return Book(f"{prefix}{first:04}", f"{prefix}{first + size - 1:04}", kind)


books = st.lists(
    st.builds(
        book,
        st.sampled_from(("", "A", "甲字")),
        st.integers(0, 60),
        st.integers(1, 15),
        st.sampled_from((ReceiptKind.FISCAL, ReceiptKind.TRANSFER)),
    ),
    max_size=8,
)


def _numbers(remarks: list[Remark], flaws: set[Flaw]) -> set[tuple[str, int]]:
    return {
        (remark.range.prefix, number)
        for remark in remarks
        if remark.flaw in flaws and remark.range is not None
        for number in range(remark.range.first, remark.range.last + 1)
    }


@given(books)
@example([book("", 1, 30), book("", 5, 2), book("", 10, 40)])
@example([book("", 1, 10), book("", 1, 10), book("", 1, 12)])
def test_gaps_and_overlaps_are_just_those_one_finds_receipt_by_receipt(entered: list[Book]) -> None:
    for kind in ReceiptKind:
        mine = [one for one in entered if one.kind is kind]
        seen: Counter[tuple[str, int]] = Counter()
        for one in mine:
            found = range_of(one.first_no, one.last_no)
            assert found is not None
            seen.update((found.prefix, no) for no in range(found.first, found.last + 1))
        remarks = audit(mine)
        twice = {number for number, times in seen.items() if times > 1}
        assert _numbers(remarks, {Flaw.OVERLAP, Flaw.DUPLICATE}) == twice
        absent = set()
        for prefix in {prefix for prefix, _ in seen}:
            own = [no for name, no in seen if name == prefix]
            absent |= {(prefix, no) for no in range(min(own), max(own)) if no not in own}
        assert _numbers(remarks, {Flaw.GAP}) == absent
        assert sum(remark.number for remark in remarks if remark.flaw is Flaw.GAP) == len(absent)


@given(books, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing_found(entered: list[Book], chance: object) -> None:
    shuffled = list(entered)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    def found(those: list[Book]) -> list[str]:
        return sorted(remark.text for remark in audit(those))

    assert found(shuffled) == found(entered)


count = st.none() | st.integers(0, 60)


@given(size=st.integers(1, 60), issued=count, void=count, unused=count)
def test_every_receipt_is_issued_void_unused_or_lost(
    size: int, issued: int | None, void: int | None, unused: int | None
) -> None:
    one = Book("1", str(size), issued=issued, void=void, unused=unused)
    flaws = {remark.flaw: remark.number for remark in audit([one])}
    if issued is None and void is None and unused is None:
        assert flaws == {}
        return
    known = (issued or 0) + (void or 0) + (unused or 0)
    assert known + flaws.get(Flaw.LOST, 0) - flaws.get(Flaw.TOO_MANY, 0) == size


@given(st.text(max_size=12), st.text(max_size=12))
def test_whatever_is_typed_has_an_answer(first: str, last: str) -> None:
    for remark in audit([Book(first, last), Book("1", "5")]):
        assert remark.text


@pytest.mark.parametrize(
    ("first", "last", "flaw"),
    [
        ("A001", "B050", Flaw.UNREADABLE),
        ("第一号", "第二号", Flaw.UNREADABLE),
        ("", "", Flaw.UNREADABLE),
        ("0050", "0001", Flaw.REVERSED),
        ("1", "99999999", Flaw.TOO_LONG),
    ],
)
def test_ranges_that_cannot_be_meant_are_told_apart(first: str, last: str, flaw: Flaw) -> None:
    [remark] = audit([Book(first, last)])
    assert remark.flaw is flaw


def test_what_is_said_names_the_receipts_as_printed() -> None:
    entered = [Book("0000101", "0000150"), Book("0000161", "0000200"), Book("0000190", "0000220")]
    assert [remark.text for remark in audit(entered)] == [
        "缺 0000151—0000160 共 10 份（断号）",
        "0000190—0000200 共 11 份与前面的票据重号",
    ]
    assert str(Range("A", 7, 7, 3)) == "A007"


def test_kinds_of_receipts_have_series_of_their_own() -> None:
    assert audit([Book("1", "5"), Book("3", "9", ReceiptKind.TRANSFER)]) == []


def test_sums_are_by_kind_or_all() -> None:
    entered = [
        Book("1", "5", amount_fen=100),
        Book("6", "9", amount_fen=None),
        Book("1", "5", ReceiptKind.TRANSFER, amount_fen=7),
    ]
    assert (total(entered), total(entered, ReceiptKind.TRANSFER)) == (107, 7)
