"""A visit as its documents see it: its number, what was issued, what each sheet has told of."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property

from db.publishing.findings import PRINTED
from db.records.documents import IssuedLine
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from inspector_gui.documents.document import Draft
from inspector_gui.documents.freezing import thaw
from inspector_gui.documents.kind_words import sheet_name
from inspector_gui.labels import in_china


class Visited:
    """Asked of while `work` is open."""

    def __init__(self, work: Work, school: SchoolLine) -> None:
        self.work, self.school = work, school
        self.serial = work.visits.facts(school.visit_id).serial

    @cached_property
    def issued(self) -> list[IssuedLine]:
        """What was locked, the last version first."""
        return self.work.documents.issued(self.school.visit_id)

    @property
    def first(self) -> IssuedLine | None:
        """The sheet that the school got, in its last version."""
        return next((line for line in self.issued if line.serial == self.serial), None)

    @cached_property
    def is_out(self) -> bool:
        """Whether the school has its sheet: what is found later goes into a supplement."""
        if self.first is None:
            return False
        answered = bool(self.work.statements.lines(self.school.visit_id))
        return answered or self.serial in self.signed

    @cached_property
    def signed(self) -> frozenset[str]:
        """The numbers of the sheets of which a signed copy is here."""
        return frozenset(line.serial for line in self.issued if line.signed_copy)

    def covered_by(self, serial: str) -> frozenset[uuid.UUID]:
        """The findings that the last locked version of a document tells of."""
        latest = next((line for line in self.issued if line.serial == serial), None)
        return frozenset(covers(latest)) if latest else frozenset()

    def covered_before(self, serial: str) -> frozenset[uuid.UUID]:
        """The findings of every sheet before this one."""
        earlier = (line for line in self.issued if line.serial < serial)
        return frozenset(id_ for issue in earlier for id_ in covers(issue))

    def of_its_day(self, serial: str, made: Callable[[date], Draft]) -> Draft:
        """What was locked bears the day on which it was; what says something else, today's."""
        latest = next((line for line in self.issued if line.serial == serial), None)
        if latest is not None:
            draft = made(in_china(latest.locked_at).date())
            if draft.content_hash == thaw(latest.content, latest.content_hash).body.content_hash:
                return draft
        return made(in_china(self.work.now()).date())

    @property
    def references(self) -> dict[uuid.UUID, str]:
        return references(self.issued, sheet_name(self.work.inspections.of(self.school.inspection)))


#: How each kind of sheet is called before the word for a sheet.
_SHEETS = {DocumentKind.FEEDBACK: "", DocumentKind.SUPPLEMENT: "补充"}


def latest_sheets(issued: Iterable[IssuedLine]) -> list[IssuedLine]:
    """The last version of the sheet and of each supplement, by number."""
    last: dict[str, IssuedLine] = {}
    for line in sorted(issued, key=lambda issue: issue.version):
        if line.kind in _SHEETS:
            last[line.serial] = line
    return [last[serial] for serial in sorted(last)]


def references(issued: Iterable[IssuedLine], sheet: str) -> dict[uuid.UUID, str]:
    """Where the sheets that were locked tell of each finding: 反馈单第3项. `sheet`: their name."""
    return dict(_references(issued, sheet))


def _references(issued: Iterable[IssuedLine], sheet: str) -> Iterator[tuple[uuid.UUID, str]]:
    for line in sorted(issued, key=lambda issue: issue.version):
        if line.kind in _SHEETS:
            for number, finding in enumerate(covers(line), start=1):
                yield finding, f"{_SHEETS[line.kind]}{sheet}第{number}项"


def covers(line: IssuedLine) -> list[uuid.UUID]:
    """The findings that an issued document tells of, in its order."""
    return [uuid.UUID(id_) for id_ in thaw(line.content, line.content_hash).body.covers]


def stands(line: FindingLine) -> bool:
    """What the team has confirmed, and was not withdrawn."""
    return line.status in PRINTED
