"""`sha256-rank-v1`: commit, reveal, rank by hash.

The team shows the hash of its secret; the school then names six digits; neither side can steer the
draw alone. Entries are ordered by SHA-256 of `seed text|entry`; the first n are drawn, the next
ones wait in reserve. Rule: feedback-sheet D4.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

ALGORITHM = "sha256-rank-v1"


def new_secret() -> str:
    """A team's secret: 64 random bits as 16 hex digits."""
    return secrets.token_hex(8)


def commitment(secret: str) -> str:
    """What is shown before the school names its number."""
    return hashlib.sha256(secret.encode()).hexdigest()


def list_hash(entries: Iterable[str]) -> str:
    """The frozen list's fingerprint: SHA-256 of its lines."""
    return hashlib.sha256("\n".join(entries).encode()).hexdigest()


def is_witness_number(text: str) -> bool:
    return re.fullmatch(r"[0-9]{6}", text) is not None


@dataclass(frozen=True)
class Seed:
    """`scope` names campaign, school and kind: `2025-SF|S001|class`."""

    scope: str
    secret: str
    witness_number: str

    @property
    def text(self) -> str:
        return f"{self.scope}|{self.secret}|{self.witness_number}"


class Revealed(Protocol):
    """A draw as it is kept, once the number was named."""

    @property
    def entries(self) -> Sequence[str]: ...
    @property
    def list_sha256(self) -> str: ...
    @property
    def commitment(self) -> str: ...
    @property
    def nonce(self) -> str: ...
    @property
    def witness_number(self) -> str: ...
    @property
    def seed_text(self) -> str: ...


def agrees(kept: Revealed) -> bool:
    """List, secret and number are those that its hashes and its seed say."""
    return (
        list_hash(kept.entries) == kept.list_sha256
        and commitment(kept.nonce) == kept.commitment
        and kept.seed_text.endswith(f"|{kept.nonce}|{kept.witness_number}")
    )


def draw(seed_text: str, entries: Sequence[str], wanted: int) -> list[str]:
    """The first `wanted` entries by rank. Equal entries keep the list's order."""
    return sorted(entries, key=lambda entry: _rank(seed_text, entry))[:wanted]


def numbered(rows: int) -> list[str]:
    """A roster's entries: its row numbers."""
    return [str(number) for number in range(1, rows + 1)]


def _rank(seed_text: str, entry: str) -> str:
    return hashlib.sha256(f"{seed_text}|{entry}".encode()).hexdigest()
