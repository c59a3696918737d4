"""What a new version says of the one before it: place by place, what was and what is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from inspector_gui.documents.blocks import (
    Annex,
    Block,
    Heading,
    Paragraph,
    Signing,
    Text,
    Title,
    Together,
    plain,
    texts_in,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.template_texts import Wording

AROUND = 8
LONGEST = 60
_PIECES = re.compile(r"[0-9A-Za-z.,%]+|.", re.DOTALL)
"""A figure is changed whole, never in one digit."""

HeadedText = tuple[str, str]


@dataclass(frozen=True)
class Replaced:
    """The version that a new one takes the place of."""

    body: Draft
    version: int
    locked_on: str
    code: str


def change_note(
    before: Replaced, after: Draft, version: int, wording: Wording
) -> tuple[Block, ...]:
    """An annex that names the version replaced and every change."""
    clauses = [*dict.fromkeys(_change_sentences(before.body, after, wording))] or [
        wording.phrase("changes_form")
    ]
    lead = wording.text(
        "changes_lead", date=before.locked_on, version=before.version, hash=before.code
    )
    return (
        Annex(
            wording.phrase("changes_mark"), Title(wording.titles("changes_title", version=version))
        ),
        Paragraph(lead),
        *(Paragraph(f"{number}.{text}") for number, text in enumerate(clauses, start=1)),
    )


def _change_sentences(before: Draft, after: Draft, wording: Wording) -> Iterator[str]:
    old, new = list(texts_with_headings(before.blocks)), list(texts_with_headings(after.blocks))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = min(b - a, d - c)
        for (_heading, was), (heading, now) in zip(
            old[a : a + pairs], new[c : c + pairs], strict=True
        ):
            yield from _changed(heading, was, now, wording)
        for heading, was in old[a + pairs : b]:
            yield wording.phrase("change_removed", where=heading, before=_cut(was))
        for heading, now in new[c + pairs : d]:
            yield wording.phrase("change_added", where=heading, after=_cut(now))


def texts_with_headings(blocks: Sequence[Block], heading: str = "") -> Iterator[HeadedText]:
    """Every text that says something, with the heading it stands under."""
    for block in blocks:
        if isinstance(block, Together | Signing):
            yield from texts_with_headings(block.blocks, heading)
            continue
        if isinstance(block, Heading) and block.level == 1:
            heading = plain(block.text)
        elif isinstance(block, Annex):
            heading = "".join(block.title.parts)
        yield from ((heading, text) for text in map(_bare, texts_in(block)) if text)


def _bare(text: Text) -> str:
    return plain(text).strip()


def _changed(heading: str, was: str, now: str, wording: Wording) -> Iterator[str]:
    """One sentence for each stretch that differs, with a little of what stands around it."""
    old, new = _PIECES.findall(was), _PIECES.findall(now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.5:
        yield wording.phrase("change_made", where=heading, before=_cut(was), after=_cut(now))
        return
    for group in matcher.get_grouped_opcodes(AROUND):
        (_, a, _, c, _), (_, _, b, _, d) = group[0], group[-1]
        before, after = _cut("".join(old[a:b])), _cut("".join(new[c:d]))
        yield wording.phrase("change_made", where=heading, before=before, after=after)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
