"""`feedback`: the sheets of one school or of all, as PDF."""

import argparse
from pathlib import Path

from db.errors import InspectionError
from db.records.schools import SchoolLine
from inspector_gui.commands.running import DONE, made, opened, say_each, watched
from inspector_gui.locations import place_of


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=place_of, metavar="FILE", help="检查组文件、总文件或总库地址")
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--school", metavar="CODE", help="学校代码")
    which.add_argument("--all", action="store_true", help="全部学校")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="放 PDF 的文件夹")


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.documents.batch import print_papers

    with opened(chosen.file, chosen) as store:
        with store.read() as work:
            schools = _wanted(work.schools.lines(), chosen.school)
        with made(chosen.out) as folder:
            paths = print_papers(store, schools, folder, progress=watched("已生成反馈单"))
            say_each(chosen, "files", map(str, paths))
    return DONE


def _wanted(lines: list[SchoolLine], code: str | None) -> list[SchoolLine]:
    schools = [line for line in lines if code is None or line.code == code]
    if not schools:
        raise InspectionError(
            f"文件里没有代码为 {code} 的学校；请核对代码。" if code else "文件里没有学校。"
        )
    return schools
