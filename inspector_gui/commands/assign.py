"""`assign`: schools into a team's hands, or out of anybody's."""

import argparse
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.records.people import TeamLine
from db.records.plans import PlannedSchool
from db.records.recorded import RecordedError
from db.store import Store
from inspector_gui.actions.assigning import assign_schools
from inspector_gui.commands.naming import (
    day_of,
    declare_inspection,
    inspection_named,
    require_bureau,
    schools_named,
    team_named,
)
from inspector_gui.commands.running import DONE, answer, opened


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    command.add_argument("schools", nargs="+", metavar="SCHOOL", help="学校代码或全称")
    way = command.add_mutually_exclusive_group(required=True)
    way.add_argument("--team", metavar="TEAM", help="派给哪个检查组（代码或名称）")
    way.add_argument("--none", action="store_true", help="取消分派")
    declare_inspection(command)
    command.add_argument(
        "--day", type=day_of, metavar="DATE", help="进校日期；不写排在该组最空的工作日"
    )
    command.add_argument(
        "--move-recorded",
        metavar="REASON",
        help="原来的组已有合并的记录时也改派，写明理由；那些记录随原来的检查一并撤下，不再计入",
    )


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        with store.read() as work:
            team = None if chosen.none else team_named(work, chosen.team)
            kind = team.inspection if team else inspection_named(work, chosen.inspection).code
            schools = schools_named(work, chosen.schools, kind)
        _assign(store, schools, team, kind, chosen)
        with store.read() as work:
            now = schools_named(work, (school.code for school in schools), kind)
    answer(chosen, {"schools": [as_dict(planned) for planned in now]}, map(in_words, now))
    return DONE


def _assign(
    store: Store,
    schools: list[PlannedSchool],
    team: TeamLine | None,
    kind: str,
    chosen: argparse.Namespace,
) -> None:
    try:
        assign_schools(
            store=store,
            schools=schools,
            team=team,
            inspection=kind,
            day=chosen.day,
            reason=chosen.move_recorded or "",
        )
    except RecordedError as refusal:
        raise InspectionError(
            f"{str(refusal).removesuffix('。')}（--move-recorded）。"
        ) from refusal


def as_dict(school: PlannedSchool) -> dict[str, Any]:
    return {
        "code": school.code,
        "name": school.name,
        "team": school.team or None,
        "planned_on": school.planned_on.isoformat() if school.planned_on else None,
        "begun": school.begun,
    }


def in_words(school: PlannedSchool) -> str:
    day = school.planned_on.isoformat() if school.planned_on else ""
    return "\t".join((school.code, school.name, school.team or "未分派", day))
