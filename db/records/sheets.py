"""Anonymous forms typed in one by one, and the keys of the one being typed."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from db.records.repository import Repository
from db.schema.base import table_of
from db.schema.questionnaire import Answer, Draft, Sheet


@dataclass(frozen=True)
class SheetLine:
    """One form: what was answered, by question; None: left blank."""

    kept_in = "sheet"
    id: uuid.UUID
    number: int
    void: bool
    answers: Mapping[str, str | None]


class Sheets(Repository):
    def enter(
        self,
        entry: uuid.UUID,
        number: int,
        answers: Mapping[str, str | None],
        *,
        void: bool = False,
    ) -> uuid.UUID:
        """Keep one form of an entry, all its answers in one act. A void one has none."""
        sheet = self._add(Sheet(entry_id=entry, number=number, void=void))
        self._session.flush()
        rows = [
            {"sheet_id": sheet.id, "question": code, "value": value}
            for code, value in answers.items()
        ]
        if rows:
            self._session.execute(insert(table_of(Answer)), rows)
        return sheet.id

    def correct(self, sheet: uuid.UUID, question: str, value: str | None) -> None:
        self._session.execute(
            update(table_of(Answer))
            .where(Answer.sheet_id == sheet, Answer.question == question)
            .values(value=value)
        )

    def set_void(self, sheet: uuid.UUID, *, void: bool) -> None:
        self._change(Sheet, sheet, void=void)

    def take_back(self, sheet: uuid.UUID) -> None:
        self._delete(self._get(Sheet, sheet))

    def number(self, entry: uuid.UUID) -> int:
        """How many forms an entry has."""
        query = select(func.count()).where(Sheet.entry_id == entry, Sheet.deleted.is_(False))
        return self._session.scalar(query) or 0

    def lines(self, entry: uuid.UUID) -> list[SheetLine]:
        """In the order they were typed in; two laptops may have given the same number."""
        query = select(Sheet).where(Sheet.entry_id == entry, Sheet.deleted.is_(False))
        sheets = list(self._session.scalars(query.order_by(Sheet.number, Sheet.id)))
        answers: dict[uuid.UUID, dict[str, str | None]] = {sheet.id: {} for sheet in sheets}
        answered = select(Answer.sheet_id, Answer.question, Answer.value).where(
            Answer.sheet_id.in_(answers)
        )
        for sheet, question, value in self._session.execute(answered):
            answers[sheet][question] = value
        return [SheetLine(row.id, row.number, row.void, answers[row.id]) for row in sheets]

    def draft(self, entry: uuid.UUID) -> str:
        """The keys of the form that was begun on this computer and not finished."""
        row = self._session.get(Draft, entry)
        return row.keys if row else ""

    def keep_draft(self, entry: uuid.UUID, keys: str) -> None:
        statement = upsert(table_of(Draft)).values(entry_id=entry, keys=keys)
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["entry_id"], set_={"keys": statement.excluded["keys"]}
            )
        )
