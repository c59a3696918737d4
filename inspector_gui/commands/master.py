"""`master`: move a prepared bureau file into PostgreSQL, or take it out into a file again."""

import argparse
from pathlib import Path

from db.errors import InspectionError
from db.postgres.master_url import Address
from inspector_gui.commands.running import (
    DONE,
    PLAIN,
    chosen_passphrase,
    opened,
    said_of,
    say,
    watched,
    with_password,
)
from inspector_gui.locations import place_of


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("url", type=place_of, metavar="URL", help="总库地址，数据库须已建好")
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--from", dest="source", type=Path, metavar="BUREAU", help="从总文件建库")
    way.add_argument("--to", dest="target", type=Path, metavar="FILE", help="取出为新的总文件")
    command.add_argument("--database-password-file", type=Path, help="数据库口令文件（首行）")
    command.add_argument("--plain", action="store_true", help=f"取出的总文件{PLAIN}")


def run(chosen: argparse.Namespace) -> int:
    if not isinstance(chosen.url, Address):
        raise InspectionError("总库地址应写成 postgresql+psycopg://用户@服务器/数据库。")
    return _found(chosen) if chosen.source else _take_out(chosen)


def _found(chosen: argparse.Namespace) -> int:
    from db.postgres.founding import found

    with opened(chosen.source, chosen) as bureau:
        founded = with_password(
            chosen.url,
            _of_database(chosen),
            lambda secret: found(chosen.url, bureau, secret, progress=watched("建库")),
        )
    say(f"总库已建成：{founded.text}")
    say(f"以后请合并到总库；请把“{chosen.source.name}”移走存档，以免两处各自合并。")
    return DONE


def _take_out(chosen: argparse.Namespace) -> int:
    from db.postgres.leaving import take_out
    from db.postgres.master import Master

    name = chosen.target.name
    secret = chosen_passphrase(chosen, name)
    database = _of_database(chosen)
    with with_password(chosen.url, database, lambda word: Master.at(chosen.url, word)) as master:
        take_out(master, chosen.target, secret, progress=watched("取出"))
    say(f"总库已取出为“{name}”；总库仍是原样。")
    say(said_of(secret))
    return DONE


def _of_database(chosen: argparse.Namespace) -> argparse.Namespace:
    """The passphrase is the file's; the database has one of its own."""
    return argparse.Namespace(passphrase_file=chosen.database_password_file)
