"""The same thing under two ids: raised, listed or typed by hand in two files that had not met; two
visits of one inspection to one school, wherever they were planned.

People say which pairs are one thing. Then what hangs on the one that goes is hung on the one that
stays, and it is retired; all of that are edits, as when people do it by hand.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from db.errors import InspectionError
from db.journal.acts import undone
from db.journal.fields import children_of_table
from db.merge.captions import Caption, caption, captions_of
from db.merge.conflict_sides import Side, side
from db.merge.row_schools import school_of
from db.schema.base import Row, table_of
from db.schema.merging import Apart, MergedAct
from db.schema.registry import kept_classes

#: Those of one of the two rows.
Columns = ReadOnlyColumnCollection[str, Column[Any]]

_NO_VALUES = ("id", "act", "deleted")
#: Says nothing.
_NOTHING = (None, "", ())


@dataclass(frozen=True)
class Twin:
    """One of a pair: its values by column, and who made it."""

    row: uuid.UUID
    made: Side


@dataclass(frozen=True)
class Twins:
    """Two rows that look like one thing. `names`: of rows that their values refer to."""

    table: str
    first: Twin
    second: Twin
    school: str | None
    caption: Caption | None
    names: dict[uuid.UUID, Caption]

    @property
    def differing(self) -> list[str]:
        """The columns in which they say different things."""
        here, there = self.first.made.values, self.second.made.values
        return [name for name in here if here[name] != there[name]]


class Pairs:
    """What looks like the same thing twice."""

    def __init__(self, session: Session, act: uuid.UUID | None = None) -> None:
        self._session, self._act = session, act

    def number(self) -> int:
        return sum(self._session.execute(_counted()).one())

    def lines(self) -> list[Twins]:
        """Every pair that nobody has judged, the earlier one first."""
        return [
            self._pair_of(cls, first, second)
            for cls in _classes()
            for first, second in self._session.execute(_pairs(cls))
        ]

    def apart(self, pairs: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> None:
        """They are two things each."""
        for pair in pairs:
            row, other = sorted(pair)
            self._session.merge(Apart(row=row, other=other, act=self._act))

    def same(self, table: str, stays: uuid.UUID, goes: uuid.UUID) -> None:
        """They are one thing: what hangs on the one that goes is hung on the other."""
        cls = next(cls for cls in _classes() if cls.__tablename__ == table)
        kept, gone = self._session.get(cls, stays), self._session.get(cls, goes)
        if kept is None or gone is None or kept.deleted or gone.deleted:
            raise InspectionError("这一对已经处理过；请刷新列表。")
        self._unite(kept, gone)

    def _unite(self, kept: Row, gone: Row) -> None:
        _fill_gaps(kept, gone)
        for cls, column in children_of_table(gone.__tablename__):
            query = select(cls).where(getattr(cls, column) == gone.id, cls.deleted.is_(False))
            for child in list(self._session.scalars(query)):
                self._hang(child, column, kept.id)
        gone.deleted = True
        self._session.flush()

    def _hang(self, child: Row, column: str, parent: uuid.UUID) -> None:
        """A row with an official key that names its parent becomes the row with the other key."""
        cls = type(child)
        if column not in cls.natural:
            setattr(child, column, parent)
            return
        values = {**_values(child), column: parent}
        other = self._session.get(cls, cls.id_for(**values))
        if other is None:
            other = cls(**values)
            self._session.add(other)
            self._session.flush()
        other.deleted = False
        self._require_one_word(other, child)
        self._unite(other, child)

    def _require_one_word(self, kept: Row, gone: Row) -> None:
        """What hangs on both and differs there nobody has seen side by side."""
        theirs = _values(gone)
        known = {name: value for name, value in _values(kept).items() if value not in _NOTHING}
        if any(
            theirs[name] not in (*_NOTHING, value)
            for name, value in known.items()
            if name not in kept.natural
        ):
            called = caption(self._session, kept.__tablename__, kept.id)
            raise InspectionError(
                f"两份名下的“{called.name if called else ''}”写得不一样，不能直接合成一份；"
                "请先到学校的页面上改成一致，再来判定。"
            )

    def _pair_of(self, cls: type[Row], first: uuid.UUID, second: uuid.UUID) -> Twins:
        table = cls.__tablename__
        left, other = self._twin(cls, first), self._twin(cls, second)
        names = captions_of(self._session, table, left.made.values)
        names |= captions_of(self._session, table, other.made.values)
        school = school_of(self._session, table, first)
        return Twins(table, left, other, school, caption(self._session, table, first), names)

    def _twin(self, cls: type[Row], id_: uuid.UUID) -> Twin:
        row = self._session.get_one(cls, id_)
        return Twin(id_, side(self._session, row.act, _values(row)))


def _classes() -> Iterator[type[Row]]:
    """Two countings of an envelope are no duplicates: they are there to be compared."""
    for cls in kept_classes():
        if issubclass(cls, Row) and cls.alike:
            yield cls


def _values(row: Row) -> dict[str, Any]:
    names = [c.name for c in table_of(type(row)).columns if c.name not in _NO_VALUES]
    return {name: getattr(row, name) for name in names}


def _fill_gaps(kept: Row, gone: Row) -> None:
    """What the one that stays leaves open, the other may know."""
    for name, value in _values(gone).items():
        if getattr(kept, name) in _NOTHING and value not in _NOTHING:
            setattr(kept, name, value)


@cache
def _pairs(cls: type[Row]) -> Any:
    """Of the tables alone: a statement of mapped classes takes twice as long to put together."""
    first, other = table_of(cls).alias(), table_of(cls).alias()
    matching = first.join(other, _alike(cls, first.c, other.c))
    return select(first.c.id, other.c.id.label("other")).select_from(matching)


@cache
def _counted() -> Any:
    """Built once: it is asked after every act."""
    pairs = (_pairs(cls).subquery() for cls in _classes())
    return select(*(select(func.count()).select_from(pair).scalar_subquery() for pair in pairs))


def _alike(cls: type[Row], first: Columns, other: Columns) -> ColumnElement[bool]:
    """Equal in what tells things apart, live, and, for most, from two files that had not met."""
    alike = or_(*(and_(*(_same(first[name], other[name]) for name in way)) for way in cls.alike))
    live = (first.deleted.is_(False), other.deleted.is_(False))
    earlier = or_(first.act < other.act, and_(first.act == other.act, first.id < other.id))
    met = true() if cls.alike_in_one_file else _origin(first) != _origin(other)
    return and_(
        alike, *_alike_above(cls, first, other), *live, earlier, met, ~_judged(first, other)
    )


def _judged(first: Columns, other: Columns) -> ColumnElement[bool]:
    """Somebody said that they are two things."""
    apart = table_of(Apart).c
    this_pair = or_(
        and_(apart.row == first.id, apart.other == other.id),
        and_(apart.row == other.id, apart.other == first.id),
    )
    return exists().where(this_pair, ~undone(apart.act))


def _alike_above(cls: type[Row], first: Columns, other: Columns) -> Iterator[ColumnElement[bool]]:
    """What both refer to says the same."""
    for column, name in cls.alike_in.items():
        yield _value_above(first[column], name) == _value_above(other[column], name)


def _value_above(reference: Column[Any], name: str) -> Any:
    [key] = reference.foreign_keys
    above = key.column.table.alias()
    query = select(above.c[name]).where(above.c.id == reference)
    return query.correlate(reference.table).scalar_subquery()


def _same(first: Column[Any], other: Column[Any]) -> ColumnElement[bool]:
    return first.is_not_distinct_from(other) if first.nullable else first == other


def _origin(row: Columns) -> Any:
    """The import it came with; 0: made here."""
    merged = table_of(MergedAct).c
    batch = select(merged.batch).where(merged.act == row.act).correlate(row.act.table)
    return func.coalesce(batch.scalar_subquery(), 0)
