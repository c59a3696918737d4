"""Turning an act round: what it added goes, what it changed is put back; or nothing is.

Only a person's own last word is taken back. Where somebody else has had a say since, or what is
put back would hang on nothing, it is refused with a sentence.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Table, Text, TextualSelect, and_, bindparam, column, select, text, update
from sqlalchemy.orm import Session, aliased

from db.errors import InspectionError
from db.journal.fields import Field, cells_of, children_of_table, live, row_key, shown
from db.schema.base import Row, table_of
from db.schema.journal import ActRecord, Edit, Supersedes
from db.schema.registry import kept_classes, table_named
from db.schema.types import Guid

_CHANGED = "这一步改过的内容后来又被改过，不能直接撤销；请直接修改。"
_USED = "这一步之后又添了内容，不能直接撤销；请先删除后来添的内容。"
_GONE = "这一步所在的记录后来被删除了，不能直接撤销；请先恢复那条记录。"

_Rows = dict[str, list[uuid.UUID]]


class Reversal:
    """Of one act of `person`, within the act that turns it round."""

    def __init__(self, session: Session, act: uuid.UUID, person: uuid.UUID | None) -> None:
        self._session, self._act, self._person = session, act, person

    def make(self) -> None:
        added = self._added()
        changes = self._changes({row for rows in added.values() for row in rows})
        self._require_last_word(added, changes)
        for name, rows in added.items():
            table = table_named(name)
            gone = update(table).where(table.c.id.in_(rows)).values(deleted=True)
            self._session.execute(gone)
        gone_too, back = self._put_back(changes)
        for name, rows in (*added.items(), *gone_too.items()):
            self._require_unused(name, rows)
        for name, rows in back.items():
            self._require_above(table_named(name), rows)

    def _added(self) -> _Rows:
        found: _Rows = defaultdict(list)
        for name, row in self._session.execute(_births(), {"act": self._act}):
            found[name].append(row)
        return found

    def _changes(self, added: set[uuid.UUID]) -> dict[Field, tuple[Any, Any]]:
        """By field, from what to what the act changed it, as stored.

        Edits of one act have one clock; which came first, the edges tell.
        """
        edits = list(self._session.scalars(select(Edit).where(Edit.act == self._act)))
        ids = [edit.id for edit in edits]
        steps = select(Supersedes.old, Supersedes.new).where(
            Supersedes.old.in_(ids), Supersedes.new.in_(ids)
        )
        pairs = self._session.execute(steps).all()
        followed, following = {old for old, _ in pairs}, {new for _, new in pairs}
        first, last = {}, {}
        for edit in (edit for edit in edits if edit.row not in added):
            field = Field(edit.tbl, edit.row, edit.col, edit.sub)
            if edit.id not in following:
                first[field] = edit.old
            if edit.id not in followed:
                last[field] = edit.new
        return {field: (old, last[field]) for field, old in first.items() if old != last[field]}

    def _require_last_word(self, added: _Rows, changes: dict[Field, tuple[Any, Any]]) -> None:
        """Every field has one live edit, of this person, which says what the act said."""
        for name, rows in added.items():
            if self._others_wrote(name, rows):
                raise InspectionError(_CHANGED)
        shown = self._live_edits()
        for field, (old, new) in changes.items():
            born_elsewhere = old is None and not field.stored_in.nullable
            if shown[field] != [(new, self._person)] or born_elsewhere:
                raise InspectionError(_CHANGED)

    def _others_wrote(self, name: str, rows: list[uuid.UUID]) -> bool:
        """Somebody else changed one of these rows, or a cell of theirs."""
        query = (
            select(Edit.id)
            .join(ActRecord, ActRecord.id == Edit.act)
            .where(Edit.tbl.in_([name, *cells_of(name)]), Edit.row.in_(rows), live(Edit))
            .where(ActRecord.person.is_distinct_from(self._person))
        )
        return self._session.execute(query.limit(1)).first() is not None

    def _live_edits(self) -> dict[Field, list[tuple[Any, uuid.UUID | None]]]:
        """The live edits of every field the act changed, and whose they are."""
        mine, head = aliased(Edit), aliased(Edit)
        same = and_(
            head.tbl == mine.tbl, head.row == mine.row, head.sub == mine.sub, head.col == mine.col
        )
        query = (
            select(head.tbl, head.row, head.col, head.sub, head.id, head.new, ActRecord.person)
            .select_from(mine)
            .join(head, same)
            .join(ActRecord, ActRecord.id == head.act)
            .where(mine.act == self._act, live(head))
            .distinct()
        )
        found: dict[Field, list[tuple[Any, uuid.UUID | None]]] = defaultdict(list)
        for *key, _, new, person in self._session.execute(query):
            found[Field(*key)].append((new, person))
        return found

    def _put_back(self, changes: dict[Field, tuple[Any, Any]]) -> tuple[_Rows, _Rows]:
        """Row by row, so that a deletion knows what is put back with it.

        Which rows went by that, and which came back.
        """
        values: dict[tuple[str, uuid.UUID, str], dict[str, Any]] = defaultdict(dict)
        for field, (old, _) in changes.items():
            values[field.table, field.row, field.sub][field.stored_in.name] = shown(field, old)
        gone: _Rows = defaultdict(list)
        back: _Rows = defaultdict(list)
        for (name, row, sub), former in values.items():
            table = table_named(name)
            if "deleted" in former:
                (gone if former["deleted"] else back)[name].append(row)
            else:
                self._require_present(table, [row])
            self._session.execute(update(table).where(*row_key(table, row, sub)).values(former))
        return gone, back

    def _require_present(self, table: Table, rows: Iterable[uuid.UUID]) -> None:
        if "deleted" not in table.columns:
            return
        away = select(table.c.id).where(table.c.id.in_(rows), table.c.deleted.is_(True))
        if self._session.execute(away.limit(1)).first():
            raise InspectionError(_GONE)

    def _require_above(self, table: Table, rows: list[uuid.UUID]) -> None:
        """What these rows hang on is there."""
        for key in table.foreign_keys:
            above = self._session.scalars(select(key.parent).where(table.c.id.in_(rows)))
            self._require_present(key.column.table, [row for row in above if row is not None])

    def _require_unused(self, name: str, rows: list[uuid.UUID]) -> None:
        """Nothing that is there hangs on these rows."""
        for cls, parent in children_of_table(name):
            table = table_of(cls)
            below = select(table.c.id).where(table.c[parent].in_(rows), table.c.deleted.is_(False))
            if self._session.execute(below.limit(1)).first():
                raise InspectionError(_USED)


@cache
def _births() -> TextualSelect:
    """The rows an act added, of all tables in one statement."""
    names = [cls.__tablename__ for cls in kept_classes() if issubclass(cls, Row)]
    sql = " UNION ALL ".join(
        f"SELECT '{name}', id FROM \"{name}\" WHERE act = :act AND NOT deleted" for name in names
    )
    return (
        text(sql)
        .bindparams(bindparam("act", type_=Guid()))
        .columns(column("tbl", Text()), column("id", Guid()))
    )
