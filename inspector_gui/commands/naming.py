"""What people name on the command line, found in the file: schools, teams, people, days."""

import argparse
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TypeVar

from db.errors import InspectionError
from db.records.findings import FindingLine
from db.records.inspections import InspectionLine
from db.records.people import MemberLine, TeamLine
from db.records.plans import PlannedSchool
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Desk
from inspector_gui.labels import today
from inspector_gui.parsing import Unreadable, read_day
from inspector_gui.statistics.figures import cut_off_of

Named = TypeVar("Named")


def day_of(text: str) -> date:
    """2025-9-15, 20250915 or 9月15日; the type of an argument."""
    try:
        day = read_day(text, today())
    except Unreadable as error:
        raise argparse.ArgumentTypeError(f"“{text}”：{error}") from error
    if day is None:
        raise argparse.ArgumentTypeError("请填日期，如 2025-9-15")
    return day


def require_bureau(store: Store) -> None:
    if store.info().desk is not Desk.BUREAU:
        raise InspectionError("检查由局里安排；请用局里的总文件再试。")


def declare_inspection(command: argparse.ArgumentParser) -> None:
    """`--inspection`: of which inspection of the file is spoken."""
    command.add_argument(
        "--inspection", metavar="KIND", help="哪种检查（代码、简称或名称）；不写是第一种"
    )


def declare_cut_off(command: argparse.ArgumentParser) -> None:
    """`--as-of`: the numbers as they were known at the end of a day."""
    command.add_argument(
        "--as-of", type=day_of, metavar="DATE", help="截至哪一天的24:00；不写是此刻"
    )


def cut_off(chosen: argparse.Namespace) -> datetime | None:
    """The moment (UTC) of `--as-of`; None where it is now. Raises InspectionError for a day to
    come."""
    return cut_off_of(chosen.as_of, today())


def schools_named(
    work: Work, named: Iterable[str], inspection: str | None = None
) -> list[PlannedSchool]:
    """By code or by whole name, each once, in the order they are named, with their visits of an
    inspection (its code) or of the first one."""
    schools = work.plans.schools(inspection, with_units=True)
    known = {school.name: school for school in schools} | {
        school.code: school for school in schools
    }
    return [_found(known, name, "学校") for name in dict.fromkeys(named)]


def school_named(work: Work, named: str) -> PlannedSchool:
    [school] = schools_named(work, [named])
    return school


def lines_named(work: Work, codes: Collection[str] | None) -> list[SchoolLine]:
    """The visits of these schools, by code or whole name; without any, all there are."""
    lines = work.schools.lines()
    if codes is None:
        return lines
    for code in codes:
        if not any(code in (line.code, line.name) for line in lines):
            raise InspectionError(f"文件里没有代码为 {code} 的学校；请核对代码。")
    return [line for line in lines if line.code in codes or line.name in codes]


def finding_named(work: Work, school: str, serial: str) -> tuple[SchoolLine, FindingLine]:
    """A finding by its number, at a school by code or name."""
    found = [
        (line, finding)
        for line in lines_named(work, [school])
        for finding in work.findings.lines(line.visit_id)
        if finding.serial == serial
    ]
    if not found:
        raise InspectionError(f"学校 {school} 没有编号为 {serial} 的问题；请核对。")
    return found[0]


def inspection_named(work: Work, named: str | None) -> InspectionLine:
    """By code, short name or title; without a name the first one."""
    if named is None:
        return work.inspections.main()
    lines = work.inspections.lines()
    known = {key: line for line in lines for key in (line.title, line.kind, line.code)}
    return _found(known, named, "检查种类")


def team_named(work: Work, named: str) -> TeamLine:
    """By code or by name."""
    teams = work.people.teams()
    return _found(
        {team.name: team for team in teams} | {team.code: team for team in teams}, named, "检查组"
    )


def member_named(work: Work, named: str) -> MemberLine:
    """By code, or by a name that only one person has."""
    members = work.people.members()
    same = [member for member in members if named in (member.code, member.name)]
    if len(same) > 1:
        codes = "、".join(member.code for member in same)
        raise InspectionError(f"有 {len(same)} 个人叫“{named}”；请写代码：{codes}。")
    return _found(
        {key: member for member in same for key in (member.code, member.name)}, named, "组员"
    )


def set_person(store: Store, name: str) -> None:
    """Who does it, by name: somebody of this file's team."""
    with store.read() as work:
        found = [
            member.id for member in work.people.members(work.file().team_id) if member.name == name
        ]
    if len(found) != 1:
        raise InspectionError(f"这个文件里没有“{name}”，或有几个同名的；请核对组长姓名。")
    store.person = found[0]


def _found(known: dict[str, Named], named: str, what: str) -> Named:
    if named not in known:
        raise InspectionError(f"总文件里没有“{named}”这个{what}；请核对代码或全称。")
    return known[named]
