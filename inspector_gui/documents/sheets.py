"""A document as it stands now, beside the version that was locked last."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import cached_property
from pathlib import Path

from db.documents import IssuedLine
from db.work import Work
from inspector_gui.documents.changes import Replaced, change_note
from inspector_gui.documents.document import Document, Stamp
from inspector_gui.documents.freezing import Frozen, freeze, thaw
from inspector_gui.documents.papers import Paper
from inspector_gui.labels import in_china, long_date

#: What file systems do not take in a name.
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class State(Enum):
    """How a document stands to what was locked and to what was signed."""

    DRAFT = auto()
    LOCKED = auto()
    SIGNED = auto()
    CHANGED = auto()
    CHANGED_SINCE_SIGNED = auto()


@dataclass(frozen=True)
class Sheet:
    """What would be printed now: the locked version, or a draft of the next."""

    paper: Paper
    frozen: Frozen
    version: int
    state: State
    latest: IssuedLine | None
    now: datetime

    @property
    def is_locked(self) -> bool:
        return self.state in (State.LOCKED, State.SIGNED)

    @cached_property
    def document(self) -> Document:
        stamp = Stamp(self.now, self.version, self.is_locked)
        return self.frozen.whole.stamped(stamp, self.paper.words)


def sheet_of(work: Work, paper: Paper, issued: Iterable[IssuedLine], now: datetime) -> Sheet:
    """Raises InspectionError where the document cannot be printed as it is."""
    body = paper.build()
    latest = next((one for one in issued if one.serial == paper.serial), None)
    version = work.documents.next_version(paper.serial)
    if latest is None:
        return Sheet(paper, Frozen(body), version, State.DRAFT, None, now)
    before = thaw(latest.content, latest.content_hash)
    if before.body.content_hash == body.content_hash:
        state = State.SIGNED if latest.signed_copy else State.LOCKED
        return Sheet(paper, before, latest.version, state, latest, now)
    state = State.CHANGED_SINCE_SIGNED if latest.signed_copy else State.CHANGED
    locked_on = long_date(in_china(latest.locked_at))
    replaced = Replaced(before.body, latest.version, locked_on, latest.content_hash)
    note = change_note(replaced, body, version, paper.words)
    return Sheet(paper, Frozen(body, note), version, state, latest, now)


def reprint(issued: IssuedLine, paper: Paper, now: datetime) -> Document:
    """A version as it was locked, whatever has changed since."""
    frozen = thaw(issued.content, issued.content_hash)
    return frozen.whole.stamped(Stamp(now, issued.version, locked=True), paper.words)


def lock(work: Work, visit: uuid.UUID | None, sheet: Sheet, now: datetime) -> None:
    """Freeze what it says now; a later change makes a new version."""
    work.documents.lock(
        visit,
        kind=sheet.paper.kind,
        serial=sheet.paper.serial,
        version=sheet.version,
        content_hash=sheet.document.content_hash,
        content=freeze(sheet.frozen),
        locked_at=now,
    )


def file_name(paper: Paper, school: str, *, locked: bool) -> Path:
    """Names sort by team and number, and hold nobody's name."""
    state = "" if locked else "（草稿）"
    return Path(f"{paper.serial}-{_NO_NAME.sub('_', school)}-{paper.name}{state}.pdf")
