"""`demo`: a campaign to try things on."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, answer, passphrase, watched


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="放文件的文件夹")
    command.add_argument("--scenario", type=Path, metavar="FILE", help="场景文件（JSON）")
    command.add_argument("--recorded", action="store_true", help="连同全部检查记录")
    command.add_argument(
        "--waiting", action="store_true", help="再加合并以后等财务处裁定的事项（含 --recorded）"
    )


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.demo.campaign import build
    from inspector_gui.resources import SCENARIO

    secret = passphrase(chosen, "演示文件") if chosen.passphrase_file else None
    made = build(
        chosen.folder,
        chosen.scenario or SCENARIO,
        recorded=chosen.recorded,
        waiting=chosen.waiting,
        passphrase=secret,
        progress=watched("已记录学校"),
    )
    answer(chosen, {"files": [str(path) for path in made]}, map(str, made))
    return DONE
