"""Conflicts in the users' words."""

from typing import Any

from db.labels import column_label, table_label
from db.merge.conflicts import ConflictLine, Kind
from inspector_gui.exchange import value_text
from inspector_gui.exchange.merge_sentences import moved_of

#: Told only where nothing shorter tells the sides apart.
_LONG = ("fact", "note", "text", "reason", "advice")
KINDS = {
    Kind.FIELD: "单项不同",
    Kind.STATEMENT: "整条不同",
    Kind.DELETION: "一方删除",
    Kind.ORPHAN: "所属已删",
}


def record_of(line: ConflictLine) -> str:
    return value_text.record(line.conflict.table, line.caption, line.conflict.sub)


def topic_of(line: ConflictLine) -> str:
    conflict = line.conflict
    if conflict.kind is Kind.DELETION:
        return "是否删除"
    if conflict.kind is Kind.ORPHAN:
        gone = f"所属的{table_label(line.above)}已删除"
        return moved_of(line.moved) if line.moved else gone
    return "、".join(column_label(conflict.table, name) for name in conflict.columns)


def versions_of(line: ConflictLine) -> str:
    """All sides in one short line: where they differ, as short as it can be told."""
    conflict = line.conflict
    differing = [
        name
        for name in conflict.asked
        if len({str(side.values.get(name)) for side in conflict.sides}) > 1
    ]
    briefest = sorted(differing, key=lambda name: name in _LONG)[:1]
    return "　|　".join(
        value_of(line, name, side.values.get(name)) for name in briefest for side in conflict.sides
    )


def value_of(line: ConflictLine, column: str, value: Any) -> str:
    """A value as people read it."""
    if line.conflict.asks_whether_it_goes:
        return _of_deletion(line, gone=bool(value))
    return value_text.value(column, value, line.names)


def content_of(line: ConflictLine) -> list[tuple[str, str]]:
    """What goes or stays, where that is asked."""
    return [
        (column_label(line.conflict.table, name), value_text.value(name, value, line.names))
        for name, value in line.content.items()
    ]


def _of_deletion(line: ConflictLine, *, gone: bool) -> str:
    if line.conflict.kind is Kind.ORPHAN:
        above = f"{line.moved.team}的检查" if line.moved else table_label(line.above)
        return "一并删除" if gone else f"恢复{above}，保留"
    return "删除" if gone else "保留"
