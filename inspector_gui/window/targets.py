"""Where one can be led: to a page, and there to what is meant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector_gui.statistics.gap import Gap
    from inspector_gui.statistics.step import Step


class PageKey(StrEnum):
    """Every page. The value is the name of its folder."""

    OVERVIEW = auto()
    CHECKLIST = auto()
    SAMPLING = auto()
    QUESTIONNAIRES = auto()
    CALLS = auto()
    INTERVIEWS = auto()
    FEES = auto()
    FINDINGS = auto()
    DOCUMENTS = auto()
    PREPARE = auto()
    HANDOUT = auto()
    MERGE = auto()
    CONFLICTS = auto()
    DUPLICATES = auto()
    QUARANTINE = auto()
    BATCHES = auto()
    BULLETINS = auto()
    DOCUMENT_TEXTS = auto()


class Record(StrEnum):
    """A kind of record that has a place of its own on a page."""

    FINDING = auto()


@dataclass(frozen=True)
class Target:
    """A page, and on it what is meant: something left open, a step, or a record by its name."""

    page: PageKey
    what: Gap | Step | Record | None = None
    name: str = ""


def gap_target(gap: Gap, name: str = "") -> Target:
    """Where a gap is closed: the page is the first part of its value."""
    page, _ = gap.value.split(".")
    return Target(PageKey.OVERVIEW if page == "visit" else PageKey(page), gap, name)


def finding_target(serial: str) -> Target:
    """The finding of this number, on its page."""
    return Target(PageKey.FINDINGS, Record.FINDING, serial)
