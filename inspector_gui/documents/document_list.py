"""Which documents can be made, and how each is built from the file."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from db.errors import InspectionError
from db.publishable.supplement import SupplementFacts
from db.publishing.bulletin import bulletin_facts
from db.publishing.calls import call_facts
from db.publishing.feedback import feedback_facts
from db.publishing.findings import PRINTED
from db.publishing.followup import notice_facts, organs, refund_facts, transfer_facts
from db.publishing.forms import blank_forms
from db.publishing.people import pledge_facts
from db.publishing.sampling import sampling_facts
from db.publishing.working_papers import working_facts
from db.records.documents import IssuedLine
from db.records.findings import FindingLine
from db.records.plans import Allotted
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import Desk, DocumentKind, FormKind, Handling
from inspector_gui.documents.allotment_facts import allotment_facts
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.allotment_record import allotment_record
from inspector_gui.documents.family.blank_form import blank_form, form_name
from inspector_gui.documents.family.bulletin import bulletin, definitions
from inspector_gui.documents.family.call_register import call_register
from inspector_gui.documents.family.envelope import envelope_cover
from inspector_gui.documents.family.feedback_sheet import feedback_draft
from inspector_gui.documents.family.notice import notice
from inspector_gui.documents.family.pledge import pledges
from inspector_gui.documents.family.refund_register import refund_register
from inspector_gui.documents.family.sampling_record import sampling_record
from inspector_gui.documents.family.statistics_table import city_table, statistics_table
from inspector_gui.documents.family.supplement import supplement
from inspector_gui.documents.family.transfer_slip import transfer_slip
from inspector_gui.documents.family.working_paper import working_papers
from inspector_gui.documents.freezing import thaw
from inspector_gui.documents.template_texts import Wording, own_wording, read_wording
from inspector_gui.labels import in_china, label
from inspector_gui.statistics.published import (
    city_statistics,
    school_answers,
    statistics_facts,
    valid_forms,
)

WordsOf: TypeAlias = Callable[[Work, DocumentKind], Wording]
"""Where a document's words come from: the file, or an editor in which they are being changed."""


@dataclass(frozen=True)
class Paper:
    """A document that can be made. `build` raises InspectionError where it cannot be yet.

    `blank`: a form to be filled in by hand, which is never locked.
    """

    kind: DocumentKind
    name: str
    serial: str
    words: Wording
    build: Callable[[], Draft]
    blank: bool = False


def wording(work: Work, kind: DocumentKind) -> Wording:
    """The bureau's words, or ours."""
    body = work.documents.text(kind)
    return read_wording(kind, body) if body else own_wording(kind)


def papers_of(work: Work, school: SchoolLine, words_of: WordsOf = wording) -> list[Paper]:
    """The documents of a visit, in the order of the day; to be built while `work` is open."""
    return list(_Visit(work, school, words_of).papers())


def papers_of_campaign(work: Work, words_of: WordsOf = wording) -> list[Paper]:
    """What the bureau makes of all schools together."""
    return list(_of_campaign(work, words_of))


def _of_campaign(work: Work, words_of: WordsOf) -> Iterator[Paper]:
    code = work.campaigns.current().code
    for kind, suffix, copy, build in (
        (DocumentKind.STATISTICS, "-W", "全市", _city_statistics),
        (DocumentKind.BULLETIN, "-T", "", _bulletin),
        (DocumentKind.BULLETIN, "-TK", "数据口径", _definitions),
    ):
        words, broken = _worded(words_of, work, kind)
        serial, name = f"{code}{suffix}", label(kind) + (f"（{copy}）" if copy else "")
        yield Paper(kind, name, serial, words, broken or partial(build, work, words, serial))
    yield from _allotments(work, words_of)


def _allotments(work: Work, words_of: WordsOf) -> Iterator[Paper]:
    """Each draw of schools to teams that was made, the first first."""
    kind, code = DocumentKind.SAMPLING_RECORD, work.campaigns.current().code
    made = [draw for draw in reversed(work.plans.draws()) if draw.witness_number]
    for number, draw in enumerate(made, start=1):
        words, broken = _worded(words_of, work, kind)
        serial = f"{code}-C{number}"
        name = words.words("allot_name" if len(made) == 1 else "allot_name_more", count=number)
        build = broken or partial(_allotment, work, draw, words, serial)
        yield Paper(kind, name, serial, words, build)


def _allotment(work: Work, draw: Allotted, words: Wording, serial: str) -> Draft:
    return allotment_record(allotment_facts(work, draw), words, serial)


