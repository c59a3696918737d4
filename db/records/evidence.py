"""Evidence of a visit: gathered once, resting under as many findings and answers as it proves."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from db.errors import InspectionError
from db.records.repository import Repository
from db.schema.finding import AnswerEvidence, Attachment, Evidence, Finding, FindingEvidence
from db.schema.visit import ChecklistAnswer
from db.vocabulary import EvidenceKind, FindingStatus


@dataclass(frozen=True)
class Copy:
    """A photo or file as it is to be kept; of the original, its hash and its own time (UTC)."""

    sha256: bytes
    media_type: str
    content: bytes
    original_sha256: bytes
    taken_at: datetime | None


@dataclass(frozen=True)
class Attached:
    """What is known of a kept copy without reading it. `size` in bytes."""

    sha256: bytes
    media_type: str
    size: int
    original_sha256: bytes
    taken_at: datetime | None

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


@dataclass(frozen=True)
class Proof:
    """A piece of evidence and what rests on it: standing findings, checklist items."""

    kept_in = "evidence"
    id: uuid.UUID
    kind: EvidenceKind
    title: str
    locator: str
    attached: Attached | None
    findings: frozenset[uuid.UUID]
    items: frozenset[uuid.UUID]

    @property
    def idle(self) -> bool:
        """Nothing rests on it yet."""
        return not self.findings and not self.items


class Evidences(Repository):
    def gather(
        self,
        visit: uuid.UUID,
        kind: EvidenceKind,
        title: str,
        *,
        locator: str = "",
        copy: Copy | None = None,
    ) -> uuid.UUID:
        row = Evidence(visit_id=visit, kind=kind, title=title, locator=locator)
        if copy is not None:
            row.attachment = self.attach(copy)
        return self._add(row).id

    def attach(self, copy: Copy) -> bytes:
        """A copy is kept once, however often it is given."""
        if self._session.get(Attachment, copy.sha256) is None:
            self._session.add(
                Attachment(
                    sha256=copy.sha256,
                    media_type=copy.media_type,
                    content=copy.content,
                    original_sha256=copy.original_sha256,
                    taken_at=copy.taken_at,
                )
            )
        return copy.sha256

    def known(self, visit: uuid.UUID, original: bytes) -> uuid.UUID | None:
        """The evidence of this visit that was made from this very original, if there is one."""
        query = (
            select(Evidence.id)
            .join(Attachment, Attachment.sha256 == Evidence.attachment)
            .where(Evidence.visit_id == visit, Evidence.deleted.is_(False))
            .where(Attachment.original_sha256 == original)
        )
        return self._session.scalars(query).first()

    def describe(self, proof: uuid.UUID, **values: Any) -> None:
        """Change kind, title or locator."""
        self._change(Evidence, proof, **values)

    def discard(self, proof: uuid.UUID) -> None:
        """Raises InspectionError where a finding the team stands by would rest on nothing."""
        row = self._get(Evidence, proof)
        for finding in self._findings(row.visit_id)[proof]:
            self._require_more(finding, proof)
        self._delete(row)

    def support(self, finding: uuid.UUID, proof: uuid.UUID) -> None:
        self._keep(FindingEvidence, finding_id=finding, evidence_id=proof)

    def withhold(self, finding: uuid.UUID, proof: uuid.UUID) -> None:
        """The finding rests on it no more. Raises InspectionError where it would on nothing."""
        self._require_more(finding, proof)
        id_ = FindingEvidence.id_for(finding_id=finding, evidence_id=proof)
        row = self._session.get(FindingEvidence, id_)
        if row is not None:
            row.deleted = True

    def _require_more(self, finding: uuid.UUID, proof: uuid.UUID) -> None:
        row = self._get(Finding, finding)
        others = (
            select(func.count())
            .select_from(FindingEvidence)
            .join(Evidence, Evidence.id == FindingEvidence.evidence_id)
            .where(
                FindingEvidence.finding_id == finding,
                FindingEvidence.evidence_id != proof,
                FindingEvidence.deleted.is_(False),
                Evidence.deleted.is_(False),
            )
        )
        if row.status is not FindingStatus.DRAFT and not self._session.scalar(others):
            raise InspectionError(
                f"问题 {row.serial} 已经确认，只有这一件证据，不能取下；请先补充证据或退回草拟。"
            )

    def support_answer(self, visit: uuid.UUID, item: uuid.UUID, proof: uuid.UUID) -> None:
        """Evidence gathered for a checklist item, answered or not."""
        answer = self._keep(ChecklistAnswer, visit_id=visit, item_id=item)
        self._keep(AnswerEvidence, answer_id=answer.id, evidence_id=proof)

    def withhold_answer(self, visit: uuid.UUID, item: uuid.UUID, proof: uuid.UUID) -> None:
        answer = ChecklistAnswer.id_for(visit_id=visit, item_id=item)
        id_ = AnswerEvidence.id_for(answer_id=answer, evidence_id=proof)
        row = self._session.get(AnswerEvidence, id_)
        if row is not None:
            row.deleted = True

    def content(self, sha256: bytes) -> bytes | None:
        """The kept copy; None where this file does not have it."""
        query = select(Attachment.content).where(Attachment.sha256 == sha256)
        return self._session.scalars(query).first()

    def media_type(self, sha256: bytes) -> str:
        """What kind of file a kept copy is; empty where this file does not have it."""
        query = select(Attachment.media_type).where(Attachment.sha256 == sha256)
        return self._session.scalars(query).first() or ""

    def proofs(self, visit: uuid.UUID) -> list[Proof]:
        """All evidence of a visit, in the order it was gathered."""
        rows = self._session.scalars(
            select(Evidence)
            .where(Evidence.visit_id == visit, Evidence.deleted.is_(False))
            .order_by(Evidence.id)
        ).all()
        copies, findings, items = self._attached(visit), self._findings(visit), self._items(visit)
        return [
            Proof(
                id=row.id,
                kind=row.kind,
                title=row.title,
                locator=row.locator,
                attached=copies.get(row.attachment) if row.attachment else None,
                findings=frozenset(findings[row.id]),
                items=frozenset(items[row.id]),
            )
            for row in rows
        ]

    def _attached(self, visit: uuid.UUID) -> dict[bytes, Attached]:
        query = (
            select(
                Attachment.sha256,
                Attachment.media_type,
                func.length(Attachment.content),
                Attachment.original_sha256,
                Attachment.taken_at,
            )
            .join(Evidence, Evidence.attachment == Attachment.sha256)
            .where(Evidence.visit_id == visit, Evidence.deleted.is_(False))
        )
        return {row[0]: Attached(*row) for row in self._session.execute(query)}

    def _findings(self, visit: uuid.UUID) -> dict[uuid.UUID, set[uuid.UUID]]:
        query = (
            select(FindingEvidence.evidence_id, Finding.id)
            .join(Finding, Finding.id == FindingEvidence.finding_id)
            .where(
                Finding.visit_id == visit,
                Finding.deleted.is_(False),
                Finding.status != FindingStatus.WITHDRAWN,
                FindingEvidence.deleted.is_(False),
            )
        )
        return _grouped(self._session.execute(query))

    def _items(self, visit: uuid.UUID) -> dict[uuid.UUID, set[uuid.UUID]]:
        query = (
            select(AnswerEvidence.evidence_id, ChecklistAnswer.item_id)
            .join(ChecklistAnswer, ChecklistAnswer.id == AnswerEvidence.answer_id)
            .where(
                ChecklistAnswer.visit_id == visit,
                ChecklistAnswer.deleted.is_(False),
                AnswerEvidence.deleted.is_(False),
            )
        )
        return _grouped(self._session.execute(query))


def _grouped(pairs: Any) -> dict[uuid.UUID, set[uuid.UUID]]:
    found: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found
