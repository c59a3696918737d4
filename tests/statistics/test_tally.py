"""Counts: from sheets the same as by hand, and every impossible sum is seen."""

import statistics
from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from db.records.questionnaires import Counting, Envelope
from db.vocabulary import EntryMethod, QuestionType, Stage
from inspector_gui.statistics.pairing import agreed, compare, countings, may_count
from inspector_gui.statistics.tally import Fault, cell, cells_of, check, parts_of, tallied
from tests.statistics.questions import asked, sheets

STUDENT = asked()
BY_CODE = {question.code: question for question in STUDENT}
ANNA, BELA = UUID(int=1), UUID(int=2)


def told(forms: list[dict[str, Any]]) -> dict[str, Counter[Any]]:
    return {one.code: Counter(form[one.code] for form in forms) for one in STUDENT}


def by_hand(forms: list[dict[str, Any]]) -> dict[str, int]:
    """What two people with pencil and paper would write down."""
    counts: dict[str, int] = {}
    for question in STUDENT:
        values = [form[question.code] for form in forms]
        for choice in question.choices:
            counts[cell(question, choice.code)] = sum(choice.code in (v or "") for v in values)
        if question.kind is QuestionType.SINGLE:
            counts[cell(question, "blank")] = values.count(None)
        if question.kind is QuestionType.TEXT:
            counts[cell(question, "n")] = len(values) - values.count(None)
        if question.kind is QuestionType.NUMBER:
            typed = [int(v) for v in values if v is not None]
            good = [v for v in typed if question.low <= v <= question.high]  # type: ignore[operator]
            counts[cell(question, "n")] = len(good)
            counts[cell(question, "blank")] = len(values) - len(good)
            counts[cell(question, "out_of_range")] = len(typed) - len(good)
            if good:
                counts[cell(question, "sum")] = sum(good)
                counts[cell(question, "min")] = min(good)
                counts[cell(question, "max")] = max(good)
                counts[cell(question, "twice_median")] = round(2 * statistics.median(good))
    return counts


@given(sheets(STUDENT))
def test_sheets_and_pencil_give_the_same_counts(forms: list[dict[str, Any]]) -> None:
    counts = tallied(STUDENT, told(forms))
    assert {name: number for name, number in counts.items() if number is not None} == by_hand(forms)


@given(sheets(STUDENT))
def test_what_was_counted_from_sheets_always_adds_up(forms: list[dict[str, Any]]) -> None:
    counts = tallied(STUDENT, told(forms))
    checks = [check(question, counts, len(forms)) for question in STUDENT]
    assert all(one.complete for one in checks)
    assert [one.fault for one in checks if one.fault] == []


@given(sheets(STUDENT, 6), st.sampled_from(STUDENT), st.data())
def test_a_single_choice_miscounted_by_one_is_seen(
    forms: list[dict[str, Any]], question: Any, data: st.DataObject
) -> None:
    counts = dict(tallied(STUDENT, told(forms)))
    part = data.draw(st.sampled_from(parts_of(question)))
    name = cell(question, part)
    counts[name] = (counts.get(name) or 0) + 1
    checked = check(question, counts, len(forms))
    if question.kind is QuestionType.SINGLE:
        assert checked.fault is Fault.SUM
    if question.kind is QuestionType.NUMBER and part in ("n", "blank"):
        assert checked.fault is Fault.SUM or not checked.complete


def test_a_number_beyond_its_bounds_is_dropped_and_noted() -> None:
    counts = tallied([BY_CODE["S08"]], {"S08": {"3": 2, "400": 1, None: 1}})
    assert counts["S08.n"] == 2
    assert counts["S08.blank"] == 2
    assert counts["S08.out_of_range"] == 1
    assert counts["S08.max"] == 3


def counting(number: int, clerk: UUID | None, counts: dict[str, int], **more: Any) -> Counting:
    facts = {
        "id": UUID(int=number + 10),
        "slot": number,
        "method": EntryMethod.COUNTS,
        "clerk": clerk,
        "finished": True,
        "counts": counts,
        "answers": {},
        "sheets": 0,
        "void": 0,
    }
    return Counting(**{**facts, **more})


def envelope(*made: Counting, settled: dict[str, int] | None = None) -> Envelope:
    return Envelope(
        id=UUID(int=9),
        class_id=UUID(int=8),
        class_code="07-03",
        stage=Stage.JUN,
        grade=7,
        number=3,
        enrolled=50,
        form_id=UUID(int=7),
        issued=50,
        returned=50,
        valid=50,
        targeted=False,
        countings=made,
        settled=settled or {},
    )


def test_differences_are_found_and_settled_cell_by_cell() -> None:
    one = counting(1, ANNA, dict.fromkeys(cells_of(STUDENT), 1))
    two = replace(one, id=UUID(int=12), slot=2, clerk=BELA, counts={**one.counts, "S05.B": 4})
    [difference] = compare(envelope(one, two), STUDENT)
    assert (difference.cell, difference.counted, difference.settled) == ("S05.B", (1, 4), None)
    assert agreed(envelope(one, two), STUDENT) is None
    decided = agreed(envelope(one, two, settled={"S05.B": 3}), STUDENT)
    assert decided is not None
    assert decided["S05.B"] == 3
    assert decided["S05.A"] == 1


def test_one_counting_alone_decides_nothing() -> None:
    assert agreed(envelope(counting(1, ANNA, {})), STUDENT) is None


def test_a_first_counting_from_each_of_two_laptops_makes_a_pair() -> None:
    one, two = counting(1, ANNA, {"S05.A": 2}), counting(1, BELA, {"S05.A": 3})
    assert len(compare(envelope(one, two), STUDENT)) == 1


def test_the_noon_tally_is_no_counting() -> None:
    noon = counting(0, ANNA, {"S05.B": 9}, method=EntryMethod.QUICK)
    assert countings(envelope(noon)) == []


def test_two_countings_are_made_by_two_people() -> None:
    both = envelope(counting(1, ANNA, {}), counting(2, BELA, {}))
    first = envelope(counting(1, ANNA, {}))
    assert may_count(first, 1, BELA) == ""
    assert may_count(first, 1, ANNA).startswith("另一次录入就是您录的")
    assert may_count(both, 0, BELA).startswith("这次录入由另一人进行")
    assert may_count(first, 0, ANNA) == ""
    assert may_count(first, 1, None).startswith("请先按 F8")


MULTI = next(
    one for one in STUDENT if one.kind is QuestionType.MULTI and one.exclusive and not one.stages
)


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_who_ticks_the_exclusive_option_ticks_no_other(told: tuple[int, int]) -> None:
    """At most the others can have ticked any other option; one more, and a sheet has both."""
    valid, alone = told
    beside = next(c.code for c in MULTI.choices if c.code != MULTI.exclusive)
    counts = {cell(MULTI, choice.code): 0 for choice in MULTI.choices}
    counts |= {cell(MULTI, MULTI.exclusive): alone, cell(MULTI, beside): valid - alone}
    assert check(MULTI, counts, valid).fault is None
    if alone:
        counts[cell(MULTI, beside)] += 1
        assert check(MULTI, counts, valid).fault is Fault.EXCLUSIVE
