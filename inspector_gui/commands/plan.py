"""`plan`: which team visits which school, and when; days can be set or spread."""

import argparse
from pathlib import Path

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import Act
from inspector_gui.commands.assign import as_dict, in_words
from inspector_gui.commands.naming import (
    day_of,
    declare_inspection,
    inspection_named,
    require_bureau,
    schools_named,
)
from inspector_gui.commands.running import DONE, answer, opened


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=Path, metavar="BUREAU", help="总文件")
    declare_inspection(command)
    way = command.add_mutually_exclusive_group()
    way.add_argument("--spread", action="store_true", help="各组未开始的检查按工作日重排")
    way.add_argument(
        "--school", action="append", metavar="SCHOOL", help="改这所学校的日期（可写多次）"
    )
    command.add_argument("--day", type=day_of, metavar="DATE", help="改到哪一天，与 --school 同写")


def run(chosen: argparse.Namespace) -> int:
    from inspector_gui.statistics.readiness import lacking

    if bool(chosen.school) != bool(chosen.day):
        raise InspectionError("改日期要同时写 --school 和 --day；请补上另一个。")
    with opened(chosen.bureau, chosen) as store:
        require_bureau(store)
        with store.read() as work:
            kind = inspection_named(work, chosen.inspection).code
        if chosen.spread:
            with store.act(Act.PLAN) as work:
                work.plans.spread(kind)
        elif chosen.school:
            _set_day(store, chosen, kind)
        with store.read() as work:
            schools, lacks = work.plans.schools(kind), lacking(work)
    answer(
        chosen,
        {
            "schools": [as_dict(school) for school in schools],
            "lacking": [vars(lack) for lack in lacks],
        },
        [*map(in_words, schools), *(f"还缺：{lack.words}" for lack in lacks)],
    )
    return DONE


def _set_day(store: Store, chosen: argparse.Namespace, kind: str) -> None:
    with store.act(Act.PLAN) as work:
        for school in schools_named(work, chosen.school, kind):
            if school.visit_id is None:
                raise InspectionError(f"“{school.name}”还没有派给检查组，排不了日期；请先分派。")
            if school.begun:
                raise InspectionError(f"“{school.name}”已经检查过了，日期不能再改。")
            work.plans.plan_day(school.visit_id, chosen.day)
