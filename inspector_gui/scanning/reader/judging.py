"""What the ink of a page says of each question, and where a person has to look.

Everything is measured against the page's own empty boxes and own marks: a soft pencil, a pale
copier and a dark pen have nothing else in common. The limits were found on simulated sheets and
are frozen; the benchmark counts errors on sheets that nobody tuned on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inspector_gui.scanning.reader import ink, outlines
from inspector_gui.scanning.reader.form import PrintedSide
from inspector_gui.scanning.reader.strays import Strays

EMPTIEST = 0.6
"""The share of boxes that is taken for empty."""
FAINT, MARKED, FAINT_SPREAD, MARKED_SPREAD = 0.013, 0.028, 5.0, 10.0
"""Ink beyond an empty box from which it may be, and is, a mark; and by the spread of empty ones."""
OF_TYPICAL, OF_OTHER, OF_SEVERAL = 0.33, 0.2, 0.45
"""A mark against the sheet's typical; a faint one against the mark of its question; one of several
against the typical."""
BESIDE, BESIDE_SPREAD, BESIDE_OF_TYPICAL, BESIDE_OF_MARK = 0.020, 8.0, 0.12, 0.3
HEAVY, FILLED, FILLED_OF_TYPICAL = 2.3, 0.93, 1.5
SHALLOW, SHALLOW_SHARP = 0.25, 0.38
FAINTEST, FAINTEST_OF_TYPICAL = 0.10, 0.30
"""Darkness from which something off the boxes is ink."""
STRAY, LONG = 1.6, 10.5
"""In square mm and mm."""
FEWEST_MARKS, WORST_SHARE, MOST_BLANKS = 5, 0.34, 4
WRITTEN = 0.3
"""Square mm of ink from which a field is written in."""


@dataclass(frozen=True)
class Judged:
    """`state` and `doubt` are names of `AnswerState` and `Doubt`."""

    question: str
    state: str
    options: tuple[str, ...]
    doubt: str | None = None


@dataclass(frozen=True)
class _Page:
    """A page's ink beyond that of its empty boxes, and the limits that hold on it."""

    side: PrintedSide
    inside: NDArray[np.float64]
    around: NDArray[np.float64]
    covered: NDArray[np.float64]
    astray: NDArray[np.bool_]
    places: NDArray[np.float64]
    faint: float
    marked: float
    beside: float
    typical: float
    marks: int
    strays: Strays


def judge(page: Image.Image, side: PrintedSide) -> list[Judged] | None:
    """Of each question on the straightened page, in printed order; None where it cannot be read."""
    judged: dict[str, Judged] = {}
    strays = Strays(page, side, FAINTEST)
    if side.places:
        measured = _measured(page, side)
        if measured is None:
            return None
        judged = {question: _box_question(measured, question) for question in side.boxes_of}
        judged = _doubt_a_strange_sheet(judged)
        strays = measured.strays
    for question, area in side.written:
        written = strays.in_field(area) > WRITTEN
        judged[question] = Judged(question, "WRITTEN" if written else "BLANK", ())
    return [judged[question] for question in side.rows if question in judged]


def _measured(page: Image.Image, side: PrintedSide) -> _Page | None:
    levels = np.asarray(page).astype(np.float32)
    printed = side.middles * outlines.SCALE
    located = outlines.locate(levels, printed, side.box)
    if located is None:
        return None
    shifts, astray = located
    found = ink.measure(levels, printed + shifts, side.box)
    inside, spread = _beyond_empty(found.inside)
    around, around_spread = _beyond_empty(found.around)
    marked = max(MARKED, MARKED_SPREAD * spread)
    strong = inside[inside > marked]
    typical = float(np.median(strong)) if len(strong) else 0.0
    beside = max(BESIDE, BESIDE_SPREAD * around_spread)
    if typical:
        beside = max(BESIDE_SPREAD * around_spread, 0.006, min(BESIDE, BESIDE_OF_TYPICAL * typical))
    return _Page(
        side=side,
        inside=inside,
        around=around,
        covered=found.covered,
        astray=astray | found.lost,
        places=(printed + shifts) / outlines.SCALE,
        faint=max(FAINT, FAINT_SPREAD * spread),
        marked=max(marked, OF_TYPICAL * typical),
        beside=beside,
        typical=typical,
        marks=len(strong),
        strays=Strays(page, side, max(FAINTEST, FAINTEST_OF_TYPICAL * typical)),
    )


