"""A bureau's file that takes laptops' files in, without the gate and the backups: for the laws."""

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from db.journal.fields import children_of
from db.merge.batch_import import rehearsal, take_in
from db.merge.inbox import Arrival
from db.merge.receipts import Receipt
from db.schema.base import Row
from db.schema.registry import kept_classes
from db.storage import file
from db.store import Store
from db.vocabulary import Desk
from tests.db.looking import shown
from tests.db.merge.replicas import Replica


class Bureau(Replica):
    def take_in(self, team: Replica, *, again: bool = False) -> Receipt:
        with team.folded():
            return take_in(self.store, self._arrival(team), again=again)

    def preview(self, teams: Iterable[Replica], *, again: bool = False) -> list[Receipt]:
        """What each would bring after those before it."""
        with ExitStack() as stack:
            for team in set(teams):
                stack.enter_context(team.folded())
            arrivals = [self._arrival(team) for team in teams]
            with rehearsal(self.store, arrivals) as take:
                return [take(arrival, again=again) for arrival in arrivals]

    def _arrival(self, team: Replica) -> Arrival:
        return Arrival(
            name=team.path.name,
            path=team.path,
            key=None,
            sha256=file.digest(team.path),
            desk=Desk.TEAM,
            campaign=self.store.info().campaign_id,
            team=None,
            team_name="",
            bad=(),
        )


def seen(store: Store) -> dict[str, Any]:
    """What people see: rows, and the questions with what their sides say."""
    with store.read() as work:
        asked = {
            (conflict.id, frozenset(_values(side.values) for side in conflict.sides))
            for conflict in work.conflicts.open()
        }
    return {**shown(store), "conflicts": asked}


def _values(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted(values.items(), key=repr))


def orphaned(store: Store) -> bool:
    with store.read() as work:
        for cls in kept_classes():
            if issubclass(cls, Row):
                for row in work.session.query(cls).where(cls.deleted.is_(True)):
                    if any(True for _ in children_of(work.session, row)):
                        return True
    return False
