"""The real questions, and answers as pupils give them."""

import json
from typing import Any

from hypothesis import strategies as st

from db.records.forms import Asked, Choice
from db.vocabulary import QuestionType, Signal, Stage
from inspector_gui.resources import QUESTIONNAIRES


def asked(kind: str = "student") -> tuple[Asked, ...]:
    entries = json.loads(QUESTIONNAIRES.read_text("utf-8"))[kind]["questions"]
    return tuple(_question(entry) for entry in entries)


def _question(entry: dict[str, Any]) -> Asked:
    return Asked(
        code=entry["id"],
        kind=QuestionType(entry["type"]),
        text=entry["zh"],
        stages=frozenset(map(Stage, entry.get("stages", ()))),
        optional=entry.get("optional", False),
        low=entry.get("min"),
        high=entry.get("max"),
        unit=entry.get("unit", ""),
        exclusive="".join(entry.get("exclusive", ())),
        choices=tuple(
            Choice(
                option["key"],
                option["zh"],
                Signal(option["signal"]),
                tuple(option.get("items", ())),
                option.get("skip_to", ""),
            )
            for option in entry.get("options", ())
        ),
        signal_above=entry.get("signal_rule", {}).get("default"),
        items=tuple(entry.get("signal_rule", {}).get("items", ())),
    )


def answers(question: Asked) -> st.SearchStrategy[str | None]:
    """What may stand under a question on paper, blank too."""
    codes = [choice.code for choice in question.choices]
    match question.kind:
        case QuestionType.SINGLE:
            return st.none() | st.sampled_from(codes)
        case QuestionType.MULTI:
            others = [code for code in codes if code != question.exclusive]
            some = st.sets(st.sampled_from(others), min_size=1).map(lambda s: "".join(sorted(s)))
            return st.none() | st.just(question.exclusive) | some
        case QuestionType.NUMBER:
            return st.none() | st.integers(0, (question.high or 99) + 20).map(str)
        case _:
            return st.none() | st.text("好坏很多", min_size=1, max_size=9)


def sheets(questions: tuple[Asked, ...], most: int = 12) -> st.SearchStrategy[Any]:
    """Filled forms: by question, what was answered."""
    one = st.fixed_dictionaries({question.code: answers(question) for question in questions})
    return st.lists(one, max_size=most)
