"""The headings of the first level, numbered one after another whatever was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from inspector_gui.documents.blocks import Block, Heading, Mixed, Signing, Text, Together, joined
from inspector_gui.labels import numeral

_NUMBER = re.compile("[一二三四五六七八九十]+、")


def renumbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks; a heading that has no number gets none and is not counted."""
    numbers = count(1)
    return tuple(_renumbered(block, numbers) for block in blocks)


def _renumbered(block: Block, numbers: Iterator[int]) -> Block:
    match block:
        case Heading(level=1):
            return replace(block, text=_numbered(block.text, numbers))
        case Signing():
            above = tuple(_renumbered(part, numbers) for part in block.above)
            return Signing(above, tuple(_renumbered(part, numbers) for part in block.signed))
        case Together():
            return Together(tuple(_renumbered(part, numbers) for part in block.blocks))
        case _:
            return block


def _numbered(text: Text, numbers: Iterator[int]) -> Text:
    first, *rest = text.pieces if isinstance(text, Mixed) else (text,)
    if not isinstance(first, str) or not _NUMBER.match(first):
        return text
    named = _NUMBER.sub(f"{numeral(next(numbers))}、", first, count=1)
    return joined(named, Mixed(tuple(rest))) if rest else named
