"""What people call a row: a finding by its number, an answer by its item, a class by its code."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.schema.registry import table_named


@dataclass(frozen=True)
class Caption:
    """`kind`: the table of the row that gives the name; `name`: what it says, as it is stored."""

    kind: str
    name: str | StrEnum | int


#: The column by which a row is known.
_OWN = {
    "campaign": "name",
    "team": "name",
    "member": "name",
    "school": "name",
    "school_class": "code",
    "checklist_item": "code",
    "citation": "article",
    "regulation": "title",
    "finding": "serial",
    "evidence": "title",
    "clue": "text",
    "fee_item": "name",
    "catalogue_fee": "name",
    "receipt_book": "first_no",
    "reconciliation": "name",
    "voucher_check": "voucher_no",
    "parent_call": "roster_seq",
    "drawn_entry": "entry",
    "draw": "kind",
    "visit_method": "method",
    "interview": "place_kind",
    "roster": "source",
    "statement": "reply",
    "text_template": "title",
    "calendar_day": "name",
}
#: Rows that are called by another row's name.
_THROUGH = {
    "checklist_answer": "item_id",
    "questionnaire_batch": "class_id",
    "tally_entry": "batch_id",
    "tally_count": "entry_id",
    "settlement": "batch_id",
    "sheet": "entry_id",
    "answer": "sheet_id",
    "call_attempt": "call_id",
    "call_answer": "call_id",
    "rectification": "finding_id",
    "refund": "finding_id",
    "finding_basis": "citation_id",
    "finding_evidence": "evidence_id",
    "answer_evidence": "evidence_id",
    "interview_point": "interview_id",
    "visit_member": "member_id",
}


def caption(session: Session, table: str, row: uuid.UUID) -> Caption | None:
    """What the row is called; None where nobody calls it anything."""
    for _ in range(5):
        owner = table_named(table)
        first = next(iter(owner.primary_key.columns))
        if table in _OWN:
            query = select(owner.c[_OWN[table]]).where(first == row)
            found = session.execute(query).scalars().first()
            return Caption(table, found) if found not in (None, "") else None
        if table not in _THROUGH:
            return None
        column = owner.c[_THROUGH[table]]
        above = session.execute(select(column).where(first == row)).scalars().first()
        if above is None:
            return None
        [key] = column.foreign_keys
        table, row = key.column.table.name, above
    return None


def caption_in(session: Session, table: str, held: Mapping[str, str | None]) -> Caption | None:
    """What a row is called that is not here, by what it held."""
    if table in _OWN:
        name = held.get(_OWN[table])
        return Caption(table, name) if name else None
    above = held.get(_THROUGH.get(table, "")) or ""
    if len(above) != 32:
        return None
    [key] = table_named(table).columns[_THROUGH[table]].foreign_keys
    return caption(session, key.column.table.name, uuid.UUID(above))


def captions_of(
    session: Session, table: str, values: dict[str, object]
) -> dict[uuid.UUID, Caption]:
    """What the rows are called to which these values of a row refer."""
    columns = table_named(table).columns
    found: dict[uuid.UUID, Caption] = {}
    for name, value in values.items():
        if isinstance(value, uuid.UUID) and name in columns and columns[name].foreign_keys:
            [key] = columns[name].foreign_keys
            told = caption(session, key.column.table.name, value)
            if told is not None:
                found[value] = told
    return found
