"""Records of all schools by what is known of them: a number, a name, a sum, words of the fact."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, func, null, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from db.records.repository import Repository
from db.schema.base import Row
from db.schema.bureau import AdmissionContact, Complaint
from db.schema.catalogue import ChecklistItem
from db.schema.fee import FeeItem, VoucherCheck
from db.schema.finding import Finding
from db.schema.school import School
from db.schema.visit import Visit


class Found(Enum):
    """What a record is."""

    FINDING = auto()
    FEE = auto()
    VOUCHER = auto()
    COMPLAINT = auto()
    CONTACT = auto()


@dataclass(frozen=True)
class FoundRecord:
    """`name`: what its page knows it by; `visit_id`: None where it is about no visit; in fen."""

    kind: Found
    name: str
    text: str
    school: str
    visit_id: uuid.UUID | None
    amount_fen: int | None = None


@dataclass(frozen=True)
class Sought:
    """Words that a record must all have, or a sum (fen) that it may have instead; at most so many
    of each kind."""

    terms: tuple[str, ...]
    amount_fen: int | None = None
    most: int = 9


Column = InstrumentedAttribute[Any] | ColumnElement[Any]


@dataclass(frozen=True)
class _Where:
    """`known`: what a record is known by; `described`: what else it says; `amounts` in fen."""

    kind: Found
    table: type[Row]
    known: tuple[Column, ...]
    described: tuple[Column, ...]
    amounts: tuple[Column, ...] = ()

    def best(self, whole: str) -> ColumnElement[int]:
        """The number itself, then what begins with it, then the rest."""
        known = [func.lower(_as_text(key)) for key in self.known]
        return case(
            (or_(*(key == whole for key in known)), 0),
            (or_(*(key.startswith(whole, autoescape=True) for key in known)), 1),
            else_=2,
        )

    def meant(self, sought: Sought) -> ColumnElement[bool]:
        columns = (*self.known, *self.described)
        matched = and_(*(_anywhere(word, columns) for word in sought.terms))
        if sought.amount_fen is None:
            return matched
        return or_(matched, *(amount == sought.amount_fen for amount in self.amounts))


class Search(Repository):
    """Of each kind the best first, then by school."""

    def findings(self, sought: Sought) -> list[FoundRecord]:
        where = _Where(
            Found.FINDING,
            Finding,
            (Finding.serial, func.replace(Finding.serial, "-", "")),
            (Finding.fact, ChecklistItem.violation, ChecklistItem.code, School.name),
            (Finding.involved_fen, Finding.due_fen),
        )
        what = case((Finding.fact != "", Finding.fact), else_=ChecklistItem.violation)
        query = (
            select(Finding.serial, what, School.name, Visit.id, Finding.involved_fen)
            .join(Visit, Visit.id == Finding.visit_id)
            .join(School, School.id == Visit.school_id)
            .join(ChecklistItem, ChecklistItem.id == Finding.item_id)
            .where(Visit.deleted.is_(False))
        )
        return self._found(where, query, sought)

    def fees(self, sought: Sought) -> list[FoundRecord]:
        name, charged = FeeItem.name, FeeItem.charged_fen
        where = _Where(Found.FEE, FeeItem, (name,), (FeeItem.basis, School.name), (charged,))
        return self._found(where, _at_school(FeeItem, name, FeeItem.basis, charged), sought)

    def vouchers(self, sought: Sought) -> list[FoundRecord]:
        number, amount = VoucherCheck.voucher_no, VoucherCheck.amount_fen
        matched = (VoucherCheck.summary, VoucherCheck.note, School.name)
        where = _Where(Found.VOUCHER, VoucherCheck, (number,), matched, (amount,))
        query = _at_school(VoucherCheck, number, VoucherCheck.summary, amount)
        return self._found(where, query, sought)

    def complaints(self, sought: Sought) -> list[FoundRecord]:
        matched = (Complaint.case_no, Complaint.note, School.name)
        where = _Where(Found.COMPLAINT, Complaint, (Complaint.number,), matched)
        return self._found(where, _registered(Complaint, Complaint.note), sought)

    def contacts(self, sought: Sought) -> list[FoundRecord]:
        topic = AdmissionContact.topic
        where = _Where(
            Found.CONTACT, AdmissionContact, (AdmissionContact.number,), (topic, School.name)
        )
        return self._found(where, _registered(AdmissionContact, topic), sought)

    def _found(self, where: _Where, query: Any, sought: Sought) -> list[FoundRecord]:
        best = where.best(" ".join(sought.terms).lower())
        query = query.where(where.table.deleted.is_(False), where.meant(sought))
        query = query.order_by(best, School.code, where.known[0]).limit(sought.most)
        return [FoundRecord(where.kind, *row) for row in self._session.execute(query)]


def _anywhere(word: str, columns: Sequence[Column]) -> ColumnElement[bool]:
    return or_(*(_as_text(column).icontains(word, autoescape=True) for column in columns))


def _as_text(column: Column) -> ColumnElement[str]:
    """What is sought need not be what the column would take."""
    return type_coerce(column, String)


def _at_school(table: Any, number: Column, text: Column, amount: Column) -> Any:
    return (
        select(number, text, School.name, Visit.id, amount)
        .join(Visit, Visit.id == table.visit_id)
        .join(School, School.id == Visit.school_id)
        .where(Visit.deleted.is_(False))
    )


def _registered(table: Any, text: Column) -> Any:
    """What the bureau registers may be about no school, and about no visit."""
    query = select(table.number, text, func.coalesce(School.name, ""), null())
    return query.outerjoin(School, School.id == table.school_id)
