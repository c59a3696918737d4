"""What of the bureau's file belongs to a team: its schools and people and what they need."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, or_, select, true

from db.schema.base import Base, Row, Scope, table_of
from db.schema.campaign import Member
from db.schema.journal import ActRecord, Edit, Saw, Supersedes
from db.schema.registry import kept_classes
from db.schema.visit import Visit

Filter = Callable[[Any], ColumnElement[bool]]


@dataclass(frozen=True)
class TeamScope:
    """`before`: the act of the team's last file, which knows all before it; None: it has none.

    `view` gives the tables as they are asked: in this file, or in one that is attached.
    """

    team: uuid.UUID
    before: uuid.UUID | None
    view: Callable[[Table], Table]

    def whole(self) -> dict[str, Filter]:
        """For each table, which of its rows this team gets."""
        rows = self.rows()
        chosen: dict[str, Filter] = {cls.__tablename__: lambda _: false() for cls in kept_classes()}
        chosen |= {cls.__tablename__: filter_ for cls, filter_ in rows.items()}
        edits = self.edits(rows)
        chosen[Edit.__tablename__] = edits
        chosen[ActRecord.__tablename__] = self._acts(rows, edits)
        for edge in (Supersedes, Saw):
            chosen[edge.__tablename__] = lambda theirs: theirs.c.new.in_(self._ids(Edit, edits))
        return chosen

    def rows(self) -> dict[type[Row], Filter]:
        return {cls: self._rows_of(cls) for cls in kept_classes() if issubclass(cls, Row)}

    def edits(self, rows: dict[type[Row], Filter]) -> Filter:
        def chosen(theirs: Any) -> ColumnElement[bool]:
            return or_(
                *(
                    (theirs.c.tbl == cls.__tablename__) & theirs.c.row.in_(self._ids(cls, filter_))
                    for cls, filter_ in rows.items()
                )
            )

        return chosen

    def _rows_of(self, cls: type[Row]) -> Filter:
        visit, member = self.view(table_of(Visit)), self.view(table_of(Member))
        visited = select(visit.c.school_id).where(self._own(visit))
        mates = select(member.c.id).where(self._own(member))
        ways: dict[Scope, Filter] = {
            Scope.NOBODY: lambda _: false(),
            Scope.EVERYONE: lambda _: true(),
            Scope.TEAM: lambda theirs: theirs.c.id == self.team,
            Scope.OWN: self._own,
            Scope.OF_MEMBERS: lambda theirs: theirs.c.member_id.in_(mates),
            Scope.SCHOOLS: lambda theirs: theirs.c.id.in_(visited),
            Scope.OF_SCHOOLS: lambda theirs: theirs.c.school_id.in_(visited),
        }
        return ways[cls.scope]

    def _own(self, theirs: Any) -> ColumnElement[bool]:
        """The team's; of what was taken away only what its file knows, so that it hears of it."""
        known = false() if self.before is None else theirs.c.act < self.before
        return and_(theirs.c.team_id == self.team, or_(theirs.c.deleted.is_(False), known))

    def _ids(self, cls: Any, chosen: Filter) -> Any:
        theirs = self.view(table_of(cls))
        return select(theirs.c.id).where(chosen(theirs))

    def _acts(self, rows: dict[type[Row], Filter], edits: Filter) -> Filter:
        """The acts that the handed-out rows and edits come from, and no other."""

        def chosen(theirs: Any) -> ColumnElement[bool]:
            sources: list[tuple[type[Base], Filter]] = [*rows.items(), (Edit, edits)]
            tables = [(self.view(table_of(cls)), filter_) for cls, filter_ in sources]
            origins = [select(table.c.act).where(filter_(table)) for table, filter_ in tables]
            return or_(*(theirs.c.id.in_(origin) for origin in origins))

        return chosen

    def news(self) -> Filter:
        """The acts that touch what is the team's and that its file does not know."""
        rows = self.rows()
        edits = self.edits(rows)

        def chosen(ours: Any) -> ColumnElement[bool]:
            sources: list[tuple[type[Base], Filter]] = [*rows.items(), (Edit, edits)]
            origins = [
                select(table.c.act).where(table.c.act > self.before, filter_(table))
                for cls, filter_ in sources
                for table in [self.view(table_of(cls))]
            ]
            return and_(
                ours.c.id > self.before, or_(*(ours.c.id.in_(origin) for origin in origins))
            )

        return chosen
