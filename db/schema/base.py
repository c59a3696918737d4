"""What all tables share.

A *row* has an id and the act that inserted it; later changes are edits, written by triggers.
A *natural* row has an official key: its id follows from the key, several files may insert it,
so even its first values are edits.
A *cell* belongs to one parent row and is inserted together with it in one act; it has the key
(parent, key) and no id of its own.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from enum import Enum, auto
from typing import Annotated, Any, ClassVar

from sqlalchemy import ForeignKey, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from db.ids import natural_id, new_id
from db.schema.types import Chars, Code, Count, Day, Fen, Flag, Guid, SignedFen, UtcTime
from db.vocabulary import Subject

Number = Annotated[int, mapped_column(Count())]
Money = Annotated[int, mapped_column(Fen())]
Balance = Annotated[int, mapped_column(SignedFen())]
Key = Annotated[str, mapped_column(Code(60))]

#: Column names that are never edited.
DELETED = "#deleted"

_act: ContextVar[uuid.UUID] = ContextVar("act")


@contextmanager
def inserting(act: uuid.UUID) -> Iterator[None]:
    """Within this, new rows belong to `act`."""
    token = _act.set(act)
    try:
        yield
    finally:
        _act.reset(token)


def refers(name: str) -> ForeignKey:
    """A reference that holds by the end of the act, in whatever order its rows were written."""
    return ForeignKey(f"{name}.id", deferrable=True, initially="DEFERRED")


class Scope(Enum):
    """Which rows of a table a team's file gets from the bureau's."""

    #: None: it stays at the bureau, or is recorded at the schools and comes back in a merge.
    NOBODY = auto()
    EVERYONE = auto()
    #: The team itself.
    TEAM = auto()
    #: What names the team.
    OWN = auto()
    #: What hangs on a member of the team.
    OF_MEMBERS = auto()
    #: The schools that the team visits.
    SCHOOLS = auto()
    #: What hangs on such a school.
    OF_SCHOOLS = auto()


class Base(DeclarativeBase):
    #: What people call such a row.
    caption: ClassVar[str] = ""
    metadata = MetaData()
    type_annotation_map: ClassVar = {
        uuid.UUID: Guid(),
        datetime: UtcTime(),
        date: Day(),
        bool: Flag(),
        str: Chars(200),
        int: Count(),
    }


class Kept(Base):
    """Rows of the trade: journalled and merged."""

    __abstract__ = True
    subject: ClassVar[Subject]
    #: What people call each column.
    labels: ClassVar[Mapping[str, str]] = {}
    #: The column through which a row hangs on the record it is a part of.
    hangs_on: ClassVar[str] = ""
    #: The column by which people know a row; where it refers, by what that other row is called.
    #: A visit has none: it is always named beside its school.
    known_by: ClassVar[str] = ""
    scope: ClassVar[Scope] = Scope.NOBODY
    #: Columns of which a history tells nothing, beside those through which a row hangs on others.
    silent: ClassVar[tuple[str, ...]] = ()
    #: Where rows are told with the record they hang on: the column that says which one is meant.
    about: ClassVar[str] = ""
    #: Where they are a field of that record: the field.
    field: ClassVar[str] = ""
    #: Tables to which columns refer whose row need not be in the same file.
    loose: ClassVar[Mapping[str, str]] = {}
    #: Fields that mean one statement together and conflict as one, by the statement's name.
    groups: ClassVar[dict[str, tuple[str, ...]]] = {}

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> dict[str, object]:
        return {"sqlite_strict": True, "sqlite_with_rowid": False}


class Row(Kept):
    __abstract__ = True
    #: The columns an id follows from, where a row has an official key.
    natural: ClassVar[tuple[str, ...]] = ()
    #: In which columns two rows must say the same to look like one thing; or in which others.
    alike: ClassVar[tuple[tuple[str, ...], ...]] = ()
    #: They do wherever both were written; else one file that says it twice means it.
    alike_in_one_file: ClassVar[bool] = False
    #: What they refer to must say the same as well: in which column, by the referring one.
    alike_in: ClassVar[Mapping[str, str]] = {}

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, sort_order=-1)
    act: Mapped[uuid.UUID] = mapped_column(refers("act"), default=_act.get, sort_order=900)
    deleted: Mapped[bool] = mapped_column(default=False, sort_order=901)

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"id": self.id_for(**values), **values})

    @classmethod
    def id_for(cls, **values: Any) -> uuid.UUID:
        """The id of a row with these values: from its official key, or a new one."""
        if not cls.natural:
            return new_id()
        owner, *key = (values[name] for name in cls.natural)
        return natural_id(owner, cls.__tablename__, *(str(part) for part in key))


class Cell(Kept):
    __abstract__ = True


class Local(Base):
    """Rows that stay in this file: no edits, no merge."""

    __abstract__ = True
    subject: ClassVar[Subject]

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> dict[str, object]:
        return {"sqlite_strict": True}


def table_of(cls: type[Base]) -> Table:
    table = cls.__table__
    assert isinstance(table, Table)  # noqa: S101  # narrows the type
    return table


def edited_columns(cls: type[Kept]) -> list[str]:
    """The columns whose changes are edits."""
    table = table_of(cls)
    return [c.name for c in table.columns if not c.primary_key and c.name != "act"]


def group_of(cls: type[Kept], column: str) -> str:
    """The statement that `column` is part of, or ''."""
    return next((name for name, columns in cls.groups.items() if column in columns), "")


def parent(name: str, *, optional: bool = False) -> Any:
    """A column that refers to a row of table `name`."""
    key = refers(name)
    if optional:
        return mapped_column(key, index=True, default=None)
    return mapped_column(key, index=True)
