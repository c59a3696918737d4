"""`conflicts`: what waits for a decision."""

import argparse
from dataclasses import asdict
from typing import Any

from db.merge.conflict_sides import Side
from db.merge.conflicts import ConflictLine
from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.exchange.merge_sentences import moved_of
from inspector_gui.locations import parse_location


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store, store.read() as work:
        asked = {line.conflict.id: line for line in work.conflicts.lines()}
        found = [asked[conflict.id] for conflict in work.conflicts.open()]
    lines = [in_words(conflict) for conflict in found] or ["没有待裁定的冲突。"]
    answer(chosen, {"conflicts": [as_dict(conflict) for conflict in found]}, lines)
    return DONE


def as_dict(line: ConflictLine) -> dict[str, Any]:
    conflict = line.conflict
    return {
        "id": conflict.id,
        "kind": conflict.kind.value,
        "school": line.school,
        "table": conflict.table,
        "row": conflict.row.hex,
        "key": conflict.sub,
        "columns": list(conflict.columns),
        "base": conflict.base,
        "sides": [_side(side) for side in conflict.sides],
        "moved": asdict(line.moved) if line.moved else None,
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "values": side.values,
        "person": side.person,
        "at": side.at.isoformat(),
        "device": side.device,
        "batch": side.batch,
        "team": side.team or None,
        "source": side.source or None,
    }


def in_words(line: ConflictLine) -> str:
    from db.labels import column_label, table_label

    conflict = line.conflict
    columns = "、".join(column_label(conflict.table, name) for name in conflict.columns)
    sides = "；".join(_side_in_words(conflict.table, side) for side in conflict.sides)
    why = f"  （{moved_of(line.moved)}）" if line.moved else ""
    what = f"{line.school or ''} {table_label(conflict.table)} {columns}"
    return f"{conflict.id}  {what}  {sides}{why}"


def _side_in_words(table: str, side: Side) -> str:
    from db.labels import column_label
    from inspector_gui.exchange.value_text import value, who

    batch = f"，第 {side.batch} 批" if side.batch else ""
    values = (
        f"{column_label(table, name)}={value(name, stored, {})}"
        for name, stored in side.values.items()
    )
    return f"{who(side)}{batch}：{'，'.join(values)}"
