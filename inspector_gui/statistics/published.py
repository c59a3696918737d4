"""Questionnaires as their statistics print them: by envelope, by school, by stage."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from weakref import WeakKeyDictionary

from db.publishable.supplement import PublishedChart
from db.publishable.tallies import (
    CityStatisticsFacts,
    PublishedCounts,
    PublishedDifference,
    PublishedEnvelope,
    PublishedPool,
    ReturnedForms,
    StatisticsFacts,
)
from db.publishing.undecided import undecided
from db.publishing.visit import head
from db.records.forms import Asked, Choice
from db.records.questionnaires import Envelope
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import QuestionType, Signal, Stage
from inspector_gui.statistics.charts import public_charts
from inspector_gui.statistics.pairing import agreed, best, compare, is_counted_twice
from inspector_gui.statistics.sample_shares import class_frame, counted_class, samples
from inspector_gui.statistics.school_cells import Put, SchoolAnswers, is_given_away
from inspector_gui.statistics.tally import BLANK, Counts, cell, check, parts_of
from inspector_gui.statistics.unusual import SchoolShare, Unusual, unusual

#: One school's results are never the city's.
LEAST_SCHOOLS = 2


def statistics_facts(work: Work, school: SchoolLine) -> StatisticsFacts:
    """D5 of one visit. Targeted classes stand among the envelopes and are not added up."""
    put = _envelopes(work, school)
    return StatisticsFacts(
        **head(work, school),
        envelopes=tuple(_envelope(envelope, questions) for envelope, questions in put),
        pools=tuple(_pools(put)),
    )


_Asked = tuple[str, datetime | None]
_known: WeakKeyDictionary[Work, dict[_Asked, CityStatisticsFacts]] = WeakKeyDictionary()
"""Of a reading: a table, a chart and a ledger of one moment ask for the same."""


def city_statistics(work: Work, inspection: str = "") -> CityStatisticsFacts:
    """The same of every school of an inspection (its code) together; of the main one if none."""
    code = inspection or work.inspections.code_of(None)
    if work.act is not None:
        return _city_statistics(work, code)
    known, moment = _known.setdefault(work, {}), work.read_as_of
    if (code, moment) not in known:
        known[code, moment] = _city_statistics(work, code)
    return known[code, moment]


@dataclass(frozen=True)
class UnusualAnswer:
    """An answer that is a signal and too frequent at a school for chance: a pointer (线索)."""

    school: str
    stage: Stage
    code: str
    question: str
    answer: str
    count: int
    forms: int
    usual: float
    chance: float


def unusual_answers(work: Work, inspection: str) -> list[UnusualAnswer]:
    """Over all schools of an inspection (its code), for the bureau's own eyes."""
    lines = work.schools.lines(inspection)
    by_school = _asked_of(work, [line.visit_id for line in lines])
    counts: Counter[tuple[str, tuple[Stage, str, str]]] = Counter()
    forms: Counter[tuple[str, tuple[Stage, str, str]]] = Counter()
    texts: dict[tuple[Stage, str, str], tuple[str, str]] = {}
    for line, put in zip(lines, by_school, strict=True):
        for envelope, questions in put:
            known = agreed(envelope, questions)
            if envelope.targeted or not envelope.valid or known is None:
                continue
            for question, choice in _signals(questions):
                answer = (envelope.stage, question.code, choice.code)
                texts[answer] = (question.text, choice.text)
                counts[line.name, answer] += known.get(cell(question, choice.code)) or 0
                forms[line.name, answer] += envelope.valid
    shares = (SchoolShare(*key, counts[key], number) for key, number in forms.items())
    return [_unusual(found, texts) for found in unusual(shares)]


def _signals(questions: Iterable[Asked]) -> Iterable[tuple[Asked, Choice]]:
    return (
        (question, choice)
        for question in questions
        for choice in question.choices
        if choice.signal is not Signal.NONE
    )


def _unusual(
    found: Unusual, texts: Mapping[tuple[Stage, str, str], tuple[str, str]]
) -> UnusualAnswer:
    stage, code, part = answer = found.share.answer
    question, text = texts[answer]
    return UnusualAnswer(
        school=found.share.school,
        stage=stage,
        code=f"{code}.{part}",
        question=question,
        answer=text,
        count=found.share.count,
        forms=found.share.forms,
        usual=found.usual,
        chance=found.chance,
    )


def _city_statistics(work: Work, inspection: str) -> CityStatisticsFacts:
    campaign = work.campaigns.current()
    lines = work.schools.lines(inspection)
    by_school = _asked_of(work, [line.visit_id for line in lines])
    asked = {
        question.code: question
        for put in by_school
        for _, questions in put
        for question in questions
    }
    answers = [SchoolAnswers(put) for put in by_school]
    pools = [
        _guarded(pool, asked, answers)
        for pool in _pools([asked_class for put in by_school for asked_class in put])
    ]
    of_schools = [tuple(_pools(put)) for put in by_school]
    schools = Counter(pool.stage for some in of_schools for pool in some)
    publishable = {
        pool.stage: frozenset(count.code for count in pool.counts)
        for pool in pools
        if schools[pool.stage] >= LEAST_SCHOOLS
    }
    frames = {line.visit_id: class_frame(work.samplings.draws(line.visit_id)) for line in lines}
    counted = [
        counted_class(line, frames[line.visit_id], envelope, questions)
        for line, put in zip(lines, by_school, strict=True)
        for envelope, questions in put
    ]
    visits = {class_.visit for class_ in counted if class_ is not None}
    return CityStatisticsFacts(
        samples=samples([class_ for class_ in counted if class_ is not None], publishable),
        drawn=sum(len(frame.drawn) for visit, frame in frames.items() if visit in visits),
        counted=ReturnedForms(
            *(sum(getattr(pool, name) for pool in pools) for name in ReturnedForms.__match_args__)
        ),
        eligible=sum(frame.eligible for visit, frame in frames.items() if visit in visits),
        serial=f"{campaign.code}-W",
        bureau=campaign.bureau,
        campaign=campaign.name,
        schools=sum(map(bool, of_schools)),
        pools=tuple(pool for pool in pools if schools[pool.stage] >= LEAST_SCHOOLS),
        withheld=tuple(pool.stage for pool in pools if schools[pool.stage] < LEAST_SCHOOLS),
        undecided=undecided(work),
    )


