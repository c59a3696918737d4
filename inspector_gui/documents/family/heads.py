"""The block table at the head of a visit's documents."""

from __future__ import annotations

from db.publishable.visit import VisitHead
from inspector_gui.documents.blocks import Fields, Text
from inspector_gui.documents.official_numbers import day_or_open
from inspector_gui.documents.template_texts import Wording
from inspector_gui.labels import date_range


def head_field(name: str, facts: VisitHead, wording: Wording) -> tuple[str, Text]:
    return wording.phrase(f"field_{name}"), _VALUES[name](facts, wording)


def head_fields(facts: VisitHead, wording: Wording, *rows: tuple[str, ...]) -> Fields:
    return Fields(tuple(tuple(head_field(name, facts, wording) for name in row) for row in rows))


def open_words(facts: VisitHead, wording: Wording) -> str:
    """Names that are openly in a document: a pupil's may be the same."""
    return "\n".join((facts.lead, *facts.members, facts.school, wording.fixed))


def _kind(facts: VisitHead, wording: Wording) -> Text:
    return wording.text(
        "kind", type=wording.label(facts.school_type), ownership=wording.label(facts.ownership)
    )


def _basis(facts: VisitHead, wording: Wording) -> Text:
    return wording.text("basis_of_inspection", notice=facts.notice_title, notice_no=facts.notice_no)


def _conduct(facts: VisitHead, wording: Wording) -> Text:
    return wording.text("conduct_days", date=date_range(facts.conduct_from, facts.conduct_to))


_VALUES = {
    "school": lambda facts, _wording: facts.school,
    "code": lambda facts, _wording: facts.school_code,
    "kind": _kind,
    "date": lambda facts, _wording: day_or_open(facts.visited_on),
    "team": lambda facts, _wording: facts.team,
    "lead": lambda facts, _wording: facts.lead,
    "members": lambda facts, _wording: "、".join(facts.members),
    "basis": _basis,
    "conduct": _conduct,
}
