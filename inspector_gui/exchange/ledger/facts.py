"""The facts of the ledger, from the file."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from db.publishable.ledger import (
    FollowedUp,
    LedgerBatch,
    LedgerFacts,
    LedgerFinding,
    LedgerSchool,
)
from db.publishing.undecided import undecided
from db.records.findings import FindingLine, lawful_bases
from db.records.inspections import InspectionLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import CONFIRMED_FINDINGS, DrawKind, FindingStatus
from inspector_gui.documents.law_text import citation_text
from inspector_gui.labels import in_china
from inspector_gui.statistics.published import city_statistics
from inspector_gui.statistics.sample_shares import class_frame


def ledger_facts(
    work: Work, kind: InspectionLine, made_on: date, cut_off: datetime | None = None
) -> LedgerFacts:
    """Of one inspection, with what the bureau registers of the whole campaign; merges before the
    UTC moment `cut_off`."""
    campaign = work.campaigns.current()
    lines = work.schools.lines(kind.code)
    return LedgerFacts(
        code=campaign.code,
        bureau=campaign.bureau,
        campaign=campaign.name,
        inspection=kind.kind,
        amounts=vars(kind.amounts),
        made_on=made_on,
        undecided=undecided(work),
        figures=work.totals.figures(inspection=kind.code),
        closed=work.totals.closed(kind.code),
        numbers=work.totals.numbers(kind.code),
        registered=work.totals.registered(),
        schools=tuple(_schools(work, lines, kind.code)),
        findings=tuple(_findings(work, lines)),
        complaints=tuple(work.ledger_rows.complaints()),
        cases=tuple(work.ledger_rows.cases()),
        sanctions=work.ledger_rows.sanctions(),
        outcomes=tuple(work.ledger_rows.outcomes(kind.code)),
        batches=tuple(_batches(work, cut_off)),
        statistics=city_statistics(work, kind.code),
    )


def _schools(work: Work, lines: Iterable[SchoolLine], inspection: str) -> Iterator[LedgerSchool]:
    """A school that is visited twice is one row."""
    figures = work.totals.by_visit(inspection)
    visits: dict[uuid.UUID, list[SchoolLine]] = {}
    for line in lines:
        visits.setdefault(line.id, []).append(line)
    for each in sorted(visits.values(), key=lambda some: some[0].code):
        yield _school(work, each, figures)


def _school(
    work: Work, visits: list[SchoolLine], figures: dict[uuid.UUID, dict[str, int]]
) -> LedgerSchool:
    first = visits[0]
    of_visits = [work.samplings.draws(line.visit_id) for line in visits]
    frames = [class_frame(draws) for draws in of_visits]
    draws = [draw_facts for some in of_visits for draw_facts in some]
    classes = [
        entry for draw in draws if draw.kind is DrawKind.SCHOOL_CLASS for entry in draw.drawn
    ]
    counted = [figures[line.visit_id] for line in visits]
    days = [line.visited_on for line in visits if line.visited_on]
    return LedgerSchool(
        code=first.code,
        name=first.name,
        kind=first.kind,
        ownership=first.ownership,
        district=first.district,
        team="、".join(dict.fromkeys(line.team for line in visits)),
        visited_on=min(days, default=None),
        figures={name: sum(counts[name] for counts in counted) for name in counted[0]},
        closed=sum(counts["closed"] for counts in counted),
        eligible=max(frame.eligible for frame in frames),
        drawn=sum(len(frame.drawn) for frame in frames),
        replaced=sum(school_class.replaced for school_class in classes),
        targeted=sum(counts["targeted"] for counts in counted),
    )


def _findings(work: Work, lines: Iterable[SchoolLine]) -> Iterator[LedgerFinding]:
    """Those that stand, school by school, in the order of the catalogue."""
    items = {item.id: item for item in work.catalogues.items()}
    order = {id_: position for position, id_ in enumerate(items)}
    after = work.ledger_rows.followed_up()
    for school in lines:
        if not school.findings:
            continue
        found = [
            line
            for line in work.findings.lines(school.visit_id)
            if line.status in CONFIRMED_FINDINGS
        ]
        cited = work.catalogues.cited(id_ for line in found for id_ in line.basis)
        terms = work.inspections.terms(school.inspection) if found else None
        for line in sorted(found, key=lambda finding: (order[finding.item_id], finding.serial)):
            bases = lawful_bases(line, cited, school, terms) if terms else []
            basis = "；".join(citation_text(citation.citation) for citation in bases)
            category = items[line.item_id].category_name
            closed = work.findings.closings(line.id) if line.status is FindingStatus.CLOSED else []
            yield replace(
                _finding(school, line, after.get(line.id)),
                category=category,
                basis=basis,
                closed_on=in_china(closed[0].at).date() if closed else None,
            )


def _finding(school: SchoolLine, line: FindingLine, after: FollowedUp | None) -> LedgerFinding:
    return LedgerFinding(
        serial=line.serial,
        school=school.name,
        category="",
        item_code=line.item_code,
        fact=line.fact,
        basis="",
        severity=line.severity,
        students=line.students,
        involved_fen=line.involved_fen,
        due_fen=line.due_fen,
        refunded_fen=line.refunded_fen,
        refund_students=line.refund_students,
        surrendered_fen=line.surrendered_fen,
        reported_fen=line.reported_fen,
        irrecoverable_fen=line.irrecoverable_fen,
        excess_fen=line.excess_fen,
        handlings=line.handlings,
        responsible=line.collector or school.name,
        due_on=after.due_on if after and after.due_on else line.due_on,
        status=line.status,
        closed_on=None,
        verifier=after.verifier if after else "",
    )


def _batches(work: Work, cut_off: datetime | None) -> Iterator[LedgerBatch]:
    for line in reversed(work.imports.lines()):
        if cut_off and line.merged_at >= cut_off:
            continue
        receipt = line.receipt
        back = line.taken_back_at
        stands = back is None or (cut_off is not None and back >= cut_off)
        yield LedgerBatch(
            number=line.number,
            team=receipt.team,
            merged_at=line.merged_at,
            rows=receipt.new,
            fields=receipt.fields,
            quarantined=receipt.kept_out,
            taken_back_at=None if stands else back,
            why="" if stands else line.why,
        )
