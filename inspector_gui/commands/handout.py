"""`handout`: a file for each team."""

import argparse
from pathlib import Path

from db.errors import InspectionError
from db.handout.team_files import Handed
from db.records.people import TeamLine
from db.store import Store
from inspector_gui.commands.running import DONE, PLAIN, opened, said_of, say, watched


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="放文件的文件夹")
    command.add_argument(
        "--team", action="append", metavar="CODE", help="只发这个组（可写多次）；不写发全部"
    )
    command.add_argument("--again", action="store_true", help="检查组已在记录：发更改文件")
    command.add_argument(
        "--sheets", type=Path, metavar="DIR", help="口令不显示，印成口令单（PDF）放这个文件夹"
    )
    command.add_argument("--plain", action="store_true", help=PLAIN)


def run(chosen: argparse.Namespace) -> int:
    from db.handout.team_files import Parcel, hand_to
    from db.storage.passphrases import new_passphrase
    from inspector_gui.documents.passphrases import write_sheets

    if chosen.sheets is not None and not chosen.sheets.is_dir():
        raise InspectionError(f"文件夹“{chosen.sheets}”不存在；请先建好文件夹。")
    if chosen.plain and chosen.sheets is not None:
        raise InspectionError("--plain 是不加密，没有口令单；请去掉其中一个。")
    with opened(chosen.bureau, chosen) as store:
        teams = _wanted(store, chosen.team)
        parcels = [
            Parcel(team, None if chosen.plain else new_passphrase(), chosen.again) for team in teams
        ]
        made = hand_to(store, chosen.out, parcels, watched("已分发检查组"))
        for handed in made:
            say(str(handed.path))
        for path in write_sheets(store, made, chosen.sheets) if chosen.sheets else ():
            say(str(path))
    if chosen.sheets is None:
        _tell_passphrases(made)
    return DONE


def _tell_passphrases(made: list[Handed]) -> None:
    """Shown once; nobody keeps them."""
    for handed in made:
        if handed.passphrase is not None:
            say(f"{handed.team.name}的口令：{handed.passphrase}")
    if made and made[0].passphrase is None:
        say(said_of(None))
    else:
        say("口令只显示这一次，局里不留存；请抄下来当面交给各组组长。")


def _wanted(store: Store, codes: list[str] | None) -> list[TeamLine]:
    with store.read() as work:
        teams = {team.code: team for team in work.people.teams()}
    missing = [code for code in codes or () if code not in teams]
    if missing:
        raise InspectionError(f"总文件里没有代码为 {missing[0]} 的检查组；请核对代码。")
    return [teams[code] for code in dict.fromkeys(codes)] if codes else list(teams.values())
