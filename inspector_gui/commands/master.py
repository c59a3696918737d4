"""`master`: a bureau file moved into PostgreSQL, taken out into a file again, or upgraded there."""

import argparse
from pathlib import Path

from db.errors import InspectionError
from db.postgres.master_url import Address
from inspector_gui.commands.running import (
    DONE,
    PLAIN,
    answer,
    chosen_passphrase,
    encryption_line,
    opened,
    watched,
    with_password,
)
from inspector_gui.locations import parse_location


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("url", type=parse_location, metavar="URL", help="总库地址，数据库须已建好")
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--from", dest="source", type=Path, metavar="BUREAU", help="从总文件建库")
    way.add_argument("--to", dest="target", type=Path, metavar="FILE", help="取出为新的总文件")
    way.add_argument("--upgrade", action="store_true", help="把旧版本程序建的总库升级到本版本")
    command.add_argument("--database-password-file", type=Path, help="数据库口令文件（首行）")
    command.add_argument("--plain", action="store_true", help=f"取出的总文件{PLAIN}")


def run(chosen: argparse.Namespace) -> int:
    if not isinstance(chosen.url, Address):
        raise InspectionError("总库地址应写成 postgresql+psycopg://用户@服务器/数据库。")
    if chosen.upgrade:
        return _upgrade(chosen)
    return _found(chosen) if chosen.source else _take_out(chosen)


def _found(chosen: argparse.Namespace) -> int:
    from db.postgres.founding import found

    with opened(chosen.source, chosen) as bureau:
        founded = with_password(
            chosen.url,
            _of_database(chosen),
            lambda secret: found(chosen.url, bureau, secret, progress=watched("建库")),
        )
    lines = [
        f"总库已建成：{founded.text}",
        f"以后请合并到总库；请把“{chosen.source.name}”移走存档，以免两处各自合并。",
    ]
    answer(chosen, {"master": founded.text}, lines)
    return DONE


def _take_out(chosen: argparse.Namespace) -> int:
    from db.postgres.leaving import take_out
    from db.postgres.master import Master

    name = chosen.target.name
    secret = chosen_passphrase(chosen, name)
    database = _of_database(chosen)
    with with_password(chosen.url, database, lambda word: Master.at(chosen.url, word)) as master:
        take_out(master, chosen.target, secret, progress=watched("取出"))
    line = f"总库已取出为“{name}”；总库仍是原样。"
    facts = {"path": str(chosen.target), "encrypted": secret is not None}
    answer(chosen, facts, [line, encryption_line(secret)])
    return DONE


def _upgrade(chosen: argparse.Namespace) -> int:
    from db.migrations import VERSION
    from db.postgres.upgrading import upgrade

    before = with_password(chosen.url, _of_database(chosen), lambda word: upgrade(chosen.url, word))
    if before == VERSION:
        line = f"总库已是本程序的文件格式 {VERSION}，没有改动。"
    else:
        line = f"总库已从文件格式 {before} 升级到 {VERSION}；其他财务人员也请换用新版程序。"
    answer(chosen, {"version": VERSION, "version_before": before}, [line])
    return DONE


def _of_database(chosen: argparse.Namespace) -> argparse.Namespace:
    """The passphrase is the file's; the database has one of its own."""
    return argparse.Namespace(passphrase_file=chosen.database_password_file)
