"""What a team of a scenario records at its schools, act by act, as its members would."""

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.records.asked_items import items_for
from db.records.catalogues import Item
from db.records.fees import FeeLine
from db.records.forms import Script
from db.records.people import MemberLine
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import (
    Act,
    CallOutcome,
    DrawKind,
    FeeKind,
    FormKind,
    Method,
    QuestionType,
    Stage,
    Verdict,
)
from inspector_gui.demo.clock import Clock
from inspector_gui.demo.facts import Facts, hour_of
from inspector_gui.demo.raised_findings import RaisedFindings, Watch, unwatched_days
from inspector_gui.demo.scenario import Entry, Scenario, pick
from inspector_gui.demo.signed_sheets import SignedSheets
from inspector_gui.resources import DEMO_FEES
from inspector_gui.sampling.ranking import ALGORITHM, list_hash, numbered
from inspector_gui.statistics.tally import cells_of

_METHODS = (Method.REPORT, Method.SELF, Method.SITE, Method.DOC, Method.ACCT, Method.PHONE)


def record_team(
    store: Store, scenario: Scenario, facts: Facts, clock: Clock, watch: Watch = unwatched_days
) -> Iterator[str]:
    """Record all of a team's visits in order of date; yields each school's code when done.

    `watch` hears the names of moments between acts: a school's code in its morning, a finding's
    number once it is raised.
    """
    entries = {entry["code"]: entry for entry in scenario.schools}
    with store.read() as work:
        lines = sorted(work.schools.lines(), key=lambda line: line.planned_on)
        people = work.people.members()
        items = work.catalogues.items(work.inspections.main().code)
        script = work.forms.script(FormKind.STUDENT)
    for line in lines:
        watch(store, line.code)
        day = _Day(
            store, Story(scenario, facts, watch), entries[line.code], line, clock, clerks=people
        )
        for number, (hour, record) in enumerate(day.programme(items, script)):
            clock.put(line.planned_on, *hour)
            store.person = people[number % len(people)].id
            record()
        yield line.code


@dataclass(frozen=True)
class Story:
    """What is recorded, and who hears how it goes on."""

    scenario: Scenario
    facts: Facts
    watch: Watch


