"""The feedback sheet of a visit as it stands now, beside the one that was locked."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from db.documents import IssuedLine
from db.publishing import feedback_facts
from db.schools import SchoolLine
from db.vocabulary import DocumentKind
from db.work import Work
from inspector_gui.documents.blocks import plain, said
from inspector_gui.documents.document import Document
from inspector_gui.documents.feedback_sheet import feedback_document
from inspector_gui.documents.wording import Wording

#: What file systems do not take in a name.
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True)
class Sheet:
    """`locked`: what is shown is what the lead locked. `differs`: it was locked, then changed."""

    document: Document
    serial: str
    version: int
    locked: bool
    differs: bool

    @property
    def content(self) -> str:
        """All it says, as kept when it is locked."""
        return "\n".join(plain(text) for text in said(self.document.blocks))


def feedback_sheet_of(work: Work, school: SchoolLine, words: Wording) -> Sheet:
    """Raises InspectionError where the sheet cannot be printed as it is."""
    facts = feedback_facts(work, school)
    latest = _latest(work, school)
    draft = feedback_document(replace(facts, locked=False, version=1), words)
    same = latest is not None and latest.content_hash == draft.content_hash
    version = latest.version + (not same) if latest else 1
    document = feedback_document(replace(facts, locked=same, version=version), words)
    return Sheet(document, facts.serial, version, same, differs=latest is not None and not same)


def _latest(work: Work, school: SchoolLine) -> IssuedLine | None:
    issued = work.documents.issued(school.visit_id)
    return next(
        (one for one in issued if one.kind is DocumentKind.FEEDBACK and one.locked_at), None
    )


def file_name(sheet: Sheet, school: SchoolLine) -> Path:
    """Names sort by team and number, and hold nobody's name."""
    state = "" if sheet.locked else "（草稿）"
    return Path(f"{sheet.serial}-{_NO_NAME.sub('_', school.name)}-检查情况反馈单{state}.pdf")
