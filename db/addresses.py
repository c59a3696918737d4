"""Where in the tables a line stands that a repository gave, and each of its fields."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.merge.conflicts import Conflict, ConflictLine
from db.records.calls import Call
from db.records.checklists import ItemAnswer
from db.records.clues import ClueLine
from db.records.evidence import Proof
from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.records.findings import FindingLine
from db.records.interviews import InterviewLine
from db.records.people import MemberLine
from db.records.questionnaires import Counting, Envelope
from db.records.samplings import Drawn
from db.records.sheets import SheetLine
from db.records.statements import StatementLine
from db.records.visits import VisitFacts
from db.schema.questionnaire import Settlement
from db.schema.registry import table_named

_TABLES: Mapping[type[Any], str] = {
    BookLine: "receipt_book",
    Call: "parent_call",
    ClueLine: "clue",
    Counting: "tally_entry",
    Drawn: "drawn_entry",
    Envelope: "questionnaire_batch",
    FeeLine: "fee_item",
    FindingLine: "finding",
    InterviewLine: "interview",
    ItemAnswer: "checklist_answer",
    MemberLine: "member",
    Proof: "evidence",
    ReconciliationLine: "reconciliation",
    SheetLine: "sheet",
    StatementLine: "statement",
    VisitFacts: "visit",
    VoucherLine: "voucher_check",
}
#: What hangs on a record and is told with it: the table, and the column that says what it is about.
_WITH = {
    "parent_call": (("call_answer", "question"), ("call_attempt", "")),
    "interview": (("interview_point", "question"),),
    "sheet": (("answer", "question"),),
    "finding": (("finding_basis", "citation_id"), ("finding_evidence", "evidence_id")),
}
#: Fields of a line that are rows of their own.
_ROWS = {
    ("visit", "methods"): ("visit_method", "method"),
    ("visit", "people"): ("visit_member", "member_id"),
}


@dataclass(frozen=True)
class Place:
    """A row, or one `column` of it. `about`: which of several it is, as the column `of` has it."""

    table: str
    row: uuid.UUID
    column: str = ""
    sub: str = ""
    of: str = ""
    about: Any = None


def is_kept(line: object) -> bool:
    """Whether a line is a record of its own, with a history."""
    return type(line) in _TABLES or isinstance(line, ConflictLine)


def places(session: Session, line: Any, name: str) -> Iterator[Place]:
    """Of a field; without a name, of the whole record and what hangs on it."""
    if isinstance(line, ConflictLine):
        yield from _disputed(line.conflict)
        return
    table = _TABLES[type(line)]
    if not name:
        yield Place(table, line.id)
        for child in _WITH.get(table, ()):
            yield from _below(session, table, line.id, *child)
    elif (table, name) in _ROWS:
        yield from _below(session, table, line.id, *_ROWS[table, name])
    elif isinstance(line, Counting):
        yield Place("tally_count", line.id, "count", name)
    elif isinstance(line, Envelope) and "." in name:
        yield Place("settlement", Settlement.id_for(batch_id=line.id, cell=name), "count")
    elif name in table_named(table).columns:
        yield Place(table, line.id, name)
    else:
        [child, *_] = _WITH[table]
        told = _below(session, table, line.id, *child)
        yield from (one for one in told if one.about == name)


def _disputed(conflict: Conflict) -> Iterator[Place]:
    """The fields that are in question; where the row itself is, all of it."""
    for column in ("",) if conflict.asks_whether_it_goes else conflict.columns:
        yield Place(conflict.table, conflict.row, column, conflict.sub)


def _below(session: Session, table: str, row: uuid.UUID, child: str, about: str) -> Iterator[Place]:
    """The rows of `child` that hang on a row, the deleted ones too; cells by their key."""
    owner = table_named(child)
    [upward] = [key.parent for key in owner.foreign_keys if key.column.table.name == table]
    key, *rest = owner.primary_key.columns
    subject = owner.c[about] if about else key
    query = select(key, rest[0] if rest else key, subject).where(upward == row).order_by(key)
    for id_, sub, word in session.execute(query):
        yield Place(child, id_, "", sub if rest else "", about, word if about else None)
