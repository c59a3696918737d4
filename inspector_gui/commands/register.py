"""`register`: the bureau's registers: list, enter, correct, strike out, write as a workbook."""

import argparse
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from db.errors import InspectionError
from db.parsing import parse
from db.store import Store
from db.unit_of_work import Work
from inspector_gui.actions.registering import correct_line, register_line, strike_line
from inspector_gui.commands.naming import require_bureau, school_named
from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.locations import parse_location

KINDS = ("complaints", "contacts", "sanctions", "pledges", "selfreports")


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    command.add_argument(
        "kind",
        choices=KINDS,
        metavar="KIND",
        help="哪一种台账：complaints 信访举报，contacts 招生咨询举报，sanctions 问责，"
        "pledges 责任书承诺书，selfreports 自查报告",
    )
    way = command.add_mutually_exclusive_group()
    way.add_argument("--add", nargs="+", metavar="FIELD=VALUE", help="登记一条；金额以分计")
    way.add_argument("--change", metavar="LINE", help="更正哪一条（编号或 id），与 --set 同写")
    way.add_argument("--strike", metavar="LINE", help="删除哪一条（编号或 id）")
    command.add_argument("--set", nargs="+", metavar="FIELD=VALUE", help="更正成什么")
    command.add_argument("--out", type=Path, metavar="FILE.xlsx", help="写成表格，可以再导入")


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.exchange.lists.registers import REGISTERS
    from inspector_gui.exchange.register_workbook import write_register

    if bool(chosen.change) != bool(chosen.set):
        raise InspectionError("更正一条要同时写 --change 和 --set；请补上缺的。")
    register = REGISTERS[chosen.kind]
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        _do(store, register.line, chosen)
        with store.read() as work:
            lines = work.registers.lines(register.line)
    if chosen.out:
        write_register(chosen.out, chosen.kind, lines)
    facts = [_as_dict(line) for line in lines]
    rows = [_in_words(register.columns, entry) for entry in lines]
    answer(chosen, {"kind": chosen.kind, "lines": facts}, rows or ["没有记录。"])
    return DONE


def _do(store: Store, line: type[Any], chosen: argparse.Namespace) -> None:
    with store.read() as work:
        values = _values(work, line, chosen.add or chosen.set or ())
        named = chosen.change or chosen.strike
        found = _named(work, line, named) if named else None
    if chosen.add:
        register_line(store=store, line_kind=line, **values)
    elif chosen.change and found:
        correct_line(store=store, line_kind=line, line=found, **values)
    elif found:
        strike_line(store=store, line_kind=line, line=found)


def _values(work: Work, line: type[Any], pairs: Iterable[str]) -> dict[str, Any]:
    known = {field.name for field in fields(line)} - {"id", "findings", "complaint_id"}
    values: dict[str, Any] = {}
    for pair in pairs:
        name, equals, written = pair.partition("=")
        if not equals or name not in known:
            raise InspectionError(f"“{pair}”不是能写的栏目；可以写：{'、'.join(sorted(known))}。")
        if name in ("school", "school_id"):
            values["school_id"] = school_named(work, written).id if written else None
        else:
            values[name] = parse(line.kept_in, name, written)
    return values


def _named(work: Work, line: type[Any], named: str) -> UUID:
    lines = work.registers.lines(line)
    found = [
        entry.id
        for entry in lines
        if named in (getattr(entry, "number", None), str(entry.id), getattr(entry, "school", None))
    ]
    if len(found) != 1:
        raise InspectionError(f"没有“{named}”这一条，或有几条；请写编号，或列出来的 id。")
    return UUID(int=found[0].int)


def _as_dict(line: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(line, field.name)) for field in fields(line)}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _in_words(columns: Iterable[Any], line: Any) -> str:
    from inspector_gui.exchange.lists.registers import cell_of

    return "\t".join(str(cell_of(getattr(line, column.key))) for column in columns)
