"""What documents are about: a school, or the whole campaign."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from db.errors import InspectionError
from db.records.documents import IssuedLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from inspector_gui.documents.document_list import papers_of, papers_of_campaign
from inspector_gui.documents.issues import Sheet, State, sheet_of
from inspector_gui.documents.paper import Family, Paper


@dataclass(frozen=True)
class Scope:
    """`title` is in the names of files; without a school it is the campaign."""

    title: str
    campaign: uuid.UUID
    school: SchoolLine | None = None

    @property
    def visit(self) -> uuid.UUID | None:
        return self.school.visit_id if self.school else None

    @property
    def about(self) -> uuid.UUID:
        """What words are filled in for."""
        return self.school.visit_id if self.school else self.campaign

    def papers(self, work: Work) -> list[Paper]:
        return papers_of(work, self.school) if self.school else papers_of_campaign(work)

    def issued(self, work: Work) -> list[IssuedLine]:
        return work.documents.issued(self.visit)

    def sheet(self, work: Work, name: str, now: datetime) -> Sheet:
        """Raises InspectionError where it cannot be printed, or is none of this scope."""
        paper = next((candidate for candidate in self.papers(work) if candidate.name == name), None)
        if paper is None:
            raise InspectionError(f"{self.title}没有{name}可以出具。")
        return sheet_of(work, paper, self.issued(work), now)

    def standings(self, work: Work, now: datetime) -> list[Standing]:
        """Every document and how it stands."""
        issued = self.issued(work)
        return [_standing(work, paper, issued, now) for paper in self.papers(work)]


@dataclass(frozen=True)
class Standing:
    """A document in the list; no `state`: it cannot be made, and `why` says so."""

    family: Family
    name: str
    title: str
    serial: str
    state: State | None
    why: str = ""

    @property
    def kind(self) -> DocumentKind:
        return self.family.kind


def _standing(work: Work, paper: Paper, issued: list[IssuedLine], now: datetime) -> Standing:
    try:
        state = sheet_of(work, paper, issued, now).state
    except InspectionError as error:
        return Standing(paper.family, paper.name, paper.title, paper.serial, None, str(error))
    return Standing(paper.family, paper.name, paper.title, paper.serial, state)
