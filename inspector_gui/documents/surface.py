"""What the setter draws on: paper by PDF, or a record of what was drawn."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple, Protocol

from inspector_gui.documents.page_format import Format
from inspector_gui.documents.sfnt import Face


class Run(NamedTuple):
    """Characters in one face with the same room after each."""

    face: Face
    size: float
    gap: float
    text: str


class Ink(Enum):
    """Red is for the head of an official letter alone."""

    BLACK = "0 g 0 G"
    RED = "1 0 0 rg 1 0 0 RG"


class Surface(Protocol):
    """Pages in turn; points from the lower left corner."""

    def begin_page(self, format_: Format) -> None:
        """What follows is drawn on a page of this format."""

    def text(
        self, x: float, y: float, runs: tuple[Run, ...], ink: Ink = Ink.BLACK, down: bool = False
    ) -> None:
        """Runs one after the other from a point on the baseline, to the right or downwards."""

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        weight: float,
        ink: Ink = Ink.BLACK,
    ) -> None:
        """A straight line."""

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the outline, leading to this height of the page."""

    def watermark(self, face: Face, word: str) -> None:
        """Behind all that is drawn on this page."""

    def scan_code(self, x: float, y: float, side: float, text: str) -> None:
        """A QR code whose lower left corner is here."""

    def end_page(self) -> None:
        """The page is full."""


class Recorder:
    """Keeps what was drawn, to be looked at or drawn again."""

    def __init__(self) -> None:
        self.operations: list[tuple[Callable[..., None], tuple[object, ...]]] = []

    def begin_page(self, format_: Format) -> None:
        self.operations.append((Surface.begin_page, (format_,)))

    def text(
        self, x: float, y: float, runs: tuple[Run, ...], ink: Ink = Ink.BLACK, down: bool = False
    ) -> None:
        self.operations.append((Surface.text, (x, y, runs, ink, down)))

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        weight: float,
        ink: Ink = Ink.BLACK,
    ) -> None:
        self.operations.append((Surface.rule, (start, end, weight, ink)))

    def bookmark(self, title: str, level: int, y: float) -> None:
        self.operations.append((Surface.bookmark, (title, level, y)))

    def watermark(self, face: Face, word: str) -> None:
        self.operations.append((Surface.watermark, (face, word)))

    def scan_code(self, x: float, y: float, side: float, text: str) -> None:
        self.operations.append((Surface.scan_code, (x, y, side, text)))

    def end_page(self) -> None:
        self.operations.append((Surface.end_page, ()))

    def replay(self, surface: Surface) -> None:
        for operation, arguments in self.operations:
            getattr(surface, operation.__name__)(*arguments)
