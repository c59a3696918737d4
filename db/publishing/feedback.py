"""The facts of the feedback sheet."""

from collections.abc import Callable, Iterable
from datetime import date

from db.publishable.feedback import AreaState, CheckedArea, Deadlines, FeedbackFacts
from db.publishing.accounts import working_tables
from db.publishing.findings import PRINTED, published_findings
from db.publishing.sampling import class_draws
from db.publishing.visit import day_written, head
from db.records.asked_items import items_for
from db.records.checklists import ItemAnswer
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, LawRole, Method, Verdict


def feedback_facts(
    work: Work,
    school: SchoolLine,
    chosen: Callable[[FindingLine], bool] = lambda line: line.status in PRINTED,
    kind: DocumentKind = DocumentKind.FEEDBACK,
    made_on: date | None = None,
) -> FeedbackFacts:
    """What the feedback sheet of a visit, or a supplement, says of the findings chosen.

    Deadlines count from the day the sheet was made, however long after the visit.
    Raises InspectionError where a finding rests on no citation that may be printed.
    """
    visit = work.visits.facts(school.visit_id)
    envelopes = [e for e in work.questionnaires.envelopes(visit.id) if e.issued]
    methods = work.visits.methods(visit.id)
    items = items_for(work.catalogues.items(school.inspection), school)
    answers = work.checklists.answers(school.visit_id, items)
    return FeedbackFacts(
        **head(work, school),
        report_heard=visit.report_heard,
        self_report_received=visit.self_report_on is not None,
        sites_seen=visit.sites_seen or 0,
        classes_drawn=sum(not envelope.targeted for envelope in envelopes),
        classes_targeted=sum(envelope.targeted for envelope in envelopes),
        issued=sum(envelope.issued or 0 for envelope in envelopes),
        returned=sum(envelope.returned or 0 for envelope in envelopes),
        vouchers_checked=visit.vouchers_checked or 0,
        receipts_checked=visit.receipts_checked or 0,
        interviewed=Method.INTERVIEW in methods,
        phoned=Method.PHONE in methods,
        checked=all(answer.verdict is not None for answer in answers),
        sound=_sound(answers),
        areas=_areas(answers),
        overall=tuple(line for line in visit.overall.splitlines() if line.strip()),
        findings=tuple(
            finding
            for _line, finding in published_findings(work, school, chosen, roles={LawRole.DUTY})
        ),
        deadlines=deadlines(work, school, _own_day(visit.visited_on, made_on), kind),
        draws=class_draws(work.samplings.draws(visit.id)),
        tables=working_tables(work, school),
    )


def _own_day(visited_on: date | None, made_on: date | None) -> date | None:
    """Of the sheet: never before the visit; without a visit there is none yet."""
    return max(visited_on, made_on or visited_on) if visited_on else None


def _sound(answers: Iterable[ItemAnswer]) -> tuple[str, ...]:
    """Categories without a wrong; where an item was not looked at, nothing is said of its own."""
    found: dict[str, set[Verdict | None]] = {}
    for answer in answers:
        found.setdefault(answer.item.category_name, set()).add(answer.verdict)
    return tuple(
        name
        for name, verdicts in found.items()
        if Verdict.OK in verdicts and verdicts <= {Verdict.OK, Verdict.NA}
    )


def _areas(answers: Iterable[ItemAnswer]) -> tuple[CheckedArea, ...]:
    found: dict[tuple[str, str], set[Verdict | None]] = {}
    for answer in answers:
        area = (answer.item.category, answer.item.category_name)
        found.setdefault(area, set()).add(answer.verdict)
    return tuple(CheckedArea(*area, _state(verdicts)) for area, verdicts in found.items())


def _state(verdicts: set[Verdict | None]) -> AreaState:
    if verdicts & {Verdict.VIOLATION, Verdict.DOUBT}:
        return AreaState.UNSETTLED
    if verdicts == {Verdict.NA}:
        return AreaState.NOT_APPLICABLE
    if Verdict.OK not in verdicts:
        return AreaState.OPEN
    return AreaState.SOUND if verdicts <= {Verdict.OK, Verdict.NA} else AreaState.PARTLY


def deadlines(work: Work, school: SchoolLine, day: date | None, kind: DocumentKind) -> Deadlines:
    """As the team wrote them beside the sheet, else by the calendar from the sheet's own day."""
    campaigns, campaign = work.campaigns, work.inspections.terms(school.inspection)
    written = work.documents.filled_in(school.visit_id, kind)
    return Deadlines(
        objection=day_written(written, "objection_on")
        or (campaigns.working_days_after(day, campaign.objection_days) if day else None),
        rectification_report=day_written(written, "report_on")
        or (campaigns.on_working_day(day, campaign.report_days) if day else None),
    )