def _guarded(
    pool: PublishedPool, asked: Mapping[str, Asked], schools: Sequence[SchoolAnswers]
) -> PublishedPool:
    """Without the questions of which, less what schools publish, some school's answers are left."""
    safe = tuple(
        count for count in pool.counts if not is_given_away(asked[count.code], pool.stage, schools)
    )
    covered = tuple(count.number for count in pool.counts if count not in safe)
    return replace(pool, counts=safe, covered=covered)


def _envelopes(work: Work, school: SchoolLine) -> list[Put]:
    return _asked_of(work, [school.visit_id])[0]


def _asked_of(work: Work, visits: Sequence[uuid.UUID]) -> list[list[Put]]:
    """The envelopes of each visit with what their form asks of their stage."""
    script_of = cache(work.forms.script_of)

    @cache
    def questions(form: uuid.UUID, stage: Stage) -> tuple[Asked, ...]:
        return script_of(form).for_stage(stage)

    found = work.questionnaires.envelopes_at(visits)
    return [
        [(envelope, questions(envelope.form_id, envelope.stage)) for envelope in found[visit]]
        for visit in visits
    ]


def _envelope(envelope: Envelope, questions: Sequence[Asked]) -> PublishedEnvelope:
    counts = best(envelope, questions) or {}
    return PublishedEnvelope(
        code=envelope.class_code,
        stage=envelope.stage,
        targeted=envelope.targeted,
        issued=envelope.issued,
        returned=envelope.returned,
        valid=envelope.valid,
        twice=is_counted_twice(envelope),
        counts=tuple(
            _counts(number, question, counts, envelope.valid)
            for number, question in enumerate(questions, start=1)
        ),
        differences=tuple(
            PublishedDifference(difference.cell, difference.counted, difference.settled)
            for difference in compare(envelope, questions)
        ),
    )


def _counts(number: int, question: Asked, counts: Counts, valid: int | None) -> PublishedCounts:
    got = {part: counts.get(cell(question, part)) for part in parts_of(question)}
    return PublishedCounts(
        number=number,
        code=question.code,
        kind=question.kind,
        unit=question.unit,
        options=tuple((part, number) for part, number in got.items() if part != BLANK),
        blank=got.get(BLANK),
        wrong=check(question, counts, valid).fault is not None,
    )


def _pools(put: Iterable[Put]) -> Iterable[PublishedPool]:
    """What was drawn at random and is decided, stage by stage."""
    stages: dict[Stage, list[Put]] = defaultdict(list)
    for envelope, questions in put:
        if not envelope.targeted and envelope.valid and agreed(envelope, questions) is not None:
            stages[envelope.stage].append((envelope, questions))
    for stage in Stage:
        if stage in stages:
            yield _pool(stage, stages[stage])


def _pool(stage: Stage, put: Sequence[Put]) -> PublishedPool:
    asked = {question.code: question for _, questions in put for question in questions}
    return PublishedPool(
        stage=stage,
        classes=len(put),
        issued=sum(envelope.issued or 0 for envelope, _ in put),
        returned=sum(envelope.returned or 0 for envelope, _ in put),
        valid=sum(envelope.valid or 0 for envelope, _ in put),
        counts=tuple(
            _added(number, question, put) for number, question in enumerate(asked.values(), start=1)
        ),
    )


def _added(number: int, question: Asked, put: Sequence[Put]) -> PublishedCounts:
    """Medians and extremes do not add up: of a number the sheets that answered and their sum."""
    total: Counter[str] = Counter()
    for envelope, questions in put:
        counts = agreed(envelope, questions) or {}
        for part in parts_of(question):
            total[part] += counts.get(cell(question, part)) or 0
    of_number = question.kind is QuestionType.NUMBER
    parts = ("n", "sum") if of_number else [p for p in parts_of(question) if p != BLANK]
    return PublishedCounts(
        number=number,
        code=question.code,
        kind=question.kind,
        unit=question.unit,
        options=tuple((part, total[part]) for part in parts),
        blank=total[BLANK],
    )


def school_answers(work: Work, school: SchoolLine) -> tuple[PublishedChart, ...]:
    """What may be handed to the school: never a class, never a small cell."""
    shown, _why = public_charts(_envelopes(work, school))
    return tuple(
        PublishedChart(
            chart.question.text,
            tuple((bar.label, f"{bar.figure}　{bar.part}".strip()) for bar in chart.bars),
            chart.note,
        )
        for chart in shown
    )


def counted_forms(work: Work, school: SchoolLine) -> tuple[int, int, int]:
    """Issued, returned and valid, of the same classes: those whose valid forms are counted."""
    counted = [
        envelope
        for envelope in work.questionnaires.envelopes(school.visit_id)
        if envelope.valid is not None
    ]
    return (
        sum(envelope.issued or 0 for envelope in counted),
        sum(envelope.returned or 0 for envelope in counted),
        sum(envelope.valid or 0 for envelope in counted),
    )
