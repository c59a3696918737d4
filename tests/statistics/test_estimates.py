"""Shares and ranges, against what `survey` for R computes from the same drawn classes.

`reference/reference.R` is the source of `reference/reference.csv` (R 4.2.2, survey 4.1.1).
"""

import csv
from pathlib import Path

import pytest

from inspector_gui.statistics.estimates import DrawnClass, Estimate, estimate
from inspector_gui.statistics.student_t import quantile

FOLDER = Path(__file__).parent / "reference"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _estimated(cell: str, stage: str) -> Estimate:
    classes = (
        DrawnClass(
            row["school"],
            int(row["eligible"]),
            int(row["drawn"]),
            int(row["valid"]),
            int(row[cell]),
        )
        for row in _rows("classes.csv")
        if stage in ("ALL", row["stage"])
    )
    found = estimate(classes)
    assert found is not None
    return found


@pytest.mark.parametrize("row", _rows("reference.csv"), ids=lambda row: row["cell"] + row["stage"])
def test_shares_errors_and_ranges_are_those_of_survey(row: dict[str, str]) -> None:
    ours = _estimated(row["cell"], row["stage"])
    counted = (ours.forms, ours.classes, ours.schools, ours.count, ours.freedom)
    assert counted == tuple(int(row[n]) for n in ("forms", "classes", "schools", "count", "df"))
    assert ours.pooled == pytest.approx(float(row["pooled"]), abs=1e-6)
    assert ours.weighted == pytest.approx(float(row["weighted"]), abs=1e-6)
    assert ours.error == pytest.approx(float(row["se"]), abs=1e-6)
    assert ours.low == pytest.approx(float(row["low"]), abs=1e-4)
    assert ours.high == pytest.approx(float(row["high"]), abs=1e-4)
    assert ours.design_effect == pytest.approx(float(row["deff"]), abs=1e-6)


@pytest.mark.parametrize(
    ("freedom", "value"),  # R: qt(0.975, df)
    [(1, 12.706204736175), (2, 4.302652729750), (9, 2.262157162798), (82, 1.989318557174)],
)
def test_quantiles_of_t(freedom: int, value: float) -> None:
    assert quantile(0.975, freedom) == pytest.approx(value, abs=1e-9)


def _classes(*counts: int, forms: int = 40, schools: int = 1) -> list[DrawnClass]:
    """So many classes in turn at each of the schools, all drawn from ten."""
    drawn = len(counts) // schools
    return [DrawnClass(n // drawn, 10, drawn, forms, count) for n, count in enumerate(counts)]


def test_nobody_asked_is_no_estimate() -> None:
    assert estimate([]) is None
    assert estimate(_classes(0, 0, forms=0)) is None


@pytest.mark.parametrize("count", [0, 40])
def test_nobody_and_everybody_have_no_range(count: int) -> None:
    found = estimate(_classes(*[count] * 24, schools=12))
    assert found is not None
    assert (found.weighted, found.low, found.has_range) == (count / 40, None, False)


def test_few_classes_have_a_share_and_no_range() -> None:
    """Nine classes, or eight schools of which each has one more than a single class."""
    few = estimate(_classes(1, 2, 3, 4, 5, 6, 7, 8, 9))
    loose = estimate(_classes(*range(1, 15), schools=7))
    enough = estimate(_classes(*range(1, 21), schools=10))
    assert few is not None
    assert loose is not None
    assert enough is not None
    assert [one.has_range for one in (few, loose, enough)] == [False, False, True]


def test_one_class_of_each_school_has_no_range() -> None:
    found = estimate(_classes(*range(1, 13), schools=12))
    assert found is not None
    assert (found.freedom, found.low, found.has_range) == (0, None, False)


def test_all_classes_asked_leave_no_doubt() -> None:
    every = [DrawnClass(school, 2, 2, 30, 3 + school) for school in range(10) for _ in range(2)]
    found = estimate(every)
    assert found is not None
    assert found.error == 0
    assert found.low == pytest.approx(found.weighted)
    assert found.high == pytest.approx(found.weighted)
