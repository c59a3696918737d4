"""What is checked and what may be cited for it, in force for the conduct."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from db.publishable import Citation as PublishedCitation
from db.repository import Repository
from db.schema import catalogue as tables
from db.vocabulary import Area, Handling, Inspection, Method, Ownership, Severity, Stage


@dataclass(frozen=True)
class Item:
    """A checklist item. `evidence`: the papers that prove a violation."""

    id: uuid.UUID
    code: str
    category: str
    category_name: str
    question: str
    violation: str
    evidence: tuple[str, ...]
    stages: frozenset[Stage]
    ownerships: frozenset[Ownership]
    areas: frozenset[Area]
    methods: tuple[Method, ...]
    records_amount: bool
    records_students: bool
    severity: Severity
    handlings: tuple[Handling, ...]
    note: str

    def applies(self, stages: Iterable[Stage], ownership: Ownership, area: Area) -> bool:
        return (
            not self.stages.isdisjoint(stages)
            and ownership in self.ownerships
            and area in self.areas
        )


@dataclass(frozen=True)
class Basis:
    """A citation an item offers. `locked`: the finance office lets it print."""

    id: uuid.UUID
    item_id: uuid.UUID
    citation: PublishedCitation
    in_force_from: date | None
    repealed_on: date | None
    only_stages: frozenset[Stage]
    only_ownerships: frozenset[Ownership]
    locked: bool
    verified: bool

    def governs(
        self, stages: Iterable[Stage], ownership: Ownership, begun: date, ended: date
    ) -> bool:
        """In force throughout the conduct, for one of these stages and this ownership."""
        return (
            (self.in_force_from is None or self.in_force_from <= begun)
            and (self.repealed_on is None or self.repealed_on > ended)
            and (not self.only_stages or not self.only_stages.isdisjoint(stages))
            and (not self.only_ownerships or ownership in self.only_ownerships)
        )


class Catalogues(Repository):
    def add_catalogue(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.Catalogue(campaign_id=campaign, **values)).id

    def add_category(self, catalogue: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.Category(catalogue_id=catalogue, **values)).id

    def add_item(self, category: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.ChecklistItem(category_id=category, **values)).id

    def add_regulation(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.Regulation(campaign_id=campaign, **values)).id

    def add_citation(self, item: uuid.UUID, regulation: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.Citation(item_id=item, regulation_id=regulation, **values)).id

    def items(self, inspection: Inspection) -> list[Item]:
        """The catalogue in its order."""
        query = (
            select(tables.ChecklistItem, tables.Category)
            .join(tables.Category, tables.Category.id == tables.ChecklistItem.category_id)
            .join(tables.Catalogue, tables.Catalogue.id == tables.Category.catalogue_id)
            .where(
                tables.Catalogue.inspection == inspection, tables.ChecklistItem.deleted.is_(False)
            )
            .order_by(tables.Category.position, tables.ChecklistItem.position)
        )
        return [_item(*row) for row in self._session.execute(query)]

    def bases(self, item: uuid.UUID | None = None) -> list[Basis]:
        """The citations of one item, or of all, in their order."""
        query = (
            select(tables.Citation, tables.Regulation)
            .join(tables.Regulation, tables.Regulation.id == tables.Citation.regulation_id)
            .where(tables.Citation.deleted.is_(False))
            .order_by(tables.Citation.item_id, tables.Citation.position)
        )
        if item is not None:
            query = query.where(tables.Citation.item_id == item)
        return [_basis(*row) for row in self._session.execute(query)]


def _item(row: tables.ChecklistItem, category: tables.Category) -> Item:
    return Item(
        id=row.id,
        code=row.code,
        category=category.code,
        category_name=category.name,
        question=row.question,
        violation=row.violation,
        evidence=tuple(row.evidence.splitlines()),
        stages=frozenset(row.stages),
        ownerships=frozenset(row.ownerships),
        areas=frozenset(row.areas),
        methods=row.methods,
        records_amount=row.records_amount,
        records_students=row.records_students,
        severity=row.severity,
        handlings=row.handlings,
        note=row.note,
    )


def _basis(row: tables.Citation, regulation: tables.Regulation) -> Basis:
    return Basis(
        id=row.id,
        item_id=row.item_id,
        citation=PublishedCitation(regulation.title, regulation.doc_no, row.article),
        in_force_from=regulation.in_force_from,
        repealed_on=regulation.repealed_on,
        only_stages=frozenset(row.only_stages),
        only_ownerships=frozenset(row.only_ownerships),
        locked=row.locked,
        verified=regulation.doc_no is None or regulation.doc_no_verified,
    )
