"""What all repositories share."""

import uuid
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal.fields import children_of
from db.schema.base import Row

R = TypeVar("R", bound=Row)


class Repository:
    """A subject of the trade, seen through one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def _add(self, row: R) -> R:
        self._session.add(row)
        return row

    def _keep(self, cls: type[R], **values: Any) -> R:
        """The row with this official key, with these values; brought back if it was deleted."""
        row = self._session.get(cls, cls.id_for(**values))
        if row is None:
            return self._add(cls(**values))
        row.deleted = False
        _fill(row, values)
        return row

    def _change(self, cls: type[R], id_: uuid.UUID, **values: Any) -> R:
        row = self._get(cls, id_)
        _fill(row, values)
        return row

    def _get(self, cls: type[R], id_: uuid.UUID) -> R:
        row = self._session.get(cls, id_)
        if row is None or row.deleted:
            raise InspectionError("这条记录已经不在了；请刷新后重试。")
        return row

    def _hold(self, cls: type[R], id_: uuid.UUID) -> R:
        """The row as it is now, and until this act ends nobody else's to change: who comes second
        on a server waits and then sees what the first one did."""
        self._session.execute(select(cls.id).where(cls.id == id_).with_for_update())
        row = self._get(cls, id_)
        self._session.flush()
        self._session.refresh(row)
        return row

    def _delete(self, row: Row) -> None:
        """Take a row away, and with it what hangs on it."""
        for child in list(children_of(self._session, row)):
            self._delete(child)
        row.deleted = True


def _fill(row: Row, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
