"""What became of a field, or of a whole record: every word on it, newest first."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import Column, exists, select
from sqlalchemy.orm import Session, aliased

from db.addresses import Place, is_kept, places
from db.ids import clock_of, moment_of
from db.journal.fields import Field, live, row_key, shown
from db.merge.captions import caption
from db.schema.base import DELETED, Kept, Row, table_of
from db.schema.campaign import Member
from db.schema.journal import ActRecord, Edit
from db.schema.merging import MergeBatch, MergedAct
from db.schema.registry import class_named, referred_table, table_named
from db.vocabulary import Act

_SILENT = ("act", "deleted")


class Fate(Enum):
    """What became of a step. STANDS: it is shown; CONTESTED: it waits beside that, undecided."""

    STANDS = auto()
    CONTESTED = auto()
    REPLACED = auto()
    UNDONE = auto()


@dataclass(frozen=True)
class Step:
    """Somebody let a field say `value`. `about`: which of several rows, where there are some.

    `column` may be `#deleted`. `batch` and `source`: the import it came with; None: made here.
    """

    at: datetime
    person: str
    device: str
    what: Act
    table: str
    column: str
    about: Any
    value: Any
    fate: Fate
    batch: int | None
    source: str


class History:
    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, line: object, name: str = "") -> list[Step]:
        """Of a field of a line, or of all that it records; nothing of what is no record."""
        if not is_kept(line):
            return []
        found = [
            (-clock, number, _position(step), step)
            for number, place in enumerate(places(self._session, line, name))
            for clock, step in self._steps(place)
        ]
        found.sort(key=lambda one: one[:3])
        shown_now: dict[tuple[int, str], Any] = {}
        return [_judged(step, shown_now, number) for _, number, _, step in found]

    def _steps(self, place: Place) -> Iterator[tuple[int, Step]]:
        """The edits of a place, and what its row was born with where no edit says that."""
        first: dict[str, Any] = {}
        for edit, stands, undone, *signed in self._session.execute(_edits(place)):
            first.setdefault(edit.col, edit.old)
            if edit.col == DELETED or _is_telling(place, edit.col):
                fate = Fate.STANDS if stands else Fate.UNDONE if undone else Fate.REPLACED
                value = shown(Field(place.table, place.row, edit.col), edit.new)
                yield clock_of(edit.id), self._step(place, edit.col, value, fate, signed)
        if not _is_natural(place.table):
            yield from self._births(place, first)

    def _births(self, place: Place, first: dict[str, Any]) -> Iterator[tuple[int, Step]]:
        owner = table_named(place.table)
        row = self._session.execute(
            select(owner).where(*row_key(owner, place.row, place.sub))
        ).mappings()
        now = row.one()
        signed = self._session.execute(
            _signed(select().select_from(ActRecord)).where(ActRecord.id == self._born(place, now))
        ).one()
        for column in owner.columns:
            if not _is_telling(place, column.name):
                continue
            value, fate = now[column.name], Fate.STANDS
            if column.name in first:
                field = Field(place.table, place.row, column.name)
                value, fate = shown(field, first[column.name]), Fate.REPLACED
            if not _is_empty(column, value):
                yield clock_of(signed[0]), self._step(place, column.name, value, fate, signed)

    def _born(self, place: Place, row: Any) -> Any:
        """The act a row was born in; a cell, with the row it belongs to."""
        if "act" in row:
            return row["act"]
        [key] = table_named(place.table).foreign_keys
        above = key.column.table
        return self._session.execute(select(above.c.act).where(key.column == place.row)).scalar()

    def _step(
        self, place: Place, column: str, value: Any, fate: Fate, signed: Sequence[Any]
    ) -> Step:
        act, device, what, person, batch, source = signed
        return Step(
            at=moment_of(act),
            person=person or "",
            device=device,
            what=what,
            table=place.table,
            column=column,
            about=self._word(place.table, place.of, place.about),
            value=self._word(place.table, column, value),
            fate=fate,
            batch=batch,
            source=source or "",
        )

    def _word(self, table: str, column: str, value: Any) -> Any:
        """A value as it is; of a reference, what the row is called."""
        if not isinstance(value, uuid.UUID):
            return value
        above = referred_table(_class_of(table), column)
        called = caption(self._session, above, value) if above else None
        return called.name if called else None


def _edits(place: Place) -> Any:
    undo, redo = aliased(ActRecord), aliased(ActRecord)
    redone = exists().where(redo.undoes == undo.id).correlate(undo)
    undone = exists().where(undo.undoes == ActRecord.id, ~redone).correlate(ActRecord)
    query = select(Edit, live(Edit), undone).join(ActRecord, ActRecord.id == Edit.act)
    where = [Edit.tbl == place.table, Edit.row == place.row, Edit.sub == place.sub]
    return _signed(query).where(*where).order_by(Edit.id)


def _signed(query: Any) -> Any:
    """Who made an act, where, and what it came with."""
    return (
        query.outerjoin(Member, Member.id == ActRecord.person)
        .outerjoin(MergedAct, MergedAct.act == ActRecord.id)
        .outerjoin(MergeBatch, MergeBatch.number == MergedAct.batch)
        .add_columns(
            ActRecord.id,
            ActRecord.device,
            ActRecord.what,
            Member.name,
            MergedAct.batch,
            MergeBatch.source,
        )
    )


def _judged(step: Step, shown_now: dict[tuple[int, str], Any], place: int) -> Step:
    """Of several words that nothing has replaced the latest is shown; a different one waits."""
    if step.fate is not Fate.STANDS:
        return step
    first = shown_now.setdefault((place, step.column), step.value)
    return step if first == step.value else replace(step, fate=Fate.CONTESTED)


def _position(step: Step) -> int:
    """What one act said is told in the order of the table."""
    names = [DELETED, *(column.name for column in table_named(step.table).columns)]
    return names.index(step.column)


def _class_of(table: str) -> type[Kept]:
    cls = class_named(table)
    if cls is None:
        raise KeyError(table)
    return cls


def _is_natural(table: str) -> bool:
    """Its first values are edits already."""
    cls = _class_of(table)
    return issubclass(cls, Row) and bool(cls.natural)


def _is_telling(place: Place, name: str) -> bool:
    if place.column:
        return name == place.column
    cls = _class_of(place.table)
    silent = (*_SILENT, cls.hangs_on, place.of, *cls.silent)
    return not (table_of(cls).columns[name].primary_key or name in silent)


def _is_empty(column: Column[Any], value: Any) -> bool:
    """Nobody had filled it in."""
    unset = getattr(column.default, "arg", None)
    return value in (None, "", ()) or (not callable(unset) and value == unset)
