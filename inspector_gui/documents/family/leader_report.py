"""D12, the report of an inspection to the leader who is responsible: one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from db.publishable.leader_report import LeaderFacts
from db.publishing.leader_report import leader_facts
from db.records.inspections import InspectionLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, FindingStatus
from inspector_gui.documents.blocks import (
    Addressee,
    Align,
    Block,
    Column,
    Gap,
    Heading,
    Paragraph,
    Signing,
    SignOff,
    Table,
    Text,
    Title,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.numbering import renumbered
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.official_numbers import amount, rounded
from inspector_gui.documents.paper import Maker, OfCampaign, Paper
from inspector_gui.documents.template_texts import Wording
from inspector_gui.labels import date_range
from inspector_gui.statistics.gap import Gap as Unfinished

#: Steps at which a finding is none that one could report.
_UNSETTLED = {
    FindingStatus.DRAFT: "个问题没有经组长确认",
    FindingStatus.OBJECTED: "个问题的异议没有复核",
}


def leader_report(facts: LeaderFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(_title(facts, wording)),
        renumbered(_blocks(facts, wording)),
        serial=serial,
        by_team=False,
        open_words=wording.fixed,
        missing=() if facts.units else (wording.phrase("visits_missing"),),
    )


def _title(facts: LeaderFacts, wording: Wording) -> tuple[str, ...]:
    return wording.titles("title", campaign=facts.inspection)


def _blocks(facts: LeaderFacts, wording: Wording) -> Iterator[Block]:
    head = (Title(_title(facts, wording)), Gap(0.5))
    if facts.units:
        yield Signing((*head, *_text(facts, wording)), tuple(_signed(wording)))
    else:
        yield from (*head, Paragraph(wording.text("visits_missing")))


def _text(facts: LeaderFacts, wording: Wording) -> Iterator[Block]:
    """Set as close as it must be to stand on the page that is signed."""
    yield Addressee(wording.phrase("addressee"))
    if facts.undecided:
        yield Paragraph(wording.text("undecided", entry="；".join(facts.undecided)))
    yield Paragraph(_lead(facts, wording))
    yield Heading(1, wording.text("heading_problems"))
    yield from _problems(facts, wording)
    yield Heading(1, wording.text("heading_opinion"))
    opinion = facts.opinion or wording.phrase("opinion" if facts.findings else "opinion_none")
    yield Paragraph("".join(_steps(facts, wording)) + opinion)


def _signed(wording: Wording) -> Iterator[Block]:
    yield from (replace(line, lesser=True) for line in wording.lines("instruction"))
    yield SignOff(wording.lines("signatures_left"), wording.lines("signatures_right"))


def _lead(facts: LeaderFacts, wording: Wording) -> Text:
    """From the first day of the visits to the last, never the days that were planned."""
    key = "visited_all" if facts.units >= facts.in_scope else "visited_part"
    own: dict[str, str | int] = {"units": facts.units, "campaign": facts.inspection}
    if key == "visited_part":
        own["count"] = facts.in_scope
    done = wording.phrase(key, **own)
    if facts.vouchers:
        done += wording.phrase("vouchers", vouchers=facts.vouchers)
    return wording.text(
        "lead",
        date=date_range(facts.visited_from, facts.visited_to),
        team=facts.teams,
        members=facts.members,
        entry=done,
    )


def _problems(facts: LeaderFacts, wording: Wording) -> Iterator[Block]:
    if not facts.findings:
        yield Paragraph(wording.text("problems_none"))
        return
    named = (
        wording.phrase("amount", name=name, amount=rounded(fen))
        for name, fen in facts.amounts.items()
    )
    money = "，".join(named)
    yield Paragraph(
        wording.text(
            "problems",
            count=facts.findings,
            units=facts.with_findings,
            involved=wording.phrase("problems_money", entry=money) if money else "",
        ),
        leads=True,
    )
    yield _table(facts, wording)


def _table(facts: LeaderFacts, wording: Wording) -> Table:
    columns = (
        Column(wording.phrase("column_area"), 0.4),
        Column(wording.phrase("column_findings"), 0.18, Align.CENTRE),
        Column(wording.phrase("column_units"), 0.2, Align.CENTRE),
        Column(wording.phrase("column_involved"), 0.22, Align.RIGHT),
    )
    rows = tuple(
        (area.name, str(area.findings), str(area.schools), _fen(area.involved_fen, wording))
        for area in facts.areas
    )
    # A unit may have findings of several areas: units are not added up.
    sums = (str(facts.findings), str(facts.with_findings))
    involved = sum(area.involved_fen for area in facts.areas)
    return Table(columns, rows, (wording.phrase("total"), *sums, _fen(involved, wording)))


def _fen(fen: int, wording: Wording) -> str:
    return amount(fen) if fen else wording.phrase("nothing")


def _steps(facts: LeaderFacts, wording: Wording) -> Iterator[str]:
    """What became of the findings; nothing of what has not happened."""
    if facts.fed_back == facts.findings:
        yield wording.phrase("fed_back_all")
    elif facts.fed_back:
        yield wording.phrase("fed_back_part", count=facts.fed_back)
    if facts.closed:
        yield wording.phrase("closed", count=facts.closed)
    organs = "、".join(
        wording.phrase("organ", name=wording.phrase(f"organ_{organ.value}"), count=number)
        for organ, number in facts.handed.items()
    )
    if organs:
        yield wording.phrase("handed", entry=organs)


def _unsettled(work: Work) -> Iterator[Mark]:
    """It tells what stands after review, of the units that were visited."""
    for kind in _reported(work):
        steps = work.totals.by_status(kind.code)
        for status, what in _UNSETTLED.items():
            if number := steps.get(status):
                named, detail = f"{kind.kind}有 {number} {what}", "报告写复核以后的问题和金额"
                yield Mark(named, detail, grave=True, gap=Unfinished.FINDINGS_UNSETTLED)


def _reported(work: Work) -> list[InspectionLine]:
    return [
        line for line in work.inspections.lines() if DocumentKind.LEADER_REPORT in line.documents
    ]


def _papers(work: Work, maker: Maker) -> Iterator[Paper]:
    """One for each inspection that has it."""
    for kind in _reported(work):
        yield maker.paper(f"-BG{kind.position}", partial(_build, work, kind), kind.kind)


def _build(work: Work, kind: InspectionLine, wording: Wording, serial: str) -> Draft:
    return leader_report(leader_facts(work, kind), wording, serial)


OF_CAMPAIGN = OfCampaign(
    kind=DocumentKind.LEADER_REPORT, papers=_papers, rules=(_unsettled,), for_office=True
)
