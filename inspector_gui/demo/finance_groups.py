"""The demonstration's second inspection: planned at the bureau, recorded in its groups' files."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.parsing import parse
from db.records.accounts import WORKING_REGISTERS
from db.records.asked_items import items_for
from db.records.catalogues import Item
from db.records.fees import VoucherLine
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import (
    Act,
    Area,
    DocumentKind,
    Method,
    Ownership,
    SchoolReply,
    SchoolType,
    Verdict,
)
from inspector_gui.accounts.finding_sentence import FactParts
from inspector_gui.accounts.raising import Case
from inspector_gui.actions.accounts import enter_within
from inspector_gui.actions.documents import lock_document
from inspector_gui.actions.evidence import gather_within
from inspector_gui.actions.findings import confirm_finding, feed_back_finding
from inspector_gui.actions.raising import raise_within
from inspector_gui.actions.statements import receive_statement
from inspector_gui.demo.clock import Clock
from inspector_gui.demo.facts import Facts
from inspector_gui.demo.finance_day import (
    arrive_at_accounts,
    compare_accounts,
    enter_surveys,
    hold_meeting,
    leave_accounts,
)
from inspector_gui.demo.raised_findings import cite_duties, papers_for
from inspector_gui.demo.scenario import Entry, Scenario, pick
from inspector_gui.documents.scope import Scope
from inspector_gui.labels import label

#: The code of the second inspection that the scenario tells of.
FINANCE = "finance"
_NOTICE_NO = "示教财〔2025〕15号"
_CONDUCT_TO = date(2025, 9, 30)
_METHODS = (Method.REPORT, Method.SITE, Method.DOC, Method.ACCT, Method.MEETING, Method.FORM)
_REGISTERS = {register.kept_in: register for register in WORKING_REGISTERS}
#: How many vouchers a group looks at in a day, beside those that it found something in.
_VOUCHERS = 60


def plan_groups(
    work: Work, campaign: uuid.UUID, scenario: Scenario, schools: dict[str, uuid.UUID]
) -> None:
    """Its notice and days, its groups with their people, and the units that each visits."""
    _keep_terms(work, scenario)
    units = {
        unit["code"]: _unit(work, campaign, unit, schools) for unit in scenario.finance["units"]
    }
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
            work.visits.plan(units[code], team, serial=serial, planned_on=date.fromisoformat(day))


def _keep_terms(work: Work, scenario: Scenario) -> None:
    script, kind = scenario.finance, work.inspections.of(FINANCE)
    bureau = scenario.campaign["bureau_zh"]
    work.inspections.change(
        kind.id,
        notice_title=f"{bureau}关于开展{script['start'][:4]}年{kind.title}的通知",
        notice_no=_NOTICE_NO,
        conduct_from=date.fromisoformat(script["conduct_from"]),
        conduct_to=_CONDUCT_TO,
        visits_from=date.fromisoformat(script["start"]),
        visits_to=date.fromisoformat(script["end"]),
    )


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


def record_group(store: Store, scenario: Scenario, facts: Facts, clock: Clock) -> Iterator[str]:
    """Record all of a group's visits in order of date; yields each unit's code when done."""
    with store.read() as work:
        lines = sorted(work.schools.lines(), key=lambda line: line.planned_on)
        items = work.catalogues.items(FINANCE)
    for line in lines:
        found = [
            finding for finding in scenario.finance["findings"] if finding["unit_code"] == line.code
        ]
        _Day(_Recorder(store, facts, clock), line, items, found).record()
        yield line.code


@dataclass(frozen=True)
class _Recorder:
    """Where it is recorded, what there is to record, and when."""

    store: Store
    facts: Facts
    clock: Clock


class _Day:
    """One unit's day."""

    def __init__(
        self, by: _Recorder, line: SchoolLine, items: list[Item], found: list[Entry]
    ) -> None:
        self._store, self._facts, self._clock = by.store, by.facts, by.clock
        self._line, self._items, self._found = line, items, found
        with self._store.read() as work:
            self._people = work.people.members(line.team_id)

    def record(self) -> None:
        programme = (
            ((8, 30), self._arrive),
            ((9, 0), self._meet),
            ((10, 30), self._answer),
            ((11, 30), self._compare),
            ((14, 0), self._find),
            ((16, 0), self._sum_up),
            ((16, 30), self._feed_back),
            ((17, 30), self._leave),
        )
        for number, (hour, record) in enumerate(programme):
            self._clock.put(self._line.planned_on, *hour)
            self._store.person = self._people[number % len(self._people)].id
            record()

    def _act(self, what: Act) -> Any:
        return self._store.act(what, school=self._line.id)

    def _arrive(self) -> None:
        with self._act(Act.RECORD_VISIT) as work:
            work.visits.record(
                self._line.visit_id,
                visited_on=self._line.planned_on,
                arrived_at=self._clock(),
                place=f"{self._line.name}会议室",
                credentials_shown=True,
                report_heard=True,
            )
            for member in self._people:
                work.visits.attend(self._line.visit_id, member.id)
        arrive_at_accounts(self._store, self._line)

    def _meet(self) -> None:
        areas = list(dict.fromkeys(item.category for item in items_for(self._items, self._line)))
        hold_meeting(self._store, self._line, self._people, areas)

    def _compare(self) -> None:
        compare_accounts(self._store, self._line)
        enter_surveys(self._store, self._line)

    def _answer(self) -> None:
        wrong = {entry["item"] for entry in self._found}
        with self._act(Act.ANSWER_ITEM) as work:
            asked = items_for(self._items, self._line)
            sound = [item.id for item in asked if item.code not in wrong]
            work.checklists.answer_all(self._line.visit_id, sound, verdict=Verdict.OK)

    def _find(self) -> None:
        by_code = {item.code: item for item in self._items}
        for entry in self._found:
            item = pick(by_code, entry["item"], f"财务检查问题 {entry['id']} 的 item")
            with self._act(Act.RAISE_FINDING) as work:
                self._raise(work, entry, item)

    def _raise(self, work: Work, entry: Entry, item: Item) -> None:
        more = self._facts.finance_findings.get(entry["id"], {})
        parts = _parts(more) | {"involved_fen": entry["amount_fen"]}
        finding = raise_within(
            work,
            self._line,
            item,
            case=Case(more.get("fact", entry["text_zh"]), (), parts=FactParts(**parts)),
            basis=(),
            serial=entry["id"],
            advice=more.get("advice", ""),
        ).id
        owed = bool(entry["amount_fen"])
        for kind, title in papers_for(item, more.get("evidence", ()), with_amount=owed):
            gather_within(work, self._line.visit_id, kind, title, finding=finding)
        cite_duties(work, self._line, finding)
        for number in more.get("vouchers", ()):
            work.fees.enter(
                VoucherLine,
                self._line.visit_id,
                voucher_no=number,
                summary=more["object"],
                verdict=Verdict.VIOLATION,
                catalogue_code=item.code,
                finding_id=finding,
            )
        for table, cells in more.get("tables", ()):
            read = {name: parse(table, name, str(value)) for name, value in cells.items()}
            enter_within(work, self._line, _REGISTERS[table], {**read, "finding_id": finding})

    def _sum_up(self) -> None:
        with self._act(Act.RECORD_VISIT) as work:
            vouchers = _VOUCHERS + len(work.fees.lines(VoucherLine, self._line.visit_id))
            work.visits.record(self._line.visit_id, sites_seen=2, vouchers_checked=vouchers)
            for method in _METHODS:
                work.visits.use(self._line.visit_id, method)

    def _feed_back(self) -> None:
        """Confirmed by the lead; locked and signed, or told by word of mouth."""
        self._store.person = next(person.id for person in self._people if person.is_lead)
        with self._store.read() as work:
            lines = work.findings.lines(self._line.visit_id)
        for line in lines:
            confirm_finding(store=self._store, school=self._line.id, finding=line.id)
        if self._facts.sheets:
            self._lock()
            return
        for line in lines:
            feed_back_finding(store=self._store, school=self._line.id, finding=line.id)

    def _lock(self) -> None:
        with self._store.read() as work:
            campaign = work.campaigns.current().id
        scope = Scope(self._line.name, campaign, self._line)
        lock_document(store=self._store, scope=scope, name=label(DocumentKind.FEEDBACK))
        receive_statement(
            store=self._store,
            school=self._line,
            reply=SchoolReply.AGREED,
            received_on=self._line.planned_on,
        )

    def _leave(self) -> None:
        leave_accounts(self._store, self._line)
        with self._act(Act.RECORD_VISIT) as work:
            work.visits.record(self._line.visit_id, left_at=self._clock())


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