def _city_statistics(work: Work, words: Wording, serial: str) -> Draft:
    return city_table(city_statistics(work), words, serial)


def _bulletin(work: Work, words: Wording, serial: str) -> Draft:
    return bulletin(bulletin_facts(work), words, serial)


def _definitions(work: Work, words: Wording, serial: str) -> Draft:
    return definitions(bulletin_facts(work), words, serial)


def paper_of(work: Work, school: SchoolLine, kind: DocumentKind) -> Paper:
    """The first document of a kind."""
    return next(paper for paper in papers_of(work, school) if paper.kind is kind)


def _worded(
    words_of: WordsOf, work: Work, kind: DocumentKind
) -> tuple[Wording, Callable[[], Draft] | None]:
    """The words; where they are broken ours, and a build that says so: the others are made."""
    try:
        return words_of(work, kind), None
    except InspectionError as error:
        return own_wording(kind), partial(_refuse, str(error))


def _refuse(why: str) -> Draft:
    raise InspectionError(why)


class _Visit:
    """What can be made for one school."""

    def __init__(self, work: Work, school: SchoolLine, words_of: WordsOf) -> None:
        self._work, self._school, self._words_of = work, school, words_of
        self._serial = work.visits.facts(school.visit_id).serial
        self._bureau = work.file().desk is Desk.BUREAU
        self._issued = work.documents.issued(school.visit_id)
        first = [one for one in self._issued if one.serial == self._serial]
        answered = bool(work.statements.lines(school.visit_id))
        self._is_out = bool(first) and (answered or any(one.signed_copy for one in first))

    def papers(self) -> Iterator[Paper]:
        yield self._paper(DocumentKind.SAMPLING_RECORD, "-C1", self._record_for_school, "学校联")
        yield self._paper(DocumentKind.SAMPLING_RECORD, "-C2", self._record_for_team, "检查组联")
        yield self._paper(DocumentKind.WORKING_PAPER, "-G", self._working_papers)
        yield self._paper(DocumentKind.FEEDBACK, "", self._feedback)
        yield from self._supplements()
        yield self._paper(DocumentKind.STATISTICS, "-W", self._statistics)
        yield self._paper(DocumentKind.CALL_REGISTER, "-D", self._calls)
        yield self._paper(DocumentKind.REFUND_REGISTER, "-Q", self._refunds)
        if self._bureau:
            yield self._paper(DocumentKind.NOTICE, "-Z", self._notice)
            for number, organ in enumerate(organs(self._work, self._school), start=1):
                build = partial(self._transfer, organ)
                yield self._paper(DocumentKind.TRANSFER_SLIP, f"-Y{number}", build, label(organ))
        yield self._pledges()
        yield from self._blanks()

    def _paper(
        self,
        kind: DocumentKind,
        suffix: str,
        build: Callable[[Wording, str], Draft],
        copy: str = "",
    ) -> Paper:
        """`suffix` follows the visit's number, `copy` the document's name."""
        words, broken = _worded(self._words_of, self._work, kind)
        serial, name = f"{self._serial}{suffix}", label(kind) + (f"（{copy}）" if copy else "")
        return Paper(kind, name, serial, words, broken or partial(build, words, serial))

    def _feedback(self, words: Wording, _serial: str) -> Draft:
        """Once the school has it, what is found later goes into a supplement."""
        told = self._told_before(self._serial)
        chosen = (lambda line: _stands(line) and line.id in told) if self._is_out else _stands
        return feedback_draft(feedback_facts(self._work, self._school, chosen), words)

    def _supplements(self) -> Iterator[Paper]:
        """Those that were signed, and the one after them that is still open."""
        signed = {one.serial for one in self._issued if one.signed_copy}
        number = 1
        while self._is_out:
            kind, serial = DocumentKind.SUPPLEMENT, f"{self._serial}-B{number}"
            copy = str(number) if number > 1 else ""
            yield self._paper(kind, f"-B{number}", self._supplement, copy)
            if serial not in signed:
                return
            number += 1

    def _supplement(self, words: Wording, serial: str) -> Draft:
        first = next(one for one in self._issued if one.serial == self._serial)
        own = self._told_before(serial)
        signed = any(one.serial == serial and one.signed_copy for one in self._issued)
        before = {id_ for one in self._issued if one.serial < serial for id_ in _covers(one)}

        def chosen(line: FindingLine) -> bool:
            return _stands(line) and (line.id in own if signed else line.id not in before)

        def made(day: date) -> Draft:
            kind = DocumentKind.SUPPLEMENT
            facts = SupplementFacts(
                **vars(feedback_facts(self._work, self._school, chosen, kind, day)),
                made_on=day,
                first_serial=first.serial,
                first_on=in_china(first.locked_at).date(),
                valid=valid_forms(self._work, self._school),
                charts=school_answers(self._work, self._school),
            )
            return supplement(facts, words, serial)

        return self._of_its_day(serial, made)

    def _of_its_day(self, serial: str, made: Callable[[date], Draft]) -> Draft:
        """What was locked bears the day on which it was; what says something else, today's."""
        latest = next((one for one in self._issued if one.serial == serial), None)
        if latest is not None:
            draft = made(in_china(latest.locked_at).date())
            if draft.content_hash == thaw(latest.content, latest.content_hash).body.content_hash:
                return draft
        return made(in_china(self._work.now()).date())

    def _told_before(self, serial: str) -> frozenset[uuid.UUID]:
        """The findings that the last locked version of a document tells of."""
        latest = next((one for one in self._issued if one.serial == serial), None)
        return frozenset(_covers(latest)) if latest else frozenset()

    def _record_for_school(self, words: Wording, serial: str) -> Draft:
        facts = sampling_facts(self._work, self._school, for_school=True)
        return sampling_record(facts, words, serial)

    def _record_for_team(self, words: Wording, serial: str) -> Draft:
        facts = sampling_facts(self._work, self._school, for_school=False)
        return sampling_record(facts, words, serial)

    def _working_papers(self, words: Wording, serial: str) -> Draft:
        return working_papers(working_facts(self._work, self._school), words, serial)

    def _calls(self, words: Wording, serial: str) -> Draft:
        return call_register(call_facts(self._work, self._school), words, serial)

    def _refunds(self, words: Wording, serial: str) -> Draft:
        facts = refund_facts(self._work, self._school, self._references())
        return refund_register(facts, words, serial)

    def _notice(self, words: Wording, serial: str) -> Draft:
        return notice(notice_facts(self._work, self._school, self._references()), words, serial)

    def _transfer(self, organ: Handling, words: Wording, serial: str) -> Draft:
        return transfer_slip(transfer_facts(self._work, self._school, organ), words, serial)

    def _pledges(self) -> Paper:
        kind, facts = DocumentKind.PLEDGE, pledge_facts(self._work, self._school.team_id)
        words, broken = _worded(self._words_of, self._work, kind)
        build = broken or partial(pledges, facts, words, facts.serial)
        return Paper(kind, label(kind), facts.serial, words, build)

    def _statistics(self, words: Wording, serial: str) -> Draft:
        return statistics_table(statistics_facts(self._work, self._school), words, serial)

    def _blanks(self) -> Iterator[Paper]:
        kind = DocumentKind.BLANK_FORM
        words, broken = _worded(self._words_of, self._work, kind)
        code = self._work.campaigns.current().code
        for number, facts in enumerate(blank_forms(self._work, self._school.stages), start=1):
            serial = f"{code}-K{number:02}"
            build = broken or partial(blank_form, facts, words, serial)
            yield Paper(kind, form_name(facts, words), serial, words, build, blank=True)
            if facts.kind is FormKind.STUDENT:
                build = broken or partial(envelope_cover, facts, words, f"{serial}F")
                name = words.words("envelope_name")
                yield Paper(kind, name, f"{serial}F", words, build, blank=True)

    def _references(self) -> dict[uuid.UUID, str]:
        return references(self._issued)


_SHEETS = {DocumentKind.FEEDBACK: "反馈单", DocumentKind.SUPPLEMENT: "补充反馈单"}


def references(issued: Iterable[IssuedLine]) -> dict[uuid.UUID, str]:
    """Where the sheets that were locked tell of each finding: 反馈单第3项."""
    found: dict[uuid.UUID, str] = {}
    for line in sorted(issued, key=lambda one: one.version):
        if line.kind in _SHEETS:
            for number, finding in enumerate(_covers(line), start=1):
                found[finding] = f"{_SHEETS[line.kind]}第{number}项"
    return found


def _covers(line: IssuedLine) -> list[uuid.UUID]:
    return [uuid.UUID(id_) for id_ in thaw(line.content, line.content_hash).body.covers]


def _stands(line: FindingLine) -> bool:
    return line.status in PRINTED
