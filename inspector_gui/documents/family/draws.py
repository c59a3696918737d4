"""How a draw is told, so that anybody can make it again with a pencil."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from db.publishable.sampling import PublishedDraw
from db.vocabulary import DrawKind, Stage
from inspector_gui.class_names import class_called
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


def draw_fields(
    draw: PublishedDraw, stages: Sequence[Stage], wording: Wording, *more: tuple[str, ...]
) -> Fields:
    values = _values(draw, stages, wording)
    rows = (*_rows_of(draw), *more)
    named = tuple(tuple((wording.phrase(f"draw_{k}"), values[k]) for k in row) for row in rows)
    return Fields(named, NAME_SHARE, compact=True)


def algorithm_named(algorithm: str, key: str, wording: Wording) -> str:
    """`sha256-rank-v1` in words; one that these words do not fit, as it is."""
    known = re.fullmatch("sha256-(?:rank|allot|strata)-v([0-9]+)", algorithm)
    return wording.phrase(key, version=known[1]) if known else algorithm


def recipe_fields(wording: Wording) -> Fields:
    """How to make any of the draws again."""
    return Fields((((wording.phrase("draw_recipe"), _recipe(wording)),),), NAME_SHARE, compact=True)


def _recipe(wording: Wording) -> str:
    return "\n".join(map(plain, wording.parts("draw_recipe_steps")))


def _rows_of(draw: PublishedDraw) -> tuple[tuple[str, ...], ...]:
    """What nobody knows has no row."""
    rows = CLASSES if draw.kind is DrawKind.SCHOOL_CLASS else SEALED if draw.sealed else NUMBERED
    known = draw.source or draw.drawn_at
    return tuple(row for row in rows if known or row != ("source", "time"))


def _values(draw: PublishedDraw, stages: Sequence[Stage], wording: Wording) -> dict[str, Text]:
    """All that is needed to draw again; hashes and seeds are marked as such.

    The list has the codes that were hashed; what came of it is named as people name it too.
    """

    def digest(text: str) -> Text:
        return Mixed((Digest(text),))

    def listed(names: Iterable[str]) -> str:
        return "、".join(names) or wording.phrase("draw_none")

    def named(code: str) -> str:
        name = class_called(code, stages) if draw.kind is DrawKind.SCHOOL_CLASS else code
        return code if name == code else wording.phrase("draw_class", name=name, entry=code)

    def reasoned(entries: Iterable[tuple[str, str]]) -> str:
        return listed(_reasoned(named(entry), why, wording) for entry, why in entries)

    return {
        "population": wording.text(f"draw_population_{draw.kind.value}", count=draw.population),
        "algorithm": algorithm_named(draw.algorithm, "draw_algorithm_value", wording),
        "source": draw.source or wording.phrase("draw_none"),
        "time": minute(draw.drawn_at) if draw.drawn_at else "",
        "entries": listed(draw.entries),
        "list_hash": digest(draw.list_sha256),
        "commitment": digest(draw.commitment),
        "nonce": digest(draw.nonce),
        "witness": digest(draw.witness_number),
        "seed": digest(draw.seed_text),
        "drawn": listed(map(named, draw.drawn)),
        "reserve": listed(map(named, draw.reserve)),
        "drawn_rows": listed(draw.drawn),
        "reserve_rows": listed(draw.reserve),
        "targeted": reasoned(draw.targeted),
        "replaced": reasoned(draw.replaced),
        "about": wording.text("draw_about_value"),
        "legend": wording.text("draw_legend_value"),
        "recipe": _recipe(wording),
    }


def _reasoned(entry: str, why: str, wording: Wording) -> str:
    return wording.phrase("draw_replacement", entry=entry, reason=why) if why else entry


def draw_signatures(wording: Wording) -> Block:
    team, school = wording.lines("draw_signatures_team"), wording.lines("draw_signatures_school")
    return Together((Gap(0.5), SignOff(team, school)))
