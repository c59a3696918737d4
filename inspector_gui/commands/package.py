"""`package`: a team's records, sealed for the bureau."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, opened, say, say_json, watched


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="TEAMFILE", help="检查组文件")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="放数据包的文件夹")
    command.add_argument("--json", action="store_true", help="输出 JSON")


def run(chosen: argparse.Namespace) -> int:
    from db.packages.sealing import make_package

    with opened(chosen.file, chosen) as store:
        made = make_package(store, chosen.out, watched("已写入字节"))
    if chosen.json:
        told = {"number": made.number, "sha256": made.sha256.hex(), "totals": made.totals}
        say_json({"path": str(made.path), **told})
    else:
        say(str(made.path))
    return DONE
