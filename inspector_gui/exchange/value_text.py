"""Records, values and people of merged files, as people read them."""

import uuid
from collections.abc import Mapping
from typing import Any

from db.labels import table_label
from db.merge.captions import Caption
from db.merge.conflict_sides import Side
from inspector_gui.labels import in_china, value_label


def record(table: str, caption: Caption | None, sub: str = "") -> str:
    """`问题 WT-01`; of a cell, the cell too."""
    called = caption_words(caption) if caption else ""
    return " ".join(part for part in (table_label(table), called, sub) if part)


def caption_words(caption: Caption) -> str:
    if caption.kind == "school_class":
        return f"{caption.name} 班"
    if caption.kind == "parent_call":
        return f"花名册第 {caption.name} 号"
    return value_label(caption.kind, caption.name)


def value(column: str, stored: Any, names: Mapping[uuid.UUID, Caption]) -> str:
    if isinstance(stored, uuid.UUID):
        name = names.get(stored)
        return caption_words(name) if name else "另一条记录"
    if isinstance(stored, bytes):
        return f"文件 {stored.hex()[:8]}"
    return value_label(column, stored)


def who(side: Side) -> str:
    """`张三（第三检查组）`."""
    if not side.person:
        return "局里" if side.batch is None else "未署名"
    return f"{side.person}（{side.team}）" if side.team else side.person


def when_and_where(side: Side) -> str:
    """When, on which computer, and in which package it came."""
    moment = f"{in_china(side.at):%m-%d %H:%M}　电脑 {side.device[-4:]}"
    where = f"第 {side.batch} 批 {side.source}" if side.batch else "在总文件里"
    return f"{moment}\n{where}"
