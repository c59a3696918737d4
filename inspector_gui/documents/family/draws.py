"""How a draw is told, so that anybody can make it again with a pencil."""

from __future__ import annotations

from collections.abc import Iterable

from db.publishable.sampling import PublishedDraw
from db.vocabulary import DrawKind
from inspector_gui.documents.blocks import (
    Block,
    Digest,
    Fields,
    Gap,
    Mixed,
    SignOff,
    Text,
    Together,
    plain,
)
from inspector_gui.documents.official_numbers import minute
from inspector_gui.documents.template_texts import Wording

CLASSES = (
    ("population", "algorithm"),
    ("source", "time"),
    ("entries",),
    ("list_hash",),
    ("commitment",),
    ("nonce", "witness"),
    ("seed",),
    ("drawn", "reserve"),
    ("targeted",),
    ("replaced",),
)
NUMBERED = (
    ("population", "algorithm"),
    ("source", "time"),
    ("list_hash",),
    ("commitment",),
    ("nonce", "witness"),
    ("seed",),
    ("drawn_rows", "reserve_rows"),
    ("replaced",),
)
NAME_SHARE = 0.16
SEALED = (("population", "algorithm"), ("source", "time"), ("list_hash",), ("commitment",))


def draw_fields(draw: PublishedDraw, words: Wording, *more: tuple[str, ...]) -> Fields:
    values = _values(draw, words)
    rows = (*_rows_of(draw), *more)
    named = tuple(tuple((words.words(f"draw_{k}"), values[k]) for k in row) for row in rows)
    return Fields(named, NAME_SHARE, compact=True)


def recipe_fields(words: Wording) -> Fields:
    """How to make any of the draws again."""
    return Fields((((words.words("draw_recipe"), _recipe(words)),),), NAME_SHARE, compact=True)


def _recipe(words: Wording) -> str:
    return "\n".join(map(plain, words.parts("draw_recipe_steps")))


def _rows_of(draw: PublishedDraw) -> tuple[tuple[str, ...], ...]:
    """What nobody knows has no row."""
    rows = CLASSES if draw.kind is DrawKind.SCHOOL_CLASS else SEALED if draw.sealed else NUMBERED
    known = draw.source or draw.drawn_at
    return tuple(row for row in rows if known or row != ("source", "time"))


def _values(draw: PublishedDraw, words: Wording) -> dict[str, Text]:
    """All that is needed to draw again; hashes and seeds are marked as such."""

    def digest(text: str) -> Text:
        return Mixed((Digest(text),))

    def listed(names: Iterable[str]) -> str:
        return "、".join(names) or words.words("draw_none")

    def reasoned(entries: Iterable[tuple[str, str]]) -> str:
        return listed(_reasoned(entry, why, words) for entry, why in entries)

    return {
        "population": words.text(f"draw_population_{draw.kind.value}", count=draw.population),
        "algorithm": draw.algorithm,
        "source": draw.source or words.words("draw_none"),
        "time": minute(draw.drawn_at) if draw.drawn_at else "",
        "entries": listed(draw.entries),
        "list_hash": digest(draw.list_sha256),
        "commitment": digest(draw.commitment),
        "nonce": digest(draw.nonce),
        "witness": digest(draw.witness_number),
        "seed": digest(draw.seed_text),
        "drawn": listed(draw.drawn),
        "reserve": listed(draw.reserve),
        "drawn_rows": listed(draw.drawn),
        "reserve_rows": listed(draw.reserve),
        "targeted": reasoned(draw.targeted),
        "replaced": reasoned(draw.replaced),
        "about": words.text("draw_about_value"),
        "legend": words.text("draw_legend_value"),
        "recipe": _recipe(words),
    }


def _reasoned(entry: str, why: str, words: Wording) -> str:
    return words.words("draw_replacement", entry=entry, reason=why) if why else entry


def draw_signatures(words: Wording) -> Block:
    team, school = words.lines("draw_signatures_team"), words.lines("draw_signatures_school")
    return Together((Gap(0.5), SignOff(team, school)))
