"""A whole campaign written down as JSON: read, and every reference in it checked."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.errors import InspectionError

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class Scenario:
    """The parts of a scenario, as they stand in the file."""

    campaign: Entry
    teams: list[Entry]
    members: list[Entry]
    recusals: list[Entry]
    schools: list[Entry]
    classes: list[Entry]
    calls: list[Entry]
    findings: list[Entry]
    complaints: list[Entry]
    contacts: list[Entry]
    sanctions: list[Entry]
    heads_summoned: int
    finance: Entry
    totals: Mapping[str, int]


def load(path: Path) -> Scenario:
    """Read and check a scenario. Raises InspectionError naming the first thing that is wrong."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise InspectionError(f"找不到场景文件“{path}”；请核对路径。") from error
    except (OSError, ValueError) as error:
        raise InspectionError(f"场景文件“{path.name}”不是完整的 JSON；请换一份。") from error
    try:
        scenario = _parts(content)
        _check(scenario)
    except (KeyError, TypeError, AttributeError) as error:
        raise InspectionError(f"场景文件“{path.name}”缺少内容：{error}；请补齐后再用。") from error
    return scenario


def _parts(content: Entry) -> Scenario:
    return Scenario(
        campaign=content["campaign"],
        teams=content["teams"],
        members=content["members"],
        recusals=content["recusals"],
        schools=content["schools"],
        classes=content["classes"],
        calls=content["parent_calls"],
        findings=content["findings"],
        complaints=content["complaints"],
        contacts=content["admission_contacts"],
        sanctions=content["sanctions"],
        heads_summoned=content["heads_summoned"],
        finance=content["finance"],
        totals=content["totals"],
    )


def _check(scenario: Scenario) -> None:
    teams = _codes("检查组", scenario.teams, "code")
    schools = _codes("学校", scenario.schools, "code")
    members = _codes("组员", scenario.members, "id")
    groups = _codes("财务检查组", scenario.finance["groups"], "code")
    units = _codes("财务检查单位", scenario.finance["units"], "code")
    _refer("学校", scenario.schools, "code", "team", teams)
    for team in scenario.teams:
        _within(f"检查组 {team['code']} 的学校", team["school_codes"], schools)
    _refer("组员", scenario.members, "id", "team", teams)
    _refer("组员", scenario.members, "id", "home_school", schools, optional=True)
    _refer("回避", scenario.recusals, "member", "member", members)
    _refer("回避", scenario.recusals, "member", "school", schools)
    _refer("班级", scenario.classes, "code", "school_code", schools)
    _refer("电话访问", scenario.calls, "code", "school_code", schools)
    _refer("问题", scenario.findings, "id", "school_code", schools)
    _refer("信访件", scenario.complaints, "no", "school_code", schools, optional=True)
    _refer("财务检查问题", scenario.finance["findings"], "id", "unit_code", units)
    _refer("财务检查人员", scenario.finance["members"], "id", "group", groups)


def _codes(what: str, entries: Iterable[Entry], key: str) -> set[str]:
    found: set[str] = set()
    for entry in entries:
        if entry[key] in found:
            raise InspectionError(f"场景中{what}编号 {entry[key]} 重复；请改正后再用。")
        found.add(entry[key])
    return found


def _refer(
    what: str,
    entries: Iterable[Entry],
    key: str,
    field: str,
    known: set[str],
    *,
    optional: bool = False,
) -> None:
    for entry in entries:
        if optional and entry[field] is None:
            continue
        _within(f"{what} {entry[key]} 的 {field}", [entry[field]], known)


def _within(where: str, values: Iterable[str], known: set[str]) -> None:
    for value in values:
        if value not in known:
            raise InspectionError(f"场景中{where}写的是“{value}”，没有这个编号；请改正后再用。")
