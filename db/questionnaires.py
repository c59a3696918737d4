"""Envelopes, their two independent countings, and where these differ."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from db.repository import Repository
from db.schema.base import table_of
from db.schema.questionnaire import (
    QuestionnaireBatch,
    Settlement,
    TallyCount,
    TallyEntry,
)
from db.schema.school import SchoolClass
from db.vocabulary import EntryMethod, Stage


@dataclass(frozen=True)
class Counting:
    """One person's counts of one envelope, by cell; None: not counted yet."""

    id: uuid.UUID
    slot: int
    method: EntryMethod
    clerk: uuid.UUID | None
    finished: bool
    counts: Mapping[str, int | None]


@dataclass(frozen=True)
class Envelope:
    """A class's envelope with its countings, first slot first."""

    id: uuid.UUID
    class_id: uuid.UUID
    class_code: str
    stage: Stage
    grade: int
    number: int
    enrolled: int | None
    form_id: uuid.UUID
    issued: int | None
    returned: int | None
    valid: int | None
    countings: tuple[Counting, ...]
    settled: Mapping[str, int]


class Questionnaires(Repository):
    def open_envelope(self, visit: uuid.UUID, class_id: uuid.UUID, form: uuid.UUID) -> uuid.UUID:
        return self._keep(QuestionnaireBatch, visit_id=visit, class_id=class_id, form_id=form).id

    def count(self, batch: uuid.UUID, **numbers: int | None) -> None:
        """Set issued, returned or valid."""
        self._change(QuestionnaireBatch, batch, **numbers)

    def begin_counting(
        self,
        batch: uuid.UUID,
        slot: int,
        cells: Iterable[str],
        clerk: uuid.UUID | None = None,
        counts: Mapping[str, int] | None = None,
    ) -> uuid.UUID:
        """Open one of the two countings: every cell, empty or with its count."""
        entry = self._add(
            TallyEntry(batch_id=batch, slot=slot, method=EntryMethod.COUNTS, clerk=clerk)
        )
        known = counts or {}
        rows = [{"entry_id": entry.id, "cell": cell, "count": known.get(cell)} for cell in cells]
        self._session.flush()
        if rows:
            self._session.execute(insert(table_of(TallyCount)), rows)
        return entry.id

    def tally(self, entry: uuid.UUID, cell: str, number: int | None) -> None:
        """Set one count."""
        self._session.execute(
            update(table_of(TallyCount))
            .where(TallyCount.entry_id == entry, TallyCount.cell == cell)
            .values(count=number)
        )

    def finish(self, entry: uuid.UUID, *, finished: bool = True) -> None:
        self._change(TallyEntry, entry, finished=finished)

    def settle(self, batch: uuid.UUID, cell: str, number: int, reason: str = "") -> None:
        """What the envelope, opened again, really holds."""
        self._keep(Settlement, batch_id=batch, cell=cell, count=number, reason=reason)

    def number(self, visit: uuid.UUID) -> int:
        """How many envelopes a visit has."""
        query = select(func.count()).where(
            QuestionnaireBatch.visit_id == visit, QuestionnaireBatch.deleted.is_(False)
        )
        return self._session.scalar(query) or 0

    def envelopes(self, visit: uuid.UUID) -> list[Envelope]:
        query = (
            select(QuestionnaireBatch, SchoolClass)
            .join(SchoolClass, SchoolClass.id == QuestionnaireBatch.class_id)
            .where(QuestionnaireBatch.visit_id == visit, QuestionnaireBatch.deleted.is_(False))
            .order_by(SchoolClass.code)
        )
        return [self._envelope(*row) for row in self._session.execute(query)]

    def _envelope(self, batch: QuestionnaireBatch, owner: SchoolClass) -> Envelope:
        settled = select(Settlement).where(
            Settlement.batch_id == batch.id, Settlement.deleted.is_(False)
        )
        return Envelope(
            id=batch.id,
            class_id=owner.id,
            class_code=owner.code,
            stage=owner.stage,
            grade=owner.grade,
            number=owner.number,
            enrolled=owner.enrolled,
            form_id=batch.form_id,
            issued=batch.issued,
            returned=batch.returned,
            valid=batch.valid,
            countings=tuple(self._countings(batch.id)),
            settled={row.cell: row.count for row in self._session.scalars(settled)},
        )

    def _countings(self, batch: uuid.UUID) -> Iterable[Counting]:
        query = select(TallyEntry).where(
            TallyEntry.batch_id == batch, TallyEntry.deleted.is_(False)
        )
        for entry in self._session.scalars(query.order_by(TallyEntry.slot, TallyEntry.id)):
            counts = select(TallyCount.cell, TallyCount.count).where(
                TallyCount.entry_id == entry.id
            )
            yield Counting(
                id=entry.id,
                slot=entry.slot,
                method=entry.method,
                clerk=entry.clerk,
                finished=entry.finished,
                counts=dict(self._session.execute(counts).all()),
            )
