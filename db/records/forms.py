"""Questionnaires, call scripts and interview guides."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.records.repository import Repository
from db.schema import form as tables
from db.vocabulary import CellKind, FormKind, QuestionType, Signal, Stage


@dataclass(frozen=True)
class Choice:
    code: str
    text: str
    signal: Signal
    items: tuple[str, ...]
    skip_to: str = ""


@dataclass(frozen=True)
class TableColumn:
    """A column of a table that is asked for."""

    kind: CellKind
    title: str


@dataclass(frozen=True)
class Asked:
    """A question as it is put, with its choices. Above `signal_above` a number is a weak signal."""

    code: str
    kind: QuestionType
    text: str
    stages: frozenset[Stage]
    optional: bool
    low: int | None
    high: int | None
    unit: str
    exclusive: str
    choices: tuple[Choice, ...]
    probe: str = ""
    items: tuple[str, ...] = ()
    signal_above: int | None = None
    columns: tuple[TableColumn, ...] = ()

    def is_put_to(self, stage: Stage) -> bool:
        return not self.stages or stage in self.stages


@dataclass(frozen=True)
class Script:
    """A form in one version."""

    id: uuid.UUID
    kind: FormKind
    version: str
    title: str
    intro: str
    closing: str
    rules: tuple[str, ...]
    questions: tuple[Asked, ...]
    eligible: str = ""

    def is_for(self, stage: Stage, grade: int) -> bool:
        """Whether pupils of this grade may be asked themselves."""
        lowest = dict(part.partition(":")[::2] for part in self.eligible.split(",") if part)
        return not lowest or (stage in lowest and grade >= int(lowest[stage] or 0))

    def for_stage(self, stage: Stage) -> tuple[Asked, ...]:
        return tuple(question for question in self.questions if question.is_put_to(stage))


class Forms(Repository):
    def add_form(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.Form(campaign_id=campaign, **values)).id

    def add_question(self, form: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.Question(form_id=form, **values)).id

    def add_option(self, question: uuid.UUID, **values: Any) -> None:
        self._add(tables.Option(question_id=question, **values))

    def clear(self) -> None:
        """Take every form away, for others to come in their place."""
        query = select(tables.Form).where(tables.Form.deleted.is_(False))
        for form in self._session.scalars(query).all():
            self._delete(form)

    def versions(self) -> list[tuple[FormKind, str]]:
        """Which forms there are, in which versions."""
        query = select(tables.Form.kind, tables.Form.version).where(tables.Form.deleted.is_(False))
        return [(kind, version) for kind, version in self._session.execute(query)]

    def script(self, kind: FormKind) -> Script:
        """The form of this kind, in its latest version."""
        script = self.latest(kind)
        if script is None:
            raise LookupError(kind)
        return script

    def latest(self, kind: FormKind) -> Script | None:
        """The same, or None where the campaign has no such form."""
        query = select(tables.Form).where(tables.Form.kind == kind, tables.Form.deleted.is_(False))
        form = self._session.scalars(query.order_by(tables.Form.version.desc())).first()
        return None if form is None else self._script(form)

    def script_of(self, form: uuid.UUID) -> Script:
        return self._script(self._get(tables.Form, form))

    def _script(self, form: tables.Form) -> Script:
        choices = self._choices(form.id)
        query = select(tables.Question).where(
            tables.Question.form_id == form.id, tables.Question.deleted.is_(False)
        )
        rows = self._session.scalars(query.order_by(tables.Question.position))
        return Script(
            id=form.id,
            kind=form.kind,
            version=form.version,
            title=form.title,
            intro=form.intro,
            closing=form.closing,
            rules=tuple(form.rules.splitlines()),
            questions=tuple(_asked(row, choices.get(row.id, ())) for row in rows),
            eligible=form.eligible,
        )

    def _choices(self, form: uuid.UUID) -> dict[uuid.UUID, list[Choice]]:
        query = (
            select(tables.Option)
            .join(tables.Question, tables.Question.id == tables.Option.question_id)
            .where(tables.Question.form_id == form, tables.Option.deleted.is_(False))
            .order_by(tables.Option.position)
        )
        found: dict[uuid.UUID, list[Choice]] = {}
        for row in self._session.scalars(query):
            items = tuple(row.items.split())
            choice = Choice(row.code, row.text, row.signal, items, row.skip_to)
            found.setdefault(row.question_id, []).append(choice)
        return found


def _asked(row: tables.Question, choices: Iterable[Choice]) -> Asked:
    return Asked(
        code=row.code,
        kind=row.kind,
        text=row.text,
        stages=frozenset(row.only_stages),
        optional=row.optional,
        low=row.low,
        high=row.high,
        unit=row.unit,
        exclusive=row.exclusive,
        choices=tuple(choices),
        probe=row.probe,
        items=tuple(row.items.split()),
        signal_above=row.signal_above,
        columns=tuple(_column(line) for line in row.columns.splitlines()),
    )


def format_columns(columns: Iterable[TableColumn]) -> str:
    """As a question keeps them: `money 期末余额`, a line each."""
    return "\n".join(f"{column.kind} {column.title}" for column in columns)


def _column(line: str) -> TableColumn:
    """A kind that this program does not know is read as text."""
    kind, _, title = line.partition(" ")
    known = kind in set(CellKind)
    return TableColumn(CellKind(kind) if known else CellKind.TEXT, title or kind)
