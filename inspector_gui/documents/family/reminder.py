"""The letter that reminds a school of a report or a refund that is late (整改催办函)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date

from db.publishable.followup import Overdue, ReminderFacts
from db.publishing.followup import reminder_facts
from db.unit_of_work import Work
from db.vocabulary import Desk, DocumentKind
from inspector_gui.documents.blocks import (
    Addressee,
    Block,
    Gap,
    Paragraph,
    Sealed,
    Text,
    Title,
    Together,
    joined,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.finding_parts import sentence
from inspector_gui.documents.family.heads import open_words
from inspector_gui.documents.lock_mark import Wanting
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, undecided_of_school
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import long_date, yuan
from inspector_gui.statistics.deadlines import Deadlines, FollowUp
from inspector_gui.statistics.gap import Gap as Open

#: Working days that the letter gives.
GRACE_DAYS = 5


def reminder(facts: ReminderFacts, wording: Wording, serial: str) -> Draft:
    title = wording.titles("title", school=facts.school)
    return Draft(
        "".join(title),
        tuple(_blocks(facts, wording)),
        serial=serial,
        by_team=False,
        open_words=open_words(facts, wording),
        covers=tuple(overdue.finding.id.hex for overdue in facts.overdue),
        missing=()
        if facts.overdue
        else (Wanting(wording.phrase("none"), gap=Open.FINDINGS_UNSETTLED),),
    )


def _blocks(facts: ReminderFacts, wording: Wording) -> Iterator[Block]:
    yield Title(wording.titles("title", school=facts.school))
    yield Gap()
    if not facts.overdue:  # a draft says nothing that is not so
        yield Paragraph(wording.text("none"))
        return
    yield Addressee(wording.phrase("addressee", school=facts.school))
    lead = "lead" if facts.document_no else "lead_without_number"
    on = long_date(facts.as_of)
    yield Paragraph(wording.text(lead, bureau=facts.bureau, notice_no=facts.document_no, date=on))
    for number, late in enumerate(facts.overdue, start=1):
        yield Paragraph(_late(number, late, facts, wording), leads=True)
    yield Together(
        (
            Paragraph(wording.text("demand", count=GRACE_DAYS, bureau=facts.bureau)),
            Sealed(facts.bureau, on),
        )
    )


def _late(number: int, late: Overdue, facts: ReminderFacts, wording: Wording) -> Text:
    reference = wording.phrase("reference", entry=late.reference) if late.reference else ""
    fact = sentence(late.finding.fact).removesuffix("。")
    parts = [wording.text("problem", number=number, fact=fact, notice=reference)]
    if late.report_on is not None:
        parts.append(_by("report_late", late.report_on, facts, wording))
    if late.refund_on is not None and late.open_fen:
        open_ = yuan(late.open_fen)
        parts.append(_by("refund_late", late.refund_on, facts, wording, amount=open_))
    return joined(*parts)


def _by(key: str, due: date, facts: ReminderFacts, wording: Wording, **more: str) -> Text:
    days = (facts.as_of - due).days
    return wording.text(key, date=long_date(due), count=days, **more)


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    def made(day: date) -> Draft:
        late = _late_at(visited, day)
        facts = reminder_facts(visited.work, visited.school, visited.references, late, day)
        return reminder(facts, wording, serial)

    return visited.of_its_day(serial, made)


def _late_at(visited: Visited, day: date) -> dict[uuid.UUID, tuple[date | None, date | None, int]]:
    """What this school owes that was due before this day."""
    work, school = visited.work, visited.school
    deadlines = _deadlines(work, school.inspection)
    found: dict[uuid.UUID, tuple[date | None, date | None, int]] = {}
    for line in work.rectifications.followed(school.inspection):
        if line.visit_id != school.visit_id or not line.is_ordered:
            continue
        owed = deadlines.open_of(line)
        late = {step.what: step.due_on for step in owed if step.days_over(day)}
        report = late.get(FollowUp.REPORT)
        refund = late.get(FollowUp.REFUND) or late.get(FollowUp.SIGHT)
        if report or refund:
            found[line.id] = (report, refund, line.open_fen)
    return found


def _deadlines(work: Work, inspection: str) -> Deadlines:
    return Deadlines(work.inspections.terms(inspection), work.campaigns.calendar())


OF_VISIT = OfVisit(
    kind=DocumentKind.REMINDER,
    papers=single("-C", _build),
    group=Group.FOLLOW_UP,
    rules=(OF_VISITED_DAY, undecided_of_school),
    desk=Desk.BUREAU,
    for_office=True,
)
