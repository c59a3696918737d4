"""A document on its way: what it says, then what every page says of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from db.records.campaigns import is_rehearsed
from inspector_gui.documents.blocks import Block, plain, texts_in
from inspector_gui.documents.official_numbers import minute
from inspector_gui.documents.page_format import UPRIGHT, Format
from inspector_gui.documents.scan_code import ScanCode
from inspector_gui.documents.template_texts import Wording

HASH_DIGITS = 8
PARTED = "\x1f"
PAGE_COUNT = "\x1e"
"""Stands in a footer for the number of pages, which is known when they are laid."""


#: What is printed across every page of a rehearsal.
REHEARSED = "演练"


@dataclass(frozen=True)
class Stamp:
    """When and in which version a document is printed; the same words have the same hash."""

    printed_at: datetime
    version: int = 1
    locked: bool = False


@dataclass(frozen=True)
class Content:
    """What a document says. `by_team` it may suggest, never order; a name in `open_words` is not
    taken for a pupil's."""

    title: str
    blocks: tuple[Block, ...]
    by_team: bool = field(default=True, kw_only=True)
    open_words: str = field(default="", kw_only=True)
    format: Format = field(default=UPRIGHT, kw_only=True)

    @cached_property
    def content_hash(self) -> str:
        """Of what is said: the same whenever and in whatever type it is printed."""
        texts = [self.title, *(plain(text) for text in texts_in(self.blocks))]
        digest = hashlib.sha256(PARTED.join(texts).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:HASH_DIGITS].upper()


@dataclass(frozen=True)
class Draft(Content):
    """What a document says, under its number.

    `covers`: the findings it tells of; `missing`: why it may not be locked yet, a sentence each;
    `remarks`: what had better be looked at before.
    `foot`: of a form to be filled in by hand, which has no versions.
    `totals`: what is signed with it, for its code: findings, fen involved, due and refunded.
    """

    serial: str = field(kw_only=True)
    covers: tuple[str, ...] = field(default=(), kw_only=True)
    missing: tuple[str, ...] = field(default=(), kw_only=True)
    remarks: tuple[str, ...] = field(default=(), kw_only=True)
    foot: str = field(default="", kw_only=True)
    totals: tuple[int, ...] = field(default=(), kw_only=True)

    def with_more(self, *blocks: Block) -> Draft:
        return replace(self, blocks=(*self.blocks, *blocks))

    def stamped(self, stamp: Stamp, wording: Wording) -> Document:
        final = stamp.locked or bool(self.foot)
        footer = self.foot or wording.phrase(
            "footer" if final else "footer_draft",
            serial=self.serial,
            version=stamp.version,
            time=minute(stamp.printed_at),
            hash=self.content_hash,
            pages=PAGE_COUNT,
        )
        return Document(
            self.title,
            self.blocks,
            footer=footer,
            printed_at=stamp.printed_at,
            watermark=self._watermark(wording, final=final),
            by_team=self.by_team,
            open_words=self.open_words,
            format=self.format,
            code=self._code(stamp) if stamp.locked and footer and not self.foot else "",
        )

    def _watermark(self, wording: Wording, *, final: bool) -> str:
        """Of a rehearsal nothing is ever final, whatever was locked."""
        if is_rehearsed(self.serial):
            return REHEARSED
        return "" if final else wording.phrase("watermark")

    def _code(self, stamp: Stamp) -> str:
        return str(ScanCode(self.serial, stamp.version, self.content_hash, self.totals))


@dataclass(frozen=True)
class Document(Content):
    """Ready to be set, with what stands on every page; `code`: by which its scan is known again."""

    footer: str = field(kw_only=True)
    printed_at: datetime = field(kw_only=True)
    watermark: str = field(default="", kw_only=True)
    code: str = field(default="", kw_only=True)
