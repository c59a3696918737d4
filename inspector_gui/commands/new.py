"""`new`: the bureau's file of a new campaign."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, PLAIN, answer, chosen_passphrase, encryption_line


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="要建的总文件")
    command.add_argument("--code", required=True, metavar="CODE", help="代号，如 2025-SF")
    command.add_argument("--name", required=True, metavar="NAME", help="检查名称")
    command.add_argument("--bureau", dest="owner", required=True, metavar="NAME", help="主管单位")
    command.add_argument("--plain", action="store_true", help=PLAIN)


def run(chosen: argparse.Namespace) -> int:
    from db.storage.file import require_free
    from inspector_gui.exchange.new_campaign import Beginning, begin, retention_of

    beginning = Beginning(chosen.code, chosen.name, chosen.owner)
    beginning.require_sound()
    require_free(chosen.bureau)
    secret = chosen_passphrase(chosen, chosen.bureau.name)
    until = retention_of(chosen.bureau, begin(chosen.bureau, beginning, secret))
    facts = {
        "path": str(chosen.bureau),
        "code": chosen.code,
        "encrypted": secret is not None,
        "retention_until": until.isoformat() if until else None,
    }
    kept = f"家长号码保存到 {until}，到期由组长清除；要改用 notice --retention。"
    answer(chosen, facts, [str(chosen.bureau), kept, encryption_line(secret)])
    return DONE
