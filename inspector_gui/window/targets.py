"""Where one can be led: to a page, and there to what is meant."""

from __future__ import annotations

import uuid
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
    MEETINGS = auto()
    SURVEYS = auto()
    ACCOUNTS = auto()
    FINDINGS = auto()
    DOCUMENTS = auto()
    PREPARE = auto()
    HANDOUT = auto()
    MERGE = auto()
    CONFLICTS = auto()
    DUPLICATES = auto()
    QUARANTINE = auto()
    BATCHES = auto()
    FOLLOWING = auto()
    COMPLAINTS = auto()
    CONTACTS = auto()
    SANCTIONS = auto()
    PLEDGES = auto()
    SELF_REPORTS = auto()
    BULLETINS = auto()
    CHARTS = auto()
    DOCUMENT_TEXTS = auto()
    TEAM = auto()
    TODAY = auto()
    PUBLISH = auto()
    FIGURES = auto()
    ALL_FINDINGS = auto()


class Record(StrEnum):
    """A kind of record that has a place of its own on a page."""

    FINDING = auto()
    DOCUMENT = auto()
    ITEM = auto()
    FEE = auto()
    VOUCHER = auto()


@dataclass(frozen=True)
class Target:
    """A page, and on it what is meant: something left open, a step, or a record by its name; of the
    school that is chosen, or of that of `visit`."""

    page: PageKey
    what: Gap | Step | Record | None = None
    name: str = ""
    visit: uuid.UUID | None = None


def gap_target(gap: Gap, name: str = "") -> Target:
    """Where a gap is closed: the page is the first part of its value."""
    page, _ = gap.value.split(".")
    return Target(PageKey.OVERVIEW if page == "visit" else PageKey(page), gap, name)


def reply_target() -> Target:
    """Where what the school says of the sheet is recorded."""
    from inspector_gui.statistics.gap import Gap

    return gap_target(Gap.NO_REPLY)


def document_of(target: Target) -> str:
    """The document that is named, or that a gap asks for, by its name in the list."""
    from inspector_gui.statistics.gap import Gap

    if target.what is Record.DOCUMENT:
        return target.name
    draws = target.what is Gap.DRAWS_NOT_PRINTED
    return "抽样记录（学校联）" if draws else "检查情况反馈单"


def finding_target(serial: str, visit: uuid.UUID | None = None) -> Target:
    """The finding of this number, on its page."""
    return Target(PageKey.FINDINGS, Record.FINDING, serial, visit)
