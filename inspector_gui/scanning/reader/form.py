"""A printed side as the reading process is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspector_gui.scanning.layout import Area


@dataclass(frozen=True)
class PrintedSide:
    """`several`: questions of which more than one box may be marked; `exclusive`: boxes that go
    with no other, by question; `written`: fields for a hand; `words`: where lines of type stand."""

    box: float
    places: tuple[tuple[str, str, float, float], ...]
    several: frozenset[str]
    exclusive: dict[str, frozenset[str]]
    written: tuple[tuple[str, Area], ...]
    rows: dict[str, Area]
    words: tuple[Area, ...]

    @cached_property
    def middles(self) -> NDArray[np.float64]:
        return np.array([(x, y) for *_, x, y in self.places], dtype=np.float64).reshape(-1, 2)

    @cached_property
    def boxes_of(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for at, (question, *_) in enumerate(self.places):
            found.setdefault(question, []).append(at)
        return found


def parse_side(described: dict[str, Any]) -> PrintedSide:
    return PrintedSide(
        box=described["box"],
        places=tuple((question, option, x, y) for question, option, x, y in described["places"]),
        several=frozenset(described["several"]),
        exclusive={code: frozenset(options) for code, options in described["exclusive"].items()},
        written=tuple((code, Area(*area)) for code, area in described["written"]),
        rows={code: Area(*area) for code, area in described["rows"].items()},
        words=tuple(Area(*area) for area in described["words"]),
    )
