"""A whole campaign written down as JSON: read, and every reference in it checked."""

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from db.errors import InspectionError
from inspector_gui.demo import scenario_schema

Entry = Mapping[str, Any]
T = TypeVar("T")


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
        _check_fields(scenario)
        _check_references(scenario)
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


def pick(known: Mapping[str, T], code: str, where: str) -> T:
    """What the scenario refers to by `code`. Raises InspectionError where there is none."""
    _within(where, [code], known)
    return known[code]


def _check_fields(scenario: Scenario) -> None:
    finance = scenario.finance
    scenario_schema.require("检查", [scenario.campaign], "code", scenario_schema.CAMPAIGN)
    scenario_schema.require("阶段", scenario.campaign["phases"], "code", scenario_schema.PHASES)
    scenario_schema.require("检查组", scenario.teams, "code", scenario_schema.TEAMS)
    scenario_schema.require("组员", scenario.members, "id", scenario_schema.MEMBERS)
    scenario_schema.require("回避", scenario.recusals, "member", scenario_schema.RECUSALS)
    scenario_schema.require("学校", scenario.schools, "code", scenario_schema.SCHOOLS)
    scenario_schema.require("班级", scenario.classes, "code", scenario_schema.CLASSES)
    scenario_schema.require("电话访问", scenario.calls, "code", scenario_schema.CALLS)
    scenario_schema.require("问题", scenario.findings, "id", scenario_schema.FINDINGS)
    scenario_schema.require("信访件", scenario.complaints, "no", scenario_schema.COMPLAINTS)
    scenario_schema.require("招生咨询", scenario.contacts, "no", scenario_schema.CONTACTS)
    scenario_schema.require("问责", scenario.sanctions, "cause", scenario_schema.SANCTIONS)
    scenario_schema.require("财务检查组", finance["groups"], "code", scenario_schema.GROUPS)
    scenario_schema.require("财务检查单位", finance["units"], "code", scenario_schema.UNITS)
    scenario_schema.require("财务检查人员", finance["members"], "id", scenario_schema.GROUP_MEMBERS)
    scenario_schema.require(
        "财务检查问题", finance["findings"], "id", scenario_schema.UNIT_FINDINGS
    )


def _check_references(scenario: Scenario) -> None:
    teams = _codes("检查组", scenario.teams, "code")
    schools = _codes("学校", scenario.schools, "code")
    members = _codes("组员", scenario.members, "id")
    groups = _codes("财务检查组", scenario.finance["groups"], "code")
    units = _codes("财务检查单位", scenario.finance["units"], "code")
    phases = _codes("阶段", scenario.campaign["phases"], "code")
    _within("必须有的阶段", ["NOTICE", "ONSITE"], phases)
    _refer("学校", scenario.schools, "code", "team", teams)
    for team in scenario.teams:
        _within(f"检查组 {team['code']} 的学校", team["school_codes"], schools)
    _require_agreement(scenario)
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
    for group in scenario.finance["groups"]:
        _within(f"财务检查组 {group['code']} 的单位", group["schedule"], units)


def _require_agreement(scenario: Scenario) -> None:
    """A team lists a school, and the school names its team."""
    teams = {entry["code"]: entry["team"] for entry in scenario.schools}
    for team in scenario.teams:
        for code in team["school_codes"]:
            if teams[code] != team["code"]:
                raise InspectionError(
                    f"场景中检查组 {team['code']} 列有学校 {code}，"
                    f"该校写的却是检查组 {teams[code]}；请改正后再用。"
                )


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


def _within(where: str, values: Iterable[str], known: Container[str]) -> None:
    for value in values:
        if value not in known:
            raise InspectionError(f"场景中{where}写的是“{value}”，没有这个编号；请改正后再用。")
