"""A demonstration campaign from a scenario: the bureau file, the team files, and what they record.

Everything goes through the same acts as in the window; only the clock is the scenario's own.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
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
    Ownership,
    RecusalReason,
    Sanction,
    SchoolType,
    Stage,
)
from inspector_gui.demo.afterwards import follow_up
from inspector_gui.demo.clock import Clock
from inspector_gui.demo.facts import Facts, load_facts
from inspector_gui.demo.finance_groups import plan_groups, record_group
from inspector_gui.demo.local_rule import lock_local_rule
from inspector_gui.demo.raised_findings import unwatched_days
from inspector_gui.demo.recording import record_team
from inspector_gui.demo.scenario import Entry, Scenario, load
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

    With `recorded` the team files, those of the finance inspection's groups, and the bureau's
    registers hold all the scenario records; with `waiting` there is a folder
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
    steps = len(scenario.schools) + len(scenario.finance["units"]) if recorded else 1
    with file.staging(folder) as staging:
        bureau = staging / names[0]
        clock = Clock()
        key = file.create_locked(bureau, passphrase)
        with Store.open(bureau, key, now=clock) as store:
            _prepare(store, scenario, facts, clock, registers=recorded)
            public_key(store)
            store.backups.forgo()
            hand_out(store, staging, passphrase)
        if recorded:
            second = SecondComputers(staging, facts) if waiting else None
            by_team = {
                team["code"]: (path, unwrap(path, passphrase) if passphrase else None)
                for team in teams
                for path in [staging / f"{team['name_zh']}{file.SUFFIX}"]
            }
            _record(by_team, CampaignStory(scenario, facts, second), clock, progress)
            if second:
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
    files: Mapping[str, tuple[Path, bytes | None]],
    story: CampaignStory,
    clock: Clock,
    progress: Progress,
) -> None:
    """What the teams record, and after them the groups of the second inspection."""
    scenario, facts = story.scenario, story.facts
    steps = len(scenario.schools) + len(scenario.finance["units"])
    done = count(1)
    for team in scenario.teams:
        with _opened(files[team["code"]], clock) as store:
            watch = story.second.watch if story.second else unwatched_days
            for _ in record_team(store, scenario, facts, clock, watch):
                progress(next(done), steps)
            supplement(store, facts, clock)
            follow_up(store, facts, clock)
    for group in scenario.finance["groups"]:
        with _opened(files[group["code"]], clock) as store:
            for _ in record_group(store, scenario, facts, clock):
                progress(next(done), steps)


@contextmanager
def _opened(file_: tuple[Path, bytes | None], clock: Clock) -> Iterator[Store]:
    path, key = file_
    with Store.open(path, key, now=clock) as store:
        yield store
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
            plan_groups(work, campaign, scenario, schools)


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
