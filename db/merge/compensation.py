"""What fields show when a batch is taken back or brought again, stated anew.

The journal only grows, so a batch is taken back, and brought again, by edits that *compensate*.
What a field should show does not hang on them: it is what people wrote (compensating edits aside),
without the acts that are taken back now. Of that the edits that nobody who stands went on from are
*wanted*. Where the live edits are others, the wanted ones are restated.

A restated edit is marked: it *saw* the edit of its own field that it restates, its *root*. Who
replaces or knows the root, replaces or knows it as well, even if he comes in later. A compensating
edit without a root puts there what was there before anybody wrote; it contradicts nobody.
"""

import uuid
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, exists, select, text
from sqlalchemy.orm import Session

from db.ids import clock_hex, clock_of
from db.journal.acts import COMPENSATING as COMPENSATING_ACTS
from db.journal.dialects import NUMBERED, yes
from db.merge.temp_tables import (
    COMPENSATED,
    COMPENSATING,
    DEAD,
    LATER,
    REPLACED,
    RESTATED,
    TOUCHED,
    WANTED,
    cleared,
)
from db.schema.base import Cell, table_of
from db.schema.journal import ActRecord
from db.schema.merging import MergeBatch, MergedAct
from db.schema.registry import kept_classes
from db.schema.types import Guid

_DEAD = "(SELECT act FROM dead)"
_COMPENSATING = "(SELECT act FROM compensating)"
_ONCE = " ON CONFLICT DO NOTHING"


def _live(edit: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM supersedes x WHERE x.old = {edit}.id)"


def _same_row(first: str, other: str) -> str:
    return (
        f'{first}.tbl = {other}.tbl AND {first}."row" = {other}."row" AND {first}.sub = {other}.sub'
    )


def _same_field(first: str, other: str) -> str:
    return f"{_same_row(first, other)} AND {first}.col = {other}.col"


def _people_s(edit: str) -> str:
    return f"{edit}.act NOT IN {_COMPENSATING}"


def _rooted(edit: str, root: str) -> str:
    """Tables that lead from a compensating edit to what it restates."""
    return (
        f"JOIN saw m ON m.new = {edit}.id JOIN edit {root} ON {root}.id = m.old"
        f" AND {root}.col = {edit}.col"
    )


