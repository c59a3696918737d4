"""Values that people type for a field, as the field holds them."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from db.errors import InspectionError
from db.journal.fields import Field
from db.schema.types import (
    Chars,
    Count,
    Day,
    Digest,
    Fen,
    Flag,
    Guid,
    UtcTime,
    Word,
    Words,
)


def parse_values(table: str, columns: Sequence[str], text: str) -> dict[str, Any]:
    """One value for one column, or a JSON object for several. Money is typed in fen."""
    if len(columns) == 1:
        return {columns[0]: parse(table, columns[0], text)}
    try:
        given = json.loads(text)
    except ValueError as error:
        raise InspectionError(
            f'这个冲突涉及 {"、".join(columns)}；请写 JSON 对象，如 {{"{columns[0]}": …}}。'
        ) from error
    if not isinstance(given, dict) or not set(given) <= set(columns):
        raise InspectionError(f"请写 JSON 对象，只写 {'、'.join(columns)}，每个栏目一项。")
    texts = {name: "" if value is None else str(value) for name, value in given.items()}
    return {name: parse(table, name, text) for name, text in texts.items()}


def parse(table: str, column: str, text: str) -> Any:
    field = Field(table, uuid.UUID(int=0), column).stored_in
    if text == "" and field.nullable:
        return None
    try:
        return _parsed(field.type, text)
    except (ValueError, KeyError) as error:
        raise InspectionError(f"“{text}”不是 {column} 能用的内容；请核对后重写。") from error


def _parsed(kind: Any, text: str) -> Any:
    match kind:
        case Count() | Fen():
            return int(text)
        case Flag():
            return {"1": True, "0": False, "true": True, "false": False}[text.lower()]
        case Day():
            return date.fromisoformat(text)
        case UtcTime():
            return _moment(text)
        case Guid():
            return uuid.UUID(text)
        case Digest():
            return bytes.fromhex(text)
        case Word():
            return kind.enum_type(text)
        case Words():
            enum_type: type[StrEnum] = kind.enum_type
            return tuple(enum_type(part) for part in text.split(",") if part)
        case _:
            return text


def _moment(text: str) -> datetime:
    """With its offset: `2025-09-15T08:30+08:00`."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


class Sort(StrEnum):
    """What sort of thing a field holds, for whoever lets people type it."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"
    WORD = "word"
    WORDS = "words"
    OTHER = "other"


@dataclass(frozen=True)
class Kind:
    """`enum_type`: the closed list of a word; `limit`: how long a text may be; `optional`: or none;
    `signed`: whether a number may be below zero."""

    sort: Sort
    optional: bool
    enum_type: type[StrEnum] | None = None
    limit: int = 200
    signed: bool = False


_SORTS: tuple[tuple[type[Any], Sort], ...] = (
    (Fen, Sort.MONEY),
    (Count, Sort.COUNT),
    (Flag, Sort.FLAG),
    (Day, Sort.DAY),
    (UtcTime, Sort.MOMENT),
    (Word, Sort.WORD),
    (Words, Sort.WORDS),
    (Chars, Sort.TEXT),
)


def kind_of(table: str, column: str) -> Kind:
    """What a field holds."""
    stored = Field(table, uuid.UUID(int=0), column).stored_in
    sort = next((sort for cls, sort in _SORTS if isinstance(stored.type, cls)), Sort.OTHER)
    return Kind(
        sort=sort,
        optional=bool(stored.nullable),
        enum_type=getattr(stored.type, "enum_type", None),
        limit=getattr(stored.type, "limit", 200),
        signed=getattr(stored.type, "low", 0) < 0,
    )
