"""Whatever of a table reaches people has a Chinese name, which the table itself gives it."""

import re
from typing import Any

import pytest

from db import vocabulary
from db.labels import column_label, table_label
from db.schema.base import DELETED, Kept, Row, Scope, edited_columns, table_of
from db.schema.registry import kept_classes, referred_table
from db.schema.types import Word, Words
from inspector_gui.labels import label

_CHINESE = re.compile(r"[\u4e00-\u9fff（），、]{1,12}")
_KEPT = pytest.mark.parametrize("cls", kept_classes(), ids=lambda cls: cls.__tablename__)


@_KEPT
def test_a_table_and_every_edited_column_have_a_name(cls: type[Kept]) -> None:
    table = cls.__tablename__
    assert _CHINESE.fullmatch(table_label(table)), table
    raw = [c for c in edited_columns(cls) if not _CHINESE.fullmatch(column_label(table, c))]
    assert raw == []
    stated = [name for name in edited_columns(cls) if name != "deleted"]
    assert list(cls.labels) == stated, "one for each column, in their order, and none besides"
    assert column_label(table, DELETED) == "删除"
    twice = [name for name in cls.labels.values() if list(cls.labels.values()).count(name) > 1]
    assert twice == []


@_KEPT
def test_what_a_table_says_of_its_columns_is_true(cls: type[Kept]) -> None:
    columns = table_of(cls).columns
    named = {cls.hangs_on, cls.known_by, *cls.silent, *cls.loose} - {""}
    named |= {name for group in cls.groups.values() for name in group}
    if issubclass(cls, Row):
        named |= {*cls.natural, *(name for way in cls.alike for name in way)}
    assert named <= set(columns.keys())
    if cls.hangs_on:
        assert referred_table(cls, cls.hangs_on), "it hangs on a row of a table"
    for name, table in cls.loose.items():
        assert not columns[name].foreign_keys
        assert table in {other.__tablename__ for other in kept_classes()}


def test_what_nobody_knows_by_a_name_is_known_by_name() -> None:
    nameless = {cls.__tablename__ for cls in kept_classes() if not cls.known_by}
    assert nameless == {"attachment", "visit"}
    unattached = {cls.__tablename__ for cls in kept_classes() if not cls.hangs_on}
    assert unattached == {"attachment", "campaign", "filled_in", "wording_confirmed"}


def test_a_team_gets_its_own_and_what_all_need() -> None:
    """Nothing that a school recorded, a parent said or the bureau registers is handed out."""
    given = {cls.__tablename__: cls.scope for cls in kept_classes() if cls.scope != Scope.NOBODY}
    everyone = {table for table, scope in given.items() if scope is Scope.EVERYONE}
    assert everyone == {
        *("campaign", "inspection", "phase", "calendar_day", "catalogue", "category"),
        "checklist_item",
        *("regulation", "citation", "provision", "catalogue_fee", "form", "question", "option"),
        "text_template",
    }
    assert {table: scope for table, scope in given.items() if table not in everyone} == {
        "team": Scope.TEAM,
        "member": Scope.OWN,
        "recusal": Scope.OF_MEMBERS,
        "school": Scope.SCHOOLS,
        "school_class": Scope.OF_SCHOOLS,
        "school_circumstance": Scope.OF_SCHOOLS,
        "earlier_finding": Scope.OF_SCHOOLS,
        "visit": Scope.OWN,
    }


@pytest.mark.parametrize("table", ["act", "edit", "supersedes", "saw"])
def test_the_journal_has_names_too(table: str) -> None:
    assert _CHINESE.fullmatch(table_label(table))


def _lists() -> list[Any]:
    kinds = [column.type for cls in kept_classes() for column in table_of(cls).columns]
    return sorted(
        {kind.enum_type for kind in kinds if isinstance(kind, Word | Words)} | {vocabulary.Act},
        key=lambda words: words.__name__,
    )


@pytest.mark.parametrize("words", _lists(), ids=lambda words: words.__name__)
def test_every_word_that_is_kept_has_a_name(words: Any) -> None:
    assert [word for word in words if not _CHINESE.fullmatch(label(word))] == []
