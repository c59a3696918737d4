"""`feedback`: the sheets of one school or of all, as PDF."""

import argparse
from pathlib import Path

from db.errors import InspectionError
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import DocumentKind
from inspector_gui.commands.documents import nothing_made
from inspector_gui.commands.naming import inspection_named
from inspector_gui.commands.running import (
    DONE,
    WANTING,
    complain,
    made,
    opened,
    print_json,
    print_line,
    watched,
)
from inspector_gui.documents.scope import Scope
from inspector_gui.locations import parse_location

KINDS = (DocumentKind.FEEDBACK,)


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=parse_location, metavar="FILE", help="检查组文件、总文件或总库地址"
    )
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--school", metavar="CODE", help="学校代码")
    which.add_argument("--all", action="store_true", help="全部学校")
    command.add_argument("--inspection", metavar="KIND", help="只要哪种检查的；不写是各种都要")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="放 PDF 的文件夹")


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.file, chosen) as store:
        with store.read() as work:
            kind = inspection_named(work, chosen.inspection).code if chosen.inspection else None
            schools = _wanted(work.schools.lines(kind), chosen.school)
            campaign = work.campaigns.current()
        scopes = [Scope(school.name, campaign.id, school) for school in schools]
        with made(chosen.out) as folder:
            refused = _print(store, scopes, folder, chosen)
    return WANTING if refused else DONE


def _print(
    store: Store, scopes: list[Scope], folder: Path, chosen: argparse.Namespace
) -> list[dict[str, str]]:
    """Every sheet that is let out; at the end which were not, and why."""
    from inspector_gui.actions.documents import print_documents
    from inspector_gui.documents.batch import Refused

    files: list[str] = []
    refused: list[dict[str, str]] = []
    try:
        progress = watched("已生成反馈单")
        for document in print_documents(
            store=store, scopes=scopes, kinds=KINDS, folder=folder, progress=progress
        ):
            if isinstance(document, Refused):
                refused.append({"title": document.title, "why": document.why})
                continue
            files.append(str(document.path))
            if not chosen.json:
                print_line(files[-1])
    finally:
        if chosen.json and files:
            print_json({"files": files, "refused": refused})
    if not files:
        raise InspectionError(nothing_made(refused))
    for problem in refused:
        complain(f"没有生成 {problem['title']}：{problem['why']}")
    return refused


def _wanted(lines: list[SchoolLine], code: str | None) -> list[SchoolLine]:
    schools = [line for line in lines if code is None or line.code == code]
    if not schools:
        raise InspectionError(
            f"文件里没有代码为 {code} 的学校；请核对代码。" if code else "文件里没有学校。"
        )
    return schools
