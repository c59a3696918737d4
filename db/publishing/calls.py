"""The facts of the call register."""

from collections.abc import Iterator

from db.masking import mask
from db.publishable.calls import CallFacts, PublishedAnswer, PublishedCall
from db.publishing.visit import head
from db.records.calls import Call
from db.records.forms import Asked
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import CallOutcome, FormKind, QuestionType, Signal

CONNECTED = frozenset(
    {
        CallOutcome.COMPLETED,
        CallOutcome.PARTIAL,
        CallOutcome.REFUSED,
        CallOutcome.CALLBACK,
        CallOutcome.WRONG_PERSON,
    }
)
"""Somebody answered the telephone."""

LOUDER = (Signal.STRONG, Signal.WEAK, Signal.NONE)


def call_facts(work: Work, school: SchoolLine) -> CallFacts:
    calls = [call for call in work.calls.calls(school.visit_id) if call.attempts]
    return CallFacts(
        **head(work, school),
        calls=tuple(_published(work, call) for call in calls),
        dialled=len(calls),
        attempts=sum(len(call.attempts) for call in calls),
        connected=sum(
            any(attempt.outcome in CONNECTED for attempt in call.attempts) for call in calls
        ),
        completed=sum(call.outcome is CallOutcome.COMPLETED for call in calls),
    )


def _published(work: Work, call: Call) -> PublishedCall:
    return PublishedCall(
        code=call.code,
        roster_seq=call.roster_seq,
        number=mask(work.calls.number(call.id) or ""),
        attempts=tuple((attempt.at, attempt.outcome) for attempt in call.attempts),
        outcome=call.outcome,
        answers=tuple(_answers(work, call)),
    )


def _answers(work: Work, call: Call) -> Iterator[PublishedAnswer]:
    """What was ticked or counted; what was said in words may name somebody and is left out."""
    given = work.calls.answers(call.id)
    for question in work.forms.script(FormKind.CALL).questions if given else ():
        value = given.get(question.code, "")
        if value and question.kind is not QuestionType.TEXT:
            yield PublishedAnswer(
                question.code, _answer_text(question, value), _signal(question, value)
            )


def _answer_text(question: Asked, value: str) -> str:
    if question.kind is QuestionType.NUMBER:
        return f"{value}{question.unit}"
    return "、".join(choice.text for choice in question.choices if choice.code in value)


def _signal(question: Asked, value: str) -> Signal:
    heard = {choice.signal for choice in question.choices if choice.code in value}
    return next((signal for signal in LOUDER if signal in heard), Signal.NONE)
