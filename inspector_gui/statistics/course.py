"""经过: every step of a finding after the merge, who took it and what it said, from the journal.

Nothing is lost of it where a later step replaced what an earlier one said: a report that was
returned, a day that was moved, a close-out that was reopened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from db.history import Fate, Step
from db.labels import column_label
from db.records.rectifications import FollowedFinding
from db.records.refunds import RefundLine
from db.unit_of_work import Work
from db.vocabulary import FindingStatus
from inspector_gui.labels import label, value_label

#: What stands in the words of its step already, or means nothing to who reads it.
_UNSAID = frozenset({"status", "reported_by", "on_spot"})


@dataclass(frozen=True)
class CourseStep:
    """`at`: when it was recorded (UTC)."""

    at: datetime
    words: str


def course_of(
    work: Work, finding: FollowedFinding, refunds: Sequence[RefundLine]
) -> list[CourseStep]:
    """The latest first; what was undone is left out."""
    steps = work.history.of(finding, "status")
    if finding.rectification is not None:
        steps += work.history.of(finding.rectification)
    steps += [one for refund in refunds for one in work.history.of(refund)]
    told = [one for one in steps if one.fate is not Fate.UNDONE]
    told.sort(key=lambda one: (one.at, one.device), reverse=True)
    return [
        CourseStep(at, words)
        for (at, _), of_act in groupby(told, lambda one: (one.at, one.device))
        if (words := _words(list(of_act)))
    ]


def _words(steps: Sequence[Step]) -> str:
    """`整改中　责令日期 2025-10-09　报告期限 2025-11-10　张三`."""
    status = next((one.value for one in steps if one.column == "status"), None)
    if status in (FindingStatus.DRAFT, FindingStatus.CONFIRMED):
        return ""
    parts = [label(status)] if isinstance(status, FindingStatus) else []
    parts += _said(steps)
    person = steps[0].person
    return "　".join([*parts, *([person] if person and parts else [])])


def _said(steps: Sequence[Step]) -> Iterator[str]:
    for one in steps:
        if one.column == "#deleted":
            yield "删除一笔退费" if one.value else "恢复一笔退费"
        elif one.column not in _UNSAID and one.value not in (None, "", 0, False):
            yield f"{column_label(one.table, one.column)} {value_label(one.column, one.value)}"
