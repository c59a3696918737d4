"""Which subjects an act touched: as the journal says, and as its statements say where it is silent.

Edits are asked of the journal, so that the ORM, Core and raw SQL count alike and a change to the
same value counts for nothing. New rows and the rows of this file alone leave no edit; the
statements that reach the database name their tables.
"""

import re
import uuid
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, event, select

from db.schema.base import Base, Kept, Local
from db.schema.journal import Edit, Pen
from db.vocabulary import Subject

_STATEMENT = re.compile(
    r"\s*(INSERT|UPDATE|DELETE)\s+(?:OR\s+\w+\s+)?(?:INTO\s+|FROM\s+)?\"?(\w+)", re.IGNORECASE
)
_EDITED = select(Edit.tbl).where(Edit.act == bindparam("act")).distinct()


class Touched:
    """Listens to one connection for the length of one act."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._added: set[str] = set()
        self._own: set[str] = set()
        event.listen(connection, "after_cursor_execute", self._note)

    def _note(self, _connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        named = _STATEMENT.match(statement)
        if named is None or cursor.rowcount == 0:
            return
        verb, table = named.group(1).upper(), named.group(2)
        if table in _subjects(Local):
            self._own.add(table)
        elif verb == "INSERT" and table in _subjects(Kept):
            self._added.add(table)

    def kept(self, act: uuid.UUID) -> set[Subject]:
        """Subjects with new rows or edits: what is journalled and merged."""
        edited = self._connection.scalars(_EDITED, {"act": act})
        return {_subjects(Kept)[table] for table in self._added.union(edited)}

    def own(self) -> set[Subject]:
        """Subjects with changes that stay in this file and are no part of its history."""
        return {_subjects(Local)[table] for table in self._own}


@cache
def _subjects(kind: type[Kept | Local]) -> dict[str, Subject]:
    import db.schema.everything  # noqa: F401  # fills the registry

    classes = [m.class_ for m in Base.registry.mappers if issubclass(m.class_, kind)]
    return {cls.__tablename__: cls.subject for cls in classes if cls is not Pen}
