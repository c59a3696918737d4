"""Which evidence a finding still lacks: the papers its checklist item demands for money."""

from collections.abc import Iterable

from db.records.catalogues import Item
from db.records.findings import EvidenceLine, FindingLine
from db.vocabulary import EvidenceKind

#: A paper of any content: it proves only what its title names.
_ANY_PAPER = frozenset({EvidenceKind.OTHER, EvidenceKind.STATEMENT})


def lacking_evidence(finding: FindingLine, item: Item) -> tuple[str, ...]:
    """The titles of which one at least must be there, where none is; empty: nothing to ask.

    Only money is asked to be proved so: by a paper of a demanded kind, or of a demanded title.
    """
    if not (finding.involved_fen or finding.due_fen) or not item.required:
        return ()
    return () if _proved(finding.evidence, item) else item.required


def _proved(evidence: Iterable[EvidenceLine], item: Item) -> bool:
    kinds = {item.evidence_kinds.get(title) for title in item.required} - _ANY_PAPER
    return any(
        evidence_line.kind in kinds or evidence_line.title in item.required
        for evidence_line in evidence
    )
