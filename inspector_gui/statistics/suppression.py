"""What a school may see of its pupils' answers: no cell so small that it points at somebody.

A cell of 1 to 4 is hidden, and as many others as it takes that nobody can work it out from the
number of forms. Who looks knows these rules too, so a hidden cell must still allow two values.
"""

from collections.abc import Mapping
from enum import Enum, auto

#: The small cells (少于5), and how many valid forms there must be to show anything.
FEW = range(1, 5)
LEAST_FORMS = 15


class Shown(Enum):
    """How a cell is shown: its number, 少于5, or nothing lest another be worked out from it."""

    COUNT = auto()
    FEW = auto()
    COVERED = auto()


def suppress(counts: Mapping[str, int]) -> dict[str, Shown] | None:
    """How to show cells whose sum is known. None: not at all."""
    few = [name for name, count in counts.items() if count in FEW]
    spare = sorted(
        (name for name in counts if name not in few),
        key=lambda name: (counts[name] == 0, counts[name]),
    )
    covered: list[str] = []
    while few and not _is_safe(counts, few, covered):
        if not spare:
            return None
        covered.append(spare.pop(0))
    return {
        name: Shown.FEW if name in few else Shown.COVERED if name in covered else Shown.COUNT
        for name in counts
    }


def suppress_apart(counts: Mapping[str, int]) -> dict[str, Shown]:
    """How to show cells that do not add up to anything known: ticks of a multiple choice."""
    return {name: Shown.FEW if count in FEW else Shown.COUNT for name, count in counts.items()}


def _is_safe(counts: Mapping[str, int], few: list[str], covered: list[str]) -> bool:
    """Each small cell may still be at least two of 1 to 4, for all that is shown."""
    hidden = sum(counts[name] for name in (*few, *covered))
    others = len(few) - 1
    return sum(_fits(hidden - value, others, covered=bool(covered)) for value in FEW) > 1


def _fits(rest: int, others: int, *, covered: bool) -> bool:
    """Whether `others` small cells, and covered ones that are 0 or more than 4, can make `rest`."""
    low, high = others * FEW.start, others * (FEW.stop - 1)
    if low <= rest <= high:
        return True
    return covered and rest - low >= FEW.stop
