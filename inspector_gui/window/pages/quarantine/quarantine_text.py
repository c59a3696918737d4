"""What stayed out and why, in the users' words."""

from collections.abc import Callable
from datetime import date
from typing import Any

from db.labels import column_label
from db.merge.quarantine_repair import KeptOut
from db.parsing import Kind, Sort, kind_of
from db.vocabulary import read_word
from inspector_gui.exchange import value_text
from inspector_gui.labels import value_label

_UNTOLD = ("id", "act", "deleted")


def record_of(row: KeptOut) -> str:
    record = value_text.record(row.table, row.caption)
    return f"改动：{record}" if row.change else record


def reason_of(row: KeptOut) -> str:
    """Why it stayed out."""
    if row.wrong:
        return "；".join(f"{column_label(row.table, name)}{_must(row, name)}" for name in row.wrong)
    if row.reason in row.values:
        return f"“{column_label(row.table, row.reason)}”不合规"
    return "所改的记录没有进来" if row.change else "所属的记录没有进来"


def _must(row: KeptOut, name: str) -> str:
    kind = kind_of(row.table, name)
    if row.values.get(name) is None:
        return "不能空着"
    return _MUST.get(kind.sort) or _of_text(row, name, kind)


def _of_text(row: KeptOut, name: str, kind: Kind) -> str:
    long = len(row.values.get(name) or "") > kind.limit
    return f"超过 {kind.limit} 个字" if long else "里有读不出的字符"


_MUST = {
    Sort.COUNT: "要在 0 到 1000 万之间",
    Sort.MONEY: "要在 0 到 1000 亿元之间",
    Sort.DAY: "不是日期",
    Sort.MOMENT: "不是时间",
    Sort.FLAG: "不是“是”或“否”",
    Sort.WORD: "不在可选的词里",
    Sort.WORDS: "不在可选的词里",
}


def proposal(row: KeptOut, name: str) -> Any:
    """What the repair begins with: of a text, what can be read of it."""
    kind = kind_of(row.table, name)
    if kind.sort is Sort.TEXT:
        return "".join(filter(_is_readable, row.values.get(name) or ""))[: kind.limit]
    return {Sort.WORDS: (), Sort.FLAG: None if kind.optional else False}.get(kind.sort)


def _is_readable(character: str) -> bool:
    return character == "\n" or (character.isprintable() and character != "\ufffd")


def day_in(value: str | None, near: Callable[[], date]) -> Callable[[], date]:
    """The day a wrong moment names, if it names one."""
    try:
        day = date.fromisoformat((value or "")[:10])
    except ValueError:
        return near
    return lambda: day


def what_to_do(row: KeptOut) -> str:
    return "可以修复" if row.repairable else "随上级进来，或不要"


def seen(row: KeptOut) -> list[tuple[str, str]]:
    """Column and words of what helps to know the row: what is wrong first; no ids."""
    values = [
        (name, _word(row, name, value))
        for name, value in row.values.items()
        if name in row.wrong or (name not in _UNTOLD and not name.endswith("_id") and value)
    ]
    return sorted(values, key=lambda pair: pair[0] not in row.wrong)


def _word(row: KeptOut, name: str, value: str | None) -> str:
    if value is None:
        return "（空）"
    kind = kind_of(row.table, name)
    sound = name not in row.wrong
    if sound and kind.enum_type is not None:
        return "、".join(
            value_label(name, read_word(kind.enum_type, code)) for code in value.split(",") if code
        )
    if sound and kind.sort is Sort.MONEY:
        return value_label(name, int(value))
    if kind.sort is Sort.MONEY:
        return f"{value} 分"
    return f"{value[:200]}……" if len(value) > 200 else value
