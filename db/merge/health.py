"""Whether a file is sound, and what personal data it still holds."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from db.merge.inbox import BadRow, received
from db.schema.sampling import Phone
from db.store import Store


@dataclass(frozen=True)
class Health:
    """`bad`: unsound rows. `phones`: parents' numbers still kept. `encrypted`: as on disk."""

    bad: tuple[BadRow, ...]
    phones: int
    encrypted: bool


def examine(path: Path, key: bytes | None, store: Store) -> Health:
    """Look at an open file as the gate would. Raises InspectionError where it is damaged."""
    with received(path, key) as arrival:
        bad = arrival.bad
    return Health(bad, kept_phones(store), key is not None)


def kept_phones(store: Store) -> int:
    """How many parents' numbers are still there."""
    with store.read() as work:
        return work.session.scalar(select(func.count()).select_from(Phone)) or 0
