# mypy: allow-untyped-calls
"""Ink that the form does not explain: on words, between rows, in fields for a hand."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from inspector_gui.scanning.layout import PAGE_HEIGHT, PAGE_WIDTH, Area
from inspector_gui.scanning.reader.form import PrintedSide

SCALE = 4
"""Pixels to the mm."""
REACH = 13
"""Of the paper's level, in pixels: wider than any stroke, narrower than any shadow."""
ABOUT_PRINT = 0.75
"""Mm around what is printed that it may cover, where paper bends."""

Mask = NDArray[np.bool_]


class Strays:
    """Of one page, straightened at `SCALE`; `faintest`: darkness from which something is ink."""

    def __init__(self, page: Image.Image, side: PrintedSide, faintest: float) -> None:
        small = page.resize(
            (int(PAGE_WIDTH) * SCALE, int(PAGE_HEIGHT) * SCALE), Image.Resampling.BOX
        )
        self._levels = np.asarray(small)
        self._side, self._faintest = side, faintest

    @cached_property
    def darkness(self) -> NDArray[np.float32]:
        """Against the lightest around, closed over strokes."""
        light = _extreme(self._levels, np.maximum)
        paper = _extreme(light, np.minimum).astype(np.float32)
        found: NDArray[np.float32] = (paper - self._levels) / np.maximum(light, 20)
        return found

    @cached_property
    def _ink(self) -> Mask:
        return (self.darkness > self._faintest) & ~_printed(self._side)

    def in_row(self, area: Area) -> float:
        """Square millimetres of ink in a question's row."""
        columns = slice(int(area.left * SCALE), int((area.left + area.width) * SCALE))
        return float(self._ink[_rows(area), columns].sum()) / SCALE**2

    def length_at(self, x: float, row: Area) -> float:
        """How long the ink through a mark is from left to right, within its row, in mm."""
        left = max(0, int((x - 15) * SCALE))
        window = self._ink[_rows(row), left : int((x + 15) * SCALE)]
        columns = np.flatnonzero(window.any(0))
        if not columns.size:
            return 0.0
        breaks = np.flatnonzero(np.diff(columns) > 3)
        begins = np.r_[columns[0], columns[breaks + 1]]
        ends = np.r_[columns[breaks], columns[-1]]
        middle = int(x * SCALE) - left
        spans = [
            int(end - begin)
            for begin, end in zip(begins, ends, strict=True)
            if begin - 3 <= middle <= end + 3
        ]
        return max(spans, default=0) / SCALE

    def mean_at(self, x: float, y: float) -> float:
        """Mean darkness of a box against its sharp surroundings: a shadow has none."""
        column, row = round(x * SCALE), round(y * SCALE)
        return float(self.darkness[row - 7 : row + 8, column - 7 : column + 8].mean())

    def in_field(self, area: Area) -> float:
        """Square millimetres of ink in a field, without its frame."""
        inner = Area(area.left + 1.5, area.top + 1.5, area.width - 3.0, area.height - 3.0)
        columns = slice(int(inner.left * SCALE), int((inner.left + inner.width) * SCALE))
        return float((self.darkness[_rows(inner), columns] > self._faintest).sum()) / SCALE**2


def _rows(area: Area) -> slice:
    return slice(int(area.top * SCALE), int((area.top + area.height) * SCALE))


def _extreme(values: NDArray[np.uint8], extreme: np.ufunc) -> NDArray[np.uint8]:
    """The greatest or least of `REACH` neighbours in each direction, by doubling."""
    for axis in (0, 1):
        length, wide = values.shape[axis], REACH // 2
        padding = [(wide, wide) if one == axis else (0, 0) for one in (0, 1)]
        padded = np.moveaxis(np.pad(values, padding, mode="edge"), axis, 0)
        for step in (1, 2, 4):
            padded = extreme(padded[:-step], padded[step:])
        last = REACH - 8
        values = np.moveaxis(extreme(padded[:length], padded[last : last + length]), 0, axis)
    return values


_MASKS: dict[int, Mask] = {}


def _printed(side: PrintedSide) -> Mask:
    """Where the form itself has ink, or may have."""
    if id(side) not in _MASKS:
        mask = np.zeros((int(PAGE_HEIGHT) * SCALE, int(PAGE_WIDTH) * SCALE), dtype=bool)
        for area in side.words:
            _cover(mask, area)
        for _, _, x, y in side.places:
            half = side.box / 2
            for left, top, width, height in (
                (x - half, y - half, side.box, 0.0),
                (x - half, y + half, side.box, 0.0),
                (x - half, y - half, 0.0, side.box),
                (x + half, y - half, 0.0, side.box),
            ):
                _cover(mask, Area(left, top, width, height))
        for _, area in side.written:
            _cover(mask, area)
        _MASKS[id(side)] = mask
    return _MASKS[id(side)]


def _cover(mask: Mask, area: Area) -> None:
    top, left = (max(0, int((edge - ABOUT_PRINT) * SCALE)) for edge in (area.top, area.left))
    bottom = int((area.top + area.height + ABOUT_PRINT) * SCALE) + 1
    right = int((area.left + area.width + ABOUT_PRINT) * SCALE) + 1
    mask[top:bottom, left:right] = True
