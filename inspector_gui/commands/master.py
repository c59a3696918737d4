"""`master`: move a prepared bureau file into PostgreSQL."""

import argparse
from pathlib import Path

from inspector_gui.commands.running import DONE, opened, say, watched, with_password
from inspector_gui.places import place_of


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("url", type=place_of, metavar="URL", help="总库地址，数据库须已建好")
    command.add_argument(
        "--from", dest="bureau", type=Path, required=True, metavar="BUREAU", help="总文件"
    )
    command.add_argument("--database-password-file", type=Path, help="数据库口令文件（首行）")


def run(chosen: argparse.Namespace) -> int:
    from db.errors import InspectionError
    from db.postgres.address import Address
    from db.postgres.founding import found

    if not isinstance(chosen.url, Address):
        raise InspectionError("总库地址应写成 postgresql+psycopg://用户@服务器/数据库。")
    with opened(chosen.bureau, chosen) as bureau:
        chosen.passphrase_file = chosen.database_password_file
        founded = with_password(
            chosen.url,
            chosen,
            lambda secret: found(chosen.url, bureau, secret, progress=watched("建库")),
        )
    say(f"总库已建成：{founded.text}")
    say(f"以后请合并到总库；请把“{chosen.bureau.name}”移走存档，以免两处各自合并。")
    return DONE