class _Day:
    """One school's day."""

    def __init__(
        self,
        store: Store,
        story: Story,
        entry: Entry,
        line: SchoolLine,
        clock: Clock,
        *,
        clerks: Sequence[MemberLine],
    ) -> None:
        scenario, facts = story.scenario, story.facts
        self._store, self._scenario, self._clerks = store, scenario, clerks
        self._entry, self._line, self._clock = entry, line, clock
        self._names = json.loads(DEMO_FEES.read_text("utf-8"))["found"]
        self._findings = [f for f in scenario.findings if f["school_code"] == entry["code"]]
        self._school_facts = facts.schools.get(entry["code"], {})
        self._facts = facts
        self._raised = RaisedFindings(store, line, facts, story.watch)
        late = facts.story("supplement", entry["code"])
        self._late = frozenset(late["added"] if late else ())

    def _hour(self, name: str, otherwise: tuple[int, int]) -> tuple[int, int]:
        return hour_of(self._school_facts[name]) if name in self._school_facts else otherwise

    def programme(self, items: list[Item], script: Script) -> list[tuple[tuple[int, int], Any]]:
        """When (China time) and what, in the order of the day."""
        mine = items_for(items, self._line)
        return [
            (self._hour("arrived_at", (8, 5)), self._arrive),
            ((8, 30), self._draw),
            ((9, 30), lambda: self._question(script)),
            ((11, 0), lambda: self._answer(mine)),
            ((11, 40), self._interview),
            ((14, 0), self._check_fees),
            ((15, 0), lambda: self._find(items, late=False)),
            (self._hour("exit_meeting_at", (16, 10)), self._sum_up),
            ((17, 0), self._feed_back),
            ((17, 30), self._leave),
            ((17, 45), self._call),
            ((20, 10), lambda: self._find(items, late=True)),
        ]

    def _act(self, what: Act) -> Any:
        return self._store.act(what, school=self._line.id)

    def _arrive(self) -> None:
        with self._act(Act.RECORD_VISIT) as work:
            work.visits.record(
                self._line.visit_id,
                visited_on=self._line.planned_on,
                arrived_at=self._clock(),
                place=self._line.name,
                credentials_shown=True,
                report_heard=True,
                self_report_on=date.fromisoformat(self._entry["self_report"]["received"]),
            )
            for clerk in self._clerks:
                work.visits.attend(self._line.visit_id, clerk.id)
            work.samplings.receive_roster(self._line.visit_id, self._entry["roster_rows"])

    def _sum_up(self) -> None:
        methods = [*_METHODS]
        methods += [Method.QUEST] if self._entry["sampled_classes"] else []
        methods += [Method.INTERVIEW] if self._entry["student_interviews"] else []
        with self._act(Act.RECORD_VISIT) as work:
            work.visits.record(
                self._line.visit_id,
                sites_seen=self._school_facts.get("places_count", 3),
                overall=self._school_facts.get("overall", ""),
                vouchers_checked=self._entry["vouchers_checked"],
                receipts_checked=self._entry["receipts_checked"],
            )
            for method in methods:
                work.visits.use(self._line.visit_id, method)

    def _feed_back(self) -> None:
        if self._school_facts:
            SignedSheets(
                self._store, self._line, self._facts, self._clock, list(self._clerks)
            ).feed_back()

    def _leave(self) -> None:
        with self._act(Act.RECORD_VISIT) as work:
            work.visits.record(self._line.visit_id, left_at=self._clock())

    def _draw(self) -> None:
        with self._act(Act.DRAW) as work:
            for kind, name in ((DrawKind.SCHOOL_CLASS, "class"), (DrawKind.ROSTER, "roster")):
                drawn = self._entry.get(f"{name}_sampling")
                if drawn:
                    self._keep_draw(work, kind, drawn)

    def _keep_draw(self, work: Any, kind: DrawKind, drawn: Entry) -> None:
        entries = drawn.get("population_list") or ()
        work.samplings.record(
            self._line.visit_id,
            kind=kind,
            algorithm=ALGORITHM,
            population=drawn["population"],
            entries="\n".join(entries),
            list_sha256=list_hash(entries or numbered(drawn["population"])),
            commitment=drawn["team_nonce_sha256"],
            nonce=drawn["team_nonce"],
            witness_number=drawn["witness_number"],
            seed_text=drawn["seed_text"],
            source="学校提供",
            drawn=drawn["drawn"],
            reserve=drawn["reserve"],
        )

    def _question(self, script: Script) -> None:
        for entry in self._scenario.classes:
            if entry["school_code"] == self._line.code:
                self._envelope(entry, script)

    def _envelope(self, entry: Entry, script: Script) -> None:
        stage = Stage(entry["stage"])
        cells = cells_of(script.for_stage(stage))
        counts = _counts(entry["tally"], script)
        for cell in counts:
            pick(dict.fromkeys(cells), cell, f"班级 {entry['code']} 的 tally")
        with self._act(Act.COUNT_ENVELOPE) as work:
            owner = work.schools.add_class(
                self._line.id, stage, entry["grade"], entry["class_no"], entry["enrolled"]
            )
            batch = work.questionnaires.open_envelope(self._line.visit_id, owner, script.id)
            work.questionnaires.count(
                batch, issued=entry["issued"], returned=entry["returned"], valid=entry["valid"]
            )
        for slot, clerk in enumerate(self._clerks[-2:], 1):
            self._store.person = clerk.id
            with self._act(Act.TALLY) as work:
                counting = work.questionnaires.begin_counting(
                    batch, slot, cells, clerk.id, counts=counts
                )
                work.questionnaires.finish(counting)

    def _answer(self, items: list[Item]) -> None:
        verdicts = _verdicts(items, self._entry["checklist_summary"], self._findings)
        late = {f["item"] for f in self._findings if f["id"] in self._late}
        verdicts |= dict.fromkeys(late, Verdict.OK)
        for category in dict.fromkeys(item.category for item in items):
            with self._act(Act.ANSWER_ITEM) as work:
                mine = [item for item in items if item.category == category]
                for verdict in dict.fromkeys(verdicts[item.code] for item in mine):
                    note = _UNCHECKED if verdict is Verdict.NOT_CHECKED else ""
                    alike = [item.id for item in mine if verdicts[item.code] is verdict]
                    work.checklists.answer_all(
                        self._line.visit_id, alike, verdict=verdict, note=note
                    )

    def _interview(self) -> None:
        stages = [stage for stage in self._line.stages if stage is not Stage.KG]
        number = self._entry["student_interviews"]
        if not number:
            return
        with self._act(Act.RECORD_INTERVIEW) as work:
            for turn in range(number):
                work.interviews.record(
                    self._line.visit_id, stages[turn % len(stages)], place_kind="校门口"
                )

    def _check_fees(self) -> None:
        """The fees that have a fixed rate, charged at it, from every pupil, for both terms."""
        with self._store.read() as work:
            campaign = work.inspections.terms(self._line.inspection)
            span = campaign.conduct_from, campaign.conduct_to
            fees = [
                fee
                for fee in work.catalogues.fees()
                if fee.rate_fen and fee.covers(*span)
                if fee.governs(self._line.stages, self._line.ownership)
            ]
        with self._act(Act.CHECK_FEES) as work:
            for fee in fees:
                work.fees.enter(
                    FeeLine,
                    self._line.visit_id,
                    name=fee.name,
                    kind=fee.kind,
                    charged_fen=fee.rate_fen,
                    allowed_fen=fee.rate_fen,
                    heads=self._line.headcount,
                    terms=2,
                    catalogue_fee_id=fee.id,
                    basis=fee.basis,
                    on_display=True,
                )

    def _find(self, items: list[Item], *, late: bool) -> None:
        """What is found by day; what the evening brings changes the item's answer first."""
        by_code = {item.code: item for item in items}
        for entry in self._findings:
            item = pick(by_code, entry["item"], f"问题 {entry['id']} 的 item")
            if (entry["id"] in self._late) is not late:
                continue
            if late:
                with self._act(Act.ANSWER_ITEM) as work:
                    work.checklists.answer(
                        self._line.visit_id, item.id, verdict=Verdict.VIOLATION, note=""
                    )
            finding = self._raised.add(entry, item)
            if entry["students"] and entry["amount_fen"]:
                with self._act(Act.CHECK_FEES) as work:
                    self._charge(work, entry, finding)

    def _charge(self, work: Work, entry: Entry, finding: uuid.UUID) -> None:
        """The fee that the finding is about: without basis, from each of its pupils."""
        work.fees.enter(
            FeeLine,
            self._line.visit_id,
            name=self._names.get(entry["id"], entry["text_zh"]),
            kind=FeeKind.SERVICE,
            charged_fen=entry["amount_fen"] // entry["students"],
            allowed_fen=0,
            heads=self._raised.students_of(entry),
            terms=1,
            finding_id=finding,
        )

    def _call(self) -> None:
        for entry in self._scenario.calls:
            if entry["school_code"] == self._line.code:
                self._attempt(entry)

    def _attempt(self, entry: Entry) -> None:
        final = CallOutcome(entry["outcome"])
        outcomes = [CallOutcome.NO_ANSWER] * (entry["attempts"] - 1) + [final]
        with self._act(Act.LOG_CALL) as work:
            call = work.calls.plan(self._line.visit_id, entry["roster_seq"], entry["code"])
            for turn, outcome in enumerate(outcomes):
                at = self._clock() + timedelta(hours=2 * turn)
                work.calls.attempt(call, outcome, at)


def _counts(tally: Mapping[str, Any], script: Script) -> dict[str, int]:
    """A scenario's tally as counts by cell; the median is kept twice over."""
    kinds = {question.code: question.kind for question in script.questions}
    counts: dict[str, int] = {}
    for question, parts in tally.items():
        for part, number in parts.items():
            if part == "median" and kinds.get(question) is QuestionType.NUMBER:
                counts[f"{question}.twice_median"] = round(2 * number)
            else:
                counts[f"{question}.{part}"] = number
    return counts


#: Why an item was not looked at; the scenario does not say.
_UNCHECKED = "当日没有开展这项业务，没有材料可查"


def _verdicts(
    items: list[Item], summary: Mapping[str, int], findings: list[Entry]
) -> dict[str, Verdict]:
    """The scenario gives only sums: violations where findings are, the rest from the end on."""
    found = {entry["item"] for entry in findings}
    free = [item.code for item in items if item.code not in found]
    verdicts = dict.fromkeys(found, Verdict.VIOLATION) | dict.fromkeys(free, Verdict.OK)
    for verdict in (Verdict.NOT_CHECKED, Verdict.NA, Verdict.DOUBT):
        for _ in range(summary[verdict.value]):
            verdicts[free.pop()] = verdict
    return verdicts
