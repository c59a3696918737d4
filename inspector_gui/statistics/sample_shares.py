"""Every answer's share over the drawn classes: of the sample, and of all pupils it speaks for."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from db.publishable.tallies import PublishedSample, PublishedShare
from db.records.forms import Asked, Choice
from db.records.questionnaires import Envelope
from db.records.samplings import DrawFacts
from db.records.schools import SchoolLine
from db.vocabulary import DrawKind, QuestionType, Signal, Stage
from inspector_gui.statistics.estimates import DrawnClass, estimate
from inspector_gui.statistics.pairing import agreed
from inspector_gui.statistics.signals import Seen
from inspector_gui.statistics.tally import BLANK, Counts, cell


@dataclass(frozen=True)
class ClassFrame:
    """The classes of a school that could be drawn, and the codes of those that were."""

    eligible: int
    drawn: frozenset[str]


@dataclass(frozen=True)
class CountedClass:
    """A class drawn at random whose envelope is decided. `drawn`: by a draw that is kept."""

    visit: uuid.UUID
    stage: Stage
    eligible: int
    drawn: bool
    forms: int
    questions: tuple[Asked, ...]
    counts: Counts


def class_frame(draws: Iterable[DrawFacts]) -> ClassFrame:
    """Of all class draws of a visit together."""
    mine = [draw for draw in draws if draw.kind is DrawKind.SCHOOL_CLASS]
    listed = {entry for draw in mine for entry in draw.entries}
    in_use = frozenset(class_.entry for draw in mine for class_ in draw.in_use)
    return ClassFrame(max([len(listed), *(draw.population for draw in mine)]), in_use)


def counted_class(
    school: SchoolLine, frame: ClassFrame, envelope: Envelope, questions: tuple[Asked, ...]
) -> CountedClass | None:
    """None for what was added on purpose, is empty, or is not decided."""
    counts = agreed(envelope, questions)
    if envelope.targeted or not envelope.valid or counts is None:
        return None
    return CountedClass(
        visit=school.visit_id,
        stage=envelope.stage,
        eligible=frame.eligible,
        drawn=envelope.class_code in frame.drawn,
        forms=envelope.valid,
        questions=questions,
        counts=counts,
    )


def samples(
    classes: Iterable[CountedClass], publishable: Mapping[Stage, Collection[str]]
) -> tuple[PublishedSample, ...]:
    """Of each of these stages, then, where they are several, of all of them together.

    `publishable`: the codes of the questions of which a stage's answers give no school away. The
    others are not in the sum of all stages either, else they could be had by subtraction.
    """
    drawn = Counter(school_class.visit for school_class in classes if school_class.drawn)
    shown = [
        _publishable_only(school_class, publishable[school_class.stage])
        for school_class in classes
        if school_class.stage in publishable
    ]
    by_stage = [
        (stage, [class_ for class_ in shown if class_.stage is stage])
        for stage in Stage
        if stage in publishable
    ]
    whole: list[tuple[Stage | None, list[CountedClass]]] = (
        [(None, shown)] if len(by_stage) > 1 else []
    )
    return tuple(_sample(stage, some, drawn) for stage, some in (*by_stage, *whole))


def _publishable_only(class_: CountedClass, codes: Collection[str]) -> CountedClass:
    return replace(
        class_, questions=tuple(asked for asked in class_.questions if asked.code in codes)
    )


def _sample(
    stage: Stage | None, classes: Sequence[CountedClass], drawn: Counter[uuid.UUID]
) -> PublishedSample:
    used = [school_class for school_class in classes if school_class.drawn]
    return PublishedSample(
        stage=stage,
        schools=len({class_.visit for class_ in used}),
        classes=len(used),
        forms=sum(class_.forms for class_ in used),
        undrawn=len(classes) - len(used),
        shares=tuple(_shares(used, drawn)),
    )


def _shares(classes: Sequence[CountedClass], drawn: Counter[uuid.UUID]) -> Iterator[PublishedShare]:
    """Questions as they come."""
    asked = {
        question.code: question for school_class in classes for question in school_class.questions
    }
    for question in asked.values():
        mine = [school_class for school_class in classes if question in school_class.questions]
        for choice in _answers(question):
            yield from _share(question, choice, mine, drawn)


def _answers(question: Asked) -> Iterator[Choice]:
    """What is counted in forms: the choices, and of a single choice the blank one."""
    if question.kind in (QuestionType.SINGLE, QuestionType.MULTI):
        yield from question.choices
    if question.kind is QuestionType.SINGLE:
        yield Choice(BLANK, "空白", Signal.NONE, ())


def _share(
    question: Asked,
    choice: Choice,
    classes: Sequence[CountedClass],
    drawn: Counter[uuid.UUID],
) -> Iterator[PublishedShare]:
    name = cell(question, choice.code)
    found = estimate(
        DrawnClass(
            school_class.visit,
            school_class.eligible,
            drawn[school_class.visit],
            school_class.forms,
            school_class.counts.get(name) or 0,
        )
        for school_class in classes
    )
    if found is None:
        return
    schools = _by_school(classes, name)
    yield PublishedShare(
        code=question.code,
        question=question.text,
        part=choice.code,
        text=choice.text,
        signal=choice.signal,
        count=found.count,
        forms=found.forms,
        pooled=found.pooled,
        weighted=found.weighted,
        low=found.low if found.has_range else None,
        high=found.high if found.has_range else None,
        design_effect=found.design_effect,
        effective=found.effective,
        schools=found.schools,
        schools_with=sum(count > 0 for count, _ in schools),
        schools_at=sum(_is_clue(question, choice, *school) for school in schools),
    )


def _by_school(classes: Iterable[CountedClass], name: str) -> list[tuple[int, int]]:
    """Of each school, how many gave the answer and how many forms there are."""
    counts: dict[uuid.UUID, int] = defaultdict(int)
    forms: dict[uuid.UUID, int] = defaultdict(int)
    for school_class in classes:
        counts[school_class.visit] += school_class.counts.get(name) or 0
        forms[school_class.visit] += school_class.forms
    return [(counts[visit], forms[visit]) for visit in forms]


def _is_clue(question: Asked, choice: Choice, count: int, forms: int) -> bool:
    return choice.signal is not Signal.NONE and Seen(question, choice, count, forms).is_clue
