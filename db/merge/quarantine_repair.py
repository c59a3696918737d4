"""Rows that stayed out of merges: what they held, and how one is let in after all."""

import re
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal.acts import silently, undone
from db.journal.fields import Field, stored
from db.merge.answer_rules import require_answerable
from db.merge.captions import Caption, caption, caption_in
from db.merge.heads import replace_heads
from db.merge.inbox import BadRow
from db.merge.quarantine_contents import CUT, held_by
from db.merge.row_schools import school_of, school_of_held
from db.parsing import parse
from db.schema.base import Cell, Row, table_of
from db.schema.journal import Edit
from db.schema.merging import MergeBatch, Quarantine
from db.schema.registry import kept_classes, table_named
from db.schema.types import Digest, Guid

_EDIT = Edit.__tablename__
_NOT_HELD = ("act", "deleted", CUT)
_AT_ONCE = 500
_GUID = re.compile("[0-9a-f]{32}")
_Held = Mapping[str, str | None]


@dataclass(frozen=True)
class KeptOut:
    """A row, or (`change`) a change of one, with its values as text.

    `wrong`: the columns that are not sound; none where it rests on what stayed out as well, or
    cannot be repaired.
    """

    id: int
    batch: int
    source: str
    table: str
    change: bool
    school: str | None
    caption: Caption | None
    values: _Held
    reason: str
    wrong: tuple[str, ...]

    @property
    def repairable(self) -> bool:
        return bool(self.wrong)


class Quarantined:
    """Rows that wait to be repaired or left out for good. `act`: the act under way."""

    def __init__(self, session: Session, act: uuid.UUID | None = None) -> None:
        self._session, self._act = session, act

    def number(self) -> int:
        return len(self._waiting())

    def lines(self, most: int = 1000) -> list[KeptOut]:
        """What stayed out and is not here by now, of batches that stand; the first of them."""
        return [self._line(row, source) for row, source in self._waiting()[:most]]

    def leave_out(self, ids: Sequence[int]) -> None:
        """These are not wanted."""
        settled = update(Quarantine).where(Quarantine.id.in_(ids)).values(settled=self._act)
        self._session.execute(settled)

    def repair(self, id_: int, values: Mapping[str, Any]) -> None:
        """Let a row in with these values in place of what was wrong with it."""
        found = next((row for row, _ in self._waiting() if row.id == id_), None)
        if found is None:
            raise InspectionError("这一行已经处理过；请刷新列表。")
        line = self._line(found, "")
        if not line.repairable or set(values) != set(line.wrong):
            raise InspectionError("这一行不能修复，只能不要；请在相应学校的页面上补录。")
        row, sub = self._target_address(line, found, values)
        require_answerable(self._session, line.table, row, sub, values)
        for name, value in values.items():
            # said in an edit, so that what the file itself says of it later does not prevail
            replace_heads(self._session, self._act, Field(line.table, row, name, sub), value)
        found.settled = self._act

    def _target_address(
        self, line: KeptOut, row: Quarantine, values: Mapping[str, Any]
    ) -> tuple[uuid.UUID, str]:
        """Where what was mended is said: a row that is here, or comes in now."""
        held = held_by(row.content)
        if line.change:
            return uuid.UUID(held["row"] or ""), held["sub"] or ""
        cls = _class_of(line.table)
        assert cls is not None  # noqa: S101  # it is repairable
        repaired = {**_sound(line.table, held), **values}
        self._require_parents(cls, repaired)
        keys = [repaired[column.name] for column in table_of(cls).primary_key.columns]
        there = self._session.get(cls, tuple(keys))
        if there is not None:  # it was repaired before, and that was undone
            if isinstance(there, Row):
                there.deleted = False
        elif issubclass(cls, Row):
            self._session.add(cls(**repaired))
        else:
            with silently(self._session):  # it comes later than the row it belongs to
                self._session.add(cls(**repaired))
        self._session.flush()
        return keys[0], str(keys[1]) if len(keys) > 1 else ""

    def _require_parents(self, cls: type[Row | Cell], held: Mapping[str, Any]) -> None:
        for key in table_of(cls).foreign_keys:
            value = held.get(key.parent.name)
            if value is not None:
                above = select(func.count()).where(key.column == value)
                if not self._session.scalar(above):
                    raise InspectionError("它所属的记录没有进来；请先修复那一条。")

    def _waiting(self) -> list[tuple[Quarantine, str]]:
        query = (
            select(Quarantine, MergeBatch.source)
            .join(MergeBatch, MergeBatch.number == Quarantine.batch)
            .where(or_(Quarantine.settled.is_(None), undone(Quarantine.settled)))
            .where(MergeBatch.taken_back_by.is_(None))
            .order_by(Quarantine.batch, Quarantine.tbl, Quarantine.id)
        )
        rows = [(row, source) for row, source in self._session.execute(query)]
        here = _here(self._session, [(row.tbl, row.key) for row, _ in rows if row.settled is None])
        return [(row, source) for row, source in rows if (row.tbl, row.key) not in here]

    def _line(self, row: Quarantine, source: str) -> KeptOut:
        held = held_by(row.content)
        if row.tbl == _EDIT:
            return self._change(row, source, held)
        return KeptOut(
            id=row.id,
            batch=row.batch,
            source=source,
            table=row.tbl,
            change=False,
            school=school_of_held(self._session, row.tbl, held),
            caption=caption_in(self._session, row.tbl, held),
            values=held,
            reason=row.reason,
            wrong=_wrong(row, held),
        )

    def _change(self, row: Quarantine, source: str, held: _Held) -> KeptOut:
        """Of a row that is here the change can be made now."""
        table, column = held.get("tbl") or "", held.get("col") or ""
        owner, cls = _guid(held.get("row") or ""), _class_of(table)
        known = owner is not None and cls is not None and column in table_of(cls).columns
        if owner is None or cls is None or not known:
            table, column = _EDIT, "new"
        key = (owner, held.get("sub")) if cls is not None and issubclass(cls, Cell) else (owner,)
        here = known and self._session.get(cls, key) is not None  # type: ignore[arg-type]
        return KeptOut(
            id=row.id,
            batch=row.batch,
            source=source,
            table=table,
            change=True,
            school=school_of(self._session, table, owner) if known and owner else None,
            caption=caption(self._session, table, owner) if known and owner else None,
            values={column: held.get("new")},
            reason=row.reason,
            wrong=(column,) if here and row.reason == f"{table}.{column}" else (),
        )


