"""A document as it stands now, beside the version that was locked last."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import cached_property
from pathlib import Path

from db.errors import InspectionError
from db.file_names import file_name as clean_file_name
from db.records.documents import IssuedLine
from db.unit_of_work import Work
from inspector_gui.documents.blocks import Block
from inspector_gui.documents.changes import Replaced, change_note
from inspector_gui.documents.document import Document, Draft, Stamp
from inspector_gui.documents.freezing import Frozen, freeze, thaw
from inspector_gui.documents.paper import Paper
from inspector_gui.labels import in_china, long_date


class State(Enum):
    """How a document stands to what was locked and to what was signed."""

    BLANK = auto()
    DRAFT = auto()
    LOCKED = auto()
    SIGNED = auto()
    CHANGED = auto()
    NOT_AS_SIGNED = auto()


@dataclass(frozen=True)
class Sheet:
    """What would be printed now: the version that was `locked`, or a draft of the next.

    `issued`: every version that was locked, the newest first.
    """

    paper: Paper
    frozen: Frozen
    version: int
    state: State
    locked: bool
    issued: tuple[IssuedLine, ...]
    now: datetime

    @property
    def locked_version(self) -> uuid.UUID | None:
        """The version that would be printed; None of a draft, and of a form."""
        return self.issued[0].id if self.locked and self.issued else None

    @cached_property
    def document(self) -> Document:
        stamp = Stamp(self.now, self.version, self.locked)
        return self.frozen.whole.stamped(stamp, self.paper.wording)


def sheet_of(work: Work, paper: Paper, issued: Iterable[IssuedLine], now: datetime) -> Sheet:
    """Raises InspectionError where the document cannot be printed as it is."""
    body = paper.build()
    mine = tuple(issue for issue in issued if issue.serial == paper.serial)
    state, same = _standing(mine, body)
    if paper.blank:
        return Sheet(paper, Frozen(body), 1, State.BLANK, locked=True, issued=(), now=now)
    if same:
        before = thaw(mine[0].content, mine[0].content_hash)
        return Sheet(paper, before, mine[0].version, state, locked=True, issued=mine, now=now)
    version = work.documents.next_version(paper.serial)
    note = _what_changed(mine[0], body, version, paper) if mine else ()
    frozen = Frozen(body, note)
    return Sheet(paper, frozen, version, state, locked=False, issued=mine, now=now)


def _standing(issued: tuple[IssuedLine, ...], body: Draft) -> tuple[State, bool]:
    """The state, and whether it says what was locked last."""
    if not issued:
        return State.DRAFT, False
    latest = issued[0]
    before = thaw(latest.content, latest.content_hash)
    same = before.body.content_hash == body.content_hash
    signed = next((issue for issue in issued if issue.signed_copy), None)
    if signed is None:
        return State.LOCKED if same else State.CHANGED, same
    return State.SIGNED if same and signed is latest else State.NOT_AS_SIGNED, same


def _what_changed(latest: IssuedLine, body: Draft, version: int, paper: Paper) -> tuple[Block, ...]:
    before = thaw(latest.content, latest.content_hash).body
    locked_on = long_date(in_china(latest.locked_at))
    replaced = Replaced(before, latest.version, locked_on, latest.content_hash)
    return change_note(replaced, body, version, paper.wording)


def signed_version(issued: Iterable[IssuedLine], code: str) -> IssuedLine:
    """The version that has this code at its foot. Raises InspectionError where none has."""
    wanted = unicodedata.normalize("NFKC", code).strip().upper()
    found = next((issue for issue in issued if issue.content_hash == wanted), None)
    if found is None:
        raise InspectionError(
            f"没有内容校验码为“{code.strip()}”的定稿；请核对签字件页脚的八位校验码后再附。"
        )
    return found


def reprint(issued: IssuedLine, paper: Paper, now: datetime) -> Document:
    """A version as it was locked, whatever has changed since."""
    frozen = thaw(issued.content, issued.content_hash)
    return frozen.whole.stamped(Stamp(now, issued.version, locked=True), paper.wording)


def lock(work: Work, visit: uuid.UUID | None, sheet: Sheet, now: datetime) -> None:
    """Freeze what it says now; a later change makes a new version.

    Raises InspectionError where something is still to be filled in.
    """
    if sheet.locked:
        raise InspectionError("内容没有变化，已经是定稿。")
    for missing in sheet.frozen.body.missing:
        raise InspectionError(missing)
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
    return Path(clean_file_name(f"{paper.serial}-{school}", f"-{paper.name}{state}.pdf"))
