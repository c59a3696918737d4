"""What the bureau's notice must be true of before it becomes final."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishing.findings import PRINTED
from db.records.applicable_law import ungoverned
from db.records.findings import FindingLine, case_of, lawful_bases
from db.vocabulary import DocumentKind, FindingStatus
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, Checked, undecided_of_school
from inspector_gui.labels import date_range
from inspector_gui.statistics.gap import Gap

_STANDING = PRINTED - {FindingStatus.OBJECTED, FindingStatus.CLOSED}


def _law(checked: Checked) -> Iterator[Mark]:
    """A notice orders: only what stands, and each on law that may be printed."""
    work, school = checked.work, checked.school
    findings = work.findings.lines(school.visit_id)
    standing = [finding for finding in findings if finding.status in _STANDING]
    if not standing:
        yield Mark("该校没有认定的问题", "不必出具整改通知书", grave=True)
    bases = {basis.id: basis for basis in work.catalogues.bases()}
    campaign = work.inspections.terms(school.inspection)
    for finding in standing:
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


def _sheet_is_out(checked: Checked) -> Iterator[Mark]:
    """A notice refers to the sheet that the school got, and waits for what it has to say."""
    issued = checked.work.documents.issued(checked.school.visit_id)
    if not any(version.kind is DocumentKind.FEEDBACK for version in issued):
        yield Mark("检查情况反馈单还没有定稿", "通知书引用反馈单的编号和项号")


NOTICE_RULES = (_law, OF_VISITED_DAY, undecided_of_school, _sheet_is_out)
