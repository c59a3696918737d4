"""A document ready to be set: its blocks, and what every page says of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from inspector_gui.documents.blocks import Block, plain, said

HASH_DIGITS = 8
PARTED = "\x1f"


@dataclass(frozen=True)
class Document:
    """`by_team` it may suggest, never order; a name in `open_words` is not taken for a pupil's."""

    title: str
    footer: str
    printed_at: datetime
    blocks: tuple[Block, ...]
    watermark: str = ""
    by_team: bool = True
    open_words: str = ""

    @cached_property
    def content_hash(self) -> str:
        """Of what the document says: the same whenever and in whatever type it is printed."""
        texts = [self.title, *(plain(text) for text in said(self.blocks))]
        digest = hashlib.sha256(PARTED.join(texts).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:HASH_DIGITS].upper()

    def with_furniture(self, footer: str, watermark: str) -> Document:
        return replace(self, footer=footer, watermark=watermark)
