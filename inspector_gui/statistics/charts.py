"""Answers as bars: of a class or of the whole school, for the team or for the school's eyes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.records.forms import Asked
from db.records.questionnaires import Envelope
from db.vocabulary import QuestionType, Signal
from inspector_gui.statistics.pairing import agreed, best
from inspector_gui.statistics.signals import percent
from inspector_gui.statistics.suppression import LEAST_FORMS, Shown, suppress, suppress_apart
from inspector_gui.statistics.tally import BLANK, Counts, cell, parts_of


@dataclass(frozen=True)
class Bar:
    """`count` is None where it is hidden; `figure` and `part` stand at its end."""

    label: str
    count: int | None
    share: float
    figure: str
    part: str = ""
    signal: Signal = Signal.NONE


@dataclass(frozen=True)
class Chart:
    """`note`: what is said of a number, or why nothing is shown."""

    question: Asked
    forms: int
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True)
class Pool:
    """Envelopes counted together, with the questions put in each. `open`: not yet settled ones."""

    counts: Mapping[str, int]
    forms: Mapping[str, int]
    questions: tuple[Asked, ...]
    classes: int
    open: int


def pool(envelopes: Iterable[tuple[Envelope, tuple[Asked, ...]]]) -> Pool:
    """Add up what holds of each envelope, or what its furthest counting says meanwhile."""
    counts: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    asked: dict[str, Asked] = {}
    classes = unsettled = 0
    for envelope, questions in envelopes:
        known = best(envelope, questions)
        if known is None or not envelope.valid:
            continue
        classes += 1
        unsettled += agreed(envelope, questions) is None
        for question in questions:
            asked[question.code] = question
            forms[question.code] += envelope.valid
            counts.update({name: number or 0 for name, number in _parts(question, known)})
    ordered = tuple(asked[code] for code in sorted(asked))
    return Pool(counts, forms, ordered, classes, unsettled)


def _parts(question: Asked, counts: Counts) -> Iterable[tuple[str, int | None]]:
    names = (cell(question, part) for part in parts_of(question))
    return ((name, counts.get(name)) for name in names)


def charts(pooled: Pool) -> list[Chart]:
    """All there is, for the team."""
    return [_chart(question, pooled) for question in pooled.questions]


def _chart(question: Asked, pooled: Pool) -> Chart:
    forms = pooled.forms[question.code]
    if question.kind is QuestionType.NUMBER:
        return Chart(question, forms, (), _number(question, pooled.counts))
    if not question.choices:
        written = pooled.counts[cell(question, "n")]
        return Chart(question, forms, (), f"写了文字意见的 {written} 份")
    bars = [
        _bar(label, pooled.counts[cell(question, part)], forms, signal)
        for part, label, signal in _labels(question)
    ]
    return Chart(question, forms, tuple(bars))


def _bar(label: str, count: int, forms: int, signal: Signal) -> Bar:
    share = count / forms if forms else 0
    return Bar(label, count, share, str(count), percent(count, forms), signal)


def _labels(question: Asked) -> list[tuple[str, str, Signal]]:
    """Part, words and signal of everything a question's answers are counted by."""
    named = [
        (choice.code, f"{choice.code}　{choice.text}", choice.signal) for choice in question.choices
    ]
    if question.kind is QuestionType.SINGLE:
        named.append((BLANK, "空白", Signal.NONE))
    return named


def _number(question: Asked, counts: Mapping[str, int]) -> str:
    answered = counts[cell(question, "n")]
    if not answered:
        return "没有人填写"
    total = counts[cell(question, "sum")]
    return f"{answered} 份填写，平均 {_average(total, answered)} {question.unit}"


def _average(total: int, answered: int) -> str:
    """One decimal, rounded half up."""
    tenths = (20 * total + answered) // (2 * answered)
    return f"{tenths // 10}.{tenths % 10}"


# for the school's eyes


def public_charts(
    envelopes: Sequence[tuple[Envelope, tuple[Asked, ...]]],
) -> tuple[list[Chart], str]:
    """What may be shown to the school, and if nothing may, why."""
    several = of_several_classes(envelopes)
    if not several:
        return [], "同一学段核定的班级不足两个，问卷结果不给学校看。"
    pooled = pool(several)
    if max(pooled.forms.values(), default=0) < LEAST_FORMS:
        return [], f"有效问卷不足 {LEAST_FORMS} 份，不给学校看。"
    return [
        _public(question, pooled, several)
        for question in pooled.questions
        if question.kind is not QuestionType.TEXT
    ], ""


def of_several_classes(
    envelopes: Sequence[tuple[Envelope, tuple[Asked, ...]]],
) -> list[tuple[Envelope, tuple[Asked, ...]]]:
    """What a school's table is made of: drawn, decided, and of no stage with one class alone."""
    stages = defaultdict(list)
    for envelope, questions in envelopes:
        if envelope.valid and agreed(envelope, questions) is not None and not envelope.targeted:
            stages[envelope.stage].append((envelope, questions))
    return [
        school_class for classes in stages.values() if len(classes) > 1 for school_class in classes
    ]


def _public(
    question: Asked, pooled: Pool, envelopes: Sequence[tuple[Envelope, tuple[Asked, ...]]]
) -> Chart:
    forms = pooled.forms[question.code]
    hidden = Chart(question, forms, (), "本题不显示")
    if question.kind is QuestionType.NUMBER:
        answered, total = (pooled.counts[cell(question, part)] for part in ("n", "sum"))
        enough = answered >= LEAST_FORMS
        average = f"平均 {_average(total, answered)} {question.unit}" if enough else "本题不显示"
        return Chart(question, forms, (), average)
    counts = {part: pooled.counts[cell(question, part)] for part, _, _ in _labels(question)}
    shown = shown_to_school(question, counts, forms, envelopes)
    if shown is None:
        return hidden
    bars = [
        _public_bar(label, counts[part], forms, shown[part]) for part, label, _ in _labels(question)
    ]
    return Chart(question, forms, tuple(bars))


def shown_to_school(
    question: Asked,
    counts: Mapping[str, int],
    forms: int,
    envelopes: Sequence[tuple[Envelope, tuple[Asked, ...]]],
) -> dict[str, Shown] | None:
    """How each option is shown to the school; None: the question is not."""
    if forms < LEAST_FORMS or _is_unanimous(question, envelopes):
        return None
    single = question.kind is QuestionType.SINGLE
    return suppress(counts) if single else suppress_apart(counts)


def _public_bar(label: str, count: int, forms: int, shown: Shown) -> Bar:
    match shown:
        case Shown.COUNT:
            return _bar(label, count, forms, Signal.NONE)
        case Shown.FEW:
            return Bar(label, None, 0, "少于5")
        case _:
            return Bar(label, None, 0, "—")


def _is_unanimous(question: Asked, envelopes: Sequence[tuple[Envelope, tuple[Asked, ...]]]) -> bool:
    """Everybody of some class chose the same sensitive option: then its mere share tells on all."""
    for envelope, questions in envelopes:
        counts = best(envelope, questions) or {}
        for choice in question.choices:
            everybody = counts.get(cell(question, choice.code)) == envelope.valid
            if choice.signal is not Signal.NONE and question in questions and everybody:
                return True
    return False
