"""What is still open at a school before the team may leave."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.records.accounts import WORKING_REGISTERS, CashLine, HandedLine, WorkingLine
from db.records.asked_items import circumstances_that_matter, is_moot, items_for
from db.records.catalogues import Item
from db.records.checklists import ItemAnswer
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.records.findings import FindingLine, lawful_bases
from db.records.forms import Asked, Script
from db.records.inspections import InspectionLine
from db.records.questionnaires import Envelope
from db.records.schools import SchoolLine
from db.records.surveys import SurveyLine
from db.unit_of_work import Work
from db.vocabulary import DocumentKind, DrawKind, FindingStatus, FormKind, Verdict, VisitPage
from inspector_gui.accounts import assessing
from inspector_gui.accounts.assessing import Assessed
from inspector_gui.accounts.differences import wrong_differences
from inspector_gui.labels import label
from inspector_gui.sampling.drawing import may_be_asked
from inspector_gui.statistics import surveying
from inspector_gui.statistics.gap import Gap
from inspector_gui.statistics.pairing import (
    agreed,
    compare,
    countings,
    is_counted_twice,
    unsettled,
)
from inspector_gui.statistics.signals import item_for
from inspector_gui.statistics.tally import check, counts_of, envelope_fault

_GRADES = range(1, 13)
#: Inspectors are never alone at a school.
_ALWAYS_TOGETHER = 2


#: Verdicts that say the school has what the item is about.
_SETTLED = frozenset({Verdict.OK, Verdict.VIOLATION, Verdict.DOUBT})
#: Of these nothing is asked any more.
_DONE_WITH = frozenset({FindingStatus.WITHDRAWN, FindingStatus.CLOSED})


@dataclass(frozen=True)
class Open:
    """`number` things of this kind are open; `names` tells which, as far as they have names."""

    gap: Gap
    number: int
    names: tuple[str, ...] = ()


#: What is asked of the sheet that a school signs.
_OF_SHEET = frozenset(
    {
        *(Gap.NO_OVERALL, Gap.SHEET_NOT_LOCKED, Gap.SHEET_NOT_PRINTED, Gap.SHEET_NOT_SIGNED),
        Gap.NO_REPLY,
    }
)
#: What of a school decides which items it is asked.
_OF_ITEMS = frozenset({Gap.CIRCUMSTANCE_UNKNOWN, Gap.CIRCUMSTANCE_DENIED})


#: What is asked where the accounts are looked into.
_OF_ACCOUNTS = frozenset({Gap.CASH_NOT_COUNTED, Gap.CASH_DIFFERS, Gap.PAPERS_HELD})


def unfinished(work: Work, school: SchoolLine) -> list[Open]:
    """Every open thing of a visit on the pages it has, in their order."""
    kind = work.inspections.of(school.inspection)
    items = items_for(work.catalogues.items(school.inspection), school)
    answers = work.checklists.answers(school.visit_id, items)
    envelopes = work.questionnaires.envelopes(school.visit_id)
    findings = work.findings.lines(school.visit_id)
    calls = [call for call in work.calls.calls(school.visit_id) if call.outcome is None]
    script = work.forms.script(FormKind.STUDENT)
    found = [
        *_of_visit(work, school),
        *_of_circumstances(work, school, answers),
        *_of_cash(work, school, findings),
        *_of_checklist(answers),
        *_of_sampling(work, school, script),
        *_of_questionnaires(envelopes, script),
        Open(Gap.CALLS_OPEN, len(calls), tuple(call.code for call in calls)),
        *_of_fees(work, school, findings),
        *_of_meeting(work, school, items),
        *_of_surveys(work, school, items),
        *_of_accounts(work, school, findings),
        *_of_findings(work, school, findings),
        *_of_evidence(work, school),
        *_of_documents(work, school),
        *_of_papers(work, school),
        *_of_leaving(work, school),
    ]
    return [gap for gap in found if gap.number and _is_kept(gap.gap, kind)]


def _is_kept(gap: Gap, kind: InspectionLine) -> bool:
    """Whether the visits of this kind record at all what may be open here."""
    page = gap.value.partition(".")[0]
    if gap in _OF_ACCOUNTS and not kind.has(VisitPage.ACCOUNTS):
        return False
    if gap in _OF_SHEET and not kind.is_signed:
        return False
    if gap in _OF_ITEMS:
        return kind.has("checklist")
    return page == "visit" or kind.has(page)


def _named(gap: Gap, names: Iterable[str]) -> Open:
    found = tuple(names)
    return Open(gap, len(found), found)


def _of_visit(work: Work, school: SchoolLine) -> Iterable[Open]:
    visit = work.visits.facts(school.visit_id)
    there = len(work.visits.present(visit.id))
    yield Open(Gap.NO_DATE, int(visit.visited_on is None))
    yield Open(Gap.NOT_ARRIVED, int(visit.arrived_at is None))
    yield Open(Gap.TOO_FEW, int(there < _ALWAYS_TOGETHER))
    yield Open(Gap.NO_METHOD, int(not work.visits.methods(visit.id)))


def _of_cash(work: Work, school: SchoolLine, findings: list[FindingLine]) -> Iterable[Open]:
    """What comes first where accounts are looked into."""
    counted = work.accounts.lines(CashLine, school.visit_id)
    yield Open(Gap.CASH_NOT_COUNTED, int(not any(cash.counted_fen is not None for cash in counted)))
    known = {finding.id: finding for finding in findings}
    yield _named(Gap.CASH_DIFFERS, (cash.name for cash in counted if _is_open(cash, known)))


def _of_papers(work: Work, school: SchoolLine) -> Iterable[Open]:
    papers = work.accounts.lines(HandedLine, school.visit_id)
    yield _named(Gap.PAPERS_HELD, (paper.name for paper in papers if paper.returned_at is None))


def _of_leaving(work: Work, school: SchoolLine) -> Iterable[Open]:
    """What comes last in the day."""
    visit = work.visits.facts(school.visit_id)
    yield Open(Gap.NOT_LEFT, int(visit.left_at is None))


def _of_circumstances(work: Work, school: SchoolLine, answers: list[ItemAnswer]) -> Iterable[Open]:
    """What is not known of the school matters for what is not answered; what is known, for what
    was recorded all the same."""
    unanswered = [answer.item for answer in answers if answer.verdict is None]
    known = work.circumstances.of(school.id)
    wanted = (
        circumstance
        for circumstance in circumstances_that_matter(unanswered, school)
        if circumstance not in known
    )
    yield _named(Gap.CIRCUMSTANCE_UNKNOWN, (label(circumstance) for circumstance in wanted))
    judged = (answer for answer in answers if answer.verdict in _SETTLED or answer.findings)
    denied = (answer.item for answer in judged if is_moot(answer.item, school))
    yield _named(Gap.CIRCUMSTANCE_DENIED, (item.code for item in denied))


def _of_checklist(answers: list[ItemAnswer]) -> Iterable[Open]:
    yield _named(Gap.UNANSWERED, (a.item.code for a in answers if a.verdict is None))
    skipped = [a for a in answers if a.verdict is Verdict.NOT_CHECKED]
    yield _named(Gap.UNREASONED, (a.item.code for a in skipped if not a.note.strip()))
    yield _named(
        Gap.VIOLATION_WITHOUT_FINDING,
        (a.item.code for a in answers if a.verdict is Verdict.VIOLATION and not a.findings),
    )


def _of_sampling(work: Work, school: SchoolLine, script: Script) -> Iterable[Open]:
    drawn = {draw.kind for draw in work.samplings.draws(school.visit_id)}
    asked = any(may_be_asked(script, stage, grade) for stage in school.stages for grade in _GRADES)
    pending = work.samplings.pending(school.visit_id)
    waiting = [draw.kind for draw in pending if draw.kind is not DrawKind.VOUCHER]
    yield Open(Gap.NUMBER_AWAITED, len(waiting), tuple(waiting))
    yield Open(Gap.CLASSES_NOT_DRAWN, int(asked and DrawKind.SCHOOL_CLASS not in drawn))
    yield Open(Gap.NOT_DRAWN, int(DrawKind.ROSTER not in drawn))


def _of_questionnaires(envelopes: list[Envelope], script: Script) -> Iterable[Open]:
    counted = [e for e in envelopes if e.valid is not None]
    yield _named(Gap.ENVELOPE_NOT_COUNTED, (e.class_code for e in envelopes if e.valid is None))
    yield _named(
        Gap.ENVELOPE_WRONG,
        (e.class_code for e in envelopes if envelope_fault(e.issued, e.returned, e.valid)),
    )
    yield _named(Gap.TALLY_MISSING, (e.class_code for e in counted if not is_counted_twice(e)))
    asked = {e.id: script.for_stage(e.stage) for e in counted}
    yield _named(Gap.TALLY_WRONG, (e.class_code for e in counted if _wrong(e, asked[e.id])))
    yield _named(
        Gap.ENTRIES_DIFFER,
        (e.class_code for e in counted if unsettled(compare(e, asked[e.id]))),
    )
    yield _named(
        Gap.SETTLED_WRONG, (e.class_code for e in counted if _settled_wrong(e, asked[e.id]))
    )


def _settled_wrong(envelope: Envelope, questions: Sequence[Asked]) -> bool:
    """What holds after the differences were settled does not add up."""
    held = agreed(envelope, questions) if compare(envelope, questions) else None
    return held is not None and any(
        check(question, held, envelope.valid).fault is not None for question in questions
    )


def _wrong(envelope: Envelope, questions: Sequence[Asked]) -> bool:
    """A counting does not add up; once its differences are settled, that holds instead."""
    if compare(envelope, questions) and agreed(envelope, questions) is not None:
        return False
    return any(
        check(question, counts_of(counting, questions), envelope.valid).fault is not None
        for counting in countings(envelope)
        for question in questions
    )


def _of_fees(work: Work, school: SchoolLine, findings: list[FindingLine]) -> Iterable[Open]:
    """Vouchers not yet looked at, and what is wrong in the accounts without a finding for it."""
    pending = work.samplings.pending(school.visit_id)
    yield Open(Gap.VOUCHERS_AWAITED, sum(draw.kind is DrawKind.VOUCHER for draw in pending))
    vouchers = work.fees.lines(VoucherLine, school.visit_id)
    yield _named(
        Gap.VOUCHERS_OPEN, (voucher.voucher_no for voucher in vouchers if voucher.verdict is None)
    )
    known = {finding.id: finding for finding in findings}
    assessed: list[Assessed[Any]] = [
        *(assessing.fee(entry, known) for entry in work.fees.lines(FeeLine, school.visit_id)),
        *assessing.books(work.fees.lines(BookLine, school.visit_id), known),
        *(
            assessing.reconciliation(entry, known)
            for entry in work.fees.lines(ReconciliationLine, school.visit_id)
        ),
    ]
    wrong = [line for line in assessed if line.wrong and line.raised is None]
    yield _named(Gap.ACCOUNTS_WRONG, (assessing.name_of(line.line) for line in wrong))


def _of_meeting(work: Work, school: SchoolLine, items: Sequence[Item]) -> Iterable[Open]:
    meetings = work.meetings.lines(school.visit_id)
    yield Open(Gap.NO_MEETING, int(not meetings))
    nobody = [meeting for meeting in meetings if not meeting.participants]
    yield Open(Gap.NOBODY_AT_MEETING, len(nobody))
    alone = [
        meeting for meeting in meetings if not (meeting.recorder_id and meeting.second_recorder_id)
    ]
    yield Open(Gap.ONE_RECORDER, len(alone))
    spoken = {topic.area for meeting in meetings for topic in meeting.topics if topic.discussed}
    areas = {item.category: item.category_name for item in items} if meetings else {}
    yield _named(Gap.TOPICS_OPEN, (name for code, name in areas.items() if code not in spoken))


def _of_surveys(work: Work, school: SchoolLine, items: Sequence[Item]) -> Iterable[Open]:
    """Every respondent that the form names has a sheet, and each sheet is entered whole; where
    nobody is taught, only who is asked of something that the unit is checked for."""
    script = work.forms.latest(FormKind.SURVEY)
    sheets = work.surveys.lines(school.visit_id)
    given = {sheet.respondent for sheet in sheets}
    asked = _respondents(script, school, items) if script else []
    yield _named(Gap.NO_SURVEY, (code for code in asked if code not in given))
    yield _named(
        Gap.SURVEY_OPEN,
        (
            f"{survey.respondent} {survey.detail}".strip()
            for survey in sheets
            if _has_blanks(work, survey)
        ),
    )


def _respondents(script: Script, school: SchoolLine, items: Sequence[Item]) -> list[str]:
    return [
        respondent
        for respondent in surveying.respondents(script)
        if school.stages or _is_checked_for(items, surveying.questions_for(script, respondent))
    ]


def _is_checked_for(items: Sequence[Item], questions: Sequence[Asked]) -> bool:
    return any(item_for(question.items, items) for question in questions)


def _has_blanks(work: Work, sheet: SurveyLine) -> bool:
    questions = surveying.questions_for(work.forms.script_of(sheet.form_id), sheet.respondent)
    return not all(surveying.is_answered(question, sheet) for question in questions)


def _of_accounts(work: Work, school: SchoolLine, findings: list[FindingLine]) -> Iterable[Open]:
    """Vouchers nobody looked at, and differences that neither a word nor a finding explains."""
    pending = work.samplings.pending(school.visit_id)
    yield Open(Gap.SAMPLE_AWAITED, sum(draw.kind is DrawKind.VOUCHER for draw in pending))
    vouchers = work.fees.lines(VoucherLine, school.visit_id)
    unseen = (
        voucher.voucher_no for voucher in vouchers if voucher.verdict is None and not voucher.issues
    )
    yield _named(Gap.ACCOUNT_VOUCHERS_OPEN, unseen)
    known = {finding.id: finding for finding in findings}
    lines = [
        line
        for register in WORKING_REGISTERS
        for line in work.accounts.lines(register, school.visit_id)
    ]
    yield _named(
        Gap.DIFFERENCES_OPEN,
        (assessing.name_of(entry) for entry in lines if _is_open(entry, known)),
    )


def _is_open(line: WorkingLine, known: Mapping[uuid.UUID, FindingLine]) -> bool:
    explained = line.note.strip() or assessing.standing(line.finding_id, known)
    return bool(wrong_differences(line)) and not explained


def _of_findings(work: Work, school: SchoolLine, findings: list[FindingLine]) -> Iterable[Open]:
    bases = work.catalogues.cited(id_ for f in findings for id_ in f.basis)
    campaign = work.inspections.terms(school.inspection)
    standing = [f for f in findings if f.status not in _DONE_WITH]
    yield _named(Gap.FINDING_WITHOUT_EVIDENCE, (f.serial for f in standing if not f.evidence))
    yield _named(
        Gap.FINDING_WITHOUT_BASIS,
        (f.serial for f in standing if not lawful_bases(f, bases, school, campaign)),
    )
    yield _named(
        Gap.FINDING_UNCONFIRMED, (f.serial for f in standing if f.status is FindingStatus.DRAFT)
    )


def _of_evidence(work: Work, school: SchoolLine) -> Iterable[Open]:
    yield _named(
        Gap.EVIDENCE_IDLE, (p.title for p in work.evidence.proofs(school.visit_id) if p.idle)
    )
    clues = [clue for clue in work.clues.lines(school.visit_id) if clue.open]
    yield Open(Gap.CLUE_OPEN, len(clues))


def _of_documents(work: Work, school: SchoolLine) -> Iterable[Open]:
    """What goes out on paper and comes back signed. What is signed was printed."""
    issued = work.documents.issued(school.visit_id)
    out = {issue.kind for issue in issued if issue.printed_at or issue.signed_copy}
    drawn = bool(work.samplings.draws(school.visit_id))
    yield Open(Gap.DRAWS_NOT_PRINTED, int(drawn and DocumentKind.SAMPLING_RECORD not in out))
    sheets = [issue for issue in issued if issue.kind is DocumentKind.FEEDBACK]
    yield Open(Gap.SHEET_NOT_LOCKED, int(not sheets))
    latest = sheets[:1]
    yield Open(
        Gap.SHEET_NOT_PRINTED,
        int(not any(issue.printed_at or issue.signed_copy for issue in latest)),
    )
    yield Open(Gap.SHEET_NOT_SIGNED, int(not any(sheet.signed_copy for sheet in sheets)))
    yield Open(Gap.NO_REPLY, int(not work.statements.lines(school.visit_id)))
