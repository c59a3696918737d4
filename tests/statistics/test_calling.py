"""Whose turn it is, and what may be said of calls."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.records.calls import FINAL, Attempt, Call
from db.vocabulary import CallOutcome
from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.calling import Turn, heard, in_order, reach, rest_until, turn_of
from inspector_gui.window.forms.moments import read_appointment, show_appointment
from tests.statistics.questions import asked

NOON = datetime(2025, 9, 15, 4, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CALL = asked("parent_call")


def call(number: int, *attempts: tuple[int, CallOutcome, int | None]) -> Call:
    """`attempts`: minutes from noon, outcome, and the appointment's minutes from noon."""
    made = tuple(
        Attempt(
            UUID(int=number * 100 + n),
            NOON + at * MINUTE,
            outcome,
            None if later is None else NOON + later * MINUTE,
        )
        for n, (at, outcome, later) in enumerate(attempts)
    )
    last = made[-1].outcome if made else None
    return Call(
        id=UUID(int=number),
        code=f"S001-P{number}",
        roster_seq=number,
        outcome=last if last in FINAL else None,
        note="",
        attempts=made,
        has_number=True,
        answers={},
    )


VAIN, LATER, DONE = CallOutcome.NO_ANSWER, CallOutcome.CALLBACK, CallOutcome.COMPLETED


def test_appointments_come_first_when_due_and_by_time_while_not() -> None:
    fresh, due = call(1), call(2, (-60, LATER, 2))
    soon, late = call(3, (-60, LATER, 60)), call(4, (-90, LATER, 90))
    vain, rested, done = (
        call(5, (-30, VAIN, None)),
        call(6, (-300, VAIN, None)),
        call(7, (-9, DONE, None)),
    )
    order = in_order([done, late, vain, soon, rested, fresh, due], NOON)
    assert [one.roster_seq for one in order] == [2, 1, 6, 3, 4, 5, 7]
    assert [turn_of(one, NOON) for one in order] == [
        Turn.DUE,
        Turn.OPEN,
        Turn.OPEN,
        Turn.APPOINTED,
        Turn.APPOINTED,
        Turn.RESTING,
        Turn.ENDED,
    ]


def test_two_hours_lie_between_attempts() -> None:
    assert rest_until(call(1, (-30, VAIN, None)), NOON) == NOON + 90 * MINUTE
    assert rest_until(call(1, (-120, VAIN, None)), NOON) is None
    assert rest_until(call(1, (-30, LATER, 0)), NOON) is None


@given(st.permutations(range(1, 8)), st.integers(-300, 300))
def test_the_order_depends_on_the_calls_alone(places: list[int], shift: int) -> None:
    made = {1: call(1), 2: call(2, (-60, LATER, 2)), 3: call(3, (-9, DONE, None))}
    made |= {n: call(n, (-10 * n, VAIN, None)) for n in range(4, 8)}
    now = NOON + shift * MINUTE
    assert in_order([made[n] for n in places], now) == in_order(made.values(), now)


def test_four_numbers_are_told_apart() -> None:
    calls = [
        call(1),
        call(2, (0, VAIN, None), (130, DONE, None)),
        call(3, (0, LATER, 60)),
        call(4, (0, CallOutcome.INVALID_NUMBER, None)),
    ]
    told = reach(calls)
    assert (told.dialled, told.attempts, told.connected, told.completed) == (3, 4, 2, 1)


def test_what_was_heard_points_at_its_items_and_at_nobody() -> None:
    found = heard(CALL, {"P02": "AD", "P04": "A", "P05": "B"})
    assert [(one.question.code, one.strong) for one in found] == [("P02", True), ("P05", True)]
    assert found[0].items[:2] == ("F-BK-01", "F-BK-02")
    assert found[1].clue_text == "家长电话反映：钱交到哪里？——老师个人"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1930", "09-15 19:30"),
        ("１９：３０", "09-15 19:30"),
        ("1130", "09-16 11:30"),
        ("明天 1930", "09-16 19:30"),
        ("9-18 8:05", "09-18 08:05"),
    ],
)
def test_an_appointment_is_typed_short(typed: str, shown: str) -> None:
    assert show_appointment(read_appointment(typed, NOON)) == shown


@pytest.mark.parametrize("typed", ["", "晚上", "2500", "今天 0800", "10-30 0800", "明天", "a b c"])
def test_an_appointment_that_cannot_be_is_told(typed: str) -> None:
    with pytest.raises(Unreadable):
        read_appointment(typed, NOON)


def test_an_answered_call_is_replaced_in_equality() -> None:
    assert replace(call(1), answers={"P01": "A"}).answers == {"P01": "A"}
