"""The facts of the report to the responsible leader. Every number is one that `Totals` computes."""

from collections import Counter

from db.publishable.leader_report import LeaderFacts
from db.publishing.findings import PRINTED
from db.publishing.undecided import undecided
from db.records.inspections import InspectionLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, FindingStatus, Handling

ORGANS = (Handling.DISCIPLINE, Handling.MARKET, Handling.FINANCE)


def leader_facts(work: Work, kind: InspectionLine) -> LeaderFacts:
    """Of one inspection; what another found is never in it."""
    campaign, code = work.campaigns.current(), kind.code
    figures, money = work.totals.figures(inspection=code), work.totals.money(code)
    steps = work.totals.by_status(code)
    done = work.visits.work_done(code)
    written = work.documents.filled_in(campaign.id, DocumentKind.LEADER_REPORT)
    return LeaderFacts(
        serial=f"{campaign.code}-BG{kind.position}",
        bureau=campaign.bureau,
        inspection=kind.title,
        visited_from=done.first,
        visited_to=done.last,
        teams=figures.teams,
        members=_members(work, code),
        units=figures.schools,
        in_scope=work.totals.schools_in_scope(code),
        vouchers=work.totals.size(code)[f"{code}_vouchers"],
        findings=figures.findings,
        with_findings=work.totals.schools_with_findings(code),
        closed=work.totals.closed(code),
        fed_back=figures.findings - steps.get(FindingStatus.CONFIRMED, 0),
        amounts={
            name: getattr(money, field)
            for field, name in vars(kind.amounts).items()
            if getattr(money, field)
        },
        areas=tuple(work.totals.categories(code)),
        handed=_handed(work, code),
        opinion=written.get("opinion", ""),
        undecided=undecided(work),
    )


def _members(work: Work, inspection: str) -> int:
    """Who was at any of the visits that took place, each person once."""
    visits = (line for line in work.schools.lines(inspection) if line.visited_on is not None)
    return len({member for line in visits for member in work.visits.present(line.visit_id)})


def _handed(work: Work, inspection: str) -> dict[Handling, int]:
    ways = Counter(
        way
        for school in work.schools.lines(inspection)
        for line in work.findings.lines(school.visit_id)
        if line.status in PRINTED
        for way in line.handlings
    )
    return {organ: ways[organ] for organ in ORGANS if ways[organ]}
