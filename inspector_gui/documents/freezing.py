"""What a locked document says, as text that the file keeps and that can be printed again."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from enum import Enum
from functools import cache
from typing import Any

from db.errors import InspectionError
from inspector_gui.charts import chart
from inspector_gui.documents import blocks
from inspector_gui.documents.blocks import Block
from inspector_gui.documents.document import Draft
from inspector_gui.documents.page_format import LANDSCAPE, UPRIGHT

KIND = "_"
FORM = 1
DAMAGED = "定稿的内容已损坏，不能重印；请用备份文件夹中最近的一份备份核对。"


@dataclass(frozen=True)
class Frozen:
    """`body` is what it said of the inspection, `changes` what it said of the version before."""

    body: Draft
    changes: tuple[Block, ...] = ()

    @property
    def whole(self) -> Draft:
        return self.body.with_more(*self.changes)


def freeze(frozen: Frozen) -> str:
    body = frozen.body
    content = {
        "form": FORM,
        "title": body.title,
        "serial": body.serial,
        "by_team": body.by_team,
        "open_words": body.open_words,
        "covers": list(body.covers),
        "totals": list(body.totals),
        "turned": body.format.turned,
        "blocks": _plain(body.blocks),
        "changes": _plain(frozen.changes),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def thaw(content: str, content_hash: str) -> Frozen:
    """Raises InspectionError where it is not what was locked."""
    try:
        facts = json.loads(content)
        frozen = Frozen(
            Draft(
                facts["title"],
                _block(facts["blocks"]),
                serial=facts["serial"],
                by_team=facts["by_team"],
                open_words=facts["open_words"],
                covers=tuple(facts["covers"]),
                totals=tuple(facts.get("totals", ())),
                format=LANDSCAPE if facts["turned"] else UPRIGHT,
            ),
            _block(facts["changes"]),
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InspectionError(DAMAGED) from error
    if frozen.whole.content_hash != content_hash:
        raise InspectionError(DAMAGED)
    return frozen


def _plain(thing: Any) -> Any:
    if isinstance(thing, Enum):
        return {KIND: type(thing).__name__, "value": thing.value}
    if isinstance(thing, tuple):
        return [_plain(part) for part in thing]
    if isinstance(thing, str | int | float | bool | None):
        return thing
    named = {field.name: _plain(getattr(thing, field.name)) for field in fields(thing)}
    return {KIND: type(thing).__name__, **named}


def _block(thing: Any) -> Any:
    if isinstance(thing, list):
        return tuple(_block(part) for part in thing)
    if not isinstance(thing, dict):
        return thing
    values = {name: _block(value) for name, value in thing.items() if name != KIND}
    return _kinds()[thing[KIND]](**values)


@cache
def _kinds() -> dict[str, Any]:
    """Every kind of block and of what is in one; nothing else is ever made of a stored text."""
    found = (var for module in (blocks, chart) for var in vars(module).values())
    named = (blocks.__name__, chart.__name__)
    own = (kind for kind in found if isinstance(kind, type) and kind.__module__ in named)
    return {kind.__name__: kind for kind in own}
