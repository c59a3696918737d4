"""What is checked and what may be cited for it, in force for the conduct."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy import ColumnElement, func, select

from db.errors import InspectionError
from db.publishable.citations import Citation as PublishedCitation
from db.records.applicable_law import Basis, format_article, parse_conditions
from db.records.repository import Repository
from db.schema import catalogue as tables
from db.schema.visit import ChecklistAnswer
from db.vocabulary import (
    Area,
    Circumstance,
    EvidenceKind,
    FeeKind,
    Handling,
    Method,
    Ownership,
    Severity,
    Stage,
)


@dataclass(frozen=True)
class Item:
    """A checklist item. `evidence`: the papers that prove a violation; `required`: those of
    which at least one must be there. `wrongs`: how many different ones it covers, 0 if unknown.
    `circumstances`: it is asked where a school may have one of them; none: everywhere.
    """

    id: uuid.UUID
    inspection: str
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
    wrongs: int = 0
    replaces: str = ""
    required: tuple[str, ...] = ()
    evidence_kinds: Mapping[str, EvidenceKind] = field(default_factory=dict)
    circumstances: frozenset[Circumstance] = frozenset()

    @property
    def replaced(self) -> tuple[str, ...]:
        """The codes of earlier versions whose place it took."""
        return tuple(self.replaces.split())


@dataclass(frozen=True)
class LawfulFee:
    """A fee that may be charged. `rate_fen` None: lawful without a limit (settled at cost)."""

    id: uuid.UUID
    region: str
    name: str
    kind: FeeKind
    stages: frozenset[Stage]
    ownerships: frozenset[Ownership]
    rate_fen: int | None
    unit: str
    basis: str
    valid_from: date
    valid_to: date | None

    def governs(self, stages: Iterable[Stage], ownership: Ownership) -> bool:
        return not self.stages.isdisjoint(stages) and ownership in self.ownerships

    def overlaps(self, begun: date, ended: date) -> bool:
        """In force on some day of the conduct."""
        return self.valid_from <= ended and (self.valid_to is None or self.valid_to >= begun)

    def covers(self, begun: date, ended: date) -> bool:
        """In force throughout the conduct."""
        return self.valid_from <= begun and (self.valid_to is None or self.valid_to >= ended)


@dataclass(frozen=True)
class CatalogueLine:
    """Which catalogue is in use for an inspection, in which version."""

    id: uuid.UUID
    inspection: str
    version: str
    title: str


@dataclass(frozen=True)
class Rule:
    """A rule as the finance office keeps it. `cited`: by how many items."""

    id: uuid.UUID
    code: str
    title: str
    doc_no: str
    doc_no_verified: bool
    issuer: str
    in_force_from: date | None
    repealed_on: date | None
    placeholder: bool
    note: str
    cited: int


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
        values["article"] = format_article(values.get("article") or "") or None
        return self._add(tables.Citation(item_id=item, regulation_id=regulation, **values)).id

    def add_fee(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        return self._add(tables.CatalogueFee(campaign_id=campaign, **values)).id

    def of_inspection(self, campaign: uuid.UUID, inspection: str) -> uuid.UUID:
        """The checklist of an inspection (its code); one is begun where there is none."""
        table = tables.Catalogue
        query = select(table.id).where(table.inspection == inspection, table.deleted.is_(False))
        found = self._session.scalars(query.order_by(table.id)).first()
        return found or self.add_catalogue(
            campaign, inspection=inspection, version="1", title="检查清单"
        )

    def categories(self, catalogue: uuid.UUID) -> list[tuple[str, uuid.UUID]]:
        """The names of a checklist's parts in their order, with their ids."""
        table = tables.Category
        query = select(table).where(table.catalogue_id == catalogue, table.deleted.is_(False))
        return [(row.name, row.id) for row in self._session.scalars(query.order_by(table.position))]

    def lines(self) -> list[CatalogueLine]:
        table = tables.Catalogue
        rows = self._session.scalars(select(table).where(table.deleted.is_(False)))
        return [
            CatalogueLine(**{name: getattr(row, name) for name in CatalogueLine.__annotations__})
            for row in rows
        ]

    def clear(self, inspections: Collection[str]) -> None:
        """Take the checklists of these inspections away, and every rule that no other one cites,
        for others to come in their place."""
        table, rule = tables.Catalogue, tables.Regulation
        live = select(table).where(table.deleted.is_(False), table.inspection.in_(inspections))
        for row in self._session.scalars(live).all():
            self._delete(row)
        self._session.flush()
        cited = select(tables.Citation.regulation_id).where(tables.Citation.deleted.is_(False))
        idle = select(rule).where(rule.deleted.is_(False), rule.id.not_in(cited))
        for uncited in self._session.scalars(idle).all():
            self._delete(uncited)

    def change_item(self, item: uuid.UUID, **values: Any) -> None:
        self._change(tables.ChecklistItem, item, **values)

    def drop_item(self, item: uuid.UUID) -> None:
        """Take an item out. Raises InspectionError where it was answered."""
        row = self._get(tables.ChecklistItem, item)
        answers = select(ChecklistAnswer.id).where(
            ChecklistAnswer.item_id == item, ChecklistAnswer.deleted.is_(False)
        )
        if self._session.scalars(answers.limit(1)).first() is not None:
            raise InspectionError(f"检查项 {row.code} 已有检查记录，不能删除。")
        self._delete(row)

    def add_beside(self, item: uuid.UUID, question: str) -> uuid.UUID:
        """A new item after the last one of the same category, for the same schools."""
        like = self._get(tables.ChecklistItem, item)
        query = select(tables.ChecklistItem).where(
            tables.ChecklistItem.category_id == like.category_id
        )
        rows = list(self._session.scalars(query.order_by(tables.ChecklistItem.position)))
        head = like.code.rpartition("-")[0]
        used = {row.code for row in rows}
        code = next(c for n in count(1) if (c := f"{head}-{n:02}") not in used)
        return self.add_item(
            like.category_id,
            code=code,
            position=rows[-1].position + 1,
            question=question,
            violation=question,
            evidence="",
            stages=like.stages,
            ownerships=like.ownerships,
            areas=like.areas,
            circumstances=like.circumstances,
            methods=like.methods,
            records_amount=True,
            records_students=True,
            severity=like.severity,
            handlings=like.handlings,
        )

    def rules(self) -> list[Rule]:
        table = tables.Regulation
        cited = (
            select(func.count())
            .select_from(tables.Citation)
            .where(tables.Citation.regulation_id == table.id, tables.Citation.deleted.is_(False))
            .correlate(table)
            .scalar_subquery()
        )
        query = select(table, cited).where(table.deleted.is_(False)).order_by(table.code)
        own = [name for name in Rule.__annotations__ if name not in ("cited", "doc_no")]
        return [
            Rule(**{n: getattr(row, n) for n in own}, doc_no=row.doc_no or "", cited=number)
            for row, number in self._session.execute(query)
        ]

    def change_rule(self, rule: uuid.UUID, **values: Any) -> None:
        """A placeholder that is given the name of a real paper is none any more."""
        row = self._get(tables.Regulation, rule)
        if row.placeholder and values.get("title", row.title) != row.title:
            values["placeholder"] = False
        self._change(tables.Regulation, rule, **values)

    def change_fee(self, fee: uuid.UUID, **values: Any) -> None:
        self._change(tables.CatalogueFee, fee, **values)

    def drop_fee(self, fee: uuid.UUID) -> None:
        self._delete(self._get(tables.CatalogueFee, fee))

    def fees(self) -> list[LawfulFee]:
        """The fee catalogue, by name and by the day it came into force."""
        table = tables.CatalogueFee
        query = select(table).where(table.deleted.is_(False))
        rows = self._session.scalars(query.order_by(table.name, table.valid_from, table.id))
        return [_fee(row) for row in rows]

    def items(self, inspection: str | None = None) -> list[Item]:
        """The catalogue of an inspection in its order, or all of them one after the other."""
        query = (
            select(tables.ChecklistItem, tables.Category, tables.Catalogue.inspection)
            .join(tables.Category, tables.Category.id == tables.ChecklistItem.category_id)
            .join(tables.Catalogue, tables.Catalogue.id == tables.Category.catalogue_id)
            .where(tables.ChecklistItem.deleted.is_(False))
            .order_by(
                tables.Catalogue.inspection,
                tables.Category.position,
                tables.ChecklistItem.position,
            )
        )
        if inspection is not None:
            query = query.where(tables.Catalogue.inspection == inspection)
        return [_item(*row) for row in self._session.execute(query)]

    def bases(self, item: uuid.UUID | None = None) -> list[Basis]:
        """The citations of one item, or of all, in their order."""
        return self._bases(*(() if item is None else (tables.Citation.item_id == item,)))

    def cited(self, citations: Iterable[uuid.UUID]) -> dict[uuid.UUID, Basis]:
        """These citations by id, in their order."""
        found = self._bases(tables.Citation.id.in_(list(citations)))
        return {basis.id: basis for basis in found}

    def _bases(self, *where: ColumnElement[bool]) -> list[Basis]:
        query = (
            select(tables.Citation, tables.Regulation)
            .join(tables.Regulation, tables.Regulation.id == tables.Citation.regulation_id)
            .where(tables.Citation.deleted.is_(False), *where)
            .order_by(tables.Citation.item_id, tables.Citation.position)
        )
        return [_basis(*row) for row in self._session.execute(query)]


