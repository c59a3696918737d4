"""`inspections`: which kinds of inspection the campaign has; made, or taken from a file."""

import argparse
from pathlib import Path
from typing import Any

from db.records.inspections import InspectionLine
from db.store import Store
from db.unit_of_work import Work
from inspector_gui.commands.naming import inspection_named, require_bureau
from inspector_gui.commands.running import DONE, answer, opened


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    command.add_argument("--add", metavar="KIND", help="新增一种检查，写简称，如 明察暗访")
    command.add_argument("--title", default="", help="新增的检查的名称，与 --add 同写")
    command.add_argument(
        "--take", type=Path, metavar="FILE", help="从文件（.xlsx、.json）取来一种检查，连同清单"
    )
    command.add_argument(
        "--compare", type=Path, metavar="FILE", help="只列出这个文件会带来什么，不取来"
    )
    command.add_argument(
        "--export", type=Path, metavar="FILE.xlsx", help="把 --kind 的检查连同清单写成文件"
    )
    command.add_argument(
        "--team", action="append", metavar="NAME", help="给 --kind 的检查编一个组（可写多次）"
    )
    command.add_argument("--kind", metavar="KIND", help="哪种检查（代码、简称或名称）")
    command.add_argument("--drop", metavar="KIND", help="删除一种检查")


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        if chosen.compare:
            return _compared(store, chosen)
        _change(store, chosen)
        with store.read() as work:
            kinds = [_as_dict(work, line) for line in work.inspections.lines()]
    answer(chosen, {"inspections": kinds}, map(_in_words, kinds))
    return DONE


def _change(store: Store, chosen: argparse.Namespace) -> None:
    from inspector_gui.actions.inspections import add_inspection, drop_inspection, take_inspection

    made = chosen.kind
    if chosen.add:
        made = add_inspection(store=store, kind=chosen.add, title=chosen.title)
    if chosen.take:
        made = take_inspection(store=store, path=chosen.take)
    if chosen.team:
        _add_teams(store, made, chosen.team)
    if chosen.export:
        _export(store, made, chosen.export)
    if chosen.drop:
        with store.read() as work:
            found = inspection_named(work, chosen.drop)
        drop_inspection(store=store, inspection=found)


def _compared(store: Store, chosen: argparse.Namespace) -> int:
    """What a file would bring, a line each; nothing is taken."""
    from inspector_gui.exchange.kind_files import kind_in, read_kind_file
    from inspector_gui.exchange.lists.plan import look

    file = read_kind_file(chosen.compare)
    with store.read() as work:
        coming = look(work, kind_in(file), file.book)
    coming.require_sound()
    lines = [
        {"status": line.status.name.lower(), "name": line.title, "what": line.what}
        for line in coming.lines
    ]
    answer(chosen, {"lines": lines}, ("\t".join(line.values()) for line in lines))
    return DONE


def _export(store: Store, named: str | None, path: Path) -> None:
    from inspector_gui.actions.inspections import export_inspection

    with store.read() as work:
        kind = inspection_named(work, named)
    export_inspection(store=store, inspection=kind, path=path)


def _add_teams(store: Store, named: str | None, names: list[str]) -> None:
    from db.vocabulary import Act
    from inspector_gui.exchange.lists.people import new_team

    with store.act(Act.PLAN) as work:
        code = inspection_named(work, named).code
        for name in names:
            new_team(work, work.campaigns.current().id, name, code)


def _as_dict(work: Work, kind: InspectionLine) -> dict[str, Any]:
    return {
        "code": kind.code,
        "kind": kind.kind,
        "title": kind.title,
        "pages": [page.value for page in kind.pages],
        "documents": [document.value for document in kind.documents],
        "has_notice": kind.has_notice,
        "items": len(work.catalogues.items(kind.code)),
        "teams": [team.code for team in work.people.teams(kind.code)],
        "visits": work.inspections.visits()[kind.code],
    }


def _in_words(kind: dict[str, Any]) -> str:
    sizes = f"清单 {kind['items']} 项，{len(kind['teams'])} 个组，{kind['visits']} 次检查"
    return "\t".join((kind["code"], kind["kind"], kind["title"], sizes))
