"""Marks on what a document says: orders that are the bureau's, persons, sources, adjectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import FormKind
from inspector_gui.documents import privacy
from inspector_gui.documents.document import Document
from inspector_gui.documents.issues import Sheet
from inspector_gui.documents.lock_mark import Mark, Passage
from inspector_gui.documents.persons import private_of, unspaced
from inspector_gui.documents.scope import Scope
from inspector_gui.documents.source_words import NUMBERED, Trace, traces
from inspector_gui.statistics.gap import Gap

_SHOWN = 24


class Writer:
    """Who wrote a text: a finding, the overall words, or the clerk who fills in."""

    def __init__(self, work: Work, school: SchoolLine | None) -> None:
        self.findings: Sequence[FindingLine] = ()
        self._overall = ""
        if school is not None:
            self.findings = work.findings.lines(school.visit_id)
            self._overall = unspaced(work.visits.facts(school.visit_id).overall)

    def mark(self, what: str, detail: str, text: str, phrase: str, **more: object) -> Mark:
        """A mark on this `phrase` of a `text`, leading to where it was written."""
        found, passage = NUMBERED.sub("", unspaced(text)), Passage(phrase, text)
        for finding in self.findings:
            if found in unspaced(f"{finding.fact}\0{finding.advice}\0{finding.reason}"):
                named = f"{finding.serial} {what}"
                return Mark(named, detail, finding=finding.serial, passage=passage, **more)  # type: ignore[arg-type]
        if found and found in self._overall:
            gap = Gap.NO_OVERALL
            return Mark(f"总体情况{what}", detail, gap=gap, passage=passage, **more)  # type: ignore[arg-type]
        return Mark(what, detail, passage=passage, **more)  # type: ignore[arg-type]


def wording_marks(work: Work, scope: Scope, sheet: Sheet) -> Iterator[Mark]:
    """Of what would be printed now."""
    writer, document = Writer(work, scope.school), sheet.document
    yield from _orders(document, writer)
    yield from _persons(work, document, writer)
    if sheet.paper.family.guarded:
        confirmed = work.documents.confirmed_wordings(scope.about, sheet.paper.kind)
        for trace in traces(sheet.frozen.body, sheet.paper.wording, _of_catalogue(work)):
            yield _of_trace(trace, writer, confirmed=trace.digest in confirmed)


def _of_catalogue(work: Work) -> Iterator[str]:
    """What the bureau asks of every school and of every pupil."""
    for item in work.catalogues.items():
        yield from (item.category_name, item.question, item.violation)
    form = work.forms.latest(FormKind.STUDENT)
    for question in form.questions if form else ():
        yield question.text
        yield from (choice.text for choice in question.choices)


def _orders(document: Document, writer: Writer) -> Iterator[Mark]:
    for _heading, phrase, clause in dict.fromkeys(privacy.orders(document)):
        detail = "检查组的文书只提建议，由市局通知书责令"
        yield writer.mark(f"写了“{phrase}”", detail, clause, phrase, grave=True)


def _persons(work: Work, document: Document, writer: Writer) -> Iterator[Mark]:
    private = private_of(work)
    for text, why in privacy.persons_in(document, private):
        yield writer.mark("有个人信息", why, text, text[:_SHOWN], grave=True)
    for letters, text, why in privacy.doubtful_initials(document, private):
        yield writer.mark("可能有学生姓名的缩写", why, text, letters)


def _of_trace(trace: Trace, writer: Writer, *, confirmed: bool) -> Mark:
    short = trace.clause[:_SHOWN] + ("…" if len(trace.clause) > _SHOWN else "")
    state = "已确认不可避免" if confirmed else "改写，或确认不可避免"
    return writer.mark(
        f"“{trace.text}”可能透露来源",
        f"“{short}”{trace.why}：{state}",
        trace.clause,
        trace.text,
        grave=not confirmed,
        trace=trace.digest,
        clause=trace.clause,
        confirmed=confirmed,
    )
