"""Where files say different things. The list is a query, not state: deciding empties it.

- a *field*: live edits with more than one value;
- a *statement*: fields that mean one thing together, changed by people who had not seen each other;
- a *deletion* beside an edit it had not seen: the row stays visible until decided;
- an *orphan*: a live row whose parent is away.
"""

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal.fields import Field, live, shown
from db.merge import conflict_detection
from db.merge.captions import Caption, caption, captions_of
from db.merge.conflict_sides import Dispute, Side, heads, in_order, side
from db.merge.moved_visits import MovedVisit, moved_visit
from db.merge.row_schools import school_of
from db.schema.base import DELETED
from db.schema.journal import Edit, Saw
from db.schema.registry import table_named


class Kind(StrEnum):
    FIELD = "field"
    STATEMENT = "statement"
    DELETION = "deletion"
    ORPHAN = "orphan"


@dataclass(frozen=True)
class Question:
    """What a conflict is about. `topic`: the field, or the statement's name."""

    kind: Kind
    table: str
    row: uuid.UUID
    sub: str
    topic: str

    @property
    def id(self) -> str:
        """A short name that stays the same until the conflict is decided."""
        named = "|".join((self.kind, self.table, self.row.hex, self.sub, self.topic))
        return hashlib.sha256(named.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Conflict:
    """One question for the finance office. `base`: what was there before both sides."""

    question: Question
    columns: tuple[str, ...]
    base: dict[str, Any]
    sides: tuple[Side, ...]

    @property
    def id(self) -> str:
        return self.question.id

    @property
    def kind(self) -> Kind:
        return self.question.kind

    @property
    def table(self) -> str:
        return self.question.table

    @property
    def row(self) -> uuid.UUID:
        return self.question.row

    @property
    def sub(self) -> str:
        return self.question.sub

    @property
    def asks_whether_it_goes(self) -> bool:
        return self.kind in (Kind.DELETION, Kind.ORPHAN)

    @property
    def asked(self) -> tuple[str, ...]:
        """What a decision states: the columns; of a deletion or orphan, whether the row goes."""
        return (DELETED,) if self.asks_whether_it_goes else self.columns


@dataclass(frozen=True)
class ConflictLine:
    """A conflict and what people call what it is about. `names`: of rows that values refer to.

    `content`: where it is asked whether a row goes, what it holds, by column. `moved`: of an
    orphan, the withdrawn visit on which it hangs.
    """

    conflict: Conflict
    school: str | None
    caption: Caption | None
    names: dict[uuid.UUID, Caption]
    content: dict[str, Any] = field(default_factory=dict)
    moved: MovedVisit | None = None

    @property
    def above(self) -> str:
        """Of an orphan, the table of what it hangs on."""
        [column] = self.conflict.columns
        [key] = table_named(self.conflict.table).columns[column].foreign_keys
        return str(key.column.table.name)


class Conflicts:
    """The questions that wait for the finance office."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._captions: dict[tuple[str, uuid.UUID], tuple[str | None, Caption | None]] = {}

    def open(self) -> list[Conflict]:
        """Every open question, in a stable order."""
        asked = sorted(self._asked(), key=_order)
        return [_conflict_of(self._session, question) for question in asked]

    def count(self) -> int:
        return sum(self.by_table().values())

    def by_table(self) -> Counter[str]:
        return Counter(question.table for question in self._asked())

    def find(self, name: str) -> Conflict:
        """The conflict of this id. Raises InspectionError where it is not open."""
        for question in self._asked():
            if question.id == name:
                return _conflict_of(self._session, question)
        raise InspectionError(f"没有编号为 {name} 的待定冲突；它可能已经裁定，请刷新列表。")

    def some(self, names: Iterable[str]) -> list[Conflict]:
        """Of these ids those that are open, in this order."""
        asked = {question.id: question for question in self._asked()}
        return [_conflict_of(self._session, asked[name]) for name in names if name in asked]

    def lines(self, known: Mapping[str, ConflictLine] = MappingProxyType({})) -> list[ConflictLine]:
        """Every open question, in people's words, school by school.

        `known`: lines told before, by id, of which nothing has changed but that some are settled.
        """
        asked = sorted(self._asked(), key=_order)
        found = [
            known.get(question.id) or self._line(_conflict_of(self._session, question))
            for question in asked
        ]
        return sorted(found, key=lambda line: (line.school or "\uffff", line.conflict.table))

    def _line(self, conflict: Conflict) -> ConflictLine:
        record = (conflict.table, conflict.row)
        if record not in self._captions:
            self._captions[record] = self.school_of(conflict), caption(self._session, *record)
        school, called = self._captions[record]
        content = self._content(conflict) if conflict.asks_whether_it_goes else {}
        values = [conflict.base, content, *(side.values for side in conflict.sides)]
        names: dict[uuid.UUID, Caption] = {}
        for edit in values:
            names |= captions_of(self._session, conflict.table, edit)
        return ConflictLine(
            conflict=conflict,
            school=school,
            caption=called,
            names=names,
            content=content,
            moved=moved_visit(self._session, *record) if conflict.kind is Kind.ORPHAN else None,
        )

    def _content(self, conflict: Conflict) -> dict[str, Any]:
        """What the row holds that may go, but for what says where it belongs."""
        table = table_named(conflict.table)
        fields = [
            column
            for column in table.columns
            if column.name not in ("id", "act", "deleted")
            and not any("deleted" in key.column.table.columns for key in column.foreign_keys)
        ]
        row = self._session.execute(select(*fields).where(table.c.id == conflict.row)).mappings()
        return {name: value for name, value in row.one().items() if value not in _SAYS_NOTHING}

    def school_of(self, conflict: Conflict) -> str | None:
        """The name of the school it is about, as far as its row hangs on one."""
        return school_of(self._session, conflict.table, conflict.row)

    def _asked(self) -> Iterator[Question]:
        return _questions(self._session)


#: What a field holds that nobody has filled in.
_SAYS_NOTHING = (None, "", 0, ())


def _order(question: Question) -> tuple[str, uuid.UUID, str, str]:
    return question.table, question.row, question.topic, question.sub


def _questions(session: Session) -> Iterator[Question]:
    for contested in conflict_detection.fields(session):
        yield Question(Kind.FIELD, contested.table, contested.row, contested.sub, contested.column)
    for statement in conflict_detection.statements(session):
        yield Question(Kind.STATEMENT, statement.table, statement.row, "", statement.name)
    for table, row in conflict_detection.deletions(session):
        yield Question(Kind.DELETION, table, row, "", DELETED)
    for orphan in conflict_detection.orphans(session):
        yield Question(Kind.ORPHAN, orphan.table, orphan.row, "", orphan.column)


def _conflict_of(session: Session, question: Question) -> Conflict:
    match question.kind:
        case Kind.FIELD:
            return _parted(session, question, Edit.col == question.topic)
        case Kind.STATEMENT:
            return _parted(session, question, Edit.grp == question.topic)
        case Kind.DELETION:
            return _deletion(session, question)
        case Kind.ORPHAN:
            return _orphan(session, question)


def _parted(session: Session, question: Question, what: Any) -> Conflict:
    dispute = Dispute(session, question.table, question.row, question.sub, what)
    base, sides = dispute.base_and_sides()
    return Conflict(question, dispute.columns, base, sides)


def _deletion(session: Session, question: Question) -> Conflict:
    """Those who deleted the row, against those who wrote on it or kept it without knowing."""
    table, row = question.table, question.row
    query = select(Edit).where(Edit.tbl == table, Edit.row == row, live(Edit)).order_by(Edit.id)
    deletions = [edit for edit in session.scalars(query) if edit.sub == ""]
    gone = [edit for edit in deletions if edit.col == DELETED and edit.new == 1]
    others = [edit for edit in deletions if edit not in gone]
    query_saw = select(Saw.old).where(Saw.new.in_([edit.id for edit in gone]))
    known = set(session.scalars(query_saw))
    unseen = [edit for edit in others if edit.id not in known] or others
    values = {edit.col: shown(Field(table, row, edit.col), edit.new) for edit in unseen}
    sides = [
        side(session, gone[-1].act, {DELETED: True}),
        side(session, unseen[-1].act, {**values, DELETED: False}),
    ]
    return Conflict(question, (DELETED,), {DELETED: False}, in_order(sides))


def _orphan(session: Session, question: Question) -> Conflict:
    """The row itself, against the deletion of what it hangs on."""
    reference = Field(question.table, question.row, question.topic)
    [key] = reference.stored_in.foreign_keys
    above = Field(key.column.table.name, reference.value(session), DELETED)
    born = session.execute(select(reference.owner.c.act).where(*reference.key())).scalar_one()
    sides = [
        side(session, heads(session, above)[-1].act, {DELETED: True}),
        side(session, born, {DELETED: False}),
    ]
    return Conflict(question, (question.topic,), {DELETED: False}, in_order(sides))
