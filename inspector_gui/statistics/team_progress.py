"""How far a team is at each of its schools, which calls are open tonight, what is read out."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from db.records.asked_items import items_for
from db.records.catalogues import Item
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import CONFIRMED_FINDINGS, DocumentKind
from inspector_gui.labels import label, numeral
from inspector_gui.statistics.calling import Turn, turn_of


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    done: int
    of: int

    @property
    def text(self) -> str:
        return f"{self.done}/{self.of}" if self.of else "—"

    @property
    def is_open(self) -> bool:
        return self.done < self.of


@dataclass(frozen=True)
class SchoolProgress:
    """`locked_at`, `signed`: of the sheet; `handed_in`: when the last package was sealed after it
    was locked (UTC)."""

    kept_in = "visit"
    id: uuid.UUID
    name: str
    day: date
    visited: bool
    checklist: Share
    envelopes: Share
    calls: Share
    findings: int
    locked: bool
    signed: bool
    handed_in: datetime | None

    @property
    def sheet(self) -> str:
        return (
            "已签字"
            if self.signed
            else "已定稿"
            if self.locked
            else "草稿"
            if self.visited
            else "—"
        )


@dataclass(frozen=True)
class OpenCall:
    """A number that is to be called; nobody's name and no number."""

    visit_id: uuid.UUID
    school: str
    code: str
    attempts: int
    turn: Turn
    at: datetime | None


def progress(
    work: Work, schools: Sequence[SchoolLine], items: Sequence[Item]
) -> list[SchoolProgress]:
    sealed = [package.made_at for package in work.packages.lines()]
    return [_progress(work, line, items, sealed) for line in schools]


def _progress(
    work: Work, line: SchoolLine, items: Sequence[Item], sealed: Sequence[datetime]
) -> SchoolProgress:
    calls = work.calls.calls(line.visit_id)
    envelopes = work.questionnaires.envelopes(line.visit_id)
    sheets = [
        document
        for document in work.documents.issued(line.visit_id)
        if document.kind is DocumentKind.FEEDBACK
    ]
    locked = max((sheet.locked_at for sheet in sheets), default=None)
    after = [moment for moment in sealed if locked is not None and moment >= locked]
    return SchoolProgress(
        line.visit_id,
        line.name,
        line.visited_on or line.planned_on,
        line.visited_on is not None,
        Share(line.answered, len(items_for(items, line))),
        Share(sum(envelope.valid is not None for envelope in envelopes), len(envelopes)),
        Share(sum(call.outcome is not None for call in calls), len(calls)),
        line.findings,
        locked is not None,
        any(sheet.signed_copy is not None for sheet in sheets[:1]),
        max(after, default=None),
    )


def open_calls(work: Work, schools: Sequence[SchoolLine], now: datetime) -> list[OpenCall]:
    """Of all schools, in the order in which one calls: whose hour has come first."""
    order = list(Turn)
    found = [
        OpenCall(line.visit_id, line.name, call.code, len(call.attempts), turn_of(call, now), at)
        for line in schools
        for call in work.calls.calls(line.visit_id)
        if call.outcome is None
        for at in [call.due_at]
    ]
    return sorted(
        found, key=lambda finding: (order.index(finding.turn), finding.school, finding.code)
    )


def read_out(work: Work, line: SchoolLine) -> str:
    """What is said at the exit meeting: what the lead confirmed, in the words of the sheet."""
    shown = [
        finding_line
        for finding_line in work.findings.lines(line.visit_id)
        if finding_line.status in CONFIRMED_FINDINGS
    ]
    if not shown:
        return f"{line.name}\n\n本次检查没有组长确认的问题。"
    paragraphs = (
        f"{numeral(number)}、{finding.fact.strip()}\n初步认定：{label(finding.severity)}。"
        for number, finding in enumerate(shown, start=1)
    )
    return "\n\n".join((line.name, f"本次检查初步认定问题 {len(shown)} 个。", *paragraphs))


def open_call_counts(calls: Sequence[OpenCall]) -> Iterator[str]:
    """`未拨 3`, `到约定时间 1`, each by itself."""
    for turn, caption in TURNS.items():
        number = sum(call.turn is turn for call in calls)
        if number:
            yield f"{caption} {number}"


TURNS = {
    Turn.DUE: "到约定时间",
    Turn.OPEN: "未拨",
    Turn.APPOINTED: "已约时间",
    Turn.RESTING: "稍后再拨",
}
