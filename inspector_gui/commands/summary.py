"""`summary`: the numbers the bureau reports."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from db.store import Store
from db.unit_of_work import Work
from db.working_days import end_of_day
from inspector_gui.commands.naming import (
    cut_off,
    day_of,
    declare_cut_off,
    declare_inspection,
    inspection_named,
)
from inspector_gui.commands.running import BUREAU, DONE, answer, key_of, opened
from inspector_gui.labels import label
from inspector_gui.locations import parse_location
from inspector_gui.statistics.figure_changes import FigureChange, changes_since
from inspector_gui.statistics.figures import RATE, FigureSheet, figure_sheet
from inspector_gui.statistics.percentages import percent, share_of
from inspector_gui.statistics.published import UnusualAnswer, unusual_answers
from inspector_gui.statistics.year_on_year import YearOnYear


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=parse_location, metavar="BUREAU", help=BUREAU)
    declare_inspection(command)
    declare_cut_off(command)
    command.add_argument("--ledger", type=Path, metavar="FILE.xlsx", help="把汇总台账写成这个文件")
    command.add_argument(
        "--bulletin", type=Path, metavar="FILE", help="把全市通报写成这个文件（.pdf 或 .docx）"
    )
    command.add_argument(
        "--since", type=day_of, metavar="DATE", help="哪一天24:00以来变了的数，和由哪些记录变的"
    )
    command.add_argument(
        "--last", type=Path, metavar="FILE", help="与上一次检查的总文件比较（只读），只比比率"
    )
    command.add_argument(
        "--last-passphrase-file", type=Path, metavar="FILE", help="上一次总文件的口令，在首行"
    )
    command.add_argument(
        "--signals",
        action="store_true",
        help="哪些学校的问卷提示选项多得不像偶然（线索，不是问题）",
    )
    command.add_argument("--paragraph", action="store_true", help="工作总结数字段，带数的几句话")


def run(chosen: argparse.Namespace) -> int:
    at = cut_off(chosen)
    with opened(chosen.bureau, chosen) as store:
        with store.read() as work:
            kind = inspection_named(work, chosen.inspection).code
            facts, lines = _facts_and_lines(work, kind, at, chosen)
        files = _written(store, kind, chosen)
    answer(chosen, {**facts, "files": files}, [*lines, *files])
    return DONE


def _facts_and_lines(
    work: Work, kind: str, at: datetime | None, chosen: argparse.Namespace
) -> tuple[dict[str, Any], list[str]]:
    sheet = figure_sheet(work, kind, at)
    with work.as_of(at):
        areas = work.totals.categories(kind)
    facts = _facts(sheet, at)
    facts["areas"] = [vars(area) for area in areas]
    lines = list(_lines(sheet))
    lines += [f"{area.name}\t{area.findings}" for area in areas]
    if chosen.since:
        changes = changes_since(work, kind, end_of_day(chosen.since))
        facts["changes"] = [_change(change) for change in changes]
        lines = [change.sentence for change in changes] or ["那以来没有数字变化。"]
    if chosen.last:
        compared = _compared(work, chosen)
        facts["year_on_year"] = {
            "then": compared.then,
            "rates": [vars(rate) for rate in compared.rates],
            "notes": list(compared.notes),
        }
        lines = [f"\t{compared.then}\t{compared.now}"]
        lines += ["\t".join((rate.name, rate.then, rate.now)) for rate in compared.rates]
        lines += compared.notes
    if chosen.signals:
        with work.as_of(at):
            found = unusual_answers(work, kind)
        facts["signals"] = [vars(unusual_answer) for unusual_answer in found]
        lines = [_signal(unusual_answer) for unusual_answer in found] or [
            "没有多得不像偶然的提示选项。"
        ]
    if chosen.paragraph:
        from inspector_gui.statistics.year_paragraph import year_paragraph

        facts["paragraph"] = "".join(sentence.text for sentence in year_paragraph(work, at))
        lines = [*_open(sheet), facts["paragraph"]]
    return facts, lines


def _compared(work: Work, chosen: argparse.Namespace) -> YearOnYear:
    from db.handout.last_campaign import beside
    from inspector_gui.statistics.year_on_year import year_on_year

    given = argparse.Namespace(passphrase_file=chosen.last_passphrase_file)
    with beside(chosen.last, key_of(chosen.last, given)) as last, last.read() as then:
        return year_on_year(work, then)


def _signal(unusual_answer: UnusualAnswer) -> str:
    share, usual = (
        share_of(unusual_answer.count, unusual_answer.forms),
        percent(unusual_answer.usual),
    )
    return "\t".join(
        (
            *(
                unusual_answer.school,
                label(unusual_answer.stage),
                unusual_answer.code,
                f"{unusual_answer.question}：{unusual_answer.answer}",
            ),
            f"{unusual_answer.count}/{unusual_answer.forms} {share}",
            f"各校中位数 {usual}",
        )
    )


def _change(figure_change: FigureChange) -> dict[str, Any]:
    rows = [{"table": row.table, "id": row.id, "name": row.name} for row in figure_change.rows]
    return {
        "key": figure_change.after.key,
        "before": figure_change.before.value,
        "after": figure_change.after.value,
        "rows": rows,
    }


def _facts(sheet: FigureSheet, at: datetime | None) -> dict[str, Any]:
    return {
        "inspection": sheet.inspection.code,
        "as_of": at and at.isoformat(),
        "final": not sheet.undecided,
        "open": list(sheet.undecided),
        "totals": sheet.totals,
        RATE: {"closed": sheet["closed"].value, "findings": sheet["findings"].value},
    }


def _lines(sheet: FigureSheet) -> Iterator[str]:
    yield f"{sheet.inspection.kind}\t{sheet.at}"
    yield from _open(sheet)
    for figure in sheet.figures.values():
        yield f"{figure.name}（{figure.unit}）\t{figure.text}"


def _open(sheet: FigureSheet) -> Iterator[str]:
    """What keeps the numbers from being final."""
    if sheet.undecided:
        yield f"数字未定，不得发布\t{'；'.join(sheet.undecided)}"


def _written(store: Store, inspection: str, chosen: argparse.Namespace) -> list[str]:
    """The files that were asked for, with the numbers of the day that was named."""
    files, at = [], cut_off(chosen)
    if chosen.ledger is not None:
        from inspector_gui.actions.ledger import export_ledger

        with store.read() as work:
            kind = work.inspections.of(inspection)
        written = export_ledger(store=store, path=chosen.ledger, inspection=kind, cut_off=at)
        files.append(str(written.path))
    if chosen.bulletin is not None:
        from inspector_gui.actions.documents import write_bulletin

        files.append(str(write_bulletin(store=store, path=chosen.bulletin, cut_off=at)))
    return files
