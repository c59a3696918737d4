"""The same thing under two ids: raised, listed or typed by hand in two files that had not met.

People say which pairs are one thing. Then what hangs on the one that goes is hung on the one that
stays, and it is retired; all of that are edits, as when people do it by hand.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from db.cells import children_of_table
from db.errors import InspectionError
from db.merge.captions import Caption, caption, captions_of
from db.merge.sides import Side, side
from db.merge.whereabouts import school_of
from db.schema.base import Row, kept_classes, table_of
from db.schema.merging import Apart, MergedAct

#: By which columns two rows of a table look like one thing.
_ALIKE: dict[str, tuple[str, ...]] = {
    "school": ("campaign_id", "name"),
    "school_class": ("school_id", "stage", "grade", "number"),
    "member": ("team_id", "name"),
    "visit": ("school_id", "team_id"),
    "draw": ("visit_id", "kind"),
    "roster": ("visit_id",),
    "tally_entry": ("batch_id", "slot"),
    "finding": ("visit_id", "item_id"),
    "evidence": ("visit_id", "kind", "title"),
    "clue": ("visit_id", "text"),
    "fee_item": ("visit_id", "name"),
    "receipt_book": ("visit_id", "first_no"),
    "reconciliation": ("visit_id", "name"),
    "voucher_check": ("visit_id", "voucher_no"),
    "statement": ("visit_id",),
}
_NO_VALUES = ("id", "act", "deleted")


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

    def __init__(self, session: Session) -> None:
        self._session = session

    def number(self) -> int:
        return sum(self._session.scalar(_counted(cls)) or 0 for cls in _classes())

    def lines(self) -> list[Twins]:
        """Every pair that nobody has judged, the earlier one first."""
        return [
            self._told(cls, first, second)
            for cls in _classes()
            for first, second in self._session.execute(_pairs(cls))
        ]

    def apart(self, first: uuid.UUID, second: uuid.UUID) -> None:
        """They are two things."""
        row, other = sorted((first, second))
        self._session.merge(Apart(row=row, other=other))

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
        self._unite(other, child)

    def _told(self, cls: type[Row], first: uuid.UUID, second: uuid.UUID) -> Twins:
        table = cls.__tablename__
        one, other = self._twin(cls, first), self._twin(cls, second)
        names = captions_of(self._session, table, one.made.values)
        names |= captions_of(self._session, table, other.made.values)
        school = school_of(self._session, table, first)
        return Twins(table, one, other, school, caption(self._session, table, first), names)

    def _twin(self, cls: type[Row], id_: uuid.UUID) -> Twin:
        row = self._session.get_one(cls, id_)
        return Twin(id_, side(self._session, row.act, _values(row)))


def _classes() -> Iterator[type[Row]]:
    for cls in kept_classes():
        if issubclass(cls, Row) and cls.__tablename__ in _ALIKE:
            yield cls


def _values(row: Row) -> dict[str, Any]:
    names = [c.name for c in table_of(type(row)).columns if c.name not in _NO_VALUES]
    return {name: getattr(row, name) for name in names}


def _fill_gaps(kept: Row, gone: Row) -> None:
    """What the one that stays leaves open, the other may know."""
    for name, value in _values(gone).items():
        if getattr(kept, name) in (None, "") and value not in (None, ""):
            setattr(kept, name, value)


def _pairs(cls: type[Row]) -> Any:
    one, other = aliased(cls), aliased(cls)
    return select(one.id, other.id).select_from(one).join(other, _alike(cls, one, other))


def _counted(cls: type[Row]) -> Any:
    return select(func.count()).select_from(_pairs(cls).subquery())


def _alike(cls: type[Row], one: Any, other: Any) -> ColumnElement[bool]:
    """Equal in what tells things apart, live, and from two files that had not met."""
    equal = [getattr(one, name) == getattr(other, name) for name in _ALIKE[cls.__tablename__]]
    judged = exists().where(
        ((Apart.row == one.id) & (Apart.other == other.id))
        | ((Apart.row == other.id) & (Apart.other == one.id))
    )
    live = (one.deleted.is_(False), other.deleted.is_(False))
    return and_(*equal, *live, one.act < other.act, _origin(one) != _origin(other), ~judged)


def _origin(row: Any) -> Any:
    """The import it came with; 0: made here."""
    batch = select(MergedAct.batch).where(MergedAct.act == row.act).correlate(row)
    return func.coalesce(batch.scalar_subquery(), 0)
