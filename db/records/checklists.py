"""The checklist of a visit, item by item."""

import dataclasses
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, union

from db.records.catalogues import Item
from db.records.repository import Repository
from db.schema.finding import AnswerEvidence, Evidence, Finding, FindingEvidence
from db.schema.journal import Edit
from db.schema.visit import ChecklistAnswer
from db.vocabulary import FindingStatus, Verdict

#: What an item says, as columns; answers were given to these very words.
_WORDS = ("question", "violation")


@dataclass(frozen=True)
class ItemAnswer:
    """An item and what was answered. `findings`: raised from it at this visit and standing.

    `id`: of its row, kept yet or not; `evidence`: pieces gathered for the item or such a finding.
    """

    kept_in = "checklist_answer"
    id: uuid.UUID
    item: Item
    verdict: Verdict | None
    note: str
    amount_fen: int | None
    students: int | None
    evidence: int
    findings: int


class Checklists(Repository):
    def answer(self, visit: uuid.UUID, item: uuid.UUID, **values: Any) -> None:
        """Set the verdict, note, amount (fen) or students of an item."""
        self._keep(ChecklistAnswer, visit_id=visit, item_id=item, **values)

    def answer_all(self, visit: uuid.UUID, items: Iterable[uuid.UUID], **values: Any) -> None:
        """The same answer to many items, asked for in one go."""
        query = select(ChecklistAnswer.item_id).where(ChecklistAnswer.visit_id == visit)
        known = set(self._session.scalars(query))
        for item in items:
            if item in known:
                self.answer(visit, item, **values)
            else:
                self._add(ChecklistAnswer(visit_id=visit, item_id=item, **values))

    def answers(self, visit: uuid.UUID, items: Iterable[Item]) -> list[ItemAnswer]:
        """The given items in their order, answered or not; what was answered keeps its words.

        An item reworded after its verdict is told as it was worded then.
        """
        rows = {row.item_id: row for row in self._answers(visit)}
        worded = self._worded_then(rows.values())
        evidence, findings = self._evidence(visit), self._findings(visit)
        return [
            _answer(
                ChecklistAnswer.id_for(visit_id=visit, item_id=item.id),
                dataclasses.replace(item, **worded[item.id]) if item.id in worded else item,
                rows.get(item.id),
                evidence.get(item.id, 0),
                findings.get(item.id, 0),
            )
            for item in items
        ]

    def answered_anew(self, answer: ItemAnswer, item: Item) -> ItemAnswer:
        """`answer` as it is kept now, of `item` as it is worded now; what lies beside it, evidence
        and findings, no answer changes."""
        row = self._session.get(ChecklistAnswer, answer.id)
        kept = None if row is None or row.deleted else row
        worded = self._worded_then([kept] if kept else []).get(item.id, {})
        now = dataclasses.replace(item, **worded) if worded else item
        return _answer(answer.id, now, kept, answer.evidence, answer.findings)

    def _answers(self, visit: uuid.UUID) -> Iterable[ChecklistAnswer]:
        query = select(ChecklistAnswer).where(
            ChecklistAnswer.visit_id == visit, ChecklistAnswer.deleted.is_(False)
        )
        return self._session.scalars(query)

    def _worded_then(self, rows: Iterable[ChecklistAnswer]) -> dict[uuid.UUID, dict[str, Any]]:
        """Of items reworded since their verdict: the words they had, by column."""
        answers = {row.item_id: row.id for row in rows if row.verdict is not None}
        later = select(Edit.row, Edit.col, Edit.old, Edit.id).where(
            Edit.tbl == "checklist_item", Edit.col.in_(_WORDS), Edit.row.in_(answers)
        )
        rewordings = self._session.execute(later.order_by(Edit.id.desc())).all()
        given = self._given(answers[item] for item, *_ in rewordings)
        worded: dict[uuid.UUID, dict[str, Any]] = {}
        for item, column, old, edit in rewordings:
            if edit > given.get(answers[item], edit):
                worded.setdefault(item, {})[column] = old
        return worded

    def _given(self, answers: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
        """By answer: the edit that gave its verdict."""
        query = select(Edit.row, Edit.id).where(
            Edit.tbl == "checklist_answer", Edit.col == "verdict", Edit.row.in_(list(answers))
        )
        return dict(self._session.execute(query.order_by(Edit.id)).all())

    def _evidence(self, visit: uuid.UUID) -> dict[uuid.UUID, int]:
        """By item: what was gathered for it, or for a finding raised from it; each piece once."""
        of_answers = (
            select(ChecklistAnswer.item_id, AnswerEvidence.evidence_id)
            .join(AnswerEvidence, AnswerEvidence.answer_id == ChecklistAnswer.id)
            .where(ChecklistAnswer.visit_id == visit, AnswerEvidence.deleted.is_(False))
        )
        of_findings = (
            select(Finding.item_id, FindingEvidence.evidence_id)
            .join(FindingEvidence, FindingEvidence.finding_id == Finding.id)
            .where(
                Finding.visit_id == visit,
                Finding.deleted.is_(False),
                Finding.status != FindingStatus.WITHDRAWN,
                FindingEvidence.deleted.is_(False),
            )
        )
        proofs = union(of_answers, of_findings).subquery()
        query = (
            select(proofs.c.item_id, func.count())
            .join(Evidence, Evidence.id == proofs.c.evidence_id)
            .where(Evidence.deleted.is_(False))
            .group_by(proofs.c.item_id)
        )
        return dict(self._session.execute(query).all())

    def _findings(self, visit: uuid.UUID) -> dict[uuid.UUID, int]:
        query = (
            select(Finding.item_id, func.count())
            .where(
                Finding.visit_id == visit,
                Finding.deleted.is_(False),
                Finding.status != FindingStatus.WITHDRAWN,
            )
            .group_by(Finding.item_id)
        )
        return dict(self._session.execute(query).all())


def _answer(
    id_: uuid.UUID, item: Item, row: ChecklistAnswer | None, evidence: int, findings: int
) -> ItemAnswer:
    if row is None:
        return ItemAnswer(id_, item, None, "", None, None, evidence, findings)
    values = row.verdict, row.note, row.amount_fen, row.students
    return ItemAnswer(id_, item, *values, evidence, findings)