def _root(edit: str) -> str:
    return (
        f"(SELECT g.id FROM saw m JOIN edit g ON g.id = m.old"
        f" WHERE m.new = {edit}.id AND g.col = {edit}.col)"
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


def _unborn(edit: str) -> str:
    """Only batches that are taken back brought its row: that is away and shows nothing anew."""
    return (
        f'EXISTS (SELECT 1 FROM unborn u WHERE u.tbl = {_holder(edit)} AND u."row" = {edit}."row")'
    )


_INTO_TOUCHED = (
    'INSERT INTO touched (tbl, col, "row", sub) SELECT DISTINCT e.tbl, e.col, e."row", e.sub'
)
_OF_BATCH = "(SELECT act FROM merged_act WHERE batch = :batch)"
_TOUCH = f"{_INTO_TOUCHED} FROM edit e WHERE e.act IN {_OF_BATCH} AND NOT {_unborn('e')}"
#: Rows that were taken away with a batch, and that somebody who stands has brought.
_TOUCH_ROWS = (
    f"{_INTO_TOUCHED} FROM edit e WHERE e.col = '#deleted' AND e.new = :yes"
    f" AND e.act IN {_COMPENSATING} AND {_live('e')} AND NOT {_unborn('e')}{_ONCE}"
)

#: Rows that come back show nothing of what is taken back otherwise.
_TOUCH_DEAD = (
    f"{_INTO_TOUCHED} FROM edit e WHERE e.act IN {_DEAD} AND {_live('e')}"
    f" AND NOT {_unborn('e')}{_ONCE}"
)

#: Who went on from a restated edit went on from its root.
_FOLLOW = (
    "INSERT INTO replaced (old, new) SELECT s.old, s.new FROM touched t"
    f" JOIN edit e ON {_same_field('e', 't')} AND {_people_s('e')}"
    " JOIN supersedes s ON s.old = e.id"
    f" JOIN edit n ON n.id = s.new AND {_people_s('n')}{_ONCE}"
)
_FOLLOW_RESTATED = (
    "INSERT INTO replaced (old, new) SELECT o.id, s.new FROM touched t"
    f" JOIN edit e ON {_same_field('e', 't')} AND e.act IN {_COMPENSATING} {_rooted('e', 'o')}"
    " JOIN supersedes s ON s.old = e.id"
    f" JOIN edit n ON n.id = s.new AND {_people_s('n')} WHERE s.new <> o.id{_ONCE}"
)

_WANT = (
    "INSERT INTO wanted (id) SELECT e.id FROM touched t"
    f" JOIN edit e ON {_same_field('e', 't')} WHERE {_people_s('e')} AND e.act NOT IN {_DEAD}"
)
_GOING_ON = (
    "WITH RECURSIVE onward (first, id) AS (SELECT {first} UNION"
    " SELECT o.first, r.new FROM onward o JOIN replaced r ON r.old = o.id)"
    " INSERT INTO later (first, id) SELECT first, id FROM onward"
)
_FIND_LATER = _GOING_ON.format(first="w.id, w.id FROM wanted w")
_WANT_NO_MORE = (
    "DELETE FROM wanted WHERE id IN (SELECT l.first FROM later l JOIN edit e ON e.id = l.id"
    f" WHERE l.id <> l.first AND e.act NOT IN {_DEAD})"
)

_WANTED_HERE = f"SELECT 1 FROM wanted w JOIN edit h ON h.id = w.id WHERE {_same_field('h', 't')}"
_RESTATES_WANTED = f"EXISTS (SELECT 1 FROM wanted v WHERE v.id = {_root('e')})"
#: It takes away a row that somebody who stands has brought, or fills what is filled.
_OUT_OF_PLACE = (
    f"({_root('e')} IS NULL AND (e.col = '#deleted' AND e.new = :yes OR EXISTS ({_WANTED_HERE})))"
)
_WRONG = (
    f"SELECT 1 FROM edit e WHERE {_same_field('e', 't')} AND {_live('e')} AND (e.act IN {_DEAD}"
    f" OR e.act IN {_COMPENSATING} AND ({_OUT_OF_PLACE}"
    f" OR {_root('e')} IS NOT NULL AND NOT {_RESTATES_WANTED}))"
)
_HIDDEN = (
    f"{_WANTED_HERE} AND NOT {_live('h')} AND NOT EXISTS (SELECT 1 FROM edit e"
    f" WHERE {_same_field('e', 'h')} AND e.act IN {_COMPENSATING} AND {_live('e')}"
    f" AND {_root('e')} = h.id)"
)
_LEAVE_RIGHT = f"DELETE FROM touched AS t WHERE NOT (EXISTS ({_WRONG}) OR EXISTS ({_HIDDEN}))"

_INTO_RESTATED = 'INSERT INTO restated (tbl, "row", sub, col, grp, rank, new, of)'
#: The winner must win again, and something must replace what is wrong.
_RESTATE = (
    f'{_INTO_RESTATED} SELECT h.tbl, h."row", h.sub, h.col, h.grp, row_number()'
    ' OVER (PARTITION BY h.tbl, h."row", h.sub, h.col ORDER BY h.id), h.new, h.id'
    f" FROM touched t JOIN edit h ON {_same_field('h', 't')} JOIN wanted w ON w.id = h.id"
    f" WHERE NOT {_live('h')} OR NOT EXISTS (SELECT 1 FROM wanted v JOIN edit g ON g.id = v.id"
    f" AND {_same_field('g', 'h')} WHERE g.id > h.id)"
)
#: Nobody who stands ever wrote here: what was there before.
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
    f" JOIN edit e ON {_same_field('e', 'r')} WHERE {_live('e')} AND e.act <> :act"
    f" AND (e.act IN {_DEAD} OR e.act IN {_COMPENSATING})"
)

_KNOW = "INSERT INTO saw (new, old) SELECT"
_MARK = f"{_KNOW} r.id, r.of FROM restated r WHERE r.of IS NOT NULL"

#: What is restated knows what it knew, in its own and in its new form.
_KNOW_AS_BEFORE = (
    f"{_KNOW} r.id, s.old FROM restated r JOIN saw s ON s.new = r.of WHERE true{_ONCE}"
)
_KNOW_RESTATED = (
    f"{_KNOW} r.id, o.id FROM restated r JOIN saw s ON s.new = r.of"
    f" JOIN restated o ON o.of = s.old WHERE o.id <> r.id{_ONCE}"
)

