"""A bureau's own words: changed text by text, in versions that a locked document fixes."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from inspector_gui.documents.template_texts import (
    Source,
    Wording,
    changed_words,
    check,
    differing,
    keys_in_order,
    own_wording,
    parts_of,
)

_NUMBERED = re.compile(r"(.*)-(\d+)")


@dataclass(frozen=True)
class TextRow:
    """A text as a clerk sees it: what it says, and whether that is the bureau's."""

    key: str
    source: Source
    changed: bool

    @property
    def shown(self) -> str:
        """Parts are lines."""
        return "\n".join(parts_of(self.source))


def rows(kind: DocumentKind, wording: Wording) -> list[TextRow]:
    """The document's own texts first."""
    own = own_wording(kind)
    keys = keys_in_order(kind)
    return [TextRow(key, wording.texts[key], wording.texts[key] != own.texts[key]) for key in keys]


def edited(kind: DocumentKind, wording: Wording, key: str, typed: str) -> Wording:
    """The words with one text changed. Raises InspectionError where it cannot be filled in."""
    own = own_wording(kind)
    source: Source = typed
    if not isinstance(own.source(key), str):
        source = tuple(line for line in typed.split("\n") if line.strip())
    return Wording(wording.version, wording.texts | {key: check(own, key, source)})


def original(kind: DocumentKind, wording: Wording, key: str) -> Wording:
    """The words with one text as the program brought it."""
    return Wording(wording.version, wording.texts | {key: own_wording(kind).source(key)})


def keep(work: Work, campaign: uuid.UUID, kind: DocumentKind, wording: Wording) -> None:
    """In the version that is being written; in a new one once a document was locked with it."""
    kept = work.documents.texts(kind)
    changed = differing(own_wording(kind), wording)
    if kept and not work.documents.is_used(kind, kept[0].kept_at):
        work.documents.reword(kept[0].id, changed_words(kept[0].version, changed))
        return
    version = next_version(kept[0].version if kept else own_wording(kind).version)
    work.documents.keep_text(campaign, kind, version, changed_words(version, changed))


def next_version(version: str) -> str:
    """2025.1, 2025.1-1, 2025.1-2 …"""
    match = _NUMBERED.fullmatch(version)
    return f"{match[1]}-{int(match[2]) + 1}" if match else f"{version}-1"
