"""What schools have and do, as far as it is known, and what was recorded all the same."""

import uuid
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import or_, select, union

from db.records.repository import Repository
from db.schema.catalogue import ChecklistItem
from db.schema.finding import AnswerEvidence, Finding
from db.schema.school import SchoolCircumstance
from db.schema.visit import ChecklistAnswer
from db.vocabulary import Circumstance


class Circumstances(Repository):
    def note(self, school: uuid.UUID, present: Mapping[Circumstance, bool | None]) -> None:
        """Whether the school has each of these; None: it is not known after all."""
        known = self.of(school)
        for circumstance, has in present.items():
            if known.get(circumstance) is not has:
                self._keep(
                    SchoolCircumstance, school_id=school, circumstance=circumstance, present=has
                )

    def of(self, school: uuid.UUID) -> dict[Circumstance, bool]:
        """What is known of a school."""
        return self.known().get(school, {})

    def known(self) -> dict[uuid.UUID, dict[Circumstance, bool]]:
        """What is known of each school; of whom nothing is, is not in it."""
        table = SchoolCircumstance
        query = select(table.school_id, table.circumstance, table.present).where(
            table.deleted.is_(False), table.present.is_not(None)
        )
        found: defaultdict[uuid.UUID, dict[Circumstance, bool]] = defaultdict(dict)
        for school, circumstance, present in self._session.execute(query):
            found[school][circumstance] = bool(present)
        return dict(found)

    def recorded(self) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
        """By visit: items that depend on what a school has, of which something was recorded."""
        answer = ChecklistAnswer
        is_stated = or_(
            *(answer.verdict.is_not(None), answer.note != ""),
            *(answer.amount_fen.is_not(None), answer.students.is_not(None)),
            answer.id.in_(
                select(AnswerEvidence.answer_id).where(AnswerEvidence.deleted.is_(False))
            ),
        )
        rows = union(
            select(answer.visit_id, answer.item_id).where(answer.deleted.is_(False), is_stated),
            select(Finding.visit_id, Finding.item_id).where(Finding.deleted.is_(False)),
        ).subquery()
        query = (
            select(rows.c.visit_id, rows.c.item_id)
            .join(ChecklistItem, ChecklistItem.id == rows.c.item_id)
            .where(ChecklistItem.circumstances != ())
        )
        found: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        for visit, item in self._session.execute(query):
            found[visit].add(item)
        return {visit: frozenset(items) for visit, items in found.items()}


def absent(known: Mapping[Circumstance, bool]) -> frozenset[Circumstance]:
    """Of what is known, what the school has not."""
    return frozenset(circumstance for circumstance, present in known.items() if not present)
