"""The supplementary sheet: what came to light after the school signed, laid out like the first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import count

from db.publishable.supplement import SupplementFacts
from db.publishing.feedback import feedback_facts
from db.records.findings import FindingLine
from db.vocabulary import DocumentKind
from inspector_gui.documents.blocks import (
    Align,
    Aside,
    Block,
    Column,
    Fields,
    Gap,
    Heading,
    Note,
    Paragraph,
    Table,
    Title,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.annexes import Annexed, annex_pages, attachments, findings_annex
from inspector_gui.documents.family.feedback_sheet import days_wanted, deadlines, parted, signing
from inspector_gui.documents.family.finding_parts import numbered, remarks_on, signed_totals
from inspector_gui.documents.family.heads import head_field, head_fields, open_words
from inspector_gui.documents.family.numbering import renumbered
from inspector_gui.documents.family.sheet_rules import SUPPLEMENT_RULES
from inspector_gui.documents.paper import Group, Maker, OfVisit, Paper
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited, stands
from inspector_gui.labels import in_china, long_date
from inspector_gui.statistics.published import counted_forms, school_answers


def supplement(facts: SupplementFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        renumbered(_blocks(facts, wording, serial)),
        serial=serial,
        open_words=open_words(facts, wording),
        covers=tuple(finding.id.hex for _number, finding in numbered(facts)),
        missing=days_wanted(facts),
        remarks=remarks_on(facts),
        totals=signed_totals(facts),
    )


def _blocks(facts: SupplementFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title", school=facts.school))
    yield Gap()
    yield Aside(wording.text("serial", serial=serial))
    yield _fields(facts, wording)
    yield Heading(1, wording.text("heading_work"))
    first_on = long_date(facts.first_on)
    yield Paragraph(wording.text("refers", serial=facts.first_serial, date=first_on))
    issued, returned, valid = facts.counted
    if issued:
        yield Paragraph(wording.text("forms", issued=issued, returned=returned, valid=valid))
    before, last = parted(facts, wording)
    yield from before
    annexes = list(_annexes(facts, wording))
    yield signing(
        (*last, *deadlines(facts, wording)), attachments(annexes, wording), facts, wording
    )
    yield from annex_pages(annexes, wording)


def _fields(facts: SupplementFacts, wording: Wording) -> Fields:
    """It bears its own day, beside that of the visit."""
    made = (wording.phrase("field_made"), long_date(facts.made_on))
    head = head_fields(facts, wording, ("school",), ("code", "kind"))
    more = head_fields(facts, wording, ("team",), ("basis",))
    return Fields((*head.rows, (made, head_field("date", facts, wording)), *more.rows))


def _annexes(facts: SupplementFacts, wording: Wording) -> Iterator[Annexed]:
    if facts.findings:
        yield findings_annex(facts, wording)
    if facts.charts:
        yield Annexed(wording.phrase("annex_answers"), tuple(_answers(facts, wording)))


def _answers(facts: SupplementFacts, wording: Wording) -> Iterator[Block]:
    columns = (
        Column(wording.phrase("column_question"), 0.42),
        Column(wording.phrase("column_answer"), 0.36),
        Column(wording.phrase("column_count"), 0.22, Align.CENTRE),
    )
    rows: list[tuple[str, str, str]] = []
    for number, chart in enumerate(facts.charts, start=1):
        question = wording.phrase("question", number=number, name=chart.question)
        answers = chart.answers or ((chart.note, ""),)
        rows += [(question if n == 0 else "", *answer) for n, answer in enumerate(answers)]
    yield Table(columns, tuple(rows), grouped=True)
    yield Note(wording.text("answers_note"))


def _papers(visited: Visited, maker: Maker) -> Iterator[Paper]:
    """Those that were signed, and the one after them that is still open."""
    for number in count(1) if visited.is_out else ():
        copy = str(number) if number > 1 else ""
        paper = maker.paper(f"-B{number}", partial(_build, visited), copy)
        yield paper
        if paper.serial not in visited.signed:
            return


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    own, before = visited.covered_by(serial), visited.covered_before(serial)
    is_signed = serial in visited.signed

    def chosen(line: FindingLine) -> bool:
        return stands(line) and (line.id in own if is_signed else line.id not in before)

    work, school, first = visited.work, visited.school, visited.first
    assert first is not None  # noqa: S101  # without it there is no supplement

    def made(day: date) -> Draft:
        facts = SupplementFacts(
            **vars(feedback_facts(work, school, chosen, DocumentKind.SUPPLEMENT, day)),
            made_on=day,
            first_serial=first.serial,
            first_on=in_china(first.locked_at).date(),
            counted=counted_forms(work, school),
            charts=school_answers(work, school),
        )
        return supplement(facts, wording, serial)

    return visited.of_its_day(serial, made)


OF_VISIT = OfVisit(
    kind=DocumentKind.SUPPLEMENT,
    papers=_papers,
    group=Group.TAKEN_ALONG,
    rules=SUPPLEMENT_RULES,
)
