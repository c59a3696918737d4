"""The end of a day at a school: the lead confirms, the sheet is locked, the head replies."""

from typing import Any

from db.records.people import MemberLine
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, DocumentKind, FindingStatus, SchoolReply
from inspector_gui.actions.documents import lock_document
from inspector_gui.actions.findings import confirm_finding, feed_back_finding
from inspector_gui.actions.statements import receive_statement
from inspector_gui.demo.clock import Clock
from inspector_gui.demo.facts import Facts, day_of, hour_of
from inspector_gui.documents.scope import Scope
from inspector_gui.labels import label


def supplement(store: Store, facts: Facts, clock: Clock) -> None:
    """The supplementary sheets of a team's schools, after the visits."""
    with store.read() as work:
        people, schools = work.people.members(), work.schools.lines()
    for school in schools:
        if school.code in facts.schools:
            SignedSheets(store, school, facts, clock, people).supplement()


class SignedSheets:
    """Of one school, whose facts are told of."""

    def __init__(
        self,
        store: Store,
        school: SchoolLine,
        facts: Facts,
        clock: Clock,
        people: list[MemberLine],
    ) -> None:
        self._store, self._school, self._facts, self._clock = store, school, facts, clock
        self._people = people
        self._school_facts = facts.schools[school.code]

    def feed_back(self) -> None:
        """Confirmed and locked; once more where the head saw a slip; then signed, or refused."""
        self._confirm()
        if not self._facts.sheets:
            self._feed_back()
            return
        self._put("locked_at")
        twice = self._facts.story("replaced_before_signing", self._school.code)
        if twice:
            self._clock.put(self._day, *hour_of(twice["first_version"]["locked_at"]))
            self._record(sites_seen=twice["misread_places"])
            self._lock(DocumentKind.FEEDBACK)
            self._clock.put(self._day, *hour_of(twice["second_version"]["locked_at"]))
            self._record(sites_seen=self._school_facts["places_count"])
        self._lock(DocumentKind.FEEDBACK)
        self._reply()

    def supplement(self) -> None:
        """What came in the evening, on a sheet of its own some days later."""
        story = self._facts.story("supplement", self._school.code)
        if story:
            self._clock.put(day_of(story["supplement_signed_on"]), 15, 30)
            self._confirm()
            if not self._facts.sheets:
                self._feed_back()
                return
            self._lock(DocumentKind.SUPPLEMENT)
            self._receive(SchoolReply.AGREED, received_on=day_of(story["supplement_signed_on"]))

    @property
    def _day(self) -> Any:
        return self._school.planned_on

    def _put(self, name: str) -> None:
        self._clock.put(self._day, *hour_of(self._school_facts[name]))

    def _lead(self) -> None:
        self._store.person = next(person.id for person in self._people if person.is_lead)

    def _confirm(self) -> None:
        self._lead()
        with self._store.read() as work:
            lines = work.findings.lines(self._school.visit_id)
        for line in lines:
            if line.status is FindingStatus.DRAFT:
                confirm_finding(store=self._store, school=self._school.id, finding=line.id)

    def _feed_back(self) -> None:
        """By word of mouth."""
        with self._store.read() as work:
            lines = work.findings.lines(self._school.visit_id)
        for line in lines:
            if line.status is FindingStatus.CONFIRMED:
                feed_back_finding(store=self._store, school=self._school.id, finding=line.id)

    def _record(self, **values: Any) -> None:
        with self._store.act(Act.RECORD_VISIT, school=self._school.id) as work:
            work.visits.record(self._school.visit_id, **values)

    def _lock(self, kind: DocumentKind) -> None:
        with self._store.read() as work:
            campaign = work.campaigns.current().id
        scope = Scope(self._school.name, campaign, self._school)
        lock_document(store=self._store, scope=scope, name=label(kind))

    def _receive(self, reply: SchoolReply, **values: Any) -> None:
        receive_statement(store=self._store, school=self._school, reply=reply, **values)

    def _reply(self) -> None:
        refused = self._facts.story("refusal", self._school.code)
        objected = self._facts.story("objection", self._school.code)
        if refused:
            self._clock.put(self._day, *hour_of(refused["time"]))
            by = {person.code: person.name for person in self._people}
            self._receive(
                SchoolReply.REFUSED,
                received_on=self._day,
                reason=refused["reason"],
                witness="、".join(by[code] for code in refused["noted_by"]),
                text=refused["copy_left"],
            )
        elif objected:
            self._receive(SchoolReply.OBJECTED, pages=objected["pages"])
        else:
            self._receive(SchoolReply.AGREED, received_on=self._day)
