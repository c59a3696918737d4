"""Envelopes, their two independent countings, and where these differ."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from db.records.repository import Repository
from db.schema.base import table_of
from db.schema.questionnaire import (
    Answer,
    QuestionnaireBatch,
    Settlement,
    Sheet,
    TallyCount,
    TallyEntry,
)
from db.schema.scanning import Reading
from db.schema.school import SchoolClass
from db.vocabulary import EntryMethod, Stage

AnswerCounts = Mapping[str, Mapping[str | None, int]]
"""By question, how many sheets said what; None: left blank."""


@dataclass(frozen=True)
class ReadingFacts:
    """What is said of an entry that a machine read; see the table's class. Of a million answers."""

    pages: int
    answers: int
    doubts: int
    allowed: int
    sample: tuple[int, ...]
    checked: int
    wrong: int
    upper: int | None


@dataclass(frozen=True)
class Counting:
    """One person's counting of one envelope.

    `counts`, by cell, where counts were typed in (None: not counted yet); `answers` where sheets
    were, of the valid ones among `sheets`, of which `void` are not. Of a sample they are what the
    envelope would hold if the sample is right: the reading, with the drawn sheets as keyed again.
    `reading`: where a machine read it.
    """

    kept_in = "tally_entry"
    id: uuid.UUID
    slot: int
    method: EntryMethod
    clerk: uuid.UUID | None
    finished: bool
    counts: Mapping[str, int | None]
    answers: AnswerCounts
    sheets: int
    void: int
    reading: ReadingFacts | None = None


@dataclass(frozen=True)
class Envelope:
    """A class's envelope with its countings, first slot first."""

    kept_in = "questionnaire_batch"
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
    targeted: bool
    countings: tuple[Counting, ...]
    settled: Mapping[str, int]


