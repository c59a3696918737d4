"""`draw`: schools to teams by lot; the list is frozen first, then a witness names the number."""

import argparse
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.records.plans import Allotted
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act
from inspector_gui.commands.naming import declare_inspection, inspection_named, require_bureau
from inspector_gui.commands.running import DONE, answer, opened


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    declare_inspection(command)
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--freeze", action="store_true", help="冻结待分派的学校，公布秘密数校验值")
    way.add_argument("--number", metavar="NNNNNN", help="监督人报的六位数字；抽取并分派")
    way.add_argument("--discard", action="store_true", help="作废还没有抽的这次冻结")
    way.add_argument("--list", action="store_true", help="列出历次抽签，重算核对")
    command.add_argument("--witness", default="", metavar="NAME", help="监督人，与 --number 同写")


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        _deal(store, chosen)
        with store.read() as work:
            draws = [_as_dict(draw) for draw in work.plans.draws()]
    shown = draws if chosen.list else draws[:1]
    answer(chosen, {"draws": shown}, map(_in_words, shown) if shown else ["没有抽过签。"])
    return DONE


def _deal(store: Store, chosen: argparse.Namespace) -> None:
    from inspector_gui.sampling.allotting import freeze, reveal

    if chosen.freeze:
        with store.act(Act.PLAN) as work:
            _require_none_waiting(work)
            freeze(work, inspection=inspection_named(work, chosen.inspection).code)
    elif chosen.discard:
        with store.act(Act.PLAN) as work:
            work.plans.give_up(_waiting(work).id)
    elif chosen.number is not None:
        if not chosen.witness.strip():
            raise InspectionError("没有写监督人；请加上 --witness。")
        with store.act(Act.DRAW) as work:
            reveal(work, _waiting(work), chosen.number, chosen.witness.strip())


def _waiting(work: Work) -> Allotted:
    waiting = next((one for one in work.plans.draws() if not one.witness_number), None)
    if waiting is None:
        raise InspectionError("没有等待报数的冻结；请先用 --freeze 冻结名单。")
    return waiting


def _require_none_waiting(work: Work) -> None:
    if any(not one.witness_number for one in work.plans.draws()):
        raise InspectionError("已经冻结了一次，正等监督人报数；请先抽取，或用 --discard 作废。")


def _as_dict(draw: Allotted) -> dict[str, Any]:
    """The secret stays in the file until the number is named."""
    from inspector_gui.sampling.allotting import question_of, repeats

    drawn = bool(draw.witness_number)
    teams = repeats(draw) if drawn else None
    return {
        "at": draw.at.isoformat(),
        "schools": list(question_of(draw.entries).schools),
        "entries": list(draw.entries),
        "list_sha256": draw.list_sha256,
        "commitment": draw.commitment,
        "witness": draw.witness or None,
        "witness_number": draw.witness_number or None,
        "seed_text": draw.seed_text or None,
        "repeats": None if not drawn else teams is not None,
        "teams": teams,
    }


def _in_words(draw: dict[str, Any]) -> str:
    number, listed = len(draw["schools"]), draw["list_sha256"]
    if draw["witness_number"] is None:
        return (
            f"已冻结 {number} 所待分派学校，请监督人任报六位数字。"
            f"秘密数校验值 {draw['commitment']}，名单校验值 {listed}"
        )
    if not draw["repeats"]:
        return f"抽签分派 {number} 所，保存的内容前后不一致，不能重算。名单校验值 {listed}"
    given = "，".join(f"{school} {team}" for school, team in draw["teams"].items())
    return (
        f"抽签分派 {number} 所，{draw['witness']}报数 {draw['witness_number']}："
        f"{given}。种子 {draw['seed_text']}，名单校验值 {listed}"
    )
