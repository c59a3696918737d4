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
    text: str


def course_of(
    work: Work, finding: FollowedFinding, refunds: Sequence[RefundLine]
) -> list[CourseStep]:
    """The latest first; what was undone is left out."""
    steps = work.history.of(finding, "status")
    if finding.rectification is not None:
        steps += work.history.of(finding.rectification)
    steps += [step for refund in refunds for step in work.history.of(refund)]
    standing = [step for step in steps if step.fate is not Fate.UNDONE]
    standing.sort(key=lambda step: (step.at, step.device), reverse=True)
    return [
        CourseStep(at, text)
        for (at, _), of_act in groupby(standing, lambda step: (step.at, step.device))
        if (text := _step_text(list(of_act)))
    ]


def _step_text(steps: Sequence[Step]) -> str:
    """`整改中　责令日期 2025-10-09　报告期限 2025-11-10　张三`."""
    status = next((step.value for step in steps if step.column == "status"), None)
    if status in (FindingStatus.DRAFT, FindingStatus.CONFIRMED):
        return ""
    parts = [label(status)] if isinstance(status, FindingStatus) else []
    parts += _clauses(steps)
    person = steps[0].person
    return "　".join([*parts, *([person] if person and parts else [])])


def _clauses(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        if step.column == "#deleted":
            yield "删除一笔退费" if step.value else "恢复一笔退费"
        elif step.column not in _UNSAID and step.value not in (None, "", 0, False):
            yield f"{column_label(step.table, step.column)} {value_label(step.column, step.value)}"
