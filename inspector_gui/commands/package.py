"""`package`: a team's records, sealed for the bureau."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, answer, made, opened, watched


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="TEAMFILE", help="检查组文件")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="放数据包的文件夹")


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.actions.merging import hand_in

    with opened(chosen.file, chosen) as store, made(chosen.out) as folder:
        sealed = hand_in(store=store, folder=folder, progress=watched("已写入字节"))
    facts = {"number": sealed.number, "sha256": sealed.sha256.hex(), "totals": sealed.totals}
    answer(chosen, {"path": str(sealed.path), **facts}, [str(sealed.path)])
    return DONE
