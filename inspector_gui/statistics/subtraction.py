"""What the city's table gives away to whoever subtracts from it what its schools published.

A hidden cell is safe where another world looks the same: some of its pupils may have answered
otherwise, and as many of another school's the other way round, without any number that is shown
being another. Where there is no such school, the city does not show the question for that stage.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from inspector_gui.statistics.suppression import FEW, Shown

#: How many answers are moved at once: a covered cell is 0, or more than the small ones.
_MOVES = tuple(chain(range(1, FEW.stop + 1), range(-FEW.stop, 0)))


@dataclass(frozen=True)
class SchoolCells:
    """One school's answers to one question in one stage.

    `shown`: how the school's own table shows them, None: not at all. `apart`: a school that
    publishes several stages together has one table for `counts` and those of the other stages,
    `elsewhere`.
    """

    counts: Mapping[str, int]
    shown: Mapping[str, Shown] | None
    elsewhere: Mapping[str, int] | None = None

    @property
    def apart(self) -> bool:
        return self.elsewhere is None

    def hidden(self, part: str) -> bool:
        return self.shown is None or self.shown[part] is not Shown.COUNT

    def guarded(self) -> Iterator[str]:
        """The parts nobody may work out: the small cells, and all of a school that shows none."""
        for part, count in self.counts.items():
            if count and (self.shown is None or self.shown[part] is Shown.FEW):
                yield part

    def may_be(self, part: str, count: int) -> bool:
        """Whether what is shown would be the same with this count."""
        if count < 0:
            return False
        if self.shown is None:
            return True
        total = count + (self.elsewhere or {}).get(part, 0)
        match self.shown[part]:
            case Shown.COUNT:
                return count == self.counts[part]
            case Shown.FEW:
                return total in FEW
            case Shown.COVERED:
                return total == 0 or total >= FEW.stop


def gives_away(schools: Sequence[SchoolCells], *, adds_up: bool) -> bool:
    """Whether the city's counts, less what the schools show, tell what one of them hides.

    `adds_up`: the counts of a school make up its forms, which are known (a single choice).
    """
    return any(
        not _may_differ(school, part, [cells for cells in schools if cells is not school], adds_up)
        for school in schools
        for part in school.guarded()
    )


def _may_differ(
    school: SchoolCells, part: str, others: Iterable[SchoolCells], adds_up: bool
) -> bool:
    """Whether answers can move between this cell and another school's without being seen."""
    partners = [cells for cells in others if cells.apart and cells.hidden(part)]
    if not adds_up:
        return any(_moved(school, other, {part: n}) for other in partners for n in _MOVES)
    return any(
        _moved(school, other, {part: n, second: -n})
        for second in school.counts
        if second != part and school.hidden(second)
        for other in partners
        if other.hidden(second)
        for n in _MOVES
    )


def _moved(school: SchoolCells, other: SchoolCells, moves: Mapping[str, int]) -> bool:
    return all(
        school.may_be(part, school.counts[part] + n)
        and other.may_be(part, other.counts.get(part, 0) - n)
        for part, n in moves.items()
    )
