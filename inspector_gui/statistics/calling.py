"""Whose turn it is to be called, and what a call showed. Times are UTC."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from db.publishing.calls import CONNECTED
from db.records.calls import UNREACHED, Call
from db.records.forms import Asked
from db.vocabulary import CallOutcome, Signal
from inspector_gui.statistics.tally import ticks

#: Between two attempts at one number.
PAUSE = timedelta(hours=2)
#: An appointment is due a little early.
EARLY = timedelta(minutes=5)


class Turn(Enum):
    """Where a call stands, in the order in which one calls."""

    DUE = auto()
    OPEN = auto()
    APPOINTED = auto()
    RESTING = auto()
    ENDED = auto()


@dataclass(frozen=True)
class Reach:
    """What must be said of calls: numbers dialled, attempts, connected, completed."""

    dialled: int
    attempts: int
    connected: int
    completed: int


@dataclass(frozen=True)
class Heard:
    """An answer that is a signal."""

    question: Asked
    answer: str
    items: tuple[str, ...]
    strong: bool

    @property
    def clue_text(self) -> str:
        """As a clue keeps it: nothing of who said it."""
        return f"家长电话反映：{self.question.text}——{self.answer}"


def turn_of(call: Call, now: datetime) -> Turn:
    if call.outcome is not None:
        return Turn.ENDED
    if call.last is None:
        return Turn.OPEN
    if call.due_at is not None:
        return Turn.DUE if call.due_at <= now + EARLY else Turn.APPOINTED
    return Turn.RESTING if now < call.last.at + PAUSE else Turn.OPEN


def in_order(calls: Iterable[Call], now: datetime) -> list[Call]:
    """Appointments that are due, then whoever may be called, then who waits, by time."""

    def key(call: Call) -> tuple[int, datetime, str]:
        turn = turn_of(call, now)
        last = call.last.at if call.last else datetime.min.replace(tzinfo=now.tzinfo)
        when = call.due_at if turn in (Turn.DUE, Turn.APPOINTED) and call.due_at else last
        return turn.value, when, call.code

    return sorted(calls, key=key)


def rest_until(call: Call, now: datetime) -> datetime | None:
    """Until when a number that did not answer is left in peace; None: it may be dialled."""
    if turn_of(call, now) is Turn.RESTING and call.last is not None:
        return call.last.at + PAUSE
    return None


def may_pass_on(call: Call) -> bool:
    """Whether the next parent in reserve is called instead."""
    return call.outcome in UNREACHED


def reach(calls: Sequence[Call]) -> Reach:
    tried = [call for call in calls if call.attempts]
    return Reach(
        dialled=len(tried),
        attempts=sum(len(call.attempts) for call in tried),
        connected=sum(
            any(attempt.outcome in CONNECTED for attempt in call.attempts) for call in tried
        ),
        completed=sum(call.outcome is CallOutcome.COMPLETED for call in tried),
    )


def heard(questions: Iterable[Asked], answers: Mapping[str, str | None]) -> list[Heard]:
    """What a parent said that is a signal."""
    found = []
    for question in questions:
        ticked = [
            choice
            for choice in question.choices
            if choice.code in ticks(answers.get(question.code))
        ]
        signals = [choice for choice in ticked if choice.signal is not Signal.NONE]
        if signals:
            found.append(
                Heard(
                    question=question,
                    answer="、".join(signal.text for signal in signals),
                    items=tuple(dict.fromkeys(code for signal in signals for code in signal.items)),
                    strong=any(signal.signal is Signal.STRONG for signal in signals),
                )
            )
    return found
