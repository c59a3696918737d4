"""`takeback`: undo one import, or undo that."""

import argparse
from dataclasses import asdict

from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.locations import parse_location


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    command.add_argument("batch", type=int, metavar="BATCH", help="批次号")
    command.add_argument("--reason", default="", help="为什么撤回")
    command.add_argument("--undo", action="store_true", help="这一批撤回错了：恢复计入")


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.actions.merging import bring_batch_again, take_back_batch

    if chosen.undo:
        with opened(chosen.bureau, chosen) as store:
            again = bring_batch_again(store=store, number=chosen.batch, reason=chosen.reason)
        line = f"第 {again.batch} 批合并已恢复：{again.back} 行重新计入，{again.fields} 处恢复。"
        answer(chosen, asdict(again), [line])
        return DONE
    from inspector_gui.exchange.merge_sentences import ordered_line

    with opened(chosen.bureau, chosen) as store:
        undone = take_back_batch(store=store, number=chosen.batch, reason=chosen.reason)
    line = (
        f"第 {undone.batch} 批合并已撤回：{undone.gone} 行不再计入，{undone.restored} 处恢复原值。"
    )
    lines = [line, f"{ordered_line(undone)}。"] if undone.ordered else [line]
    answer(chosen, asdict(undone), lines)
    return DONE
