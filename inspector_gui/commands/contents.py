"""`contents`: what is checked and what may be cited for it; shown, replaced, locked, left out."""

import argparse
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.records.applicable_law import Basis
from db.records.catalogues import Item
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act
from inspector_gui.commands.naming import declare_inspection, inspection_named, require_bureau
from inspector_gui.commands.running import DONE, answer, opened


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    declare_inspection(command)
    command.add_argument(
        "--use", type=Path, action="append", metavar="FILE", help="整份换用清单或问卷的版本文件"
    )
    command.add_argument(
        "--leave-out", action="append", metavar="ITEM", help="不查这一项（代码，可写多次）"
    )
    command.add_argument(
        "--lock",
        action="append",
        metavar="ITEM",
        help="锁定这一项引用的条款，各检查项同时生效；缺条款号、施行日期的不锁",
    )
    command.add_argument("--unlock", action="append", metavar="ITEM", help="解除锁定，不再引用")
    command.add_argument("--by", default="财务处", metavar="NAME", help="核定人")


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        with store.read() as work:
            inspection = inspection_named(work, chosen.inspection).code
        if chosen.use or chosen.leave_out or chosen.lock or chosen.unlock:
            _change(store, chosen, inspection)
        with store.read() as work:
            facts = _as_dict(work, inspection)
    answer(chosen, facts, _in_words(facts))
    return DONE


def _change(store: Store, chosen: argparse.Namespace, inspection: str) -> None:
    from inspector_gui.actions.law import lock_within
    from inspector_gui.exchange.catalogue import replace_contents

    with store.act(Act.PLAN) as work:
        for path in chosen.use or ():
            replace_contents(work, work.campaigns.current().id, path)
        items = {item.code: item for item in work.catalogues.items(inspection)}
        for code in chosen.leave_out or ():
            work.catalogues.drop_item(_item(items, code).id)
        for codes, locked in ((chosen.lock, True), (chosen.unlock, False)):
            for code in codes or ():
                lock_within(work, _item(items, code), locked=locked, by=chosen.by)


def _item(items: dict[str, Item], code: str) -> Item:
    if code not in items:
        raise InspectionError(f"清单里没有代码为 {code} 的检查项；请核对代码。")
    return items[code]


def _as_dict(work: Work, inspection: str) -> dict[str, Any]:
    bases = work.catalogues.bases()
    return {
        "checklists": [
            {"inspection": line.inspection, "version": line.version, "title": line.title}
            for line in work.catalogues.lines()
        ],
        "questionnaires": [
            {"kind": kind.value, "version": version} for kind, version in work.forms.versions()
        ],
        "items": [
            {
                "code": item.code,
                "category": item.category,
                "question": item.question,
                "bases": [_basis(basis) for basis in bases if basis.item_id == item.id],
            }
            for item in work.catalogues.items(inspection)
        ],
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "title": basis.citation.title,
        "doc_no": basis.citation.doc_no,
        "article": basis.citation.article,
        "locked": basis.printable,
        "role": basis.role.value,
    }


def _in_words(facts: dict[str, Any]) -> list[str]:
    lines = [f"{fact['title']}\t{fact['version']}" for fact in facts["checklists"]]
    for item in facts["items"]:
        locked = sum(basis["locked"] for basis in item["bases"])
        state = f"依据 {len(item['bases'])} 条，锁定 {locked} 条"
        lines.append("\t".join((item["code"], item["question"], state)))
    return lines