class Questionnaires(Repository):
    def open_envelope(
        self,
        visit: uuid.UUID,
        class_id: uuid.UUID,
        form: uuid.UUID,
        *,
        targeted: bool = False,
    ) -> uuid.UUID:
        """The envelope of a class; `targeted`: it was not drawn but added on purpose."""
        return self._keep(
            QuestionnaireBatch,
            visit_id=visit,
            class_id=class_id,
            form_id=form,
            targeted=targeted,
        ).id

    def close_envelope(self, batch: uuid.UUID) -> None:
        """Take away an envelope with all that was counted of it."""
        self._delete(self._get(QuestionnaireBatch, batch))

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
        *,
        method: EntryMethod = EntryMethod.COUNTS,
    ) -> uuid.UUID:
        """Open one of the countings: every cell, empty or with its count; none for sheets."""
        entry = self._add(TallyEntry(batch_id=batch, slot=slot, method=method, clerk=clerk))
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

    def start_over(self, entry: uuid.UUID) -> None:
        """Take a counting away with all its sheets."""
        self._delete(self._get(TallyEntry, entry))

    def settle(self, batch: uuid.UUID, cell: str, number: int, reason: str = "") -> None:
        """What the envelope, opened again, really holds."""
        self._keep(Settlement, batch_id=batch, cell=cell, count=number, reason=reason)

    def unsettle(self, batch: uuid.UUID, cell: str) -> None:
        row = self._session.get(Settlement, Settlement.id_for(batch_id=batch, cell=cell))
        if row is not None:
            row.deleted = True

    def number(self, visit: uuid.UUID) -> int:
        """How many envelopes a visit has."""
        query = select(func.count()).where(
            QuestionnaireBatch.visit_id == visit, QuestionnaireBatch.deleted.is_(False)
        )
        return self._session.scalar(query) or 0

    def envelopes(self, visit: uuid.UUID) -> list[Envelope]:
        return self.envelopes_at([visit])[visit]

    def envelopes_at(self, visits: Collection[uuid.UUID]) -> dict[uuid.UUID, list[Envelope]]:
        """By visit; of many at once, for a query for each would take most of the time."""
        query = (
            select(QuestionnaireBatch, SchoolClass)
            .join(SchoolClass, SchoolClass.id == QuestionnaireBatch.class_id)
            .where(QuestionnaireBatch.visit_id.in_(visits), QuestionnaireBatch.deleted.is_(False))
            .order_by(SchoolClass.code)
        )
        rows = self._session.execute(query).all()
        batches = [batch.id for batch, _ in rows]
        countings, settled = self._countings(batches), self._settled(batches)
        found: dict[uuid.UUID, list[Envelope]] = {visit: [] for visit in visits}
        for batch, owner in rows:
            envelope = _envelope(batch, owner, countings[batch.id], settled[batch.id])
            found[batch.visit_id].append(envelope)
        return found

    def _settled(self, batches: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, int]]:
        query = select(Settlement).where(
            Settlement.batch_id.in_(batches), Settlement.deleted.is_(False)
        )
        found: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
        for row in self._session.scalars(query):
            found[row.batch_id][row.cell] = row.count
        return found

    def _countings(self, batches: list[uuid.UUID]) -> dict[uuid.UUID, list[Counting]]:
        """In the order of their slots; two laptops may both have begun the first one."""
        query = select(TallyEntry).where(
            TallyEntry.batch_id.in_(batches), TallyEntry.deleted.is_(False)
        )
        entries = list(self._session.scalars(query.order_by(TallyEntry.slot, TallyEntry.id)))
        ids = [entry.id for entry in entries]
        counts, answers, sheets = self._counts(ids), self._answer_counts(ids), self._sheets(ids)
        readings = self._readings(ids)
        answers.update(self._sampled(entries, readings))
        found: dict[uuid.UUID, list[Counting]] = defaultdict(list)
        for entry in entries:
            number, void = sheets.get(entry.id, (0, 0))
            counting = Counting(
                id=entry.id,
                slot=entry.slot,
                method=entry.method,
                clerk=entry.clerk,
                finished=entry.finished,
                counts=counts[entry.id],
                answers=answers[entry.id],
                sheets=number,
                void=void,
                reading=readings.get(entry.id),
            )
            found[entry.batch_id].append(counting)
        return found

    def _readings(self, entries: list[uuid.UUID]) -> dict[uuid.UUID, ReadingFacts]:
        query = select(Reading).where(Reading.entry_id.in_(entries), Reading.deleted.is_(False))
        return {row.entry_id: _reading(row) for row in self._session.scalars(query)}

    def _sampled(
        self, entries: list[TallyEntry], readings: Mapping[uuid.UUID, ReadingFacts]
    ) -> dict[uuid.UUID, dict[str, dict[str | None, int]]]:
        """Of each sample the answers of the whole envelope: those read, but of its sheets."""
        read = {entry.batch_id: entry.id for entry in entries if entry.id in readings}
        samples = {
            entry.id: read[entry.batch_id]
            for entry in entries
            if entry.method is EntryMethod.SAMPLE and entry.batch_id in read
        }
        known = {id_: self.sheet_answers(id_) for id_ in {*samples, *samples.values()}}
        found: dict[uuid.UUID, dict[str, dict[str | None, int]]] = {}
        for sample, scan in samples.items():
            again = dict(zip(readings[scan].sample, known[sample].values(), strict=False))
            whole = {**known[scan], **again}
            counted: dict[str, Counter[str | None]] = defaultdict(Counter)
            for answers in whole.values():
                for question, value in answers.items():
                    counted[question][value] += 1
            found[sample] = {question: dict(numbers) for question, numbers in counted.items()}
        return found

    def sheet_answers(self, entry: uuid.UUID) -> dict[int, dict[str, str | None]]:
        """By the number of the sheet what it answers; a void one answers nothing."""
        query = (
            select(Sheet.number, Sheet.void, Answer.question, Answer.value)
            .outerjoin(Answer, Answer.sheet_id == Sheet.id)
            .where(Sheet.entry_id == entry, Sheet.deleted.is_(False))
            .order_by(Sheet.number, Sheet.id)
        )
        found: dict[int, dict[str, str | None]] = {}
        for number, void, question, value in self._session.execute(query):
            sheet = found.setdefault(number, {})
            if question is not None and not void:
                sheet[question] = value
        return found

    def _counts(self, entries: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, int | None]]:
        query = select(TallyCount.entry_id, TallyCount.cell, TallyCount.count).where(
            TallyCount.entry_id.in_(entries)
        )
        found: dict[uuid.UUID, dict[str, int | None]] = defaultdict(dict)
        for entry, cell, count in self._session.execute(query):
            found[entry][cell] = count
        return found

    def _answer_counts(
        self, entries: list[uuid.UUID]
    ) -> dict[uuid.UUID, dict[str, dict[str | None, int]]]:
        query = (
            select(Sheet.entry_id, Answer.question, Answer.value, func.count())
            .join(Answer, Answer.sheet_id == Sheet.id)
            .where(Sheet.entry_id.in_(entries), Sheet.deleted.is_(False), Sheet.void.is_(False))
            .group_by(Sheet.entry_id, Answer.question, Answer.value)
        )
        found: dict[uuid.UUID, dict[str, dict[str | None, int]]] = defaultdict(dict)
        for entry, question, value, number in self._session.execute(query):
            found[entry].setdefault(question, {})[value] = number
        return found

    def _sheets(self, entries: list[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
        """How many sheets were typed in, and how many of these are void."""
        query = (
            select(Sheet.entry_id, func.count(), func.count().filter(Sheet.void.is_(True)))
            .where(Sheet.entry_id.in_(entries), Sheet.deleted.is_(False))
            .group_by(Sheet.entry_id)
        )
        return {entry: (number, void) for entry, number, void in self._session.execute(query)}


def _reading(row: Reading) -> ReadingFacts:
    return ReadingFacts(
        pages=row.pages,
        answers=row.answers,
        doubts=row.doubts,
        allowed=row.allowed,
        sample=tuple(int(number) for number in row.sample.split(",") if number),
        checked=row.checked,
        wrong=row.wrong,
        upper=row.upper,
    )


def _envelope(
    batch: QuestionnaireBatch,
    owner: SchoolClass,
    countings: Iterable[Counting],
    settled: Mapping[str, int],
) -> Envelope:
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
        targeted=batch.targeted,
        countings=tuple(countings),
        settled=settled,
    )
