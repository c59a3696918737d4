"""The naming words that a format was released with; a later one says which version knows it."""

from collections.abc import Iterable
from pathlib import Path

import db.schema.everything  # noqa: F401  # every list that a column names
from db.vocabulary import Naming

_HERE = Path(__file__).parent


def words_file(version: int) -> Path:
    return _HERE / f"words-{version:04}.txt"


def naming_words() -> list[str]:
    """Every word of every list that only names things, a line each."""
    return [
        f"{vocabulary.__name__} {word.value}"
        for vocabulary in Naming.__subclasses__()
        for word in vocabulary
    ]


def undated(entries: Iterable[str], released: Iterable[str]) -> list[str]:
    """Words that came after a release and do not say with which version."""
    known = set(released)
    return [line for line in entries if line not in known and "@" not in line]
