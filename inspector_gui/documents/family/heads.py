"""The block table at the head of a visit's documents."""

from __future__ import annotations

from db.publishable.visit import VisitHead
from inspector_gui.documents.blocks import Fields, Text
from inspector_gui.documents.official_numbers import day_or_open
from inspector_gui.documents.template_texts import Wording
from inspector_gui.labels import date_range


def head_field(name: str, facts: VisitHead, words: Wording) -> tuple[str, Text]:
    return words.words(f"field_{name}"), _VALUES[name](facts, words)


def head_fields(facts: VisitHead, words: Wording, *rows: tuple[str, ...]) -> Fields:
    return Fields(tuple(tuple(head_field(name, facts, words) for name in row) for row in rows))


def open_words(facts: VisitHead, words: Wording) -> str:
    """Names that are openly in a document: a pupil's may be the same."""
    return "\n".join((facts.lead, *facts.members, facts.school, words.fixed))


def _kind(facts: VisitHead, words: Wording) -> Text:
    return words.text(
        "kind", type=words.label(facts.school_type), ownership=words.label(facts.ownership)
    )


def _basis(facts: VisitHead, words: Wording) -> Text:
    return words.text("basis_of_inspection", notice=facts.notice_title, notice_no=facts.notice_no)


def _conduct(facts: VisitHead, words: Wording) -> Text:
    return words.text("conduct_days", date=date_range(facts.conduct_from, facts.conduct_to))


_VALUES = {
    "school": lambda facts, _words: facts.school,
    "code": lambda facts, _words: facts.school_code,
    "kind": _kind,
    "date": lambda facts, _words: day_or_open(facts.visited_on),
    "team": lambda facts, _words: facts.team,
    "lead": lambda facts, _words: facts.lead,
    "members": lambda facts, _words: "、".join(facts.members),
    "basis": _basis,
    "conduct": _conduct,
}
