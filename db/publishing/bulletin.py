"""The facts of the city bulletin. Every number is one that `Totals` computes."""

import re
from collections.abc import Container, Iterator

from db.publishable.bulletin import BulletinFacts, NamedFinding, NamedSchool
from db.publishable.feedback import PublishedFinding
from db.publishing.findings import PRINTED, published_findings
from db.publishing.visit import day_written
from db.unit_of_work import Work
from db.vocabulary import DocumentKind

_SEPARATOR = re.compile("[,，、;；]")

FEW_STUDENTS = 10
BANDS = (1_000_000, 5_000_000, 10_000_000)
"""Upper edges in fen: one, five and ten 万元."""


def bulletin_facts(work: Work) -> BulletinFacts:
    """Of the first inspection: what the campaign is about."""
    campaign, kind = work.campaigns.current(), work.inspections.main().code
    written = work.documents.filled_in(campaign.id, DocumentKind.BULLETIN)
    codes = dict.fromkeys(_SEPARATOR.sub(" ", written.get("named", "")).split())
    known = {school.code for school in work.schools.lines(kind)}
    return BulletinFacts(
        serial=f"{campaign.code}-T",
        bureau=campaign.bureau,
        campaign=campaign.name,
        document_no=written.get("document_no", ""),
        issued_on=day_written(written, "issued_on"),
        visits_from=campaign.visits_from,
        visits_to=campaign.visits_to,
        figures=work.totals.figures(inspection=kind),
        in_scope=work.totals.schools_in_scope(kind),
        with_findings=work.totals.schools_with_findings(kind),
        categories=tuple(work.totals.categories(kind, with_cases=False)),
        visits_money=work.totals.money(kind).less(work.totals.case_money(kind)),
        case_money=work.totals.case_money(kind),
        registered=work.totals.registered(),
        closed=work.totals.closed(kind),
        named=tuple(_named(work, codes)),
        unknown_codes=tuple(code for code in codes if code not in known),
        achievements=written.get("achievements", ""),
        requirements=written.get("requirements", ""),
        copies=written.get("copies", ""),
    )


def _named(work: Work, codes: Container[str]) -> Iterator[NamedSchool]:
    for school in work.schools.lines(work.inspections.main().code):
        if school.code in codes:
            told = published_findings(
                work, school, lambda line: line.status in PRINTED, cited=False
            )
            yield NamedSchool(school.name, tuple(_finding(one) for _line, one in told))


def _finding(finding: PublishedFinding) -> NamedFinding:
    """A case of few pupils is told by category and band, so that nobody is known by it."""
    few = 0 < finding.students < FEW_STUDENTS
    band = next((edge for edge in BANDS if finding.involved_fen < edge), None)
    return NamedFinding(
        category=finding.category_name,
        fact="" if few else finding.fact,
        students=None if few else finding.students,
        involved_fen=None if few else finding.involved_fen,
        band=band,
    )
