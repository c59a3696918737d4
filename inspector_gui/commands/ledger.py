"""`ledger`: the bureau's ledger (汇总台账) as a workbook."""

import argparse
from pathlib import Path

from inspector_gui.actions.ledger import export_ledger
from inspector_gui.commands.naming import (
    cut_off,
    declare_cut_off,
    declare_inspection,
    inspection_named,
)
from inspector_gui.commands.running import BUREAU, DONE, answer, opened, watched
from inspector_gui.locations import parse_location


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    command.add_argument("out", type=Path, metavar="FILE.xlsx", help="写成哪个文件；已有的会被替换")
    command.add_argument(
        "--answers", action="store_true", help="连同逐份录入的全部问卷答案（不列班级）"
    )
    declare_inspection(command)
    declare_cut_off(command)


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store:
        with store.read() as work:
            kind = inspection_named(work, chosen.inspection)
        written = export_ledger(
            store=store,
            path=chosen.out,
            inspection=kind,
            cut_off=cut_off(chosen),
            with_answers=chosen.answers,
            progress=watched("已写入"),
        )
    facts = {
        "file": str(written.path),
        "sheets": written.sheets,
        "undecided": written.undecided,
    }
    open_ = "；".join(written.undecided)
    lines = [f"{written.path}：{len(written.sheets)} 张工作表。"]
    answer(chosen, facts, [*lines, f"不作为最终数据：{open_}。"] if open_ else lines)
    return DONE
