"""What the drawn classes say of all pupils of the schools visited, and how surely.

Every school visited is a stratum; in it some classes are drawn at random from all that could be,
of all stages together, and all pupils present answer. So the class is the sampling unit, a form
weighs eligible/drawn of its school, and a stage is a domain. The share is a ratio of two
estimated totals; its variance is linearised (Taylor), with the finite population correction, and a
school with a single class in the domain counts by its distance from the mean of all, as `survey`
for R does by `lonely.psu = "adjust"`.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from inspector_gui.statistics.student_t import quantile

CONFIDENCE = 0.95
LEAST_CLASSES, LEAST_FREEDOM, LEAST_EFFECTIVE = 10, 8, 100
"""With fewer there is no range, only the count."""


@dataclass(frozen=True)
class DrawnClass:
    """`eligible` classes of its school could be drawn, `drawn` were; of its valid `forms` so many
    (`count`) gave the answer."""

    school: Hashable
    eligible: int
    drawn: int
    forms: int
    count: int

    @property
    def weight(self) -> float:
        return self.eligible / self.drawn


@dataclass(frozen=True)
class Estimate:
    """`pooled` and `weighted` are shares; `error` is the standard error of the weighted one.

    `low` and `high` bound it with 95 % confidence (logit interval); None where nobody or everybody
    gave the answer, or a single class stands in every school. `design_effect` compares with a
    simple random sample of as many pupils; None where that has no variance.
    """

    count: int
    forms: int
    classes: int
    schools: int
    pooled: float
    weighted: float
    error: float
    low: float | None
    high: float | None
    freedom: int
    design_effect: float | None

    @property
    def effective(self) -> float:
        """How many pupils drawn one by one would tell as much."""
        return self.forms / self.design_effect if self.design_effect else float(self.forms)

    @property
    def has_range(self) -> bool:
        """Whether there is enough to tell a range at all."""
        return (
            self.low is not None
            and self.classes >= LEAST_CLASSES
            and self.freedom >= LEAST_FREEDOM
            and self.effective >= LEAST_EFFECTIVE
        )


def estimate(classes: Iterable[DrawnClass]) -> Estimate | None:
    """Of the classes of a domain; None where none of them has a valid form."""
    asked = [school_class for school_class in classes if school_class.forms]
    if not asked:
        return None
    forms, count = (
        sum(drawn_class.forms for drawn_class in asked),
        sum(drawn_class.count for drawn_class in asked),
    )
    pupils = sum(drawn_class.weight * drawn_class.forms for drawn_class in asked)
    share = sum(drawn_class.weight * drawn_class.count for drawn_class in asked) / pupils
    schools = _by_school(asked)
    variance = sum(
        _variance(of_school, [_linearised(drawn_class, share, pupils) for drawn_class in of_school])
        for of_school in schools
    )
    error, freedom = sqrt(variance), len(asked) - len(schools)
    low, high = _range(share, error, freedom)
    return Estimate(
        count=count,
        forms=forms,
        classes=len(asked),
        schools=len(schools),
        pooled=count / forms,
        weighted=share,
        error=error,
        low=low,
        high=high,
        freedom=freedom,
        design_effect=_design_effect(share, variance, forms, pupils),
    )


def _by_school(classes: Iterable[DrawnClass]) -> list[list[DrawnClass]]:
    found: dict[Hashable, list[DrawnClass]] = defaultdict(list)
    for school_class in classes:
        found[school_class.school].append(school_class)
    return list(found.values())


def _linearised(drawn_class: DrawnClass, share: float, pupils: float) -> float:
    return drawn_class.weight * (drawn_class.count - share * drawn_class.forms) / pupils


def _variance(classes: Sequence[DrawnClass], values: Sequence[float]) -> float:
    """Of the total of a school's drawn classes; those outside the domain add nothing to it."""
    drawn = max(classes[0].drawn, len(values))
    corrected = 1 - drawn / max(classes[0].eligible, drawn)
    if drawn == 1:
        return corrected * values[0] ** 2
    mean = sum(values) / drawn if len(values) > 1 else 0.0
    outside = drawn - len(values)
    squares = sum((value - mean) ** 2 for value in values) + outside * mean**2
    return corrected * drawn / (drawn - 1) * squares


def _range(share: float, error: float, freedom: int) -> tuple[float | None, float | None]:
    """On the scale of the logit, so that it stays between nobody and everybody."""
    if not 0 < share < 1 or freedom < 1:
        return None, None
    centre = log(share / (1 - share))
    half = quantile((1 + CONFIDENCE) / 2, freedom) * error / (share * (1 - share))
    return _share(centre - half), _share(centre + half)


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _design_effect(share: float, variance: float, forms: int, pupils: float) -> float | None:
    """Against a simple random sample of as many pupils, without replacement."""
    if forms < 2:
        return None
    simple = share * (1 - share) / (forms - 1) * (pupils - forms) / pupils
    return variance / simple if simple > 0 else None
