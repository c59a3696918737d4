"""What each side of a dispute says as a whole, and what was there before they parted.

A side is an act nobody else's live act knew of. It says its own edits and, of the statement's other
fields, the latest that it had seen.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from db.ids import moment_of
from db.journal.acts import COMPENSATING
from db.journal.fields import Field, live, shown
from db.schema.base import DELETED, Base
from db.schema.campaign import Member, Team
from db.schema.journal import ActRecord, Edit, Saw, Supersedes
from db.schema.merging import MergeBatch, MergedAct


@dataclass(frozen=True)
class Side:
    """What one side says, by column, and where it came from.

    `batch`: the import it came with, `source` the file of that; None and '': made here.
    """

    values: dict[str, Any]
    person: str
    at: datetime
    device: str
    batch: int | None
    team: str = ""
    source: str = ""

    @property
    def lets_go(self) -> bool:
        """It deleted the row."""
        return bool(self.values.get(DELETED))


def side(session: Session, act: uuid.UUID, values: dict[str, Any]) -> Side:
    """What an act says. Who made it a session asks once: one act may say much."""
    made = session.info.setdefault("made", {})
    if act not in made:
        made[act] = session.execute(_made(), {"act": act}).one()
    device, person, team, batch, source = made[act]
    return Side(values, person or "", moment_of(act), device, batch, team or "", source or "")


@cache
def _made() -> Any:
    return (
        select(ActRecord.device, Member.name, Team.name, MergedAct.batch, MergeBatch.source)
        .outerjoin(Member, Member.id == ActRecord.person)
        .outerjoin(Team, Team.id == Member.team_id)
        .outerjoin(MergedAct, MergedAct.act == ActRecord.id)
        .outerjoin(MergeBatch, MergeBatch.number == MergedAct.batch)
        .where(ActRecord.id == bindparam("act"))
    )


def in_order(sides: Iterable[Side]) -> tuple[Side, ...]:
    """What was here first comes first."""
    return tuple(sorted(sides, key=lambda side: (side.batch or 0, side.at)))


def heads(session: Session, field: Field) -> list[Edit]:
    """The live edits of a field, latest last."""
    query = select(Edit).where(*field.edits(Edit), live(Edit)).order_by(Edit.id)
    return list(session.scalars(query))


class Dispute:
    """All edits of a field, or of the fields of a statement, and which knew of which."""

    def __init__(
        self, session: Session, table: str, row: uuid.UUID, sub: str, what: ColumnElement[bool]
    ) -> None:
        self._session, self._address = session, (table, row, sub)
        query = select(Edit).where(Edit.tbl == table, Edit.row == row, Edit.sub == sub, what)
        self._edits = {edit.id: edit for edit in session.scalars(query.order_by(Edit.id))}
        self._replaced: set[uuid.UUID] = set()
        self._older: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        self._link(select(Supersedes.old, Supersedes.new).where(Supersedes.old.in_(self._edits)))
        self._replaced = {old for olds in self._older.values() for old in olds}
        self._steps = {new: set(olds) for new, olds in self._older.items()}
        self._link(select(Saw.old, Saw.new).where(Saw.new.in_(self._edits)))
        self._restated = {
            new: old
            for new, olds in self._older.items()
            for old in sorted(olds - self._steps.get(new, set()))
            if new in self._edits and self._edits[old].col == self._edits[new].col
        }
        acts = {edit.act for edit in self._edits.values()}
        taken = select(ActRecord.id).where(ActRecord.id.in_(acts), ActRecord.what.in_(COMPENSATING))
        self._compensating = set(session.scalars(taken))
        self._heads = [
            edit
            for edit in self._edits.values()
            if edit.id not in self._replaced and not self._of_nobody(edit)
        ]

    def _of_nobody(self, edit: Edit) -> bool:
        """Taking back put there what had been there before anybody wrote."""
        if edit.id in self._restated:
            return False
        return edit.act in self._compensating

    def _author(self, edit: Edit) -> uuid.UUID:
        """The act that said it; of what a take-back states anew, the act that had said it."""
        while edit.id in self._restated:
            edit = self._edits[self._restated[edit.id]]
        return edit.act

    def _link(self, pairs: Any) -> None:
        for old, new in self._session.execute(pairs):
            if old in self._edits:
                self._older[new].add(old)

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields in which there is a live edit, in the order of the table."""
        written = {edit.col for edit in self._heads}
        table = Base.metadata.tables[self._address[0]]
        return tuple(column.name for column in table.columns if column.name in written)

    def base_and_sides(self) -> tuple[dict[str, Any], tuple[Side, ...]]:
        """What was there before, and the sides."""
        known = self._known_by_act()
        edits_by = {act: self._of(act) for act in known}
        # Who knew all that another said speaks for both; two who knew each other speak each.
        parted = {
            act: ids
            for act, ids in known.items()
            if not any(
                edits_by[act] <= others and not edits_by[other] <= ids
                for other, others in known.items()
            )
        }
        versions: dict[tuple[Any, ...], tuple[uuid.UUID, dict[str, Any]]] = {}
        for act, ids in sorted(parted.items()):
            values = self._values(ids)
            versions[tuple(values.values())] = act, values
        sides = in_order(side(self._session, act, values) for act, values in versions.values())
        return self._values(set.intersection(*parted.values())), sides

    def _of(self, act: uuid.UUID) -> set[uuid.UUID]:
        return {edit.id for edit in self._heads if self._author(edit) == act}

    def _known_by_act(self) -> dict[uuid.UUID, set[uuid.UUID]]:
        """For each act with a live edit, all edits it knew."""
        known: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        for edit in self._heads:
            known[self._author(edit)] |= self._knowledge(edit.id)
        return known

    def _knowledge(self, edit: uuid.UUID) -> set[uuid.UUID]:
        found, todo = {edit}, {edit}
        while todo:
            todo = {old for id_ in todo for old in self._knew(id_)} - found
            found |= todo
        return found

    def _knew(self, edit: uuid.UUID) -> set[uuid.UUID]:
        """What an edit replaced or saw; what is stated anew knows no more than it did before.

        What nobody wrote knows nothing: it stands beside everything.
        """
        if self._of_nobody(self._edits[edit]):
            return set()
        if edit in self._restated:
            return self._older[edit] - self._steps.get(edit, set())
        return self._older[edit]

    def _values(self, known: set[uuid.UUID]) -> dict[str, Any]:
        return {column: self._value(column, known) for column in self.columns}

    def _value(self, column: str, known: set[uuid.UUID]) -> Any:
        """What somebody saw in a field who knew these edits."""
        of_field = [edit for edit in self._edits.values() if edit.col == column]
        seen = [edit for edit in of_field if edit.id in known]
        passed = {old for edit in seen for old in self._steps.get(edit.id, ())}
        latest = [edit.new for edit in seen if edit.id not in passed]
        table, row, sub = self._address
        return shown(Field(table, row, column, sub), latest[-1] if latest else of_field[0].old)
