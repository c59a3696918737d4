"""What the bureau's notice must be true of before it becomes final."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishing.findings import PRINTED
from db.publishing.visit import day_written
from db.records.applicable_law import ungoverned
from db.records.findings import FindingLine, case_of, lawful_bases
from db.vocabulary import DocumentKind, FindingStatus
from inspector_gui.documents.finding_marks import evidence_marks
from inspector_gui.documents.hearing import hearing_marks
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, Checked, undecided_of_school
from inspector_gui.labels import date_range
from inspector_gui.statistics.gap import Gap

_STANDING = PRINTED - {FindingStatus.OBJECTED, FindingStatus.CLOSED}


def _law(checked: Checked) -> Iterator[Mark]:
    """A notice orders: only what stands, what is proved, and each on law that may be printed."""
    work, school = checked.work, checked.school
    findings = work.findings.lines(school.visit_id)
    standing = [finding for finding in findings if finding.status in _STANDING]
    if not standing:
        gap = Gap.FINDING_UNCONFIRMED
        yield Mark("该校没有认定的问题", "不必出具整改通知书", grave=True, gap=gap)
    bases = {basis.id: basis for basis in work.catalogues.bases()}
    campaign = work.inspections.terms(school.inspection)
    items = {item.id: item for item in work.catalogues.items(school.inspection)}
    for finding in standing:
        yield from evidence_marks(finding, items[finding.item_id])
        if not lawful_bases(finding, bases, school, campaign):
            yield _without_law(finding, "还没有依据", "请财务处核定、锁定依据后再定稿")
            continue
        cited = [basis for id_, basis in bases.items() if id_ in finding.basis]
        for begun, ended in ungoverned(cited, case_of(finding, school, campaign)):
            days = f"{date_range(begun, ended)}的行为没有依据"
            yield _without_law(finding, days, "请加引该期间有效的版本，或核对行为起止日期")


def _without_law(finding: FindingLine, what: str, detail: str) -> Mark:
    gap = Gap.FINDING_WITHOUT_BASIS
    return Mark(f"{finding.serial} {what}", detail, grave=True, gap=gap, name=finding.serial)


def _heard(checked: Checked) -> Iterator[Mark]:
    """A notice waits for what the school has to say, and bears a day after that."""
    work, school = checked.work, checked.school
    written = work.documents.filled_in(school.visit_id, DocumentKind.NOTICE)
    issued = day_written(written, "issued_on")
    standing = [line for line in work.findings.lines(school.visit_id) if line.status in _STANDING]
    day = min(checked.today, issued) if issued else checked.today
    yield from hearing_marks(work, school, standing, day)


NOTICE_RULES = (_law, OF_VISITED_DAY, undecided_of_school, _heard)
