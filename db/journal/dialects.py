"""What SQLite and PostgreSQL spell differently, side by side; all else is said once for both."""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    bindparam,
    cast,
    func,
)

from db.schema.types import Anything, Count, Digest, Fen, Flag, Guid, Photo

POSTGRES = "postgresql"
_CAST = (Guid, Count, Fen)
_BYTES = (Digest, Photo)


def on_postgres(connection: Connection) -> bool:
    return connection.dialect.name == POSTGRES


def held(value: ColumnElement[Any], kind: Any, dialect: str) -> ColumnElement[Any]:
    """The value of an edit as a column of this type holds it (see `Anything`)."""
    if dialect != POSTGRES:
        return value
    if isinstance(kind, Flag):
        return value == 1
    content = func.substr(value, 2)
    if isinstance(kind, _BYTES):
        return func.decode(content, "hex")
    return cast(content, kind) if isinstance(kind, _CAST) else content


def yes() -> BindParameter[Any]:
    """A set flag in an edit. Written out, so that the index of deletions serves."""
    return bindparam("yes", 1, Anything(), literal_execute=True)


#: Makes the ids of what is stated anew: the act's clock, the rank, and chance.
NUMBERED = {
    "sqlite": ("unhex(:clock || '8' || printf('%03x', rank) || substr(hex(randomblob(6)), 1, 12))"),
    POSTGRES: (
        "CAST(CAST(:clock AS text) || '8' || lpad(to_hex(rank), 3, '0')"
        " || substr(replace(CAST(gen_random_uuid() AS text), '-', ''), 21) AS uuid)"
    ),
}
