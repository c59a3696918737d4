"""Survey forms as respondents of a unit filled them in: answers, and tables with typed columns."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.records.repository import Repository
from db.schema import survey as tables
from db.vocabulary import CellKind

Cell = str | int | None
#: Which column of a cell holds what is in a column of this kind.
_HOLDS = {CellKind.TEXT: "text", CellKind.NUMBER: "number", CellKind.MONEY: "amount_fen"}


@dataclass(frozen=True)
class SurveyAnswerLine:
    kept_in = "survey_answer"
    id: uuid.UUID
    question: str
    value: str
    note: str


@dataclass(frozen=True)
class SurveyRowLine:
    """A line of a table. What stands in a column is read by the column's kind."""

    kept_in = "survey_row"
    id: uuid.UUID
    question: str
    texts: Mapping[int, str]
    numbers: Mapping[int, int]
    amounts_fen: Mapping[int, int]

    def value(self, column: int, kind: CellKind) -> Cell:
        """Empty where nothing of this kind stands there; money in fen."""
        match kind:
            case CellKind.NUMBER:
                return self.numbers.get(column)
            case CellKind.MONEY:
                return self.amounts_fen.get(column)
            case CellKind.TEXT:
                return self.texts.get(column, "")


@dataclass(frozen=True)
class SurveyLine:
    """A sheet that a respondent filled in."""

    kept_in = "survey"
    id: uuid.UUID
    form_id: uuid.UUID
    respondent: str
    detail: str
    filled_on: date | None
    signed: bool
    answers: Mapping[str, SurveyAnswerLine]
    rows: Mapping[str, tuple[SurveyRowLine, ...]]


class Surveys(Repository):
    def receive(
        self, visit: uuid.UUID, form: uuid.UUID, respondent: str, **values: Any
    ) -> uuid.UUID:
        """A sheet came back from a respondent."""
        row = tables.Survey(visit_id=visit, form_id=form, respondent=respondent, **values)
        return self._add(row).id

    def state(self, survey: uuid.UUID, **values: Any) -> None:
        """Change fields of a sheet, by name."""
        self._change(tables.Survey, survey, **values)

    def drop(self, survey: uuid.UUID) -> None:
        """Take a sheet away with all its answers."""
        self._delete(self._get(tables.Survey, survey))

    def answer(self, survey: uuid.UUID, question: str, **values: Any) -> None:
        """Keep what was answered, or what was said besides."""
        self._keep(tables.SurveyAnswer, survey_id=survey, question=question, **values)

    def add_row(self, survey: uuid.UUID, question: str) -> uuid.UUID:
        return self._add(tables.SurveyRow(survey_id=survey, question=question)).id

    def drop_row(self, row: uuid.UUID) -> None:
        self._delete(self._get(tables.SurveyRow, row))

    def fill(self, row: uuid.UUID, column: int, kind: CellKind, value: Cell) -> None:
        """Write into one `column` of a table's line; money in fen."""
        kept = "" if kind is CellKind.TEXT and value is None else value
        self._keep(tables.SurveyCell, row_id=row, place=column, **{_HOLDS[kind]: kept})

    def lines(self, visit: uuid.UUID) -> list[SurveyLine]:
        """In the order they came."""
        return [self._line(row) for row in self._rows(tables.Survey, "visit_id", [visit])]

    def _line(self, row: tables.Survey) -> SurveyLine:
        answers = self._rows(tables.SurveyAnswer, "survey_id", [row.id])
        return SurveyLine(
            id=row.id,
            form_id=row.form_id,
            respondent=row.respondent,
            detail=row.detail,
            filled_on=row.filled_on,
            signed=row.signed,
            answers={
                answer.question: SurveyAnswerLine(
                    answer.id, answer.question, answer.value, answer.note
                )
                for answer in answers
            },
            rows=self._table_rows(row.id),
        )

    def _table_rows(self, survey: uuid.UUID) -> dict[str, tuple[SurveyRowLine, ...]]:
        rows = self._rows(tables.SurveyRow, "survey_id", [survey])
        cells: dict[uuid.UUID, list[tables.SurveyCell]] = defaultdict(list)
        for cell in self._rows(tables.SurveyCell, "row_id", [row.id for row in rows]):
            cells[cell.row_id].append(cell)
        found: dict[str, list[SurveyRowLine]] = defaultdict(list)
        for row in rows:
            found[row.question].append(_row_line(row, cells[row.id]))
        return {question: tuple(lines) for question, lines in found.items()}

    def _rows(self, cls: type[Any], owner: str, ids: Sequence[uuid.UUID]) -> Sequence[Any]:
        query = select(cls).where(getattr(cls, owner).in_(ids), cls.deleted.is_(False))
        return self._session.scalars(query.order_by(cls.id)).all()


def _row_line(row: tables.SurveyRow, cells: Sequence[tables.SurveyCell]) -> SurveyRowLine:
    return SurveyRowLine(
        id=row.id,
        question=row.question,
        texts={cell.place: cell.text for cell in cells if cell.text},
        numbers={cell.place: cell.number for cell in cells if cell.number is not None},
        amounts_fen={cell.place: cell.amount_fen for cell in cells if cell.amount_fen is not None},
    )
