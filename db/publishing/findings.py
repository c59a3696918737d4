"""Findings as documents tell them, in the order of the catalogue."""

import uuid
from collections.abc import Callable, Collection, Iterator
from dataclasses import fields
from typing import Any

from db.errors import InspectionError
from db.masking import mask_accounts
from db.publishable.citations import Citation
from db.publishable.feedback import PublishedFinding
from db.records.applicable_law import Basis
from db.records.campaigns import CampaignFacts
from db.records.catalogues import Item
from db.records.findings import FindingLine, lawful_bases
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import CONFIRMED_FINDINGS, LawRole

#: What the team has confirmed, and whatever became of it since.
PRINTED = frozenset(CONFIRMED_FINDINGS)


def published_findings(
    work: Work,
    school: SchoolLine,
    chosen: Callable[[FindingLine], bool] = lambda line: line.status in PRINTED,
    *,
    cited: bool = True,
    roles: Collection[LawRole] = frozenset(LawRole),
) -> Iterator[tuple[FindingLine, PublishedFinding]]:
    """Those chosen, with what they cite in these `roles`.

    Raises InspectionError where one rests on law that may not be `cited`.
    """
    campaign = work.inspections.terms(school.inspection)
    items = {item.id: item for item in work.catalogues.items(school.inspection)}
    order = {id_: position for position, id_ in enumerate(items)}
    lines = [line for line in work.findings.lines(school.visit_id) if chosen(line)]
    bases = work.catalogues.cited(id_ for line in lines for id_ in line.basis)
    for line in sorted(lines, key=lambda line: (order[line.item_id], line.serial)):
        basis = _citations(line, bases, school, campaign, roles) if cited else ()
        yield line, _finding(line, items[line.item_id], basis)


def _citations(
    line: FindingLine,
    bases: dict[uuid.UUID, Basis],
    school: SchoolLine,
    campaign: CampaignFacts,
    roles: Collection[LawRole],
) -> tuple[Citation, ...]:
    """Only what the finance office locked and what was in force for the conduct."""
    printed = lawful_bases(line, bases, school, campaign)
    if not line.basis.isdisjoint(bases) and not printed:
        raise InspectionError(
            f"{school.name}：问题 {line.serial} 的依据未经财务处锁定或在行为期间无效，"
            "不能印入反馈单；请改选依据或请财务处锁定。"
        )
    return tuple(basis.citation for basis in printed if basis.role in roles)


#: What a published finding says as the finding does.
_AS_IT_IS = tuple(
    field.name for field in fields(PublishedFinding) if field.name in FindingLine.__annotations__
)


def _finding(line: FindingLine, item: Item, basis: tuple[Citation, ...]) -> PublishedFinding:
    same: dict[str, Any] = {name: getattr(line, name) for name in _AS_IT_IS}
    same |= {name: mask_accounts(same[name]) for name in ("fact", "advice")}
    kinds = tuple(dict.fromkeys(proof.kind for proof in line.evidence))
    return PublishedFinding(
        **{**same, "evidence": kinds, "basis": basis},
        category=item.category,
        category_name=item.category_name,
        handling=line.handlings,
    )
