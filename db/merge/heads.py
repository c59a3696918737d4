"""An edit that replaces every live edit of a field."""

from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.ids import clock_of, id_at
from db.journal.acts import silently
from db.journal.fields import Field, show, stored
from db.schema.base import group_of, table_of
from db.schema.journal import Edit
from db.schema.registry import kept_classes


def replace_heads(session: Session, act: Any, field: Field, value: object) -> None:
    """Write an edit that replaces every live edit of a field, even by the value it shows."""
    cls = next(cls for cls in kept_classes() if cls.__tablename__ == field.table)
    session.execute(
        insert(table_of(Edit)).values(
            id=id_at(clock_of(act)),
            act=act,
            tbl=field.table,
            row=field.row,
            sub=field.sub,
            col=field.column,
            grp=group_of(cls, field.column),
            old=stored(field, field.value(session)),
            new=stored(field, value),
        )
    )
    with silently(session):
        show(session, field, value)
