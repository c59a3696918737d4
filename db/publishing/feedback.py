"""The facts of the feedback sheet."""

import uuid
from collections.abc import Iterable
from datetime import date

from db.campaigns import CampaignFacts
from db.catalogues import Basis, Item
from db.errors import InspectionError
from db.findings import FindingLine
from db.publishable.feedback import Citation, Deadlines, FeedbackFacts, PublishedFinding
from db.publishing.sampling import class_draws
from db.publishing.visit import head
from db.schools import SchoolLine
from db.vocabulary import FindingStatus, Inspection, Method
from db.work import Work

#: What the team has confirmed, and whatever became of it since.
PRINTED = frozenset(FindingStatus) - {FindingStatus.DRAFT, FindingStatus.WITHDRAWN}


def feedback_facts(work: Work, school: SchoolLine) -> FeedbackFacts:
    """What the feedback sheet of a visit says, as a first draft.

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
        findings=tuple(_findings(work, school, campaign)),
        deadlines=_deadlines(work, campaign, day),
        draws=class_draws(work.samplings.draws(visit.id)),
    )


def _deadlines(work: Work, campaign: CampaignFacts, day: date) -> Deadlines:
    return Deadlines(
        objection=work.campaigns.working_days_after(day, campaign.objection_days),
        rectification_report=work.campaigns.on_working_day(day, campaign.report_days),
    )


def _findings(
    work: Work, school: SchoolLine, campaign: CampaignFacts
) -> Iterable[PublishedFinding]:
    items = {item.id: item for item in work.catalogues.items(Inspection.FEE)}
    bases = {basis.id: basis for basis in work.catalogues.bases()}
    order = {id_: place for place, id_ in enumerate(items)}
    lines = [line for line in work.findings.lines(school.visit_id) if line.status in PRINTED]
    for line in sorted(lines, key=lambda line: (order[line.item_id], line.serial)):
        yield _finding(line, items[line.item_id], _citations(line, bases, school, campaign))


def _citations(
    line: FindingLine,
    bases: dict[uuid.UUID, Basis],
    school: SchoolLine,
    campaign: CampaignFacts,
) -> tuple[Citation, ...]:
    """Only what the finance office locked and what was in force for the conduct."""
    begun = line.conduct_from or campaign.conduct_from
    ended = line.conduct_to or campaign.conduct_to
    chosen = [basis for id_, basis in bases.items() if id_ in line.basis]
    lawful = [
        basis
        for basis in chosen
        if basis.locked and basis.governs(school.stages, school.ownership, begun, ended)
    ]
    if chosen and not lawful:
        raise InspectionError(
            f"{school.name}：问题 {line.serial} 的依据未经财务处锁定或在行为期间无效，"
            "不能印入反馈单；请改选依据或请财务处锁定。"
        )
    return tuple(basis.citation for basis in lawful)


def _finding(line: FindingLine, item: Item, basis: tuple[Citation, ...]) -> PublishedFinding:
    return PublishedFinding(
        id=line.id,
        category=item.category,
        category_name=item.category_name,
        item_code=item.code,
        fact=line.fact,
        evidence=tuple(dict.fromkeys(proof.kind for proof in line.evidence)),
        basis=basis,
        severity=line.severity,
        students=line.students,
        involved_fen=line.involved_fen,
        due_fen=line.due_fen,
        refunded_fen=line.refunded_fen,
        surrendered_fen=line.surrendered_fen,
        handling=line.handlings,
        due_on=line.due_on,
        advice=line.advice,
    )
