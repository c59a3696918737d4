"""`handout`: a file for each team."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, opened, passphrase, say, watched


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="放文件的文件夹")


def run(chosen: argparse.Namespace) -> int:
    from db.handout import hand_out

    secret = passphrase(chosen, "检查组文件") if chosen.passphrase_file else None
    with opened(chosen.bureau, chosen) as store:
        for path in hand_out(store, chosen.out, secret, watched("已分发检查组")):
            say(str(path))
    return DONE
