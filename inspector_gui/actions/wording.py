"""Wording a finding: the fact follows its parts until somebody writes it by hand."""

import uuid
from typing import Any

from db.errors import InspectionError
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, Desk, Handling
from inspector_gui.accounts.finding_sentence import (
    FactParts,
    finding_sentence,
    followed,
    institution_of,
)

_PAID = frozenset({"refunded_fen", "refund_students", "surrendered_fen"})


def word_finding(*, store: Store, school: SchoolLine, finding: uuid.UUID, **changed: Any) -> None:
    """Change fields of a finding, by name; what was made of them changes with them."""
    with store.act(Act.EDIT_FINDING, school=school.id) as work:
        word_within(work, school, finding, **changed)


def word_within(work: Work, school: SchoolLine, finding: uuid.UUID, **changed: Any) -> None:
    """The same inside a larger act. Raises InspectionError where the bureau would type a running
    sum of what was given back: it notes payments."""
    if work.file().desk is Desk.BUREAU and not changed.keys().isdisjoint(_PAID):
        raise InspectionError("退费和上缴在“跟踪”里一笔一笔登记；请到那里记。")
    line = _line(work, school, finding)
    follows = followed(line, changed, institution_of(school.stages))
    if "item_id" in changed:
        for citation in line.basis:
            work.findings.uncite(finding, citation)
    work.findings.state(finding, **_due_too(line, changed), **changed, **follows)


def _due_too(line: FindingLine, changed: dict[str, Any]) -> dict[str, Any]:
    """What is first said to be involved is what is due, where it is to be given back and nobody
    has said how much."""
    first = "involved_fen" in changed and not (line.involved_fen or line.due_fen)
    if first and "due_fen" not in changed and Handling.REFUND in line.handlings:
        return {"due_fen": changed["involved_fen"]}
    return {}


def make_fact(*, store: Store, school: SchoolLine, finding: uuid.UUID) -> None:
    """The fact is made of the parts anew, whatever was written by hand."""
    with store.act(Act.EDIT_FINDING, school=school.id) as work:
        parts = FactParts.of(_line(work, school, finding))
        fact = finding_sentence(parts, institution_of(school.stages))
        if fact:
            work.findings.state(finding, fact=fact)


def _line(work: Work, school: SchoolLine, finding: uuid.UUID) -> FindingLine:
    return next(line for line in work.findings.lines(school.visit_id) if line.id == finding)
