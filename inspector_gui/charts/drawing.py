"""A chart as strokes and words at points: millimetres from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from unicodedata import east_asian_width

from inspector_gui.charts.chart import Chart, ChartRow, Fill, Key, Segment

TITLE_SIZE, TEXT_SIZE, NOTE_SIZE = 3.6, 3.3, 2.9
TITLE_LINE, KEY_LINE, ROW, NOTE_LINE = 7.0, 5.6, 6.0, 4.6
BAR, KEY_WIDTH = 3.2, 4.4
GAP = 2.4
OUTLINE, HATCH, HATCH_STEP, AXIS, WHISKER = 0.22, 0.2, 1.15, 0.15, 0.35
LEAST_BAR, LEAST_ROOM = 0.6, 14.0
LABELS = 0.5
"""At most this share of the width is for labels; the bars get what the figures leave."""
NARROW = 0.56
"""How wide half-width characters are, in ems."""


class Ink(Enum):
    """BAR is the colour of bars, WORD of words, QUIET of what is said beside."""

    BAR = auto()
    WORD = auto()
    QUIET = auto()
    RULE = auto()


@dataclass(frozen=True)
class Stroke:
    """A straight line with square ends; a filled bar is a line as thick as it is high."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    ink: Ink = Ink.BAR


@dataclass(frozen=True)
class DrawnText:
    """One line of text on a baseline. `right`: it ends at `x` instead of beginning there."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = Ink.WORD
    bold: bool = False
    right: bool = False


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    strokes: tuple[Stroke, ...]
    texts: tuple[DrawnText, ...]


def text_width(text: str, size: float) -> float:
    """About how wide; no type is wider than this by much."""
    ems = sum(1 if east_asian_width(character) in "WFA" else NARROW for character in text)
    return ems * size


def shortened(text: str, size: float, room: float) -> str:
    """Its beginning and end, where it is too long."""
    if text_width(text, size) <= room:
        return text
    for kept in range(len(text) - 1, 1, -1):
        end = kept // 2
        short = f"{text[: kept - end]}…{text[len(text) - end :]}"
        if text_width(short, size) <= room:
            return short
    return f"{text[:1]}…"


def drawn(chart: Chart, width: float) -> Drawing:
    """The chart at this width; its height follows from its rows."""
    pen = _Pen(chart, width)
    pen.head()
    for row in chart.rows:
        pen.row(row)
    if not chart.rows:
        pen.line(chart.empty, TEXT_SIZE, ROW)
    if chart.note:
        pen.notes(chart.note)
    return Drawing(width, pen.top, tuple(pen.strokes), tuple(pen.texts))


class _Pen:
    """Goes down the drawing line by line."""

    def __init__(self, chart: Chart, width: float) -> None:
        self._chart, self._width = chart, width
        self.top = 0.0
        self.strokes: list[Stroke] = []
        self.texts: list[DrawnText] = []
        figures = max((text_width(row.figure, TEXT_SIZE) for row in chart.rows), default=0)
        labels = max((text_width(row.label, TEXT_SIZE) for row in chart.rows), default=0)
        spare = width - figures - LEAST_ROOM - 2 * GAP
        self._left = max(4 * TEXT_SIZE, min(labels, LABELS * width, spare)) + GAP
        self._right = max(self._left, width - figures - GAP)

    def head(self) -> None:
        chart = self._chart
        measure = text_width(chart.measure, NOTE_SIZE)
        room = self._width - measure - GAP
        title = shortened(chart.title, TITLE_SIZE, room)
        base = self.top + 0.7 * TITLE_LINE
        self.texts.append(DrawnText(0, base, title, TITLE_SIZE, bold=True))
        if chart.measure:
            quiet = DrawnText(self._width, base, chart.measure, NOTE_SIZE, Ink.QUIET, right=True)
            self.texts.append(quiet)
        self.top += TITLE_LINE
        if chart.keys:
            self._keys(chart.keys)

    def _keys(self, keys: tuple[Key, ...]) -> None:
        x = 0.0
        for key in keys:
            wide = KEY_WIDTH + 1.2 + text_width(key.text, NOTE_SIZE) + 2 * GAP
            if x and x + wide - 2 * GAP > self._width:
                x = 0.0
                self.top += KEY_LINE
            middle = self.top + KEY_LINE / 2
            self.strokes += bar(x, middle, KEY_WIDTH, key.fill)
            start = x + KEY_WIDTH + 1.2
            self.texts.append(
                DrawnText(start, middle + 0.36 * NOTE_SIZE, key.text, NOTE_SIZE, Ink.QUIET)
            )
            x += wide
        self.top += KEY_LINE

    def row(self, row: ChartRow) -> None:
        middle, base = self.top + ROW / 2, self.top + ROW / 2 + 0.36 * TEXT_SIZE
        label = shortened(row.label, TEXT_SIZE, self._left - GAP)
        self.texts.append(DrawnText(0, base, label, TEXT_SIZE))
        self.texts.append(DrawnText(self._width, base, row.figure, TEXT_SIZE, right=True))
        self.strokes.append(
            Stroke(self._left, self.top + 0.4, self._left, self.top + ROW - 0.4, AXIS, Ink.RULE)
        )
        x = self._at(row.offset)
        for segment in row.segments:
            length = self._length(segment)
            self.strokes += bar(x, middle, length, segment.fill)
            x += length
        if row.span:
            self._range(row, middle)
        self.top += ROW

    def _range(self, row: ChartRow, middle: float) -> None:
        """From the lowest to the highest it may be, with ends, and a tick where it is put."""
        if row.span is None:
            return
        low, value, high = map(self._at, (row.span.low, row.span.value, row.span.high))
        self.strokes.append(Stroke(low, middle, high, middle, WHISKER))
        for end in (low, high):
            self.strokes.append(Stroke(end, middle - 1, end, middle + 1, WHISKER))
        self.strokes.append(Stroke(value - 0.8, middle, value + 0.8, middle, 1.6))

    def _at(self, value: float) -> float:
        scale = self._chart.scale
        share = min(1.0, value / scale) if scale else 0.0
        return self._left + share * (self._right - self._left)

    def _length(self, segment: Segment) -> float:
        """What is there at all is seen."""
        length = self._at(segment.value) - self._left
        return max(length, LEAST_BAR) if segment.value > 0 else 0.0

    def line(self, text: str, size: float, height: float) -> None:
        base = self.top + height / 2 + 0.36 * size
        self.texts.append(DrawnText(0, base, text, size, Ink.QUIET))
        self.top += height

    def notes(self, text: str) -> None:
        for line in _broken(text, NOTE_SIZE, self._width):
            self.line(line, NOTE_SIZE, NOTE_LINE)


def _broken(text: str, size: float, room: float) -> Iterator[str]:
    line = ""
    for character in text:
        if line and text_width(line + character, size) > room and character not in "，。；、）％%":
            yield line
            line = ""
        line += character
    if line:
        yield line


def bar(x: float, middle: float, length: float, fill: Fill) -> Iterator[Stroke]:
    """A bar from `x`, `BAR` high around its middle line."""
    if length <= 0:
        return
    if fill is Fill.SOLID:
        yield Stroke(x, middle, x + length, middle, BAR)
        return
    top, bottom = middle - BAR / 2, middle + BAR / 2
    half = OUTLINE / 2
    if fill is Fill.HATCHED:
        yield from _hatching(x, top, length)
    yield Stroke(x, top + half, x + length, top + half, OUTLINE)
    yield Stroke(x, bottom - half, x + length, bottom - half, OUTLINE)
    yield Stroke(x + half, top, x + half, bottom, OUTLINE)
    yield Stroke(x + length - half, top, x + length - half, bottom, OUTLINE)


def _hatching(x: float, top: float, length: float) -> Iterator[Stroke]:
    """Lines rising to the right at 45 degrees, cut off by the bar's own sides."""
    foot = HATCH_STEP
    while foot < length + BAR:
        start, end = max(0.0, foot - BAR), min(length, foot)
        if end > start:
            yield Stroke(x + start, top + foot - start, x + end, top + foot - end, HATCH)
        foot += HATCH_STEP
