"""D1, the feedback sheet a team hands to a school: what it says, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from db.publishable.feedback import FeedbackFacts
from db.publishing.feedback import feedback_facts
from db.records.findings import FindingLine
from db.vocabulary import DocumentKind
from inspector_gui.documents.blocks import (
    Aside,
    Attachments,
    Block,
    Fields,
    FillIn,
    Gap,
    Heading,
    Label,
    Mixed,
    Note,
    Paragraph,
    Signing,
    SignOff,
    Text,
    Title,
    joined,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.annexes import annex_pages, attachments, feedback_annexes
from inspector_gui.documents.family.finding_parts import (
    advice,
    findings,
    numbered,
    remarks_on,
    sentence,
    signed_totals,
)
from inspector_gui.documents.family.heads import head_fields, open_words
from inspector_gui.documents.family.numbering import renumbered
from inspector_gui.documents.family.sheet_rules import SHEET_RULES
from inspector_gui.documents.official_numbers import day_or_open, day_wanted, months
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording, fill_in
from inspector_gui.documents.visited import Visited, stands


def feedback_draft(facts: FeedbackFacts, wording: Wording) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        renumbered(feedback_sheet(facts, wording)),
        serial=facts.serial,
        open_words=open_words(facts, wording),
        covers=tuple(finding.id.hex for _number, finding in numbered(facts)),
        missing=days_wanted(facts),
        remarks=remarks_on(facts),
        totals=signed_totals(facts),
    )


def feedback_sheet(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    yield Title(wording.titles("title", school=facts.school))
    yield Gap()
    yield Aside(wording.text("serial", serial=facts.serial))
    yield _fields(facts, wording)
    yield Heading(1, wording.text("heading_work"))
    yield Paragraph(_work(facts, wording))
    if facts.draws and not facts.findings:
        yield Paragraph(wording.text("sampling_apart", serial=facts.serial))
    before, last = parted(facts, wording)
    overall = tuple(_overall(facts, wording))
    if facts.findings:
        yield from (*overall, *before)
        overall = ()
    end = (*overall, *last, *deadlines(facts, wording))
    annexes = feedback_annexes(facts, wording)
    yield signing(end, attachments(annexes, wording), facts, wording)
    yield from annex_pages(annexes, wording)


def _overall(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    """As the team wrote it, else what was found in order; without either no such section.

    Where nothing was found at all, that is said once.
    """
    written = "".join(map(sentence, facts.overall))
    found = {finding.category_name for finding in facts.findings}
    sound = [name for name in facts.sound if name not in found and not name.startswith("其他")]
    each = bool(wording.source("every_area"))  # section three goes through every area
    sound = sound if found and not each else []
    if not written and not sound:
        return
    yield Heading(1, wording.text("heading_overall"))
    if written:
        yield Paragraph(written)
        return
    many = len(sound) > 1
    total = (
        wording.phrase("overall_more", count=len(sound)) if many else wording.phrase("overall_one")
    )
    yield Paragraph(wording.text("overall_sound", entry="、".join(sound), count=total))


def _fields(facts: FeedbackFacts, wording: Wording) -> Fields:
    rows = (("school",), ("code", "kind"), ("date", "team"), ("lead", "members"))
    return head_fields(facts, wording, *rows, ("basis",), ("conduct",))


def _work(facts: FeedbackFacts, wording: Wording) -> Text:
    steps = "，".join(_steps(facts, wording))
    first, last = months(facts.conduct_from, facts.conduct_to)
    return wording.text(
        "work_opening",
        notice=facts.notice_title,
        notice_no=facts.notice_no,
        date=day_or_open(facts.visited_on),
        first=first,
        last=last,
        steps=wording.phrase("work_steps", steps=steps) if steps else "",
    )


def _steps(facts: FeedbackFacts, wording: Wording) -> Iterator[str]:
    """What the team did. How many were interviewed or called is never said."""
    if facts.report_heard:
        yield wording.phrase("step_report")
    if facts.self_report_received:
        yield wording.phrase("step_self_report")
    if facts.sites_seen:
        yield wording.phrase("step_sites", count=facts.sites_seen)
    if facts.classes_drawn:
        yield wording.phrase("step_classes", count=facts.classes_drawn)
    if facts.classes_targeted:
        yield wording.phrase("step_targeted", count=facts.classes_targeted)
    if facts.issued:
        yield wording.phrase("step_questionnaires", issued=facts.issued, returned=facts.returned)
    yield from _papers(facts, wording)
    asked = {(True, True): "both", (True, False): "interviewed", (False, True): "phoned"}
    if way := asked.get((facts.interviewed, facts.phoned)):
        yield wording.phrase(f"step_{way}")


def _papers(facts: FeedbackFacts, wording: Wording) -> Iterator[str]:
    vouchers, receipts = facts.vouchers_checked, facts.receipts_checked
    if vouchers and receipts:
        yield wording.phrase("step_papers", vouchers=vouchers, receipts=receipts)
    elif vouchers:
        yield wording.phrase("step_vouchers", count=vouchers)
    elif receipts:
        yield wording.phrase("step_receipts", count=receipts)


def deadlines(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    """Calendar dates, never "within so many days"."""
    dates = facts.deadlines
    if facts.findings:
        yield Heading(1, wording.text("heading_deadline"))
        report = day_or_open(dates.rectification_report)
        yield Paragraph(wording.text("deadline", report=report, bureau=facts.bureau))
    yield Heading(1, wording.text("heading_defence"))
    objection = day_or_open(dates.objection)
    yield Paragraph(wording.text("defence", objection=objection, bureau=facts.bureau))


def days_wanted(facts: FeedbackFacts) -> tuple[str, ...]:
    """The dates that nothing but a person can say, a sentence each."""
    if facts.visited_on is None:
        return ()  # they count from a day that is not known yet
    dates = facts.deadlines
    wanted = [("异议期限", "objection_on", dates.objection)]
    if facts.findings:
        wanted.append(("整改报告期限", "report_on", dates.rectification_report))
    return tuple(day_wanted(name, field) for name, field, day in wanted if day is None)


def parted(facts: FeedbackFacts, wording: Wording) -> tuple[list[Block], list[Block]]:
    """Sections three and four; the end of them stands on the page that is signed.

    So no leaf can be exchanged: it is the last advice, or that nothing was found.
    """
    found, advised = list(findings(facts, wording)), list(advice(facts, wording))
    if not facts.findings:
        return [], found
    if not advised:
        at = max(n for n, block in enumerate(found) if isinstance(block, Paragraph) and block.leads)
        while isinstance(found[at - 1], Heading):
            at -= 1
        return found[:at], found[at:]
    at = max(len(advised) - 2, 0)
    if at and isinstance(advised[at - 1], Heading):
        at -= 1
    return [*found, *advised[:at]], advised[at:]


def signing(
    end: tuple[Block, ...], note: tuple[Attachments, ...], facts: FeedbackFacts, wording: Wording
) -> Signing:
    """`end`: the end of the text, which the signatures keep on their page."""
    return Signing(
        end,
        (
            Heading(1, wording.text("heading_opinion")),
            *_lesser("opinion", wording),
            *note,
            *_signatures(facts, wording),
            *_lesser("refusal", wording),
            Note(wording.text("closing", bureau=facts.bureau)),
        ),
    )


def _signatures(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    heading = wording.text("heading_signatures")
    if facts.place:
        venue = Label(wording.phrase("place", place=facts.place))
        yield Heading(1, joined(heading, Mixed((venue,))))
    else:
        yield Heading(1, heading)
        yield fill_in(wording.phrase("place_open"))
    yield SignOff(wording.lines("signatures_team"), wording.lines("signatures_school"))


def _lesser(key: str, wording: Wording) -> Iterator[FillIn]:
    return (replace(line, lesser=True) for line in wording.lines(key))


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    """Once the school has it, what is found later goes into a supplement."""
    covered, work, school = visited.covered_by(serial), visited.work, visited.school

    def chosen(line: FindingLine) -> bool:
        return stands(line) and (not visited.is_out or line.id in covered)

    def made(day: date) -> Draft:
        return feedback_draft(feedback_facts(work, school, chosen, made_on=day), wording)

    return visited.of_its_day(serial, made)


OF_VISIT = OfVisit(
    kind=DocumentKind.FEEDBACK,
    papers=single("", _build),
    group=Group.TAKEN_ALONG,
    rules=SHEET_RULES,
)
