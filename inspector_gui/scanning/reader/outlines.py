"""Finds the printed outline of each box, for paper bends and copiers stretch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SCALE = 8
"""Pixels to the mm of the page on which boxes are looked for."""
SEARCH, MARGIN = 1.7, 0.7
"""How far from its place an outline may stand; how much of its surroundings is compared; in mm."""
FOUND, SURE, FAIR = 0.45, 0.62, 0.3
"""Correlations from which an outline counts, from which it is believed, and if others agree."""
NEIGHBOURS = 8

Field = NDArray[np.float32]
Shifts = NDArray[np.float64]


@dataclass(frozen=True)
class _Template:
    reach: int
    size: int
    norm: float
    transform: NDArray[np.complex128]
    room: int


@lru_cache(maxsize=4)
def _template(box: float) -> _Template:
    half = box / 2 * SCALE
    reach = int((box / 2 + MARGIN) * SCALE)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    ring = (np.abs(np.maximum(np.abs(x), np.abs(y)) - half) < 0.2 * SCALE).astype(np.float32)
    ring -= ring.mean()
    room = 1 << int(np.ceil(np.log2(2 * (reach + int(SEARCH * SCALE)) + 1)))
    transform = np.conj(np.fft.rfft2(ring, (room, room)))
    return _Template(reach, 2 * reach + 1, float(np.sqrt((ring**2).sum())), transform, room)


def _correlation(window: Field, template: _Template) -> NDArray[np.float64]:
    """Normalised, at each place of the template in the window."""
    places = window.shape[0] - template.size + 1
    room = (template.room, template.room)
    spectrum = np.fft.rfft2(window - window.mean(), room) * template.transform
    raw = np.fft.irfft2(spectrum, room)[:places, :places]
    variance = _sums(window**2, template.size) - _sums(window, template.size) ** 2 / (
        template.size**2
    )
    found: NDArray[np.float64] = raw / (template.norm * np.sqrt(np.maximum(variance, 1.0)))
    return found


def _sums(values: Field, size: int) -> NDArray[np.float64]:
    whole = np.pad(values.astype(np.float64), ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    found: NDArray[np.float64] = (
        whole[size:, size:] - whole[:-size, size:] - whole[size:, :-size] + whole[:-size, :-size]
    )
    return found


def locate(page: Field, middles: Shifts, box: float) -> tuple[Shifts, NDArray[np.bool_]] | None:
    """By how much each box is shifted, in pixels, and which cannot be trusted.

    None where too few outlines are found at all.
    """
    template, search = _template(box), int(SEARCH * SCALE)
    shifts, sureness = np.zeros((len(middles), 2)), np.zeros(len(middles))
    reach = template.reach + search
    for at, (x, y) in enumerate(np.rint(middles).astype(int)):
        window = 255 - page[y - reach : y + reach + 1, x - reach : x + reach + 1]
        found = _correlation(window, template)
        row, column = np.unravel_index(np.argmax(found), found.shape)
        shifts[at] = column - search, row - search
        sureness[at] = found[row, column]
    if (sureness > FOUND).sum() < 0.4 * len(middles):
        return None
    return _agreed(middles, shifts, sureness)


def _agreed(
    middles: Shifts, shifts: Shifts, sureness: NDArray[np.float64]
) -> tuple[Shifts, NDArray[np.bool_]]:
    """A box that was not seen clearly has moved as its neighbours have."""
    good = sureness > FOUND
    distance = np.hypot(*(middles[:, None] - middles[None]).transpose(2, 0, 1))
    agreed, astray = np.zeros_like(shifts), np.zeros(len(middles), dtype=bool)
    for at in range(len(middles)):
        far = np.where(good, distance[at], 1e9)
        far[at] = 1e9
        near = np.argsort(far)[:NEIGHBOURS]
        weight = sureness[near] / (1 + distance[at, near] / (25 * SCALE))
        place = np.c_[np.ones(len(near)), (middles[near] - middles[at]) / (30 * SCALE)]
        place = place * weight[:, None]
        normal = place.T @ place + np.diag([1e-6, 0.15, 0.15])
        shift_near = np.linalg.solve(normal, place.T @ (shifts[near] * weight[:, None]))[0]
        middle = np.median(shifts[near], 0)
        shift_near = np.clip(shift_near, middle - 0.6 * SCALE, middle + 0.6 * SCALE)
        agrees = np.abs(shifts[at] - shift_near).max() < 0.45 * SCALE
        believed = sureness[at] > SURE or (sureness[at] > FAIR and agrees)
        agreed[at] = shifts[at] if believed else shift_near
        astray[at] = good[at] and np.abs(agreed[at] - middle).max() > 1.3 * SCALE
    return agreed, astray