def _beyond_empty(values: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    empty = np.sort(values)[: max(1, int(len(values) * EMPTIEST))]
    level = np.median(empty)
    spread = float(np.median(np.abs(empty - level))) * 1.4826 + 0.001
    return values - level, spread


def _box_question(page: _Page, question: str) -> Judged:
    boxes = page.side.boxes_of[question]
    marked = [at for at in boxes if page.inside[at] > page.marked]
    several = question in page.side.several
    doubt = (_doubt_of_several if several else _doubt_of_one)(page, question, boxes, marked)
    doubt = doubt or _doubt_of_marks(page, boxes, marked)
    options = tuple(page.side.places[at][1] for at in marked)
    if doubt:
        return Judged(question, "DOUBTFUL", options, doubt)
    return Judged(question, "CERTAIN" if marked else "BLANK", options)


def _doubt_of_one(page: _Page, question: str, boxes: list[int], marked: list[int]) -> str | None:
    strongest = max((page.inside[at] for at in marked), default=0.0)
    if len(marked) > 1:
        return "SEVERAL"
    if any(_is_faint(page, at) and page.inside[at] > OF_OTHER * strongest for at in boxes):
        return "FAINT"
    if marked:
        limit = max(page.beside, BESIDE_OF_MARK * max(page.around[marked[0]], 0.0))
        if any(at != marked[0] and page.around[at] > limit for at in boxes):
            return "SPILLED"
        x = page.places[marked[0]][0]
        if page.strays.length_at(x, page.side.rows[question]) > LONG:
            return "CORRECTED"
        return None
    return _doubt_of_none(page, question, boxes)


def _doubt_of_several(
    page: _Page, question: str, boxes: list[int], marked: list[int]
) -> str | None:
    if any(_is_faint(page, at) for at in boxes):
        return "FAINT"
    if any(page.inside[at] < OF_SEVERAL * page.typical for at in marked):
        return "FAINT"
    if any(page.around[at] > page.beside for at in boxes if at not in marked):
        return "BESIDE"
    chosen = {page.side.places[at][1] for at in marked}
    if len(chosen) > 1 and chosen & page.side.exclusive.get(question, frozenset()):
        return "EXCLUSIVE"
    return None if marked else _doubt_of_none(page, question, boxes)


def _doubt_of_none(page: _Page, question: str, boxes: list[int]) -> str | None:
    if any(page.around[at] > page.beside for at in boxes):
        return "BESIDE"
    row = page.side.rows[question]
    return "BESIDE" if page.strays.in_row(row) > STRAY else None


def _doubt_of_marks(page: _Page, boxes: list[int], marked: list[int]) -> str | None:
    if any(page.astray[at] for at in boxes):
        return "MISPLACED"
    for at in marked:
        amount = page.inside[at]
        filled = page.covered[at] > FILLED and amount > FILLED_OF_TYPICAL * page.typical
        if amount > HEAVY * page.typical or filled:
            return "CORRECTED"
        if amount < SHALLOW and page.strays.mean_at(*page.places[at]) < SHALLOW_SHARP * amount:
            return "SHADOW"
    few = min(FEWEST_MARKS, max(3, len(page.side.boxes_of) // 2))
    return "SHEET" if marked and page.marks < few else None


def _is_faint(page: _Page, at: int) -> bool:
    return bool(page.faint < page.inside[at] <= page.marked)


def _doubt_a_strange_sheet(judged: dict[str, Judged]) -> dict[str, Judged]:
    """Where much is doubtful or blank, what looks certain is not."""
    states = Counter(one.state for one in judged.values())
    blanks = states["BLANK"]
    if states["DOUBTFUL"] <= max(2, WORST_SHARE * len(judged)) and blanks < MOST_BLANKS:
        return judged
    return {
        code: Judged(code, "DOUBTFUL", one.options, "SHEET") if one.state == "CERTAIN" else one
        for code, one in judged.items()
    }