def _item(row: tables.ChecklistItem, category: tables.Category, inspection: str) -> Item:
    return Item(
        id=row.id,
        inspection=inspection,
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
        wrongs=row.wrongs,
        replaces=row.replaces,
        required=tuple(row.required.splitlines()),
        evidence_kinds=_kinds(row),
        circumstances=frozenset(row.circumstances),
    )


def _kinds(row: tables.ChecklistItem) -> dict[str, EvidenceKind]:
    """By the paper's title; catalogues before the second say nothing of it."""
    pairs = zip(row.evidence.splitlines(), row.evidence_kinds.splitlines(), strict=False)
    return {title: EvidenceKind(kind) for title, kind in pairs if kind}


def _basis(row: tables.Citation, regulation: tables.Regulation) -> Basis:
    article = format_article(row.article or "") or None
    return Basis(
        id=row.id,
        item_id=row.item_id,
        regulation_id=regulation.id,
        citation=PublishedCitation(regulation.title, regulation.doc_no, article),
        in_force_from=regulation.in_force_from,
        repealed_on=regulation.repealed_on,
        only_stages=frozenset(row.only_stages),
        only_ownerships=frozenset(row.only_ownerships),
        locked=row.locked,
        role=row.role,
        conditions=parse_conditions(f"{row.conditions}\n{regulation.conditions}"),
        doubt=row.doubt,
        placeholder=regulation.placeholder,
    )


def _fee(row: tables.CatalogueFee) -> LawfulFee:
    return LawfulFee(
        id=row.id,
        region=row.region,
        name=row.name,
        kind=row.kind,
        stages=frozenset(row.stages),
        ownerships=frozenset(row.ownerships),
        rate_fen=row.rate_fen,
        unit=row.unit,
        basis=row.basis,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
