"""Whether a file is sound."""

from dataclasses import dataclass
from pathlib import Path

from db.merge.inbox import BadRow, received


@dataclass(frozen=True)
class Health:
    """`bad`: unsound rows. `encrypted`: as on disk."""

    bad: tuple[BadRow, ...]
    encrypted: bool


def examine(path: Path, key: bytes | None) -> Health:
    """Look at an open file as the gate would. Raises InspectionError where it is damaged."""
    with received(path, key) as arrival:
        bad = arrival.bad
    return Health(bad, key is not None)
