"""Which answers are too frequent at a school for chance, measured by the campaign's own median.

Beside the thresholds of `signals`: the exact binomial tail of each school's share against the
median share of all schools, per question, answer and stage, and Benjamini and Hochberg's step-up
over all of these tests. Both only point at where to look (线索), they find nothing.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p
from statistics import median
from typing import Any

#: The share of false alarms among those told that is put up with.
FALSE_ALARMS = 0.10
#: Of fewer schools the median is no measure.
LEAST_SCHOOLS = 5


@dataclass(frozen=True)
class SchoolShare:
    """Of a school's `forms` of a stage so many (`count`) gave an answer. `answer`: what is compared
    with its like at other schools, such as stage, question and choice."""

    school: str
    answer: Any
    count: int
    forms: int


@dataclass(frozen=True)
class Unusual:
    """`usual`: the median share; `chance`: how often at least so many would give the answer at a
    school that is like the median one."""

    share: SchoolShare
    usual: float
    chance: float


def unusual(shares: Iterable[SchoolShare], false_alarms: float = FALSE_ALARMS) -> list[Unusual]:
    """What stands out, the least likely first."""
    tests = list(_tests(list(shares)))
    limit = _step_up([test.chance for test in tests], false_alarms)
    found = [test for test in tests if test.chance <= limit and test.share.count]
    return sorted(found, key=lambda answer: answer.chance)


def _tests(shares: Sequence[SchoolShare]) -> Iterable[Unusual]:
    by_answer: dict[Hashable, list[SchoolShare]] = {}
    for share in shares:
        if share.forms:
            by_answer.setdefault(share.answer, []).append(share)
    for alike in by_answer.values():
        if len(alike) < LEAST_SCHOOLS:
            continue
        usual = median(share.count / share.forms for share in alike)
        for share in alike:
            yield Unusual(
                share, usual, binomial_tail(share.count, share.forms, _least(usual, alike))
            )


def _least(usual: float, alike: Sequence[SchoolShare]) -> float:
    """Where most schools have nobody, half a form of all: nothing is impossible."""
    return usual or 0.5 / sum(share.forms for share in alike)


def binomial_tail(count: int, forms: int, share: float) -> float:
    """How often at least `count` of `forms` give an answer that each gives so probably."""
    if count <= 0:
        return 1.0
    if share >= 1:
        return 1.0
    total = sum(exp(_log_chance(number, forms, share)) for number in range(count, forms + 1))
    return min(1.0, total)


def _log_chance(number: int, forms: int, share: float) -> float:
    ways = lgamma(forms + 1) - lgamma(number + 1) - lgamma(forms - number + 1)
    return ways + number * log(share) + (forms - number) * log1p(-share)


def _step_up(chances: Sequence[float], false_alarms: float) -> float:
    """The largest p that is told: p(k) <= k / m * q (Benjamini and Hochberg 1995); -1: none is."""
    ordered = sorted(chances)
    candidates = [
        chance
        for rank, chance in enumerate(ordered, start=1)
        if chance <= rank * false_alarms / len(ordered)
    ]
    return max(candidates, default=-1.0)
