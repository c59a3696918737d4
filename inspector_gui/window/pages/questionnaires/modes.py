"""What can be done with an envelope, and where one turns first."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from db.records.forms import Asked
from db.records.questionnaires import Counting, Envelope
from inspector_gui.statistics.pairing import (
    agreed,
    compare,
    countings,
    finished,
    is_counted_twice,
    quick_count,
    unsettled,
    wants_full_entry,
)
from inspector_gui.statistics.reading_words import bound_in_words
from inspector_gui.statistics.tally import check

ORDINALS = ("第一次", "第二次", "第三次", "第四次")


class Mode(Enum):
    """What is done with an envelope."""

    NUMBERS = auto()
    NOON = auto()
    ENTRY = auto()
    SETTLE = auto()
    CHART = auto()


@dataclass(frozen=True)
class Turn:
    """A mode; of the countings, which one; of the charts, which picture."""

    mode: Mode
    index: int = 0


@dataclass(frozen=True)
class Chip:
    """A chip over the page: where it leads, what it says, how far that is."""

    turn: Turn
    caption: str
    tone: str = "calm"


Names = Mapping[uuid.UUID | None, str]


def counting_at(envelope: Envelope, index: int) -> Counting | None:
    made = countings(envelope)
    return made[index] if index < len(made) else None


def first_turn(envelope: Envelope, questions: Sequence[Asked]) -> Turn:
    """Where work goes on: the numbers, the counting not done, the differences, or the picture."""
    if not has_numbers(envelope):
        return Turn(Mode.NUMBERS)
    for index in range(max(2, len(countings(envelope)))):
        made = counting_at(envelope, index)
        if made is None or not made.finished:
            return Turn(Mode.ENTRY, index)
    return Turn(Mode.SETTLE if unsettled(compare(envelope, questions)) else Mode.CHART)


def has_numbers(envelope: Envelope) -> bool:
    return None not in (envelope.issued, envelope.returned, envelope.valid)


def chips(envelope: Envelope, questions: Sequence[Asked], names: Names) -> list[Chip]:
    noon = quick_count(envelope)
    seen = f" {noon.sheets}" if noon and noon.sheets else ""
    made = countings(envelope)
    apart = compare(envelope, questions)
    left = len(unsettled(apart))
    wrong = bool(apart) and not left and bool(_wrong_after(envelope, questions))
    tone = "warn" if left or wrong else "good" if is_counted_twice(envelope) else "calm"
    return [
        Chip(Turn(Mode.NUMBERS), "份数", "calm" if has_numbers(envelope) else "warn"),
        Chip(Turn(Mode.NOON), f"快速计票{seen}"),
        *(_entry_chip(made, index, names) for index in range(max(2, len(made)))),
        Chip(Turn(Mode.SETTLE), f"差异核定 {left or ''}".strip(), tone),
        Chip(Turn(Mode.CHART), "统计图"),
    ]


def _entry_chip(made: Sequence[Counting], index: int, names: Names) -> Chip:
    counting = made[index] if index < len(made) else None
    name = f"{ORDINALS[min(index, 3)]}录入"
    if counting is None:
        return Chip(Turn(Mode.ENTRY, index), name)
    who = names.get(counting.clerk, "")
    ready = " ✓" if counting.finished else ""
    tone = "good" if counting.finished else "info"
    return Chip(Turn(Mode.ENTRY, index), f"{name} {who}{ready}", tone)


def why_not_compared(envelope: Envelope) -> str:
    """Why there is nothing to settle yet; empty where there is."""
    done = len(finished(envelope))
    if wants_full_entry(envelope):
        return bound_in_words(envelope)
    if done >= 2:
        return ""
    if done == 1:
        return "只有一次录入录毕。另一人录毕后，在这里逐格比对。"
    return "两人各录一次，录毕后在这里逐格比对。"


def verdict(envelope: Envelope, questions: Sequence[Asked]) -> str:
    """How the two countings stand to each other, in one sentence."""
    waiting = why_not_compared(envelope)
    if waiting:
        return waiting
    apart = compare(envelope, questions)
    if not unsettled(apart) and (bound := bound_in_words(envelope)):
        return bound
    if not apart:
        return "两次录入一致 ✓"
    left = len(unsettled(apart))
    if left:
        return f"两次录入有 {len(apart)} 处不同，还有 {left} 处待核定。请拆封复核。"
    wrong = _wrong_after(envelope, questions)
    if wrong:
        return f"{len(apart)} 处差异都已核定，但{'、'.join(wrong)}合计与有效份数不符，请再核对。"
    return f"{len(apart)} 处差异都已核定，合计相符 ✓"


def _wrong_after(envelope: Envelope, questions: Sequence[Asked]) -> list[str]:
    counts = agreed(envelope, questions) or {}
    return [
        f"第 {number} 题"
        for number, question in enumerate(questions, 1)
        if check(question, counts, envelope.valid).fault is not None
    ]