#: Who knew what is restated, or went on from it, knows its new form; in their new form too.
_KNEW = (
    " FROM saw s JOIN edit z ON z.id = s.old JOIN edit y ON y.id = s.new AND y.col <> z.col"
    f" JOIN restated r ON {_same_field('r', 'z')} AND EXISTS (SELECT 1 FROM later l"
    f" WHERE l.first = r.of AND l.id IN (z.id, {_root('z')}))"
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
    _TOUCH_ROWS,
    _TOUCH_DEAD,
    _FOLLOW,
    _FOLLOW_RESTATED,
    _WANT,
    _FIND_LATER,
    _WANT_NO_MORE,
    _LEAVE_RIGHT,
    _RESTATE,
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


def note_dead(connection: Connection) -> None:
    """The acts of every batch that is taken back now, and those that compensate."""
    cleared(connection, [DEAD, COMPENSATING])
    batches = select(MergeBatch.number).where(MergeBatch.taken_back_by.is_not(None))
    acts = select(MergedAct.act).where(MergedAct.batch.in_(batches))
    connection.execute(DEAD.insert().from_select(["act"], acts))
    compensating = select(ActRecord.id).where(ActRecord.what.in_(COMPENSATING_ACTS))
    connection.execute(COMPENSATING.insert().from_select(["act"], compensating))


def compensate(session: Session, act: uuid.UUID, number: int) -> None:
    """Let the fields of batch `number` show what they should by DEAD and UNBORN, by edits of `act`.

    Leaves the fields that changed in TOUCHED.
    """
    connection = session.connection()
    cleared(connection, [TOUCHED, WANTED, REPLACED, LATER, RESTATED])
    known: tuple[BindParameter[Any], ...] = (
        bindparam("act", act, Guid()),
        bindparam("batch", number),
        bindparam("clock", clock_hex(clock_of(act))),
        yes(),
    )
    for step in _STEPS:
        sql = step + NUMBERED[connection.dialect.name] if step is _NUMBER else step
        connection.execute(text(sql).bindparams(*(bind for bind in known if f":{bind.key}" in sql)))


# what comes in later

_NOT_TO_GO = "NOT (e.col = '#deleted' AND e.new = :yes)"
_CHOOSE_COMPENSATED = (
    'INSERT INTO compensated (tbl, col, "row", sub)'
    ' SELECT DISTINCT e.tbl, e.col, e."row", e.sub'
    ' FROM (SELECT DISTINCT tbl, "row", sub FROM touched) t'
    f" JOIN edit e ON {_same_row('e', 't')} WHERE e.act IN {_COMPENSATING} AND {_live('e')}"
)
_HERE = f"compensated t JOIN edit e ON {_same_field('e', 't')} AND e.act IN {_COMPENSATING}"
_FIND_LATER_OF_ROOTS = _GOING_ON.format(
    first=f"o.id, o.id FROM {_HERE} {_rooted('e', 'o')} WHERE {_live('e')}"
)
_COMES = f"JOIN edit n ON {_same_field('n', 'e')} AND {_people_s('n')} AND n.act NOT IN {_DEAD}"
#: Who went on from the root of a restated edit goes on from it, too.
_GO_ON = (
    f"INSERT INTO supersedes (old, new) SELECT e.id, n.id FROM {_HERE} {_COMES}"
    f" WHERE {_live('e')} AND {_live('n')} AND EXISTS (SELECT 1 FROM later l"
    f" WHERE l.first = {_root('e')} AND l.id = n.id AND l.id <> l.first){_ONCE}"
)
_GO_ON_FROM_BEGINNING = (
    f"INSERT INTO supersedes (old, new) SELECT e.id, n.id FROM {_HERE} {_COMES}"
    f" WHERE {_live('e')} AND {_live('n')} AND {_root('e')} IS NULL AND {_NOT_TO_GO}{_ONCE}"
)
_COMPENSATED = (
    f" FROM new_act a JOIN edit y ON y.act = a.act AND {_people_s('y')}"
    f" JOIN edit e ON {_same_row('e', 'y')} AND e.col <> y.col AND e.act IN {_COMPENSATING}"
)
#: Who comes in and knew the root, or what went on from it, knows what is restated of it.
_COMES_KNOWING = (
    f"{_KNOW} y.id, e.id{_COMPENSATED} JOIN saw s ON s.new = y.id"
    f" JOIN edit z ON z.id = s.old AND {_same_field('z', 'e')}"
    f" WHERE {_live('e')} AND EXISTS (SELECT 1 FROM later l"
    f" WHERE l.first = {_root('e')} AND l.id IN (z.id, {_root('z')})){_ONCE}"
)
_BEGINNING = f"{_root('e')} IS NULL AND {_NOT_TO_GO} AND {_live('e')}"
_COMES_BESIDE = (
    f"{_KNOW} y.id, e.id{_COMPENSATED} AND e.grp = y.grp AND e.grp <> '' WHERE {_BEGINNING}"
    f" UNION SELECT y.id, e.id{_COMPENSATED} AND e.col <> '#deleted'"
    f" WHERE y.col = '#deleted' AND y.new = :yes AND {_BEGINNING}{_ONCE}"
)
_ARRIVAL = (
    _CHOOSE_COMPENSATED,
    *(step.replace(" touched ", " compensated ") for step in (_FOLLOW, _FOLLOW_RESTATED)),
    _FIND_LATER_OF_ROOTS,
    _COMES_KNOWING,
    _COMES_BESIDE,
    _GO_ON,
    _GO_ON_FROM_BEGINNING,
)


def let_prevail(connection: Connection) -> None:
    """What came in (NEW_ACT, TOUCHED) prevails over what a take-back put in place of what it went
    on from."""
    if not _ever_compensated(connection):
        return
    note_dead(connection)
    cleared(connection, [COMPENSATED, REPLACED, LATER])
    for step in _ARRIVAL:
        connection.execute(text(step).bindparams(*([yes()] if ":yes" in step else [])))


def _ever_compensated(connection: Connection) -> bool:
    found = select(ActRecord.id).where(ActRecord.what.in_(COMPENSATING_ACTS))
    return bool(connection.scalar(select(exists(found))))
