"""`explain`: what a number means, as of when, and the rows behind it."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from db.records.figure_rows import FigureRow
from inspector_gui.commands.naming import (
    cut_off,
    declare_cut_off,
    declare_inspection,
    inspection_named,
)
from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.labels import value_label
from inspector_gui.locations import parse_location
from inspector_gui.parsing import show_yuan
from inspector_gui.statistics.figures import Explanation, explained, figure_sheet


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    command.add_argument(
        "number", metavar="NUMBER", help="哪一个数：summary 里的名称，或 JSON 里的键"
    )
    declare_inspection(command)
    declare_cut_off(command)


def run(chosen: argparse.Namespace) -> int:
    at = cut_off(chosen)
    with opened(chosen.bureau, chosen) as store, store.read() as work:
        sheet = figure_sheet(work, inspection_named(work, chosen.inspection).code, at)
        found = explained(work, sheet, sheet.named(chosen.number).key, at)
    answer(chosen, _facts(found, at), _lines(found))
    return DONE


def _facts(found: Explanation, at: datetime | None) -> dict[str, Any]:
    figure, sheet = found.figure, found.sheet
    return {
        "key": figure.key,
        "name": figure.name,
        "unit": figure.unit,
        "value": figure.value,
        "text": figure.text,
        "meaning": figure.meaning,
        "inspection": sheet.inspection.code,
        "as_of": at and at.isoformat(),
        "final": not sheet.undecided,
        "open": list(sheet.undecided),
        "rows": [{**vars(row), "detail": value_label("", row.detail)} for row in found.rows],
    }


def _lines(found: Explanation) -> Iterator[str]:
    figure, sheet = found.figure, found.sheet
    yield f"{figure.name}：{figure.text}{figure.unit}（{sheet.inspection.kind}，{sheet.at}）"
    if figure.formula:
        yield f"算法：{figure.formula}"
    yield f"口径：{figure.meaning}"
    if sheet.undecided:
        yield f"数字未定：{'；'.join(sheet.undecided)}"
    yield f"由 {len(found.rows)} 行记录得出："
    for row in found.rows:
        yield "\t".join(_cells(row, money=figure.is_money))


def _cells(row: FigureRow, *, money: bool) -> Iterator[str]:
    detail = value_label("", row.detail).replace("\n", " ") if row.detail else ""
    yield from (row.team, row.school, row.name, detail)
    yield show_yuan(row.share) if money else str(row.share)
