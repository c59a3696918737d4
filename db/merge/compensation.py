"""What fields showed without a batch, stated anew.

Without the batch, the live edits of a field would be: those that are live and not the batch's own,
and those that only the batch had replaced. What the batch replaced is restated by a new edit, which
is marked: it *saw* the edit of its own field that it restates, and belongs to whom that belongs to.
So a batch that is taken back takes along what was restated of it.
"""

import uuid
from typing import Any

from sqlalchemy import BindParameter, bindparam, text
from sqlalchemy.orm import Session

from db.ids import clock_hex, clock_of
from db.journal.dialects import NUMBERED, yes
from db.merge.temp_tables import LOST, RESTATED, TOUCHED, cleared
from db.schema.base import Cell, table_of
from db.schema.registry import kept_classes
from db.schema.types import Guid

_OF_BATCH = "(SELECT act FROM merged_act WHERE batch = :batch)"
_DEAD = "(SELECT act FROM dead)"


def _live(edit: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM supersedes x WHERE x.old = {edit}.id)"


def _same_row(one: str, other: str) -> str:
    return f'{one}.tbl = {other}.tbl AND {one}."row" = {other}."row" AND {one}.sub = {other}.sub'


def _same_field(one: str, other: str) -> str:
    return f"{_same_row(one, other)} AND {one}.col = {other}.col"


def _belongs(edit: str, acts: str) -> str:
    """It is of one of these acts, or restates an edit of one."""
    return (
        f"({edit}.act IN {acts} OR EXISTS (SELECT 1 FROM saw m JOIN edit o ON o.id = m.old"
        f" WHERE m.new = {edit}.id AND o.col = {edit}.col AND o.act IN {acts}))"
    )


def _holder(edit: str) -> str:
    """The table of the row a field hangs on: of a cell, its parent's."""
    parents = " ".join(
        f"WHEN '{cls.__tablename__}' THEN '{key.column.table.name}'"
        for cls in kept_classes()
        if issubclass(cls, Cell)
        for key in table_of(cls).foreign_keys
    )
    return f"CASE {edit}.tbl {parents} ELSE {edit}.tbl END"


#: Rows that nobody else brought show nothing anew: they are away.
_STAYS = f'NOT EXISTS (SELECT 1 FROM unborn u WHERE u.tbl = {_holder("e")} AND u."row" = e."row")'
_INTO_TOUCHED = (
    'INSERT INTO touched (tbl, col, "row", sub) SELECT DISTINCT e.tbl, e.col, e."row", e.sub'
)

_TOUCH = f"{_INTO_TOUCHED} FROM edit e WHERE e.act IN {_OF_BATCH} AND {_live('e')} AND {_STAYS}"

_TOUCH_RESTATED = (
    f"{_INTO_TOUCHED} FROM saw m JOIN edit o ON o.id = m.old JOIN edit e ON e.id = m.new"
    f" WHERE o.col = e.col AND o.act IN {_OF_BATCH} AND {_live('e')} AND {_STAYS}"
    " ON CONFLICT DO NOTHING"
)

#: Edits that stand and that nobody who stands had replaced.
_LOSE = (
    "INSERT INTO lost (id) SELECT DISTINCT h.id FROM touched t"
    f" JOIN edit h ON {_same_field('h', 't')} WHERE NOT {_belongs('h', _DEAD)}"
    f" AND NOT {_live('h')} AND NOT EXISTS (SELECT 1 FROM supersedes s JOIN edit e ON e.id = s.new"
    f" WHERE s.old = h.id AND NOT {_belongs('e', _DEAD)})"
)

#: Where somebody who stands went on from the batch's edit, what that had replaced stays replaced.
_KEEP_REPLACED = (
    "WITH RECURSIVE later (h, id) AS ("
    "SELECT l.id, s.new FROM lost l JOIN supersedes s ON s.old = l.id"
    " UNION SELECT p.h, s.new FROM later p JOIN supersedes s ON s.old = p.id)"
    " DELETE FROM lost WHERE id IN (SELECT p.h FROM later p JOIN edit e ON e.id = p.id"
    f" WHERE {_live('e')} AND NOT {_belongs('e', _DEAD)})"
)

_STANDING = (
    f"SELECT max(e.id) FROM edit e WHERE {_same_field('e', 't')} AND {_live('e')}"
    f" AND NOT {_belongs('e', _DEAD)}"
)
_LATEST_LOST = (
    f"SELECT max(e.id) FROM lost l JOIN edit e ON e.id = l.id WHERE {_same_field('e', 't')}"
)
_INTO_RESTATED = 'INSERT INTO restated (tbl, "row", sub, col, grp, rank, new, of)'

_RESTATE_LOST = (
    f'{_INTO_RESTATED} SELECT h.tbl, h."row", h.sub, h.col, h.grp, row_number()'
    ' OVER (PARTITION BY h.tbl, h."row", h.sub, h.col ORDER BY h.id), h.new, h.id'
    " FROM lost l JOIN edit h ON h.id = l.id"
)

