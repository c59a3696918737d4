"""Evidence: gathered, used for findings and for items of the checklist, discarded."""

import uuid
from collections.abc import Sequence

from db.records.evidence import Copy, Proof
from db.records.schools import SchoolLine
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, EvidenceKind
from inspector_gui.accounts.evidence_kind import kind_named
from inspector_gui.actions.deed import deed

_LONGEST_TITLE = 200
_ON_NOTHING = "已确认的问题会没有证据"


@deed("登记证据", of="证据")
def gather_evidence(
    *,
    store: Store,
    school: SchoolLine,
    kind: EvidenceKind,
    title: str,
    locator: str = "",
    finding: uuid.UUID | None = None,
    item: uuid.UUID | None = None,
) -> uuid.UUID:
    """What was seen at a school, as a paper is named; used at once for a finding or an item."""
    with store.act(Act.ADD_EVIDENCE, school=school.id) as work:
        return gather_within(
            work, school.visit_id, kind, title, locator=locator, finding=finding, item=item
        )


@deed("放入证据文件", of="证据")
def take_in_evidence(
    *,
    store: Store,
    school: SchoolLine,
    copies: Sequence[tuple[str, Copy]],
    finding: uuid.UUID | None = None,
    item: uuid.UUID | None = None,
) -> list[uuid.UUID]:
    """Photos and files that were copied, by their titles; the whole batch is one step."""
    with store.act(Act.ADD_EVIDENCE, school=school.id) as work:
        return [
            gather_within(
                work,
                school.visit_id,
                EvidenceKind.PHOTO if copy.media_type.startswith("image/") else kind_named(title),
                title[:_LONGEST_TITLE],
                copy=copy,
                finding=finding,
                item=item,
            )
            for title, copy in copies
        ]


def gather_within(
    work: Work,
    visit: uuid.UUID,
    kind: EvidenceKind,
    title: str,
    *,
    locator: str = "",
    copy: Copy | None = None,
    finding: uuid.UUID | None = None,
    item: uuid.UUID | None = None,
) -> uuid.UUID:
    """The same inside a larger act. The same original given twice is one piece of evidence."""
    proof = work.evidence.known(visit, copy.original_sha256) if copy else None
    if proof is None:
        proof = work.evidence.gather(visit, kind, title, locator=locator, copy=copy)
    if finding is not None:
        work.evidence.support(finding, proof)
    if item is not None:
        work.evidence.support_answer(visit, item, proof)
    return proof


@deed("证据用于问题", of="证据")
def support_finding(
    *, store: Store, school: SchoolLine, finding: uuid.UUID, proof: uuid.UUID
) -> None:
    """The finding rests on this too."""
    with store.act(Act.ADD_EVIDENCE, school=school.id) as work:
        work.evidence.support(finding, proof)


@deed("证据不再用于问题", of="证据", refuses=(_ON_NOTHING,))
def withhold_from_finding(
    *, store: Store, school: SchoolLine, finding: uuid.UUID, proof: uuid.UUID
) -> None:
    """Raises InspectionError where a finding the team stands by would rest on nothing."""
    with store.act(Act.ADD_EVIDENCE, school=school.id) as work:
        work.evidence.withhold(finding, proof)


@deed("取消检查项的证据", of="证据", refuses=(_ON_NOTHING,))
def withhold_from_item(*, store: Store, school: SchoolLine, item: uuid.UUID, title: str) -> None:
    """The papers of this title count for the item no more; one that served nothing else goes."""
    visit = school.visit_id
    with store.act(Act.ADD_EVIDENCE, school=school.id) as work:
        for proof in work.evidence.proofs(visit):
            if item in proof.items and proof.title == title:
                work.evidence.withhold_answer(visit, item, proof.id)
                if _served_only(proof, item):
                    work.evidence.discard(proof.id)


def _served_only(proof: Proof, item: uuid.UUID) -> bool:
    return not proof.findings and proof.items == {item} and proof.attached is None


@deed("删除证据", of="证据", refuses=(_ON_NOTHING,))
def discard_evidence(*, store: Store, school: SchoolLine, proof: uuid.UUID) -> None:
    """Raises InspectionError where a finding the team stands by would rest on nothing."""
    with store.act(Act.DELETE, school=school.id) as work:
        work.evidence.discard(proof)
