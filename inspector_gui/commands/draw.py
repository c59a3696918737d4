"""`draw`: schools, or schools to teams, by lot: the list is frozen first, then a witness names the
number."""

import argparse
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.records.plans import Allotted, DrawOf
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act
from inspector_gui.commands.naming import declare_inspection, inspection_named, require_bureau
from inspector_gui.commands.running import DONE, answer, opened


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    declare_inspection(command)
    command.add_argument("--schools", action="store_true", help="抽取要检查的学校，不是分派到组")
    command.add_argument(
        "--by",
        default="学校类别",
        metavar="TRAITS",
        help="分层：学校类别,办学性质,城乡,区县；与 --schools 同写",
    )
    command.add_argument(
        "--take", default="", metavar="HOW_MANY", help="抽取数，如 30%%、3，或 小学 5、其余 2"
    )
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--freeze", action="store_true", help="冻结名单，公布秘密数校验值")
    way.add_argument("--number", metavar="NNNNNN", help="监督人报的六位数字；抽取（并分派）")
    way.add_argument("--discard", action="store_true", help="作废还没有抽的这次冻结")
    way.add_argument("--list", action="store_true", help="列出历次抽签，重算核对")
    command.add_argument("--witness", default="", metavar="NAME", help="监督人，与 --number 同写")


def run(chosen: argparse.Namespace) -> int:
    of = DrawOf.SCHOOLS if chosen.schools else DrawOf.TEAMS
    as_dict, in_words = _ORIGINS[of]
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        _deal(store, chosen, of)
        with store.read() as work:
            draws = [as_dict(draw) for draw in work.plans.draws(of)]
    shown = draws if chosen.list else draws[:1]
    answer(chosen, {"draws": shown}, map(in_words, shown) if shown else ["没有抽过签。"])
    return DONE


def _deal(store: Store, chosen: argparse.Namespace, of: DrawOf) -> None:
    from inspector_gui.sampling import allotting, school_draw

    if chosen.freeze:
        with store.act(Act.PLAN) as work:
            _require_none_waiting(work, of)
            _freeze(work, chosen, inspection_named(work, chosen.inspection).code)
    elif chosen.discard:
        with store.act(Act.PLAN) as work:
            work.plans.give_up(_waiting(work, of).id)
    elif chosen.number is not None:
        if not chosen.witness.strip():
            raise InspectionError("没有写监督人；请加上 --witness。")
        reveal = school_draw.reveal if chosen.schools else allotting.reveal
        with store.act(Act.DRAW) as work:
            reveal(work, _waiting(work, of), chosen.number, chosen.witness.strip())


def _freeze(work: Work, chosen: argparse.Namespace, inspection: str) -> None:
    from inspector_gui.sampling import allotting, school_draw

    if not chosen.schools:
        allotting.freeze(work, inspection=inspection)
        return
    takes = school_draw.parse_takes(chosen.take)
    traits = school_draw.parse_traits(chosen.by)
    school_draw.freeze(work, school_draw.population(work, inspection, traits, takes))


def _waiting(work: Work, of: DrawOf) -> Allotted:
    waiting = next((draw for draw in work.plans.draws(of) if not draw.witness_number), None)
    if waiting is None:
        raise InspectionError("没有等待报数的冻结；请先用 --freeze 冻结名单。")
    return waiting


def _require_none_waiting(work: Work, of: DrawOf) -> None:
    if any(not draw.witness_number for draw in work.plans.draws(of)):
        raise InspectionError("已经冻结了一次，正等监督人报数；请先抽取，或用 --discard 作废。")


def _shared(draw: Allotted, *, repeats: bool | None) -> dict[str, Any]:
    """The secret stays in the file until the number is named."""
    return {
        "at": draw.at.isoformat(),
        "entries": list(draw.entries),
        "list_sha256": draw.list_sha256,
        "commitment": draw.commitment,
        "witness": draw.witness or None,
        "witness_number": draw.witness_number or None,
        "seed_text": draw.seed_text or None,
        "repeats": repeats,
    }


def _to_teams(draw: Allotted) -> dict[str, Any]:
    from inspector_gui.sampling.allotting import question_of, repeats

    drawn = bool(draw.witness_number)
    teams = repeats(draw) if drawn else None
    shared = _shared(draw, repeats=None if not drawn else teams is not None)
    return {**shared, "schools": list(question_of(draw.entries).schools), "teams": teams}


def _to_teams_in_words(draw: dict[str, Any]) -> str:
    number = len(draw["schools"])
    if (
        sentence := _unfinished(draw, f"{number} 所待分派学校", f"抽签分派 {number} 所")
    ) is not None:
        return sentence
    given = "，".join(f"{school} {team}" for school, team in draw["teams"].items())
    return f"抽签分派 {number} 所，{_origin_of(draw)}：{given}。{_proof(draw)}"


def _of_schools(draw: Allotted) -> dict[str, Any]:
    from inspector_gui.sampling.school_draw import population_of, repeats

    drawn = bool(draw.witness_number)
    again = repeats(draw) if drawn else None
    strata = {ranked_entry.name: ranked_entry for ranked_entry in again or ()}
    return {
        **_shared(draw, repeats=None if not drawn else again is not None),
        "strata": [
            {
                "name": stratum.name,
                "schools": list(stratum.schools),
                "wanted": stratum.wanted,
                "drawn": list(strata[stratum.name].drawn) if strata else None,
                "reserve": list(strata[stratum.name].reserve) if strata else None,
            }
            for stratum in population_of(draw.entries).strata
        ],
    }


def _of_schools_in_words(draw: dict[str, Any]) -> str:
    listed = sum(len(stratum["schools"]) for stratum in draw["strata"])
    wanted = sum(stratum["wanted"] for stratum in draw["strata"])
    about = f"{listed} 所学校，抽 {wanted} 所"
    if (sentence := _unfinished(draw, about, f"抽取学校 {wanted} 所")) is not None:
        return sentence
    drawn = "；".join(
        f"{stratum['name']} {'、'.join(stratum['drawn'])}"
        for stratum in draw["strata"]
        if stratum["drawn"]
    )
    return f"从 {listed} 所中抽取学校 {wanted} 所，{_origin_of(draw)}：{drawn}。{_proof(draw)}"


def _unfinished(draw: dict[str, Any], frozen: str, named: str) -> str | None:
    """What is said of a draw that is not made yet, or cannot be made again; None of others."""
    if draw["witness_number"] is None:
        return (
            f"已冻结 {frozen}，请监督人任报六位数字。"
            f"秘密数校验值 {draw['commitment']}，名单校验值 {draw['list_sha256']}"
        )
    if not draw["repeats"]:
        return f"{named}，保存的内容前后不一致，不能重算。名单校验值 {draw['list_sha256']}"
    return None


def _origin_of(draw: dict[str, Any]) -> str:
    return f"{draw['witness']}报数 {draw['witness_number']}"


def _proof(draw: dict[str, Any]) -> str:
    return f"种子 {draw['seed_text']}，名单校验值 {draw['list_sha256']}"


_ORIGINS = {
    DrawOf.TEAMS: (_to_teams, _to_teams_in_words),
    DrawOf.SCHOOLS: (_of_schools, _of_schools_in_words),
}