#: A winner that stands must win again, and something must replace the batch's edits.
_RESTATE_WINNER = (
    f'{_INTO_RESTATED} SELECT h.tbl, h."row", h.sub, h.col, h.grp, 4095, h.new, h.id'
    f" FROM touched t JOIN edit h ON h.id = ({_STANDING})"
    f" WHERE ({_LATEST_LOST}) IS NULL OR ({_LATEST_LOST}) < h.id"
)

#: Nobody but the batch ever wrote here: what was there before.
_RESTATE_BEGINNING = (
    f'{_INTO_RESTATED} SELECT e.tbl, e."row", e.sub, e.col, e.grp, 0, e.old, NULL'
    f" FROM touched t JOIN edit e ON e.id = (SELECT b.id FROM edit b WHERE {_same_field('b', 't')}"
    f" AND NOT EXISTS (SELECT 1 FROM edit p JOIN supersedes s ON s.old = p.id AND s.new = b.id"
    f" WHERE {_same_field('p', 't')}) ORDER BY b.id LIMIT 1)"
    f" WHERE NOT EXISTS (SELECT 1 FROM restated r WHERE {_same_field('r', 't')})"
)

_SHOWN = (
    f"(SELECT e.new FROM edit e WHERE {_same_field('e', 'r')} AND {_live('e')}"
    " ORDER BY e.id DESC LIMIT 1)"
)

_NUMBER = "UPDATE restated SET id = "

_WRITE = (
    'INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)'
    f' SELECT r.id, :act, r.tbl, r."row", r.sub, r.col, r.grp, {_SHOWN}, r.new FROM restated r'
)

_REPLACE = (
    "INSERT INTO supersedes (old, new) SELECT e.id, r.id FROM restated r"
    f" JOIN edit e ON {_same_field('e', 'r')} WHERE {_live('e')} AND {_belongs('e', _DEAD)}"
)

_KNOW = "INSERT INTO saw (new, old) SELECT"
_ONCE = " ON CONFLICT DO NOTHING"

_MARK = f"{_KNOW} r.id, r.of FROM restated r WHERE r.of IS NOT NULL"

#: What is restated knows what it knew, in its own and in its new form.
_KNOW_AS_BEFORE = (
    f"{_KNOW} r.id, s.old FROM restated r JOIN saw s ON s.new = r.of WHERE true{_ONCE}"
)
_KNOW_RESTATED = (
    f"{_KNOW} r.id, o.id FROM restated r JOIN saw s ON s.new = r.of"
    f" JOIN restated o ON o.of = s.old WHERE o.id <> r.id{_ONCE}"
)

#: Who knew what is restated, or what had replaced it, knows its new form; in their new form too.
_KNEW = (
    " FROM saw s JOIN edit z ON z.id = s.old JOIN edit y ON y.id = s.new AND y.col <> z.col"
    f" JOIN restated r ON {_same_field('r', 'z')} AND (z.id = r.of OR {_belongs('z', _DEAD)})"
)
_IS_KNOWN = f"{_KNOW} s.new, r.id{_KNEW} WHERE y.act <> :act{_ONCE}"
_IS_KNOWN_RESTATED = (
    f"{_KNOW} o.id, r.id{_KNEW} JOIN restated o ON o.of = s.new WHERE o.id <> r.id{_ONCE}"
)

#: What was there before anybody wrote, everybody knew, and it contradicts nobody.
_BEGINNING_KNOWS = (
    f"{_KNOW} r.id, y.id FROM restated r JOIN edit y ON {_same_row('y', 'r')} AND y.grp = r.grp"
    f" AND y.col <> r.col WHERE r.of IS NULL AND r.grp <> '' AND {_live('y')}{_ONCE}"
)
_BEGINNING_IS_KNOWN = (
    f"{_KNOW} d.id, r.id FROM restated r JOIN edit d ON {_same_row('d', 'r')}"
    " AND d.col = '#deleted' AND d.new = :yes"
    f" WHERE r.of IS NULL AND r.col <> '#deleted' AND {_live('d')}{_ONCE}"
)

_STEPS = (
    _TOUCH,
    _TOUCH_RESTATED,
    _LOSE,
    _KEEP_REPLACED,
    _RESTATE_LOST,
    _RESTATE_WINNER,
    _RESTATE_BEGINNING,
    _NUMBER,
    _WRITE,
    _REPLACE,
    _MARK,
    _KNOW_AS_BEFORE,
    _KNOW_RESTATED,
    _IS_KNOWN,
    _IS_KNOWN_RESTATED,
    _BEGINNING_KNOWS,
    _BEGINNING_IS_KNOWN,
)


def restore(session: Session, act: uuid.UUID, number: int) -> None:
    """Restate what batch `number` had replaced, and nothing else. Leaves the fields in TOUCHED."""
    connection = session.connection()
    cleared(connection, [TOUCHED, LOST, RESTATED])
    known: tuple[BindParameter[Any], ...] = (
        bindparam("act", act, Guid()),
        bindparam("batch", number),
        bindparam("clock", clock_hex(clock_of(act))),
        yes(),
    )
    for step in _STEPS:
        said = step + NUMBERED[connection.dialect.name] if step is _NUMBER else step
        connection.execute(text(said).bindparams(*(one for one in known if f":{one.key}" in said)))
