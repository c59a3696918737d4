"""Whether a school was heard before the bureau orders: its sheets, its replies, its time to object.

A notice tells what a school was told and had time to object to, or has agreed to.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import date

from db.publishing.feedback import deadlines
from db.records.documents import IssuedLine
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.records.statements import StatementLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, SchoolReply
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.visited import covers, latest_sheets
from inspector_gui.labels import in_china, long_date
from inspector_gui.statistics.gap import Gap


def hearing_marks(
    work: Work, school: SchoolLine, held: Iterable[FindingLine], day: date
) -> Iterator[Mark]:
    """What forbids a notice of `day` about the findings `held`, because nobody was heard on it."""
    held = tuple(held)
    sheets = latest_sheets(work.documents.issued(school.visit_id))
    if not any(issue.kind is DocumentKind.FEEDBACK for issue in sheets):
        detail = "通知书引用反馈单的编号和项号，学校先看过反馈单才能陈述申辩"
        gap = Gap.SHEET_NOT_LOCKED
        yield Mark("检查情况反馈单还没有定稿", detail, grave=True, gap=gap)
        return
    covered = {id_: sheet for sheet in sheets for id_ in covers(sheet)}
    for finding in held:
        if finding.id not in covered:
            unwritten = f"{finding.serial} 反馈单和补充反馈单都没有写"
            detail = "学校没有机会陈述申辩；请先出具补充反馈单"
            yield Mark(unwritten, detail, grave=True, finding=finding.serial)
    replies = work.statements.lines(school.visit_id)
    concerned = {covered[finding.id].id for finding in held if finding.id in covered}
    for sheet in sheets:
        if sheet.id in concerned:
            yield from _unheard(work, school, sheet, _replies_to(sheet, replies), day)


def _replies_to(sheet: IssuedLine, replies: Iterable[StatementLine]) -> frozenset[SchoolReply]:
    """A reply to no sheet by name is one to the first."""
    first = sheet.kind is DocumentKind.FEEDBACK
    return frozenset(
        reply.reply
        for reply in replies
        if reply.document_id == sheet.id or (reply.document_id is None and first)
    )


def _unheard(
    work: Work,
    school: SchoolLine,
    sheet: IssuedLine,
    replies: frozenset[SchoolReply],
    day: date,
) -> Iterator[Mark]:
    if SchoolReply.OBJECTED in replies:
        if not _answered(sheet, work.findings.lines(school.visit_id)):
            detail = "请在问题栏标明对哪些问题有异议，复核后再出通知书"
            yield Mark("学校有异议，还没有逐项复核", detail, grave=True, gap=Gap.NO_REPLY)
        return
    made_on = in_china(sheet.locked_at).date()
    last = deadlines(work, school, made_on, sheet.kind).objection
    if SchoolReply.AGREED in replies or (last is not None and day > last):
        return
    until = f"学校可于{long_date(last)}前（含当日）提出" if last else "异议期限算不出来"
    detail = f"{sheet.serial}号：{until}；学校签了无异议，或期限过了再定稿"
    yield Mark("学校陈述申辩的期限还没有过", detail, grave=True, gap=Gap.NO_REPLY)


def _answered(sheet: IssuedLine, findings: Iterable[FindingLine]) -> bool:
    """Whether the bureau knows what the school objects to. Undecided, there is no notice at all."""
    of_sheet: set[uuid.UUID] = set(covers(sheet))
    return any(finding.objected for finding in findings if finding.id in of_sheet)
