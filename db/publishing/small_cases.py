"""Which amounts of the bulletin are told exactly, so that none of few pupils can be worked out.

What concerns fewer than ten pupils is told by a band. Whoever reads subtracts: the named schools'
amounts from a category's, the categories' from the total. So further amounts are left out until
every small one may still lie anywhere in its band.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.publishable.bulletin import Amount

FEW_STUDENTS = 10
BANDS = (1_000_000, 5_000_000, 10_000_000)
"""Upper edges in fen: one, five and ten 万元."""


@dataclass(frozen=True)
class Case:
    """A finding that is added up. `exact`: its amount stands in the bulletin by itself."""

    category: str
    students: int
    involved_fen: int
    exact: bool = False


def band_of(fen: int) -> Amount:
    edge = next((edge for edge in BANDS if fen < edge), None)
    return Amount(band=edge, above=edge is None)


def is_few(students: int) -> bool:
    return 0 < students < FEW_STUDENTS


@dataclass(frozen=True)
class Published:
    """By category, and all together."""

    categories: Mapping[str, Amount]
    total: Amount


def published_amounts(cases: Sequence[Case]) -> Published:
    """How each category's amount and their sum are told."""
    names = list(dict.fromkeys(case.category for case in cases))
    sums = {
        name: sum(case.involved_fen for case in cases if case.category == name) for name in names
    }
    rest = {name: _rest(cases, name) for name in names}
    small = [name for name in names if rest[name] and _small(cases, name)]
    hidden = _covered(small, rest)
    total = Amount(sum(sums.values())) if hidden is not None else band_of(sum(sums.values()))
    hidden = hidden if hidden is not None else [name for name in names if rest[name]]
    amounts = {
        name: _amount(sums[name], rest[name], small=name in small, hidden=name in hidden)
        for name in names
    }
    return Published(amounts, total)


def _amount(total: int, rest: int, *, small: bool, hidden: bool) -> Amount:
    """A category of which a part is told by itself would give the rest away by its band."""
    if not hidden:
        return Amount(total)
    return band_of(total) if small and rest == total else Amount()


def _rest(cases: Iterable[Case], name: str) -> int:
    """What is left of a category when what is told by itself is taken off."""
    return sum(case.involved_fen for case in cases if case.category == name and not case.exact)


def _small(cases: Iterable[Case], name: str) -> bool:
    return is_few(sum(case.students for case in cases if case.category == name and not case.exact))


def _covered(small: Sequence[str], rest: Mapping[str, int]) -> list[str] | None:
    """The categories to hide, the small ones among them; None: the total too."""
    hidden = list(small)
    spare = sorted(
        (name for name in rest if name not in small and rest[name]), key=rest.__getitem__
    )
    while not _safe(small, hidden, rest):
        if not spare:
            return None
        hidden.append(spare.pop(0))
    return hidden


def _safe(small: Sequence[str], hidden: Sequence[str], rest: Mapping[str, int]) -> bool:
    """Each small amount may be anywhere in its band, by what the hidden ones add up to."""
    known = sum(rest[name] for name in hidden)
    return all(_is_open(area, small, hidden, rest, known) for area in small)


def _is_open(
    area: str, small: Sequence[str], hidden: Sequence[str], rest: Mapping[str, int], known: int
) -> bool:
    others = [name for name in hidden if name != area]
    least = sum(edges(rest[name])[0] if name in small else 0 for name in others)
    bounds = [edges(rest[name])[1] if name in small else None for name in others]
    low, high = edges(rest[area])
    if high is None:
        return False
    most = None if None in bounds else sum(edge - 1 for edge in bounds if edge is not None)
    return known - least >= high - 1 and (most is None or known - most <= low)


def edges(fen: int) -> tuple[int, int | None]:
    """From where, and below what, the band of an amount reaches."""
    low = max((edge for edge in BANDS if edge <= fen), default=0)
    return low, next((edge for edge in BANDS if fen < edge), None)
