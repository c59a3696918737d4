"""`handout`: a file for each team."""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.handout.team_files import Handed
from db.records.people import TeamLine
from db.store import Store
from inspector_gui.commands.running import (
    DONE,
    PLAIN,
    answer,
    encryption_line,
    made,
    opened,
    watched,
)


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
    from db.handout.team_files import Parcel
    from db.storage.passphrases import new_passphrase
    from inspector_gui.actions.handing_out import hand_out

    own = chosen.sheets is not None
    if chosen.plain and own:
        raise InspectionError("--plain 是不加密，没有口令单；请去掉其中一个。")
    with opened(chosen.bureau, chosen) as store:
        teams = _wanted(store, chosen.team)
        parcels = [
            Parcel(team, None if chosen.plain else new_passphrase(), chosen.again) for team in teams
        ]
        with ExitStack() as folders:
            out = folders.enter_context(made(chosen.out))
            sheets = folders.enter_context(made(chosen.sheets)) if own else None
            progress = watched("已分发检查组")
            handed = hand_out(store=store, folder=out, parcels=parcels, progress=progress)
        printed, trouble = _printed(store, handed, sheets)
    hidden = own and trouble is None
    files = [_as_dict(handed_file, shown=not hidden) for handed_file in handed]
    facts = {"files": files, "sheets": [str(path) for path in printed]}
    lines = [str(path) for path in (*(handed_file.path for handed_file in handed), *printed)]
    answer(chosen, facts, lines if hidden else [*lines, *_passphrases(handed)])
    if trouble is not None:
        raise InspectionError(f"文件已经发放，口令单没有写成，口令只在这次的输出里：{trouble}")
    return DONE


def _printed(
    store: Store, handed: list[Handed], folder: Path | None
) -> tuple[list[Path], InspectionError | None]:
    """The sheets; where they cannot be written, why: nobody else has the passphrases by now."""
    from inspector_gui.documents.passphrases import write_sheets

    try:
        return write_sheets(store, handed, folder) if folder else [], None
    except InspectionError as error:
        return [], error


def _as_dict(handed: Handed, *, shown: bool) -> dict[str, Any]:
    return {
        "team": handed.team.code,
        "path": str(handed.path),
        "number": handed.number,
        "locked": handed.passphrase is not None,
        "passphrase": handed.passphrase if shown else None,
    }


def _passphrases(made: list[Handed]) -> Iterator[str]:
    """Shown once; nobody keeps them."""
    if all(handed_file.passphrase is None for handed_file in made):
        yield encryption_line(None)
        return
    for handed_file in made:
        yield f"{handed_file.team.name}的口令：{handed_file.passphrase}"
    yield "口令只显示这一次，局里不留存；请抄下来当面交给各组组长。"


def _wanted(store: Store, codes: list[str] | None) -> list[TeamLine]:
    with store.read() as work:
        teams = {team.code: team for team in work.people.teams()}
    missing = [code for code in codes or () if code not in teams]
    if missing:
        raise InspectionError(f"总文件里没有代码为 {missing[0]} 的检查组；请核对代码。")
    return [teams[code] for code in dict.fromkeys(codes)] if codes else list(teams.values())
