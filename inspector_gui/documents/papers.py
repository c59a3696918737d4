"""Which documents can be made, and how each is built from the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from db.publishing.calls import call_facts
from db.publishing.feedback import feedback_facts
from db.publishing.sampling import sampling_facts
from db.schools import SchoolLine
from db.vocabulary import DocumentKind
from db.work import Work
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.call_register import call_register
from inspector_gui.documents.family.feedback_sheet import feedback_draft
from inspector_gui.documents.family.sampling_record import sampling_record
from inspector_gui.documents.wording import Wording, own_wording, read_wording
from inspector_gui.labels import label


@dataclass(frozen=True)
class Paper:
    """A document that can be made. `build` raises InspectionError where it cannot be yet."""

    kind: DocumentKind
    name: str
    serial: str
    words: Wording
    build: Callable[[], Draft]


@dataclass(frozen=True)
class _Making:
    """`suffix` follows the visit's number, `copy` the document's name."""

    kind: DocumentKind
    suffix: str
    build: Callable[[Work, SchoolLine, Wording, str], Draft]
    copy: str = ""


def papers_of(work: Work, school: SchoolLine) -> list[Paper]:
    """The documents of a visit, in the order of the day; to be built while `work` is open."""
    serial = work.visits.facts(school.visit_id).serial
    return [_paper(making, work, school, serial) for making in _OF_A_VISIT]


def paper_of(work: Work, school: SchoolLine, kind: DocumentKind) -> Paper:
    """The first document of a kind."""
    return next(paper for paper in papers_of(work, school) if paper.kind is kind)


def wording(work: Work, kind: DocumentKind) -> Wording:
    """The bureau's words, or ours."""
    body = work.documents.text(kind)
    return read_wording(kind, body) if body else own_wording(kind)


def _paper(making: _Making, work: Work, school: SchoolLine, serial: str) -> Paper:
    words, number = wording(work, making.kind), f"{serial}{making.suffix}"
    name = label(making.kind) + (f"（{making.copy}）" if making.copy else "")
    build = partial(making.build, work, school, words, number)
    return Paper(making.kind, name, number, words, build)


def _feedback(work: Work, school: SchoolLine, words: Wording, _serial: str) -> Draft:
    return feedback_draft(feedback_facts(work, school), words)


def _school_copy(work: Work, school: SchoolLine, words: Wording, serial: str) -> Draft:
    return sampling_record(sampling_facts(work, school, for_school=True), words, serial)


def _team_copy(work: Work, school: SchoolLine, words: Wording, serial: str) -> Draft:
    return sampling_record(sampling_facts(work, school, for_school=False), words, serial)


def _calls(work: Work, school: SchoolLine, words: Wording, serial: str) -> Draft:
    return call_register(call_facts(work, school), words, serial)


_OF_A_VISIT = (
    _Making(DocumentKind.SAMPLING_RECORD, "-C1", _school_copy, "学校留存"),
    _Making(DocumentKind.SAMPLING_RECORD, "-C2", _team_copy, "检查组留存"),
    _Making(DocumentKind.FEEDBACK, "", _feedback),
    _Making(DocumentKind.CALL_REGISTER, "-D", _calls),
)
