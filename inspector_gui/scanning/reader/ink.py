"""How much ink is in and around each box, against the paper right beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from inspector_gui.scanning.reader.outlines import SCALE, Field, Shifts

AROUND, EDGE, RIGHT_OF = 1.4, 0.45, 2.0
"""Mm: what is looked at around a box, what its outline may cover, and how near its words begin."""


class _Zones(NamedTuple):
    reach: int
    x: Field
    y: Field
    half: float
    inner: NDArray[np.bool_]
    outer: NDArray[np.bool_]
    sides: tuple[NDArray[np.bool_], ...]


@lru_cache(maxsize=4)
def _zones(box: float) -> _Zones:
    half, reach = box / 2 * SCALE, int((box / 2 + AROUND) * SCALE)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1].astype(np.float32)
    from_middle = np.maximum(np.abs(x), np.abs(y))
    before_words = x < half + RIGHT_OF * SCALE
    free = half + 0.5 * SCALE
    sides = (
        (x < -free) & (np.abs(y) < half),
        (x > free) & before_words & (np.abs(y) < half),
        (y < -free) & (np.abs(x) < half),
        (y > free) & (np.abs(x) < half),
    )
    inner = from_middle < half - EDGE * SCALE
    outer = (from_middle > half + EDGE * SCALE) & before_words
    return _Zones(reach, x, y, half, inner, outer, sides)


@dataclass(frozen=True)
class Ink:
    """Of each box: mean darkness inside, beyond a tenth around it, and the share inside that is
    dark; all from 0 to 1. `lost`: boxes that are cut off the picture."""

    inside: NDArray[np.float64]
    around: NDArray[np.float64]
    covered: NDArray[np.float64]
    lost: NDArray[np.bool_]


def measure(page: Field, middles: Shifts, box: float) -> Ink:
    """`middles`: where the boxes really are."""
    zones, count = _zones(box), len(middles)
    inside, around, covered = np.zeros(count), np.zeros(count), np.zeros(count)
    lost = np.zeros(count, dtype=bool)
    for at, (x, y) in enumerate(np.rint(middles).astype(int)):
        reach = zones.reach
        window = page[max(0, y - reach) : y + reach + 1, max(0, x - reach) : x + reach + 1]
        if window.shape != zones.inner.shape:
            lost[at] = True
            continue
        darkness = 1 - window / np.maximum(_paper(window, zones), 15)
        inside[at] = darkness[zones.inner].mean()
        around[at] = np.clip(darkness[zones.outer] - 0.10, 0, 1).mean()
        covered[at] = (darkness[zones.inner] > 0.15).mean()
    return Ink(inside, around, covered, lost)


def _paper(window: Field, zones: _Zones) -> Field:
    """How light the paper is: the edge of a shadow through a box is no mark."""
    left, right, top, bottom = (float(np.percentile(window[side], 80)) for side in zones.sides)
    middle = float(np.median([left, right, top, bottom]))
    levels = (left, right, top, bottom)
    if max(levels) - min(levels) >= 0.35 * middle:
        return np.full_like(window, max(levels))
    across = 2 * (zones.half + 1.6 * SCALE)
    plane = middle + (right - left) / across * zones.x + (bottom - top) / across * zones.y
    return plane.astype(np.float32)
