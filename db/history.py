"""What became of a field, or of a whole record: every word on it, newest first."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any

from sqlalchemy import Column, exists, select
from sqlalchemy.orm import Session, aliased

from db.addresses import RowAddress, addresses_of, is_kept
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
            for number, address in enumerate(addresses_of(self._session, line, name))
            for clock, step in self._steps(address)
        ]
        found.sort(key=lambda entry: entry[:3])
        shown_now: dict[tuple[int, str], Any] = {}
        return [_judged(step, shown_now, number) for _, number, _, step in found]

    def _steps(self, address: RowAddress) -> Iterator[tuple[int, Step]]:
        """The edits of a place, and what its row was born with where no edit says that."""
        first: dict[str, Any] = {}
        for edit, stands, undone, *signed in self._session.execute(_edits(address)):
            first.setdefault(edit.col, edit.old)
            if edit.col == DELETED or _is_reported(address, edit.col):
                fate = Fate.STANDS if stands else Fate.UNDONE if undone else Fate.REPLACED
                value = shown(Field(address.table, address.row, edit.col), edit.new)
                yield clock_of(edit.id), self._step(address, edit.col, value, fate, signed)
        if not _is_natural(address.table):
            yield from self._births(address, first)

    def _births(self, address: RowAddress, first: dict[str, Any]) -> Iterator[tuple[int, Step]]:
        owner = table_named(address.table)
        row = self._session.execute(
            select(owner).where(*row_key(owner, address.row, address.sub))
        ).mappings()
        now = row.one()
        signed = self._session.execute(
            _signed(select().select_from(ActRecord)).where(ActRecord.id == self._born(address, now))
        ).one()
        for column in owner.columns:
            if not _is_reported(address, column.name):
                continue
            value, fate = now[column.name], Fate.STANDS
            if column.name in first:
                field = Field(address.table, address.row, column.name)
                value, fate = shown(field, first[column.name]), Fate.REPLACED
            if not _is_empty(column, value):
                yield clock_of(signed[0]), self._step(address, column.name, value, fate, signed)

    def _born(self, address: RowAddress, row: Any) -> Any:
        """The act a row was born in; a cell, with the row it belongs to."""
        if "act" in row:
            return row["act"]
        [key] = table_named(address.table).foreign_keys
        above = key.column.table
        return self._session.execute(select(above.c.act).where(key.column == address.row)).scalar()

    def _step(
        self, address: RowAddress, column: str, value: Any, fate: Fate, signed: Sequence[Any]
    ) -> Step:
        act, device, what, person, batch, source = signed
        return Step(
            at=moment_of(act),
            person=person or "",
            device=device,
            what=what,
            table=address.table,
            column=column,
            about=self._word(address.table, address.of, address.about),
            value=self._word(address.table, column, value),
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


def _edits(address: RowAddress) -> Any:
    undo, redo = aliased(ActRecord), aliased(ActRecord)
    redone = exists().where(redo.undoes == undo.id).correlate(undo)
    undone = exists().where(undo.undoes == ActRecord.id, ~redone).correlate(ActRecord)
    query = select(Edit, live(Edit), undone).join(ActRecord, ActRecord.id == Edit.act)
    where = [Edit.tbl == address.table, Edit.row == address.row, Edit.sub == address.sub]
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


def _judged(step: Step, shown_now: dict[tuple[int, str], Any], position: int) -> Step:
    """Of several words that nothing has replaced the latest is shown; a different one waits."""
    if step.fate is not Fate.STANDS:
        return step
    first = shown_now.setdefault((position, step.column), step.value)
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


def _is_reported(address: RowAddress, name: str) -> bool:
    if address.column:
        return name == address.column
    cls = _class_of(address.table)
    silent = (*_SILENT, cls.hangs_on, address.of, *cls.silent)
    return not (table_of(cls).columns[name].primary_key or name in silent)


def _is_empty(column: Column[Any], value: Any) -> bool:
    """Nobody had filled it in."""
    unset = getattr(column.default, "arg", None)
    return value in (None, "", ()) or (not callable(unset) and value == unset)
