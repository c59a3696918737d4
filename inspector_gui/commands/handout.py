"""`handout`: a file for each team."""

import argparse
from pathlib import Path

from db.errors import InspectionError
from db.records.people import TeamLine
from db.store import Store
from inspector_gui.commands.running import DONE, opened, passphrase, say, watched


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="放文件的文件夹")
    command.add_argument(
        "--team", action="append", metavar="CODE", help="只发这个组（可写多次）；不写发全部"
    )
    command.add_argument("--again", action="store_true", help="检查组已在记录：发更改文件")
    command.add_argument(
        "--sheets", type=Path, metavar="DIR", help="每组另设口令，口令单（PDF）放这个文件夹"
    )


def run(chosen: argparse.Namespace) -> int:
    from db.handout.team_files import Parcel, hand_to
    from db.storage.keys import new_passphrase
    from inspector_gui.documents.passphrases import write_sheets

    if chosen.sheets is not None and not chosen.sheets.is_dir():
        raise InspectionError(f"文件夹“{chosen.sheets}”不存在；请先建好文件夹。")
    one = chosen.passphrase_file and chosen.sheets is None
    secret = passphrase(chosen, "检查组文件") if one else None
    with opened(chosen.bureau, chosen) as store:
        teams = _wanted(store, chosen.team)
        own = chosen.sheets is not None
        parcels = [
            Parcel(team, new_passphrase() if own else secret, chosen.again) for team in teams
        ]
        made = hand_to(store, chosen.out, parcels, watched("已分发检查组"))
        for handed in made:
            say(str(handed.path))
        for path in write_sheets(store, made, chosen.sheets) if own else ():
            say(str(path))
    return DONE


def _wanted(store: Store, codes: list[str] | None) -> list[TeamLine]:
    with store.read() as work:
        teams = {team.code: team for team in work.people.teams()}
    missing = [code for code in codes or () if code not in teams]
    if missing:
        raise InspectionError(f"总文件里没有代码为 {missing[0]} 的检查组；请核对代码。")
    return [teams[code] for code in dict.fromkeys(codes)] if codes else list(teams.values())
