"""A class in `db/schema/` is all a table needs: whatever goes through the tables finds it there."""

import ast
import uuid
from pathlib import Path

import pytest
from sqlalchemy import text

from db.journal.fields import cells_of, children_of_table
from db.labels import table_label
from db.merge.captions import caption
from db.merge.row_schools import school_of
from db.schema.base import Cell, Kept, Row, table_of
from db.schema.registry import class_named, kept_classes, table_named
from db.store import Store

SCHEMA = Path(__file__).resolve().parents[2] / "db" / "schema"
_KEPT = pytest.mark.parametrize("cls", kept_classes(), ids=lambda cls: cls.__tablename__)


def _declared() -> set[str]:
    """The tables that the files of the folder declare, read as text."""
    return {
        ast.literal_eval(statement.value)
        for path in SCHEMA.glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef)
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and statement.targets[0].id == "__tablename__"
    }


def test_every_table_that_a_file_declares_is_found() -> None:
    assert len(_declared()) > 50
    assert {name for name in _declared() if table_named(name).name != name} == set()
    assert {cls.__tablename__ for cls in kept_classes()} <= _declared()


@_KEPT
def test_a_table_is_made_by_the_steps_and_journalled(cls: type[Kept], store: Store) -> None:
    with store.read() as work:
        here = work.session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name"),
            {"name": cls.__tablename__},
        ).all()
    assert here, "nothing keeps it in the journal"


@_KEPT
def test_people_are_told_of_a_row_what_it_is_and_whose(cls: type[Kept], store: Store) -> None:
    name = cls.__tablename__
    assert class_named(name) is cls
    assert table_label(name) == cls.caption != ""
    with store.read() as work:
        assert school_of(work.session, name, uuid.uuid4()) is None
        caption(work.session, name, uuid.uuid4())


@_KEPT
def test_what_hangs_on_a_row_goes_and_comes_with_it(cls: type[Kept]) -> None:
    for key in table_of(cls).foreign_keys:
        above = key.column.table.name
        if issubclass(cls, Row) and key.parent.name != "act":
            assert (cls, key.parent.name) in children_of_table(above)
        if issubclass(cls, Cell) and key.parent.primary_key:
            assert cls.__tablename__ in cells_of(above)
