"""Ids and the clock inside them.

An id is a UUIDv7 (RFC 9562): 48 bits of milliseconds and 12 bits of counter are one hybrid logical
clock, the rest is random. So ids sort by clock, and the largest edit of a field is the latest.
"""

import secrets
import time
import uuid
from datetime import UTC, datetime
from threading import Lock

_NAMESPACE = uuid.UUID("6f1d3c52-9a77-5c0e-8a51-0d5e2f3b7c11")


def wall_clock() -> datetime:
    return datetime.now(UTC)


def next_clock(last: int, now: datetime) -> int:
    """The hybrid logical clock: wall time where it moved on, else one tick after `last`.

    Unit: 1/4096 ms since 1970. It never goes back, whatever the wall clock does.
    """
    return max(int(now.timestamp() * 1000) << 12, last + 1)


def clock_hex(clock: int) -> str:
    """The first 16 hex digits of every id made at `clock`."""
    return f"{clock >> 12:012x}7{clock & 0xFFF:03x}"


def clock_of(value: uuid.UUID) -> int:
    return (value.int >> 80) << 12 | (value.int >> 64) & 0xFFF


def moment_of(value: uuid.UUID) -> datetime:
    """When an id was made: UTC."""
    return datetime.fromtimestamp((value.int >> 80) / 1000, UTC)


def id_at(clock: int) -> uuid.UUID:
    return uuid.UUID(f"{clock_hex(clock)}8{secrets.token_hex(8)[1:]}")


def least_id_at(moment: datetime) -> uuid.UUID:
    """No id made at `moment` (UTC) or later is smaller."""
    return uuid.UUID(f"{clock_hex(int(moment.timestamp() * 1000) << 12)}8{'0' * 15}")


class _Ticks:
    """A clock of this process that never shows the same twice."""

    def __init__(self) -> None:
        self._last, self._alone = 0, Lock()

    def __call__(self) -> int:
        with self._alone:
            self._last = max(time.time_ns() // 1_000_000 << 12, self._last + 1)
            return self._last


_ticks = _Ticks()


def new_id() -> uuid.UUID:
    """Ids made one after the other sort in that order: what was typed or imported keeps its."""
    return id_at(_ticks())


def natural_id(owner: uuid.UUID | None, *key: str) -> uuid.UUID:
    """The id of a thing with an official key: whoever types the same key means the same row."""
    return uuid.uuid5(owner or _NAMESPACE, "\x1f".join(key))
