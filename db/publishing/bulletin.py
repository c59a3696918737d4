"""The facts of the city bulletin. Every number is one that `Totals` computes."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from db.publishable.bulletin import Amount, BulletinFacts, NamedFinding, NamedSchool
from db.publishable.feedback import PublishedFinding
from db.publishing.findings import PRINTED, published_findings
from db.publishing.small_cases import Case, band_of, is_few, published_amounts
from db.publishing.undecided import undecided
from db.publishing.visit import day_written
from db.records.asked_items import items_for
from db.records.documents import CUT_OFF
from db.unit_of_work import Work
from db.vocabulary import DocumentKind
from db.working_days import CHINA, end_of_day

_SEPARATOR = re.compile("[,，、;；]")


def cut_off(work: Work) -> datetime | None:
    """The moment (UTC) whose numbers the bulletin tells: that of `work`, else the end of the day
    that is written in it; None where nobody said."""
    campaign = work.campaigns.current().id
    written = work.documents.filled_in(campaign, DocumentKind.BULLETIN)
    day = day_written(written, CUT_OFF)
    return work.cut_off or (end_of_day(day) if day else None)


def before(work: Work, moment: datetime | None) -> datetime | None:
    """As of which moment (UTC) the last bulletin before this one told its numbers."""
    campaign = work.campaigns.current().id
    earlier = (
        bulletin for bulletin in work.documents.bulletins(campaign) if moment and bulletin < moment
    )
    return next(earlier, None)


def bulletin_facts(work: Work) -> BulletinFacts:
    """Of the first inspection: what the campaign is about, as of the bulletin's cut-off."""
    moment = cut_off(work)
    last = before(work, moment)
    with work.as_of(last):
        then = work.totals.numbers(work.inspections.main().code) if last else {}
    with work.as_of(moment):
        facts = _facts(work)
    today = work.now().astimezone(CHINA).date()
    to_come = moment is not None and moment > end_of_day(today)
    return replace(facts, cut_off=moment, cut_off_to_come=to_come, last=last, then=then)


def _facts(work: Work) -> BulletinFacts:
    campaign, kind = work.campaigns.current(), work.inspections.main().code
    written = work.documents.filled_in(campaign.id, DocumentKind.BULLETIN)
    codes = dict.fromkeys(_SEPARATOR.sub(" ", written.get("named", "")).split())
    known = {school.code for school in work.schools.lines(kind)}
    named = list(_named_schools(work, codes, kind))
    done, visited = work.visits.work_done(kind), list(_visited(work, kind))
    amounts = published_amounts(_cases(work, named, kind, of_complaints=False))
    return BulletinFacts(
        serial=f"{campaign.code}-T",
        bureau=campaign.bureau,
        campaign=campaign.name,
        document_no=written.get("document_no", ""),
        issued_on=day_written(written, "issued_on"),
        visited_from=done.first,
        visited_to=done.last,
        methods=done.methods,
        sound=sum(school.sound for school in visited),
        incomplete=sum(not school.complete for school in visited),
        figures=work.totals.figures(inspection=kind),
        in_scope=work.totals.schools_in_scope(kind),
        with_findings=work.totals.schools_with_findings(kind),
        categories=tuple(work.totals.categories(kind, with_cases=False)),
        visits_money=work.totals.money(kind).less(work.totals.case_money(kind)),
        case_money=work.totals.case_money(kind).plus(work.totals.own_case_money()),
        registered=work.totals.registered(),
        closed=work.totals.closed(kind),
        amounts=amounts.categories,
        visits_amount=amounts.total,
        case_amount=_case_amount(work, kind),
        named=tuple(NamedSchool(name, tuple(map(_finding, found))) for name, found in named),
        undecided=undecided(work),
        unknown_codes=tuple(code for code in codes if code not in known),
        achievements=written.get("achievements", ""),
        requirements=written.get("requirements", ""),
        copies=written.get("copies", ""),
    )


@dataclass(frozen=True)
class _Visited:
    complete: bool
    findings: int

    @property
    def sound(self) -> bool:
        """That nothing was found means something only where everything was looked at."""
        return self.complete and not self.findings


def _visited(work: Work, kind: str) -> Iterator[_Visited]:
    items = work.catalogues.items(kind)
    for line in work.schools.lines(kind):
        if line.visited_on is not None:
            yield _Visited(line.answered >= len(items_for(items, line)), line.findings)


def _named_schools(
    work: Work, codes: Container[str], kind: str
) -> Iterator[tuple[str, tuple[PublishedFinding, ...]]]:
    """The schools that are named, and what is named of each."""
    for school in work.schools.lines(kind):
        if school.code in codes:
            found = published_findings(
                work, school, lambda line: line.status in PRINTED, cited=False
            )
            yield school.name, tuple(finding for _line, finding in found)


def _cases(
    work: Work,
    named: Iterable[tuple[str, Iterable[PublishedFinding]]],
    kind: str,
    *,
    of_complaints: bool,
) -> list[Case]:
    exact = {finding.id for _, found in named for finding in found if not is_few(finding.students)}
    return [
        Case(category, students, fen, exact=id_ in exact)
        for id_, category, students, fen, of_complaint in work.totals.standing(kind)
        if of_complaint is of_complaints
    ]


def _case_amount(work: Work, kind: str) -> Amount:
    """What complaint cases come to; of few pupils together, a band."""
    cases = _cases(work, (), kind, of_complaints=True)
    cases += [Case("", students, fen) for students, fen in work.totals.own_cases()]
    total = sum(case.involved_fen for case in cases)
    return band_of(total) if is_few(sum(case.students for case in cases)) else Amount(total)


def _finding(finding: PublishedFinding) -> NamedFinding:
    """A case of few pupils is named by category and band, so that nobody is known by it."""
    few = is_few(finding.students)
    return NamedFinding(
        category=finding.category_name,
        fact="" if few else finding.fact,
        students=None if few else finding.students,
        involved_fen=None if few else finding.involved_fen,
        band=band_of(finding.involved_fen).band,
    )
