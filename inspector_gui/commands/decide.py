"""`decide`: settle one conflict."""

import argparse
from typing import Any

from db.merge.conflicts import Conflict
from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.locations import parse_location


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    command.add_argument("conflict", metavar="CONFLICT", help="冲突编号")
    command.add_argument(
        "--take",
        required=True,
        metavar="mine|theirs|VALUE",
        help="VALUE：单个栏目写内容（金额写分），多个栏目写 JSON 对象",
    )


def run(chosen: argparse.Namespace) -> int:
    from db.merge.decisions import MINE, THEIRS
    from inspector_gui.actions.merging import decide_conflicts

    with opened(chosen.bureau, chosen) as store:
        take: Any = chosen.take
        if take not in (MINE, THEIRS):
            with store.read() as work:
                take = _values(work.conflicts.find(chosen.conflict), chosen.take)
        decide_conflicts(store=store, names=[chosen.conflict], take=take)
    answer(chosen, {"decided": chosen.conflict}, [f"冲突 {chosen.conflict} 已裁定。"])
    return DONE


def _values(conflict: Conflict, text: str) -> dict[str, Any]:
    from db.parsing import parse_values

    return parse_values(conflict.table, conflict.asked, text)
