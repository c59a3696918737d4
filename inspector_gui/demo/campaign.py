"""A demonstration campaign from a scenario: the bureau file, the team files, and what they record.

Everything goes through the same acts as in the window; only the clock is the scenario's own.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.handout.team_files import hand_out
from db.packages.identity import public_key
from db.progress import Progress, unwatched
from db.records.registers import ComplaintLine, ContactLine, SanctionLine
from db.storage import file
from db.storage.keys import unwrap
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import (
    Act,
    Area,
    Cause,
    Channel,
    ComplaintOutcome,
    ComplaintSource,
    ContactKind,
    Desk,
    EvidenceKind,
    Ownership,
    RecusalReason,
    Sanction,
    SchoolType,
    Stage,
)
from inspector_gui.accounts.finding_sentence import FactParts
from inspector_gui.accounts.raising import Case
from inspector_gui.actions.evidence import gather_within
from inspector_gui.actions.raising import raise_within
from inspector_gui.demo.afterwards import follow_up
from inspector_gui.demo.clock import CHINA, Clock
from inspector_gui.demo.facts import Facts, load_facts
from inspector_gui.demo.local_rule import lock_local_rule
from inspector_gui.demo.raised_findings import unwatched_days
from inspector_gui.demo.recording import record_team
from inspector_gui.demo.scenario import Entry, Scenario, load, pick
from inspector_gui.demo.signed_sheets import supplement
from inspector_gui.demo.waiting import FOLDER, SecondComputers, Teams, wait_at_desk
from inspector_gui.exchange.catalogue import (
    load_calendars,
    load_checklists,
    load_fees,
    load_questionnaires,
)
from inspector_gui.exchange.inspection_kinds import load_inspections
from inspector_gui.resources import DEMO_FEES, SCENARIO

#: The code of the second inspection that the scenario tells of.
FINANCE = "finance"


def build(
    folder: Path,
    path: Path = SCENARIO,
    *,
    recorded: bool = False,
    waiting: bool = False,
    sheets: bool = True,
    passphrase: str | None = None,
    progress: Progress = unwatched,
) -> list[Path]:
    """Make the bureau file and a file per team in `folder`; all of them or none.

    With `recorded` the team files, and the bureau's registers, hold all the scenario records, and
    the groups of the finance inspection have their files too; with `waiting` there is a folder
    besides with the bureau's file after the merge, and what it leaves to be decided. Without
    `sheets` no feedback sheet is locked yet.
    """
    scenario, facts = load(path), replace(load_facts(path), sheets=sheets)
    recorded = recorded or waiting
    if waiting and not facts.stories:
        raise InspectionError("这个场景没有写明合并时发生的事，不能做出待办；请去掉 --waiting。")
    teams = [*scenario.teams, *(scenario.finance["groups"] if recorded else ())]
    names = [scenario.campaign["code"], *(team["name_zh"] for team in teams)]
    names = [name + file.SUFFIX for name in names]
    _require_room(folder, [*names, FOLDER] if waiting else names)
    _make(folder)
    steps = len(scenario.schools) if recorded else 1
    with file.staging(folder) as staging:
        bureau = staging / names[0]
        clock = Clock()
        key = file.create_locked(bureau, passphrase)
        with Store.open(bureau, key, now=clock) as store:
            _prepare(store, scenario, facts, clock, registers=recorded)
            public_key(store)
            store.backups.forgo()
            files = hand_out(store, staging, passphrase)[: len(scenario.teams)]
        if recorded:
            keys = [unwrap(path, passphrase) if passphrase else None for path in files]
            second = SecondComputers(staging, facts) if waiting else None
            _record(
                list(zip(files, keys, strict=True)),
                CampaignStory(scenario, facts, second),
                clock,
                progress,
            )
            if second:
                by_team = dict(
                    zip(
                        (t["code"] for t in scenario.teams),
                        zip(files, keys, strict=True),
                        strict=True,
                    )
                )
                wait_at_desk(staging / FOLDER, Teams((bureau, key), by_team), second, clock)
        for name in [*names, FOLDER] if waiting else names:
            file.move(staging / name, folder / name)
    progress(steps, steps)
    return [folder / name for name in names]


@dataclass(frozen=True)
class CampaignStory:
    """What is recorded, and the second computers that go on beside."""

    scenario: Scenario
    facts: Facts
    second: SecondComputers | None


def _require_room(folder: Path, names: list[str]) -> None:
    if folder.exists() and not folder.is_dir():
        raise InspectionError(f"“{folder}”不是文件夹；请换一个位置。")
    for name in names:
        if (folder / name).exists():
            raise InspectionError(f"“{folder}”里已经有“{name}”；请换一个文件夹，或先移走它。")


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InspectionError(f"文件夹“{folder}”建不起来；请核对路径和权限。") from error


def _record(
    files: list[tuple[Path, bytes | None]], story: CampaignStory, clock: Clock, progress: Progress
) -> None:
    scenario, facts, done = story.scenario, story.facts, 0
    watch = story.second.watch if story.second else unwatched_days
    for path, key in files:
        with Store.open(path, key, now=clock) as store:
            for _ in record_team(store, scenario, facts, clock, watch):
                done += 1
                progress(done, len(scenario.schools) + 1)
            supplement(store, facts, clock)
            follow_up(store, facts, clock)
            store.backups.forgo()


def _prepare(
    store: Store, scenario: Scenario, facts: Facts, clock: Clock, *, registers: bool
) -> None:
    clock.put(date.fromisoformat(_phase(scenario, "NOTICE")["start"]), 9)
    with store.act(Act.PREPARE) as work:
        campaign = _campaign(work, scenario)
        work.campaigns.open_file(Desk.BUREAU, campaign, scenario.campaign["name_zh"], clock())
        load_inspections(work, campaign)
        load_checklists(work, campaign)
        load_questionnaires(work, campaign)
        load_calendars(work, campaign)
        load_fees(work, campaign, DEMO_FEES)
    with store.act(Act.PREPARE) as work:
        schools = _schools(work, campaign, scenario)
        _teams(work, campaign, scenario, schools)
    if registers:
        if facts.local_rule:
            with store.act(Act.PLAN) as work:
                lock_local_rule(work, facts.local_rule, clock().date())
        with store.act(Act.REGISTER) as work:
            _registers(work, scenario, facts, schools)
        with store.act(Act.PREPARE) as work:
            _finance(work, campaign, scenario, facts, schools)


def _phase(scenario: Scenario, code: str) -> Entry:
    return next(phase for phase in scenario.campaign["phases"] if phase["code"] == code)


def _campaign(work: Work, scenario: Scenario) -> uuid.UUID:
    entry, visits = scenario.campaign, _phase(scenario, "ONSITE")
    campaign = work.campaigns.begin(
        code=entry["code"],
        name=entry["name_zh"],
        bureau=entry["bureau_zh"],
        notice_title=f"{entry['bureau_zh']}关于开展{entry['name_zh']}的通知",
        notice_no="示教财〔2025〕12号",
        conduct_from=date.fromisoformat(entry["conduct_from"]),
        conduct_to=date.fromisoformat(entry["conduct_to"]),
        visits_from=date.fromisoformat(visits["start"]),
        visits_to=date.fromisoformat(visits["end"]),
    )
    for phase in entry["phases"]:
        start, end = date.fromisoformat(phase["start"]), date.fromisoformat(phase["end"])
        work.campaigns.add_phase(campaign, phase["code"], phase["zh"], start, end)
    return campaign


def _schools(work: Work, campaign: uuid.UUID, scenario: Scenario) -> dict[str, uuid.UUID]:
    return {
        entry["code"]: work.schools.register(
            campaign,
            code=entry["code"],
            name=entry["name_zh"],
            kind=SchoolType(entry["school_type"]),
            stages=tuple(map(Stage, entry["stages"])),
            ownership=Ownership(entry["ownership"]),
            area=Area(entry["area"]),
            district=entry["district"],
            head=entry["head_display_name"],
            registry_headcount=entry["registry_headcount"],
        )
        for entry in scenario.schools
    }


def _teams(
    work: Work, campaign: uuid.UUID, scenario: Scenario, schools: dict[str, uuid.UUID]
) -> None:
    teams = {
        team["code"]: work.people.add_team(campaign, team["code"], team["name_zh"])
        for team in scenario.teams
    }
    members = {
        entry["id"]: work.people.add_member(
            teams[entry["team"]],
            code=entry["id"],
            name=entry["display_name"],
            role=entry["role_zh"],
            is_lead=entry["is_lead"],
            home_school_id=schools.get(entry["home_school"]),
            source=entry["source_zh"],
        )
        for entry in scenario.members
    }
    for entry in scenario.recusals:
        work.people.recuse(
            members[entry["member"]],
            schools[entry["school"]],
            reason=RecusalReason(entry["reason"]),
            note=entry["reason_zh"],
            declared=entry["source"] == "declared",
        )
    for entry in scenario.schools:
        work.visits.plan(
            schools[entry["code"]],
            teams[entry["team"]],
            serial=entry["feedback_no"],
            planned_on=date.fromisoformat(entry["visit_date"]),
        )


def _registers(
    work: Work,
    scenario: Scenario,
    facts: Facts,
    schools: dict[str, uuid.UUID],
) -> None:
    for entry in scenario.complaints:
        work.registers.register(
            ComplaintLine,
            school_id=schools.get(entry["school_code"]),
            number=entry["no"],
            source=ComplaintSource(entry["source"]),
            channel=entry["channel_zh"],
            received_on=date.fromisoformat(entry["received"]),
            due_on=date.fromisoformat(entry["due"]),
            category=Cause(entry["category"]),
            outcome=ComplaintOutcome(entry["outcome"]),
            case_no=entry["case_no"],
            note=facts.complaints_gist.get(entry["no"], ""),
        )
    for entry in scenario.contacts:
        work.registers.register(
            ContactLine,
            number=entry["no"],
            channel=Channel(entry["channel"]),
            received_on=date.fromisoformat(entry["date"]),
            persons=entry["persons"],
            kind=ContactKind(entry["kind"]),
            topic=facts.contacts_topic.get(entry["no"], ""),
        )
    for values in _sanctions(scenario):
        work.registers.register(SanctionLine, **values)


def _sanctions(scenario: Scenario) -> Iterator[dict[str, Any]]:
    for entry in scenario.sanctions:
        cases = entry.get("by_case") or {None: entry}
        for case_no, numbers in cases.items():
            for kind in (Sanction.WARNING, Sanction.ADMONITION_TALK):
                yield {
                    "cause": Cause(entry["cause"]),
                    "kind": kind,
                    "persons": numbers[kind.value],
                    "case_no": case_no,
                }
    yield {
        "cause": Cause.OTHER,
        "kind": Sanction.SUMMONS_TALK,
        "persons": scenario.heads_summoned,
    }


def _finance(
    work: Work,
    campaign: uuid.UUID,
    scenario: Scenario,
    facts: Facts,
    schools: dict[str, uuid.UUID],
) -> None:
    """The finance inspection's groups, people, units and what they found."""
    units = {
        unit["code"]: _unit(work, campaign, unit, schools) for unit in scenario.finance["units"]
    }
    items = {item.code: item for item in work.catalogues.items(FINANCE)}
    visits: dict[str, uuid.UUID] = {}
    for group in scenario.finance["groups"]:
        team = work.people.add_team(campaign, group["code"], group["name_zh"], FINANCE)
        for member in (m for m in scenario.finance["members"] if m["group"] == group["code"]):
            work.people.add_member(
                team,
                code=member["id"],
                name=member["display_name"],
                role=member["role_zh"],
                is_lead=member["is_lead"],
                home_school_id=schools.get(member["home_school"]),
            )
        for number, (code, day) in enumerate(group["schedule"].items(), 1):
            serial = f"{scenario.campaign['code']}-{group['code']}-{number:02}"
            visits[code] = work.visits.plan(
                units[code], team, serial=serial, planned_on=date.fromisoformat(day)
            )
    for code in dict.fromkeys(entry["unit_code"] for entry in scenario.finance["findings"]):
        _visit_unit(work, visits[code])
    lines = work.schools.lines()
    for entry in scenario.finance["findings"]:
        more = facts.finance_findings.get(entry["id"], {})
        unit = next(line for line in lines if line.visit_id == visits[entry["unit_code"]])
        parts = _parts(more) | {"involved_fen": entry["amount_fen"]}
        finding = raise_within(
            work,
            unit,
            pick(items, entry["item"], f"财务检查问题 {entry['id']} 的 item"),
            case=Case(more.get("fact", entry["text_zh"]), (), parts=FactParts(**parts)),
            serial=entry["id"],
            advice=more.get("advice", ""),
        ).id
        for kind, title in more.get("evidence", ()):
            gather_within(work, unit.visit_id, EvidenceKind(kind), title, finding=finding)


def _visit_unit(work: Work, visit: uuid.UUID) -> None:
    """What was found was found there: on the planned day, by two of the group."""
    facts = work.visits.facts(visit)
    arrived_at = datetime.combine(facts.planned_on, time(9), CHINA)
    work.visits.record(visit, visited_on=facts.planned_on, arrived_at=arrived_at)
    for member in work.people.members(facts.team_id)[:2]:
        work.visits.attend(visit, member.id)


def _parts(more: Entry) -> dict[str, Any]:
    """When, where from and by which vouchers; nothing where the facts say no more."""
    if not more:
        return {}
    return {
        "conduct_from": date.fromisoformat(more["from"]),
        "conduct_to": date.fromisoformat(more["to"]),
        "object": more["object"],
        "vouchers": "、".join(more["vouchers"]),
    }


def _unit(work: Work, campaign: uuid.UUID, unit: Entry, schools: dict[str, uuid.UUID]) -> uuid.UUID:
    if unit["code"] in schools:
        return schools[unit["code"]]
    return work.schools.register(
        campaign,
        code=unit["code"],
        name=unit["name_zh"],
        kind=SchoolType.UNIT,
        stages=(),
        ownership=Ownership.PUBLIC,
        area=Area.URBAN,
    )
