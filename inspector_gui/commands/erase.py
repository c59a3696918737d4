"""`erase`: the numbers and names of drawn people go, a certificate stays."""

import argparse
from pathlib import Path

from inspector_gui.commands.naming import set_person
from inspector_gui.commands.running import DONE, answer, made, opened, watched


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="检查组文件或总文件")
    command.add_argument("--by", metavar="NAME", help="谁来清除：检查组文件要写组长姓名")
    command.add_argument(
        "--packages", action="store_true", help="放在文件旁边的数据包一并移除，要交的以后重新封"
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="放证明的文件夹")


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.actions.erasing import erase_numbers

    with opened(chosen.file, chosen) as store, made(chosen.out) as folder:
        if chosen.by:
            set_person(store, chosen.by)
        path = erase_numbers(
            store=store,
            folder=folder,
            packages=chosen.packages,
            progress=watched("已完成步骤"),
        )
        with store.read() as work:
            line = work.erasures.lines()[-1]
    counts = {"numbers": line.numbers, "names": line.names, "texts": line.texts}
    facts = {**counts, "copies": line.copies, "certificate": str(path)}
    lines = (
        f"已清除号码 {line.numbers} 个、姓名 {line.names} 个，移除旧备份和数据包 {line.copies} 个。"
    )
    answer(chosen, facts, [lines, f"证明：{path}"])
    return DONE