def newly_out(session: Session, rows: Sequence[BadRow]) -> list[BadRow]:
    """Those that are not here, and did not stay out of an import that stands."""
    if not rows:
        return []
    standing = select(MergeBatch.number).where(MergeBatch.taken_back_by.is_(None))
    noted = select(Quarantine.tbl, Quarantine.key).where(Quarantine.batch.in_(standing))
    known = {(table, key) for table, key in session.execute(noted)}
    known |= _here(session, [(row.table, row.key) for row in rows])
    return [row for row in rows if (row.table, row.key) not in known]


def _here(session: Session, rows: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which of these rows are here: sound, from before or from another file."""
    keys: dict[str, dict[tuple[Any, ...], str]] = defaultdict(dict)
    for table, text in rows:
        if (key := _key(table, text)) is not None:
            keys[table][key] = text
    found: set[tuple[str, str]] = set()
    for name, wanted in keys.items():
        parts = table_named(name).primary_key.columns
        every = list(wanted)
        for start in range(0, len(every), _AT_ONCE):
            some = tuple_(*parts).in_(every[start : start + _AT_ONCE])
            found |= {
                (name, wanted[tuple(key)]) for key in session.execute(select(*parts).where(some))
            }
    return found


def _class_of(table: str) -> type[Row] | type[Cell] | None:
    found = (cls for cls in kept_classes() if cls.__tablename__ == table)
    return next((cls for cls in found if issubclass(cls, Row | Cell)), None)


def _wrong(row: Quarantine, held: _Held) -> tuple[str, ...]:
    """The columns to be mended; none where the row cannot be: cut short, or its key is wrong."""
    if row.reason not in held or CUT in held or _class_of(row.tbl) is None:
        return ()
    columns = table_named(row.tbl).columns
    found = {
        name: None for name in held if name not in _NOT_HELD and not _fits(row.tbl, name, held)
    }
    found[row.reason] = None
    beyond = any(
        columns[name].primary_key or isinstance(columns[name].type, Guid | Digest) for name in found
    )
    return () if beyond or row.reason in _NOT_HELD else tuple(found)


def _fits(table: str, name: str, held: _Held) -> bool:
    """The column takes what was held."""
    value, field = held[name], Field(table, uuid.UUID(int=0), name)
    if value is None:
        return bool(field.stored_in.nullable)
    try:
        stored(field, parse(table, name, value))
    except InspectionError:
        return False
    return True


def _sound(table: str, held: _Held) -> dict[str, Any]:
    """What can be held of what was held, but for whose act it was."""
    return {
        name: None if value is None else parse(table, name, value)
        for name, value in held.items()
        if name not in _NOT_HELD and _fits(table, name, held)
    }


def _guid(text: str) -> uuid.UUID | None:
    return uuid.UUID(text) if _GUID.fullmatch(text) else None


def _key(table: str, text: str) -> tuple[Any, ...] | None:
    """A primary key from the hex of its parts; None where none could be."""
    made: list[Any] = []
    for column, part in zip(table_named(table).primary_key.columns, text.split("/"), strict=False):
        raw = bytes.fromhex(part)
        if isinstance(column.type, Guid):
            if len(raw) != 16:
                return None
            made.append(uuid.UUID(bytes=raw))
        else:
            made.append(raw if isinstance(column.type, Digest) else raw.decode("utf-8", "replace"))
    return tuple(made)
