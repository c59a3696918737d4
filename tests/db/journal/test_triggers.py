"""The journal is written by the file itself, whatever door a change comes through."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import insert, inspect, text, update
from sqlalchemy.orm import Session

from db.journal.fields import Field, row_key, shown, stored
from db.schema.base import DELETED, Cell, Kept, Row, edited_columns, group_of, table_of
from db.schema.finding import Attachment, Finding
from db.schema.journal import Pen
from db.schema.questionnaire import TallyCount, TallyEntry
from db.schema.registry import kept_classes
from db.schema.school import SchoolClass
from db.schema.types import Flag
from db.schema.visit import VisitMethod
from db.storage import file
from db.store import Store
from db.vocabulary import Act, FindingStatus
from tests.conftest import Clock
from tests.db.looking import dump
from tests.db.specimens import sample, specimen, value_for

CHANGING = [cls for cls in kept_classes() if issubclass(cls, Row | Cell)]
NATURAL = [cls for cls in kept_classes() if issubclass(cls, Row) and cls.natural]
_EDIT = 'SELECT id, act, tbl, "row", sub, col, grp, old, new FROM edit WHERE act = ?'
_LIVE = "NOT EXISTS (SELECT 1 FROM supersedes s WHERE s.old = e.id)"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("file") / "总.inspection"
    file.create(path)
    with Store.open(path, now=Clock()) as opened:
        yield opened


def _ask(store: Store, sql: str, *values: Any) -> list[Any]:
    with store.read() as work:
        return [tuple(row) for row in work.session.connection().exec_driver_sql(sql, values)]


def _by_orm(session: Session, field: Field, value: Any) -> None:
    [cls] = [cls for cls in kept_classes() if cls.__tablename__ == field.table]
    row = session.get_one(cls, (field.row, field.sub) if field.sub else field.row)
    setattr(row, inspect(cls).get_property_by_column(field.stored_in).key, value)


def _by_core(session: Session, field: Field, value: Any) -> None:
    session.execute(update(field.owner).where(*field.key()).values({field.stored_in: value}))


def _by_sql(session: Session, field: Field, value: Any) -> None:
    keys = [column.name for column in field.owner.primary_key.columns]
    where = " AND ".join(f"{name} = ?" for name in keys)
    session.connection().exec_driver_sql(
        f'UPDATE "{field.table}" SET "{field.stored_in.name}" = ? WHERE {where}',
        (stored(field, value), field.row.bytes, *([field.sub] if field.sub else [])),
    )


DOORS: list[Callable[[Session, Field, Any], None]] = [_by_orm, _by_core, _by_sql]


def _new(store: Store, cls: type[Kept]) -> tuple[uuid.UUID, str]:
    with store.act(Act.PREPARE) as work:
        row, *sub = inspect(specimen(work.session, cls)).identity
    return row, sub[0] if sub else ""


def _fields(cls: type[Kept], row: uuid.UUID, sub: str) -> list[Field]:
    names = [DELETED if name == "deleted" else name for name in edited_columns(cls)]
    return [Field(cls.__tablename__, row, name, sub) for name in names]


def _other(session: Session, field: Field, turn: int) -> Any:
    now = field.value(session)
    values = (value_for(session, field.stored_in, 7 * turn + step) for step in range(9))
    return next(value for value in values if value != now)


def _heads(store: Store, field: Field) -> set[bytes]:
    query = f'SELECT id FROM edit e WHERE tbl = ? AND "row" = ? AND sub = ? AND col = ? AND {_LIVE}'
    found = _ask(store, query, field.table, field.row.bytes, field.sub, field.column)
    return {id_ for (id_,) in found}


@pytest.mark.parametrize("cls", CHANGING, ids=lambda cls: cls.__tablename__)
def test_a_change_of_any_column_by_any_door_is_one_edit(store: Store, cls: type[Kept]) -> None:
    for field in _fields(cls, *_new(store, cls)):
        for turn, change in enumerate(DOORS):
            with store.act(Act.PREPARE) as work:
                value = _other(work.session, field, turn)  # may be a new row to refer to
            heads = _heads(store, field)
            with store.act(Act.PREPARE) as work:
                before = stored(field, field.value(work.session))
                change(work.session, field, value)
            assert work.act is not None
            [(new, *edit)] = _ask(store, _EDIT, work.act.bytes)
            group = group_of(cls, field.column)
            named = [field.table, field.row.bytes, field.sub, field.column, group]
            assert edit == [work.act.bytes, *named, before, stored(field, value)]
            assert new[:8] == work.act.bytes[:8]  # the clock of its act
            assert new[8] >> 4 == 8  # the variant
            replaced = _ask(store, "SELECT old FROM supersedes WHERE new = ?", new)
            assert {old for (old,) in replaced} == heads
            assert _heads(store, field) == {new}


@pytest.mark.parametrize("cls", CHANGING, ids=lambda cls: cls.__tablename__)
def test_nothing_changes_without_an_act(store: Store, cls: type[Kept]) -> None:
    fields = _fields(cls, *_new(store, cls))
    with store.act(Act.PREPARE) as work:
        values = {field: _other(work.session, field, 1) for field in fields}
    before = dump(store.path)
    for field, value in values.items():
        with store.engine.connect() as connection, pytest.raises(Exception, match=r"edit\.act"):
            _by_sql(Session(connection), field, value)
    assert dump(store.path) == before


@pytest.mark.parametrize("cls", kept_classes(), ids=lambda cls: cls.__tablename__)
def test_nothing_is_born_without_an_act_or_in_another_s(store: Store, cls: type[Kept]) -> None:
    row, _ = _new(store, cls)
    table = table_of(cls)
    one = _ask(store, f'SELECT * FROM "{table.name}"')[-1]
    copy = (uuid.uuid4().bytes.ljust(len(one[0]), b"0"), *one[1:])
    statement = f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(one))})'
    before = dump(store.path)
    with store.engine.connect() as connection, pytest.raises(Exception, match="born in an act"):
        connection.exec_driver_sql(statement, copy)
    if issubclass(cls, Row | Cell):
        elsewhere = copy if issubclass(cls, Row) else (row.bytes, "other", *one[2:])
        with pytest.raises(Exception, match="born in an act"), store.act(Act.PREPARE) as work:
            work.session.connection().exec_driver_sql(statement, elsewhere)
    assert dump(store.path) == before


@pytest.mark.parametrize("cls", kept_classes(), ids=lambda cls: cls.__tablename__)
def test_nothing_journalled_is_deleted_and_no_key_changes(store: Store, cls: type[Kept]) -> None:
    row, sub = _new(store, cls)
    table = table_of(cls)
    key = table.primary_key.columns[0].name
    with pytest.raises(Exception, match="never deleted"), store.act(Act.DELETE) as work:
        work.session.connection().exec_driver_sql(f'DELETE FROM "{table.name}"')
    refused = "does not change so|never updated"
    where = row_key(table, row, sub) if issubclass(cls, Row | Cell) else []
    change = update(table).where(*where).values({key: sample(table.c[key].type, 9)})
    with pytest.raises(Exception, match=refused), store.act(Act.PREPARE) as work:
        work.session.execute(change)
    if issubclass(cls, Row):
        with pytest.raises(Exception, match=refused), store.act(Act.PREPARE) as work:
            work.session.execute(update(table).where(table.c.id == row).values(act=work.act))


@pytest.mark.parametrize("table", ["act", "edit", "supersedes", "saw"])
def test_the_journal_only_grows(store: Store, table: str) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        finding = specimen(work.session, Finding)
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding.id, fact="乙", students=3)
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding.id, fact="丙")
    first = _ask(store, f"SELECT * FROM pragma_table_info('{table}')")[0][1]
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET {first} = {first}"):
        with pytest.raises(Exception, match="is never"), store.act(Act.PREPARE) as work:
            work.session.connection().exec_driver_sql(sql)


@pytest.mark.parametrize("cls", NATURAL, ids=lambda cls: cls.__tablename__)
def test_a_row_with_an_official_key_states_its_first_values(store: Store, cls: type[Row]) -> None:
    with store.act(Act.PREPARE) as work:
        flags = {c.name: True for c in table_of(cls).columns if isinstance(c.type, Flag)}
        row = specimen(work.session, cls, **{**flags, "deleted": False})
        values = {name: getattr(row, name) for name in edited_columns(cls)}
    assert work.act is not None
    made = [edit for edit in _ask(store, _EDIT, work.act.bytes) if edit[3] == row.id.bytes]
    stated = {edit[5]: (edit[7], edit[8]) for edit in made}
    assert len(stated) == len(made)
    beside = set(values) - {*cls.natural, "deleted"}
    assert set(stated) == (beside or {DELETED})
    for column, (old, new) in stated.items():
        field = Field(cls.__tablename__, row.id, column)
        empty = {"text": {None, ""}, "integer": {None, 0}}
        assert old in empty["text"] | empty["integer"]
        assert shown(field, new) == (False if column == DELETED else values[column])


def test_what_nobody_filled_in_is_not_stated(store: Store) -> None:
    with store.act(Act.ADD_CLASS) as work:
        specimen(work.session, SchoolClass, enrolled=None)
    assert work.act is not None
    stated = {edit[5] for edit in _ask(store, _EDIT, work.act.bytes) if edit[2] == "school_class"}
    assert stated == {"stage", "grade", "number"}


def test_other_rows_are_born_without_edits(store: Store) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        finding = specimen(work.session, Finding)
    assert _ask(store, 'SELECT 1 FROM edit WHERE "row" = ?', finding.id.bytes) == []


def _saw(store: Store, act: uuid.UUID | None, column: str) -> set[tuple[str, Any]]:
    """What the edit of `column` made in `act` had seen: (column, new value)."""
    assert act is not None
    query = "SELECT o.col, o.new FROM edit e JOIN saw s ON s.new = e.id JOIN edit o ON o.id = s.old"
    return set(_ask(store, f"{query} WHERE e.act = ? AND e.col = ?", act.bytes, column))


def test_a_deletion_knows_every_live_edit_of_its_row(store: Store) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        finding, other = specimen(work.session, Finding), specimen(work.session, Finding)
    for fact in ("一", "二"):
        with store.act(Act.EDIT_FINDING) as work:
            work.findings.state(finding.id, fact=fact, advice="改")
            work.findings.state(other.id, advice="别")
    with store.act(Act.DELETE) as work:
        work.session.get_one(Finding, finding.id).deleted = True
    assert _saw(store, work.act, DELETED) == {("fact", "二"), ("advice", "改")}
    with store.act(Act.UNDO) as work:
        work.session.get_one(Finding, finding.id).deleted = False
    assert _saw(store, work.act, DELETED) == set()


def test_a_statement_knows_its_other_fields(store: Store) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        draft = FindingStatus.DRAFT
        finding = specimen(work.session, Finding, status=draft, students=1).id
    for fact in ("一", "二"):
        with store.act(Act.EDIT_FINDING) as work:
            work.findings.state(finding, fact=fact, advice="改")
    with store.act(Act.JUDGE_FINDING) as work:
        work.findings.state(finding, status=FindingStatus.CONFIRMED, students=77)
    assert _saw(store, work.act, "status") == {("fact", "二"), ("students", 77)}
    assert _saw(store, work.act, "students") == {("fact", "二")}
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, advice="再改")
    assert _saw(store, work.act, "advice") == set()


def test_what_is_deleted_does_not_change_but_comes_back_with_its_change(store: Store) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        finding = specimen(work.session, Finding).id
    with store.act(Act.DELETE) as work:
        work.session.get_one(Finding, finding).deleted = True
    change = update(table_of(Finding)).values(fact="乙")
    with pytest.raises(Exception, match="does not change so"), store.act(Act.EDIT_FINDING) as work:
        work.session.execute(change.where(Finding.id == finding))
    with store.act(Act.EDIT_FINDING) as work:
        row = work.session.get_one(Finding, finding)
        row.fact, row.deleted = "乙", False
    with store.read() as work:
        assert work.session.get_one(Finding, finding).fact == "乙"


def test_a_silent_pen_writes_nothing_down(store: Store) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        finding = specimen(work.session, Finding).id
    with store.engine.begin() as connection:
        connection.execute(update(Pen).values(silent=True))
        connection.execute(update(table_of(Finding)).values(fact="默"))
        connection.execute(update(Pen).values(silent=False))
    assert _ask(store, 'SELECT 1 FROM edit WHERE "row" = ?', finding.bytes) == []


def test_a_bare_key_states_that_it_is_there(store: Store) -> None:
    with store.act(Act.RECORD_VISIT) as work:
        specimen(work.session, VisitMethod)
    assert work.act is not None
    made = [edit for edit in _ask(store, _EDIT, work.act.bytes) if edit[2] == "visit_method"]
    assert [edit[5:] for edit in made] == [(DELETED, "", None, 0)]


def test_cells_come_with_their_parent_only(store: Store) -> None:
    with store.act(Act.TALLY) as work:
        entry = specimen(work.session, TallyEntry).id
    late = insert(table_of(TallyCount)).values(entry_id=entry, cell="S01.A", count=1)

    with pytest.raises(Exception, match="born in an act"), store.act(Act.TALLY) as work:
        work.session.execute(late)


def test_a_photo_once_kept_stays_as_it_is(store: Store) -> None:
    with store.act(Act.ADD_EVIDENCE) as work:
        specimen(work.session, Attachment)
    with pytest.raises(Exception, match="never updated"), store.act(Act.ADD_EVIDENCE) as work:
        work.session.execute(text("UPDATE attachment SET media_type = 'image/png'"))


def test_foreign_keys_hold_by_the_end_of_the_act(store: Store) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        finding = specimen(work.session, Finding).id
    before = dump(store.path)
    with pytest.raises(Exception, match="FOREIGN KEY"), store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, visit_id=uuid.uuid4())
    assert dump(store.path) == before
