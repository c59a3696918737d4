"""One thing marked on a document before it becomes final."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from inspector_gui.statistics.gap import Gap


class Wanting(str):
    """Why a document may not be locked yet, and where that is mended: a field, or a page."""

    __slots__ = ("fill", "gap")
    fill: str
    gap: Gap | None

    def __new__(cls, sentence: str, fill: str = "", gap: Gap | None = None) -> Self:
        wanting = super().__new__(cls, sentence)
        wanting.fill, wanting.gap = fill, gap
        return wanting


@dataclass(frozen=True)
class Passage:
    """Where a mark stands on the page: `text`, in the sentence `around` it."""

    text: str
    around: str = ""


@dataclass(frozen=True)
class Mark:
    """What a clerk and a head would mark. `grave`: no lock before it is mended.

    `gap` and `name`, the serial `finding`, or `fill`, a field beside the page: where it is mended,
    if it has a place. `passage`: where it stands on the page. `trace`: by its digest, words that
    may give a source away; they are grave until somebody confirmed that they cannot be avoided, and
    `confirmed` from then on.
    """

    text: str
    detail: str = ""
    grave: bool = False
    gap: Gap | None = None
    name: str = ""
    finding: str = ""
    fill: str = ""
    passage: Passage | None = None
    trace: str = ""
    clause: str = ""
    confirmed: bool = False

    @property
    def leads(self) -> bool:
        """It has a place where it is mended."""
        return self.gap is not None or bool(self.finding or self.fill)
