"""The facts of what follows a visit: refunds, clues handed on, the bureau's order."""

import uuid
from collections.abc import Mapping
from datetime import date

from db.errors import InspectionError
from db.publishable.followup import (
    HandedOn,
    NoticeFacts,
    Ordered,
    Overdue,
    PublishedRefund,
    RefundDue,
    RefundFacts,
    ReminderFacts,
    TransferFacts,
)
from db.publishing.findings import PRINTED, published_findings
from db.publishing.visit import day_written, head
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, FindingStatus, Handling, NoticeLayout

REMEDY_DAYS = 15
"""Working days a school has to object to the bureau's notice, unless the bureau writes others."""

References = Mapping[uuid.UUID, str]
"""Where the sheet that a school signed tells of a finding: 反馈单第3项."""


def refund_facts(work: Work, school: SchoolLine, references: References) -> RefundFacts:
    """Every finding for which money is due or was given back."""
    paid = work.refunds.lines(school.visit_id)
    rows = tuple(
        RefundDue(
            references.get(line.id, ""),
            published,
            tuple(
                PublishedRefund(
                    *(
                        refund.paid_on,
                        refund.sighted_on,
                        refund.students,
                        refund.amount_fen,
                        refund.note,
                    ),
                    way=refund.way,
                )
                for refund in paid.get(line.id, ())
            ),
        )
        for line, published in published_findings(work, school, _owes, cited=False)
    )
    return RefundFacts(**head(work, school), rows=rows)


def _owes(line: FindingLine) -> bool:
    money = line.due_fen or line.refunded_fen or line.surrendered_fen or line.excess_fen
    return line.status in PRINTED and (bool(money) or Handling.REFUND in line.handlings)


#: What is late of a finding: the day of its report, the day of its refund, and fen still open.
Late = Mapping[uuid.UUID, tuple[date | None, date | None, int]]


def reminder_facts(
    work: Work, school: SchoolLine, references: References, late: Late, as_of: date
) -> ReminderFacts:
    """Of the findings that are `late` as of a day; it cites no law, the notice did."""
    notice = work.documents.filled_in(school.visit_id, DocumentKind.NOTICE)
    overdue = published_findings(work, school, lambda line: line.id in late, cited=False)
    rows = tuple(
        Overdue(references.get(line.id, ""), published, *late[line.id])
        for line, published in overdue
    )
    number = notice.get("document_no", "")
    return ReminderFacts(**head(work, school), document_no=number, as_of=as_of, overdue=rows)


def transfer_facts(work: Work, school: SchoolLine, organ: Handling) -> TransferFacts:
    """What is handed to one organ. Complaints are not told of: they have a way of their own."""
    written = work.documents.filled_in(school.visit_id, DocumentKind.TRANSFER_SLIP)
    clues = tuple(
        HandedOn(
            published,
            tuple((evidence.kind, evidence.title, evidence.locator) for evidence in line.evidence),
        )
        for line, published in published_findings(
            work, school, lambda line: line.status in PRINTED and organ in line.handlings
        )
    )
    return TransferFacts(
        **head(work, school),
        organ=organ,
        clues=clues,
        receiver=written.get(f"receiver.{organ.value}", ""),
        opinion=written.get(f"opinion.{organ.value}", ""),
    )


def organs(work: Work, school: SchoolLine) -> list[Handling]:
    """To whom anything of this visit is handed."""
    handed = {
        way
        for line in work.findings.lines(school.visit_id)
        if line.status in PRINTED
        for way in line.handlings
    }
    wanted = (Handling.DISCIPLINE, Handling.MARKET, Handling.FINANCE)
    return [organ for organ in wanted if organ in handed]


def notice_facts(work: Work, school: SchoolLine, references: References) -> NoticeFacts:
    """Raises InspectionError while an objection is not decided."""
    campaign = work.inspections.terms(school.inspection)
    written = work.documents.filled_in(school.visit_id, DocumentKind.NOTICE)
    issued = day_written(written, "issued_on")
    problems = tuple(
        Ordered(references.get(line.id, ""), published, line.status, line.objected, line.reason)
        for line, published in published_findings(work, school, _held)
    )
    for problem in problems:
        if problem.status is FindingStatus.OBJECTED:
            where = problem.reference or problem.finding.item_code
            raise InspectionError(
                f"{school.name}：{where}的异议还没有复核，不能出具整改通知书；请先作出维持、变更或撤回的决定。"
            )
    campaigns = work.campaigns
    return NoticeFacts(
        **head(work, school),
        as_letter=written.get("layout", "") == NoticeLayout.LETTER,
        supplemented=any("补充" in problem.reference for problem in problems),
        document_no=written.get("document_no", ""),
        issued_on=issued,
        problems=problems,
        report_on=day_written(written, "report_on")
        or (campaigns.on_working_day(issued, campaign.report_days) if issued else None),
        refund_on=day_written(written, "refund_on")
        or (campaigns.working_days_after(issued, campaign.refund_days) if issued else None),
        remedy=written.get("remedy", ""),
        remedy_days=_days(written.get("remedy_days", "")),
        copies=written.get("copies", ""),
    )


def _days(typed: str) -> int:
    return int(typed) if typed.isdecimal() and 0 < int(typed) <= 100 else REMEDY_DAYS


def _held(line: FindingLine) -> bool:
    """What the bureau holds, and what it gave up after the school objected: both are answered."""
    given_up = line.status is FindingStatus.WITHDRAWN and line.objected
    return line.status in PRINTED or given_up
