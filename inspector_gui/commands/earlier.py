"""`earlier`: what the last campaign found, for the files of the teams that go there again."""

import argparse
from pathlib import Path

from inspector_gui.commands.naming import require_bureau
from inspector_gui.commands.running import BUREAU, DONE, answer, key_of, opened
from inspector_gui.locations import parse_location


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    command.add_argument("last", type=Path, metavar="LAST", help="上一次检查的总文件（只读）")
    command.add_argument(
        "--last-passphrase-file", type=Path, metavar="FILE", help="上一次总文件的口令，在首行"
    )


def run(chosen: argparse.Namespace) -> int:
    from db.handout.last_campaign import beside
    from inspector_gui.actions.earlier import take_in_earlier_findings

    given = argparse.Namespace(passphrase_file=chosen.last_passphrase_file)
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        with beside(chosen.last, key_of(chosen.last, given)) as last:
            found = take_in_earlier_findings(store=store, last=last)
    sentence = f"已带入“{found.campaign}”{found.schools} 所学校的 {found.findings} 个问题。"
    answer(chosen, {**vars(found), "notes": list(found.notes)}, [sentence, *found.notes])
    return DONE
