"""The inspections of a campaign: what each is called, what its visits record, its papers."""

import uuid
from collections import Counter
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from db.errors import InspectionError
from db.records.campaigns import CampaignFacts, Campaigns
from db.records.repository import Repository
from db.schema.campaign import FileInfo, Team
from db.schema.catalogue import Catalogue
from db.schema.inspection import Inspection
from db.schema.visit import Visit
from db.vocabulary import DocumentKind, Method, VisitPage


@dataclass(frozen=True)
class Amounts:
    """What the four amounts of a finding are called, under the names of its fields."""

    involved_fen: str
    due_fen: str
    refunded_fen: str
    surrendered_fen: str

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, name))


@dataclass(frozen=True)
class InspectionLine:
    """A kind of inspection. Notice and days are the campaign's where it has none of its own."""

    kept_in = "inspection"
    id: uuid.UUID
    code: str
    kind: str
    title: str
    matter: str
    position: int
    pages: tuple[VisitPage, ...]
    methods: tuple[Method, ...]
    documents: tuple[DocumentKind, ...]
    amounts: Amounts
    has_notice: bool
    with_units: bool
    under_supervision: bool | None
    notice_title: str
    notice_no: str
    conduct_from: date | None
    conduct_to: date | None
    visits_from: date | None
    visits_to: date | None

    @property
    def is_signed(self) -> bool:
        """Whether a sheet is signed at the school."""
        return DocumentKind.FEEDBACK in self.documents

    @property
    def has_refunds(self) -> bool:
        """Whether its amounts are money owed to families, of which a rest is left to pay."""
        return DocumentKind.REFUND_REGISTER in self.documents

    def has(self, page: str) -> bool:
        """Whether its visits have this page."""
        return page in self.pages

    def terms(self, campaign: CampaignFacts) -> CampaignFacts:
        """The campaign as this inspection carries it out: its notice, its days, whose law."""
        own = {name: getattr(self, name) for name in _TERMS if getattr(self, name)}
        bare = {} if self.has_notice else {"notice_title": "", "notice_no": ""}
        return replace(campaign, under_supervision=self.under_supervision, **{**own, **bare})


SEPARATOR = "、"
_TERMS = ("notice_title", "notice_no", "conduct_from", "conduct_to", "visits_from", "visits_to")


class Inspections(Repository):
    def add(self, campaign: uuid.UUID, **values: Any) -> uuid.UUID:
        """A kind of inspection; without a `code` it gets the next free one, without a place the
        last."""
        rows = list(self._session.scalars(select(Inspection)))
        values.setdefault("code", _free_code({row.code for row in rows}))
        values.setdefault("position", max((row.position for row in rows), default=0) + 1)
        values["amounts"] = SEPARATOR.join(values["amounts"])
        return self._keep(Inspection, campaign_id=campaign, **values).id

    def change(self, inspection: uuid.UUID, **values: Any) -> None:
        if "amounts" in values:
            values["amounts"] = SEPARATOR.join(values["amounts"])
        self._change(Inspection, inspection, **values)

    def drop(self, inspection: uuid.UUID) -> None:
        """Take a kind away with its checklist. Raises InspectionError where teams carry it out."""
        row = self._get(Inspection, inspection)
        team = select(Team.name).where(Team.inspection == row.code, Team.deleted.is_(False))
        name = self._session.scalars(team.limit(1)).first()
        if name is not None:
            raise InspectionError(f"“{row.kind}”已编有{name}，不能删除；请先删除它的检查组。")
        for catalogue in self._session.scalars(
            select(Catalogue).where(Catalogue.inspection == row.code, Catalogue.deleted.is_(False))
        ).all():
            self._delete(catalogue)
        self._delete(row)

    def lines(self) -> list[InspectionLine]:
        """Every kind in the bureau's order."""
        query = select(Inspection).where(Inspection.deleted.is_(False))
        ordered = query.order_by(Inspection.position, Inspection.code)
        return [_line(row) for row in self._session.scalars(ordered)]

    def main(self) -> InspectionLine:
        """The first one: what the campaign is about where nobody says another."""
        lines = self.lines()
        if not lines:
            raise InspectionError("文件里没有检查种类；请在“准备”里新增检查。")
        return lines[0]

    def of(self, code: str) -> InspectionLine:
        """The one of this code. Raises InspectionError where there is none."""
        found = next((line for line in self.lines() if line.code == code), None)
        if found is None:
            raise InspectionError(f"文件里没有代码为 {code} 的检查种类；请核对代码。")
        return found

    def terms(self, code: str) -> CampaignFacts:
        """The campaign as this inspection carries it out; under the inspection's own name unless it
        is the first."""
        kind = self.of(code)
        terms = kind.terms(Campaigns(self._session).current())
        return terms if kind.id == self.main().id else replace(terms, name=kind.title)

    def visits(self) -> Counter[str]:
        """How many visits are planned, by inspection."""
        query = (
            select(Team.inspection)
            .join(Visit, Visit.team_id == Team.id)
            .where(Visit.deleted.is_(False))
        )
        return Counter(self._session.scalars(query))

    def code_of(self, team: uuid.UUID | None) -> str:
        """The code of a team's inspection; without a team of the file's: in a team's file its own,
        at the bureau the first one. Empty where there is none."""
        query = select(Team.inspection).where(Team.id == team)
        if team is None:
            query = select(Team.inspection).join(FileInfo, FileInfo.team_id == Team.id)
        code = self._session.scalars(query).first()
        return code or next((line.code for line in self.lines()), "")


def _free_code(taken: set[str]) -> str:
    return next(code for n in range(1, len(taken) + 2) if (code := f"k{n}") not in taken)


def _line(row: Inspection) -> InspectionLine:
    own = {field.name: getattr(row, field.name) for field in fields(InspectionLine)}
    return InspectionLine(**{**own, "amounts": Amounts(*_four(row.amounts))})


def _four(kept: str) -> list[str]:
    """Their names; what a file leaves unnamed has the names of the fee inspection."""
    usual = ["涉及金额", "应退", "已退", "上缴"]
    named = kept.split(SEPARATOR)[:4]
    return [name or other for name, other in zip([*named, "", "", "", ""], usual, strict=False)]
