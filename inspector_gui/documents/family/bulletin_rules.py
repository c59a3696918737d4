"""What the bulletin must be true of before it becomes final."""

from __future__ import annotations

from collections.abc import Iterator

from db.unit_of_work import Work
from db.vocabulary import FindingStatus
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.statistics.gap import Gap

#: Steps at which a finding is none that the bureau could tell the city of.
_UNSETTLED = {
    FindingStatus.DRAFT: "个问题没有经组长确认",
    FindingStatus.OBJECTED: "个问题的异议没有复核",
}


def _unsettled_in_campaign(work: Work) -> Iterator[Mark]:
    """The bulletin tells what stands after review, of the schools that were visited."""
    kind = work.inspections.main().code
    steps = work.totals.by_status(kind)
    for status, what in _UNSETTLED.items():
        if number := steps.get(status):
            detail, gap = "通报写复核以后的问题和金额", Gap.FINDINGS_UNSETTLED
            yield Mark(f"{number} {what}", detail, grave=True, gap=gap)
    schools = work.totals.figures(inspection=kind).schools
    if left := work.totals.schools_in_scope(kind) - schools:
        gap = Gap.PACKAGES_MISSING
        yield Mark(f"{left} 所学校没有登记到校日期", "通报只写已经检查的学校", gap=gap)


BULLETIN_RULES = (_unsettled_in_campaign,)
