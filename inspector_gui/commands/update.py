"""`update`: what the bureau changed, into a team's file."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, answer, key_of, opened, watched


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="TEAMFILE", help="检查组文件")
    command.add_argument("changes", type=Path, metavar="CHANGES", help="局里再次发放的文件")
    command.add_argument(
        "--changes-passphrase-file", type=Path, help="更改文件的口令（首行），与检查组的不同时写"
    )


def run(chosen: argparse.Namespace) -> int:
    from db.handout.updates import take_changes
    from inspector_gui.exchange.receipt_text import changes_in_words

    apart = argparse.Namespace(
        passphrase_file=chosen.changes_passphrase_file or chosen.passphrase_file
    )
    with opened(chosen.file, chosen) as store:
        key = key_of(chosen.changes, apart)
        receipt = take_changes(store, chosen.changes, key, watched("正在取回"))
    answer(chosen, {"receipt": receipt.as_dict()}, [changes_in_words(receipt)])
    return DONE
