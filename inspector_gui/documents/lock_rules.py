"""What a document must be true of before it becomes final: the rules that several share.

Each family of documents declares its own (`OfVisit.rules`), out of these and of rules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import TypeAlias

from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.records.visits import VisitFacts
from db.unit_of_work import Work
from db.vocabulary import Desk
from inspector_gui.documents.finding_marks import adjective_marks, day_marks, ground_marks
from inspector_gui.documents.lock_mark import Mark, Passage
from inspector_gui.labels import GAPS
from inspector_gui.statistics.gap import Gap
from inspector_gui.statistics.unfinished import Open, unfinished

_NAMED = 4


@dataclass(frozen=True)
class Checked:
    """What is looked at: a document of a school, on the day it would become final."""

    work: Work
    school: SchoolLine
    today: date
    #: Findings that it tells of.
    findings: tuple[FindingLine, ...] = ()

    @cached_property
    def visit(self) -> VisitFacts:
        return self.work.visits.facts(self.school.visit_id)

    @cached_property
    def open(self) -> list[Open]:
        return unfinished(self.work, self.school)


Rule: TypeAlias = Callable[[Checked], Iterable[Mark]]
CampaignRule: TypeAlias = Callable[[Work], Iterable[Mark]]

#: What the page says where something is missing.
_STANDS = {Gap.FINDING_WITHOUT_BASIS: Passage("财务处核定后在整改通知书中列明")}


def needs(wanted: Mapping[Gap, str]) -> Rule:
    """No lock while one of these is open, each with why the paper cannot be without it."""
    return partial(_open_gaps, wanted, grave=True)


def mentions(wanted: Mapping[Gap, str]) -> Rule:
    """These are as well seen before the pen is lifted."""
    return partial(_open_gaps, wanted, grave=False)


def _open_gaps(wanted: Mapping[Gap, str], checked: Checked, *, grave: bool) -> Iterator[Mark]:
    return (_of_gap(gap, wanted[gap.gap], grave) for gap in checked.open if gap.gap in wanted)


def _of_gap(found: Open, detail: str, grave: bool) -> Mark:
    number = f" {found.number}" if found.number > 1 else ""
    names = "、".join(found.names[:_NAMED]) + ("等" if len(found.names) > _NAMED else "")
    shown = f"{names}：{detail}" if names else detail
    name, stands = next(iter(found.names), ""), _STANDS.get(found.gap)
    return Mark(f"{GAPS[found.gap]}{number}", shown, grave, found.gap, name, passage=stands)


#: A record is of a day and, signed by two, of two members.
OF_VISITED_DAY = needs({Gap.NO_DATE: "没有到校就没有这份记录"})
SIGNED_BY_TWO = needs({Gap.TOO_FEW: "记录由两人签名"})


def each_finding(checked: Checked) -> Iterator[Mark]:
    """What each finding that is told of rests on, its amounts and its words."""
    work, inspection = checked.work, checked.school.inspection
    items = {item.id: item for item in work.catalogues.items(inspection)}
    terms, of_fees = work.inspections.terms(inspection), work.inspections.of(inspection).has_refunds
    for finding in checked.findings:
        yield from ground_marks(
            finding,
            items[finding.item_id],
            terms.conduct_from,
            terms.conduct_to,
            of_fees=of_fees,
        )
    yield from adjective_marks(checked.findings)


def each_due_day(checked: Checked) -> Iterator[Mark]:
    """The days by which a sheet wants what it suggests to be done."""
    for finding in checked.findings:
        yield from day_marks(finding, checked.visit.visited_on, checked.today)


def undecided_of_school(checked: Checked) -> Iterator[Mark]:
    """Of two values that files hold one is printed as if it were certain."""
    work = checked.work
    if not work.conflicts.count():
        return
    mine = sum(line.school == checked.school.name for line in work.conflicts.lines())
    if mine:
        at_bureau = work.file().desk is Desk.BUREAU  # where they are decided
        gap = Gap.CONFLICTS_OPEN if at_bureau else None
        way = "请先裁定" if at_bureau else "由局里裁定，收到更新文件后再定稿"
        yield Mark(f"{mine} 个冲突没有裁定", f"两份文件说法不同，{way}", grave=True, gap=gap)
