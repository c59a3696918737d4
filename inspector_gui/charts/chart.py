"""What a chart shows: bars in rows, told apart without colour, each with its figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

ROWS_OF_A_PAGE = 30


class Fill(Enum):
    """How a bar is filled: the same on the screen and from a black-and-white printer."""

    SOLID = "solid"
    HATCHED = "hatched"
    OUTLINED = "outlined"


@dataclass(frozen=True)
class Segment:
    """Part of a bar. `value` is in the chart's measure, not negative."""

    value: float
    fill: Fill = Fill.SOLID


@dataclass(frozen=True)
class Span:
    """An estimate with the range it may lie in, in the chart's measure."""

    low: float
    value: float
    high: float


@dataclass(frozen=True)
class ChartRow:
    """A bar with its `label` before and its `figure` behind. `offset`: where the bar begins."""

    label: str
    figure: str
    segments: tuple[Segment, ...] = ()
    offset: float = 0
    span: Span | None = None

    @property
    def end(self) -> float:
        """The farthest point drawn."""
        bar = self.offset + sum(segment.value for segment in self.segments)
        return max(bar, self.span.high if self.span else 0)


@dataclass(frozen=True)
class Key:
    """What a fill stands for."""

    fill: Fill
    text: str


@dataclass(frozen=True)
class Chart:
    """`measure` says what the figures are; `note` is small print; `empty` stands in for no rows.

    `largest`: what a bar over the whole width is, where that is not the largest of the rows.
    """

    title: str
    measure: str
    rows: tuple[ChartRow, ...]
    keys: tuple[Key, ...] = ()
    note: str = ""
    empty: str = "没有记录。"
    largest: float = 0

    @property
    def scale(self) -> float:
        """What a bar over the whole width is."""
        return self.largest or max((row.end for row in self.rows), default=0)

    @property
    def description(self) -> str:
        """All of it in words, for who does not see it."""
        rows = "；".join(f"{row.label} {row.figure}" for row in self.rows) or self.empty
        measure = f"（{self.measure}）" if self.measure else ""
        return f"{self.title}{measure}：{rows.rstrip('。')}。{self.note}"

    def parts(self, rows: int = ROWS_OF_A_PAGE) -> Iterator[Chart]:
        """Charts of at most so many rows, all by one scale."""
        if len(self.rows) <= rows:
            yield self
            return
        for start in range(0, len(self.rows), rows):
            title = f"{self.title}（续）" if start else self.title
            some = self.rows[start : start + rows]
            note = self.note if start + rows >= len(self.rows) else ""
            yield replace(self, title=title, rows=some, note=note, largest=self.scale)
