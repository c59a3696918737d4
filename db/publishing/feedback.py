"""The facts of the feedback sheet."""

from collections.abc import Callable
from datetime import date

from db.publishable.feedback import Deadlines, FeedbackFacts
from db.publishing.findings import PRINTED, published_findings
from db.publishing.sampling import class_draws
from db.publishing.visit import head
from db.records.campaigns import CampaignFacts
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import Method


def feedback_facts(
    work: Work,
    school: SchoolLine,
    chosen: Callable[[FindingLine], bool] = lambda line: line.status in PRINTED,
) -> FeedbackFacts:
    """What the feedback sheet of a visit says of the findings chosen.

    Raises InspectionError where a finding rests on no citation that may be printed.
    """
    campaign = work.campaigns.current()
    visit = work.visits.facts(school.visit_id)
    day = visit.visited_on or visit.planned_on
    envelopes = [e for e in work.questionnaires.envelopes(visit.id) if e.issued]
    methods = work.visits.methods(visit.id)
    return FeedbackFacts(
        **head(work, school),
        report_heard=visit.report_heard,
        self_report_received=visit.self_report_on is not None,
        sites_seen=visit.sites_seen or 0,
        classes_drawn=len(envelopes),
        issued=sum(envelope.issued or 0 for envelope in envelopes),
        returned=sum(envelope.returned or 0 for envelope in envelopes),
        vouchers_checked=visit.vouchers_checked or 0,
        receipts_checked=visit.receipts_checked or 0,
        interviewed=Method.INTERVIEW in methods,
        phoned=Method.PHONE in methods,
        overall=tuple(line for line in visit.overall.splitlines() if line.strip()),
        findings=tuple(told for _line, told in published_findings(work, school, chosen)),
        deadlines=_deadlines(work, campaign, day),
        draws=class_draws(work.samplings.draws(visit.id)),
    )


def _deadlines(work: Work, campaign: CampaignFacts, day: date) -> Deadlines:
    return Deadlines(
        objection=work.campaigns.working_days_after(day, campaign.objection_days),
        rectification_report=work.campaigns.on_working_day(day, campaign.report_days),
    )
