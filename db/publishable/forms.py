"""What is printed to be filled in by hand: the questions, and no answer."""

import uuid
from dataclasses import dataclass

from db.records.forms import Asked
from db.vocabulary import FormKind, Stage


@dataclass(frozen=True)
class FormFacts:
    """A questionnaire, script, guide or survey form, as put to one stage or to one respondent."""

    kind: FormKind
    campaign: str
    version: str
    title: str
    intro: str
    closing: str
    rules: tuple[str, ...]
    questions: tuple[Asked, ...]
    stage: Stage | None = None
    respondent: str = ""


@dataclass(frozen=True)
class ClassForm:
    """The questionnaire that a class fills in. `envelope`: the id of its envelope.

    `pupils`: how many were handed out, or are enrolled; 0 where nobody knows.
    """

    facts: FormFacts
    envelope: uuid.UUID
    school: str
    class_name: str
    pupils: int
