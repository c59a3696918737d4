"""What follows the sheets of a team's schools: objections decided, money given back, closing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from db.records.fees import FeeLine
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, RefundWay
from inspector_gui.actions.findings import (
    begin_rectification,
    object_to_finding,
    report_rectification,
    revise_finding,
)
from inspector_gui.actions.following import close_out
from inspector_gui.actions.statements import correct_statement
from inspector_gui.actions.wording import word_finding
from inspector_gui.demo.clock import Clock
from inspector_gui.demo.facts import Facts, day_of
from inspector_gui.demo.scenario import Entry

_NOTICE = "2025-09-29"
_WAYS = {"原路退回": RefundWay.RETURNED, "现金签领": RefundWay.CASH}
_REPORTED_BEFORE = timedelta(days=6)


@dataclass(frozen=True)
class _Event:
    on: date
    turn: int
    do: Callable[[], None]


def follow_up(store: Store, facts: Facts, clock: Clock) -> None:
    """All that happens to the findings of a team's file after the visits, in order of date."""
    with store.read() as work:
        store.person = next(member.id for member in work.people.members() if member.is_lead)
        found = [
            (school, line)
            for school in work.schools.lines()
            for line in work.findings.lines(school.visit_id)
            if line.serial in facts.findings
        ]
    events = [
        event for school, line in found for event in _Finding(store, facts, school, line).events()
    ]
    for event in sorted(events, key=lambda event: (event.on, event.turn)):
        clock.put(event.on, 10)
        event.do()


class _Finding:
    """One finding on its way from the sheet to its closing."""

    def __init__(self, store: Store, facts: Facts, school: SchoolLine, line: FindingLine) -> None:
        self._store, self._facts, self._school, self._line = store, facts, school, line
        self._script = facts.findings[line.serial]
        stories = facts.stories
        self._refunds = next(
            (story for story in stories["refunds"] if story["finding"] == line.serial), None
        )
        self._open = next(
            (
                story
                for story in stories["rectification"]["items"]
                if story["finding"] == line.serial
            ),
            None,
        )

    def events(self) -> Iterator[_Event]:
        for turn, (on, do) in enumerate(self._steps()):
            yield _Event(day_of(on) if isinstance(on, str) else on, turn, do)

    def _steps(self) -> Iterator[tuple[str | date, Callable[[], None]]]:
        objection = self._facts.story("objection", self._school.code)
        if objection and objection["finding"] == self._line.serial:
            yield objection["received_on"], partial(self._object, objection)
            yield objection["replied_on"], partial(self._revise, objection)
        notice = (self._refunds or self._open or {}).get("notice_on", _NOTICE)
        if self._script["closed_on"]:  # what was put right at once waited for no notice
            notice = min(notice, self._script["closed_on"])
        yield notice, partial(self._step, begin_rectification)
        for row in self._refunds["rows"] if self._refunds else ():
            yield row["sighted_on"], partial(self._refund, row)
        if self._script["closed_on"]:
            closed = day_of(self._script["closed_on"])
            reported = max(closed - _REPORTED_BEFORE, day_of(notice))
            yield reported, partial(self._step, report_rectification)
            yield closed, self._close_out
        elif self._open:
            yield from self._unclosed(self._open)

    def _unclosed(self, item: Entry) -> Iterator[tuple[str, Callable[[], None]]]:
        """Returned with a new day, given more time, or silent until it is overdue."""
        yield item["notice_on"], partial(self._state, due_on=day_of(item["report_due"]))
        if "received_on" in item:
            yield item["received_on"], partial(self._step, report_rectification)
            yield (
                item["returned_on"],
                partial(self._step, begin_rectification, reason=item["why"]),
            )
        until = item.get("again_due") or item.get("extended_to")
        if until:
            on = item.get("returned_on", item["report_due"])
            yield on, partial(self._state, due_on=day_of(until))

    def _step(self, deed: Callable[..., None], **values: Any) -> None:
        deed(store=self._store, school=self._school.id, finding=self._line.id, **values)

    def _close_out(self) -> None:
        """The lead, and another of the team."""
        with self._store.read() as work:
            second = next(member.name for member in work.people.members() if not member.is_lead)
        close_out(
            store=self._store,
            school=self._school,
            finding=self._line.id,
            countersigner=second,
        )

    def _state(self, **values: Any) -> None:
        with self._store.act(Act.EDIT_FINDING, school=self._school.id) as work:
            work.findings.state(self._line.id, **values)

    def _object(self, story: Entry) -> None:
        with self._store.read() as work:
            statements = work.statements.lines(self._school.visit_id)
        for statement in statements:
            correct_statement(
                store=self._store,
                school=self._school,
                statement=statement.id,
                received_on=day_of(story["received_on"]),
                text="\n".join(f"{point['no']}. {point['says']}" for point in story["points"]),
            )
        self._step(object_to_finding)

    def _revise(self, story: Entry) -> None:
        """What holds of the objection changes the figures; the fact follows them."""
        after = story["after"]
        word_finding(
            store=self._store,
            school=self._school,
            finding=self._line.id,
            students=after["students"],
            involved_fen=after["amount_fen"],
            due_fen=after["refund_due_fen"],
            vouchers="、".join(self._script["vouchers"]),
            advice=self._script["advice"],
        )
        with self._store.act(Act.CHECK_FEES, school=self._school.id) as work:
            for fee in work.fees.lines(FeeLine, self._school.visit_id):
                if fee.finding_id == self._line.id:
                    work.fees.correct(FeeLine, fee.id, heads=after["students"])
        why = "；".join(
            f"{point['says']}{point['decision']}：{point['why']}" for point in story["points"]
        )
        self._step(revise_finding, reason=why)

    def _refund(self, row: Entry) -> None:
        with self._store.act(Act.FOLLOW_UP, school=self._school.id) as work:
            work.refunds.note(
                self._line.id,
                row["amount_fen"],
                paid_on=day_of(row["paid_on"]),
                sighted_on=day_of(row["sighted_on"]),
                students=row["students"],
                way=_WAYS[row["way"]],
            )
