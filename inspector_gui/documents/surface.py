"""What the setter draws on: paper by PDF, or a record of what was drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from inspector_gui.documents.sfnt import Face


class Run(NamedTuple):
    """Characters in one face with the same room after each."""

    face: Face
    size: float
    gap: float
    text: str


class Surface(Protocol):
    """Pages in turn; points from the lower left corner."""

    def text(self, x: float, y: float, runs: tuple[Run, ...]) -> None:
        """Runs one after the other from a point on the baseline."""

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float) -> None:
        """A straight line."""

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the outline, leading to this height of the page."""

    def watermark(self, face: Face, word: str) -> None:
        """Behind all that is drawn on this page."""

    def end_page(self) -> None:
        """The page is full."""


class Recorder:
    """Keeps what was drawn, to be looked at or drawn again."""

    def __init__(self) -> None:
        self.operations: list[tuple[Callable[..., None], tuple[object, ...]]] = []

    def text(self, x: float, y: float, runs: tuple[Run, ...]) -> None:
        self.operations.append((Surface.text, (x, y, runs)))

    def rule(self, start: tuple[float, float], end: tuple[float, float], weight: float) -> None:
        self.operations.append((Surface.rule, (start, end, weight)))

    def bookmark(self, title: str, level: int, y: float) -> None:
        self.operations.append((Surface.bookmark, (title, level, y)))

    def watermark(self, face: Face, word: str) -> None:
        self.operations.append((Surface.watermark, (face, word)))

    def end_page(self) -> None:
        self.operations.append((Surface.end_page, ()))

    def replay(self, surface: Surface) -> None:
        for operation, arguments in self.operations:
            getattr(surface, operation.__name__)(*arguments)
