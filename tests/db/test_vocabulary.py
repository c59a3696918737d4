"""Lists that only name things are open to newer programs; states and verdicts are closed."""

import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column

from db import migrations
from db.merge.batch_import import merge
from db.merge.inbox import received
from db.migrations.words import naming_words, undated, words_file
from db.schema.base import table_of
from db.schema.registry import kept_classes
from db.schema.types import Word, Words
from db.storage import file
from db.store import Store
from db.vocabulary import Act, EvidenceKind, FindingStatus, Handling, Naming
from inspector_gui.labels import label
from tests.conftest import Clock
from tests.db.looking import ask, visit_of

NEW = "会议纪要@9.1"


def _columns(*, naming: bool) -> list[Column[Any]]:
    return [
        column
        for cls in kept_classes()
        for column in table_of(cls).columns
        if isinstance(column.type, Word | Words)
        and issubclass(column.type.enum_type, Naming) is naming
    ]


def _is_sound(column: Column[Any], stored: str) -> bool:
    import sqlcipher3.dbapi2 as sqlite

    with closing(sqlite.connect(":memory:")) as connection:
        query = f"SELECT {column.type.fault('?1')}"  # type: ignore[attr-defined]
        return not connection.execute(query, (stored,)).fetchone()[0]


def test_a_word_of_a_newer_program_is_sound_where_it_only_names() -> None:
    for column in _columns(naming=True):
        assert _is_sound(column, NEW), column
        for odd in ("甲" * 401, "甲\x00乙", "甲\x01", "甲\n"):
            assert not _is_sound(column, odd), (column, odd)
    for column in _columns(naming=False):
        assert not _is_sound(column, NEW), column
    assert {str(column) for column in _columns(naming=False)} > {
        "finding.status",
        "checklist_answer.verdict",
        "complaint.outcome",
        "parent_call.outcome",
    }


@pytest.mark.parametrize("stored", ["", "甲,乙", "甲" * 61, "甲\n乙", "甲\x00"])
def test_what_is_no_word_is_read_by_nobody(stored: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        EvidenceKind.kept(stored)


def test_an_unknown_word_says_which_version_knows_it() -> None:
    word = EvidenceKind.kept(NEW)
    assert word == EvidenceKind.kept(NEW) == NEW
    assert not word.is_known
    assert label(word) == "会议纪要（9.1 版本的用语）"
    assert label(EvidenceKind.kept("minutes")) == "minutes（更新 版本的用语）"
    assert EvidenceKind.kept("photo") is EvidenceKind.PHOTO
    assert not EvidenceKind.kept("PHOTO").is_known
    assert label(EvidenceKind.PHOTO) == "照片"
    assert NEW not in list(EvidenceKind)


def test_several_words_keep_those_that_are_unknown() -> None:
    kind: Words[Handling] = Words(Handling)
    stored = f"ONSPOT,MARKET,{NEW}"
    words = kind.process_result_value(stored, None)  # type: ignore[arg-type]
    assert words == (Handling.ONSPOT, Handling.MARKET, NEW)
    assert kind.process_bind_param(words, None) == stored  # type: ignore[arg-type]
    assert kind.process_bind_param(words[::-1], None) == stored  # type: ignore[arg-type, index]


def test_this_program_writes_only_what_it_knows_or_was_given() -> None:
    kind: Word[EvidenceKind] = Word(EvidenceKind)
    assert kind.process_bind_param(EvidenceKind.kept(NEW), None) == NEW  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="minutes"):
        kind.process_bind_param("minutes", None)  # type: ignore[arg-type]


@pytest.fixture
def newer(campaign_file: Path, tmp_path: Path, clock: Clock) -> Path:
    """A file in which a newer program of the same format named evidence and an act."""
    path = Path(shutil.copy(campaign_file, tmp_path / "第一检查组.inspection"))
    with Store.open(path, now=clock) as store:
        with store.read() as work:
            store.person = work.people.members()[0].id
            school = work.schools.lines()[0].id
        with store.act(Act.ADD_EVIDENCE, school=school) as work:
            work.evidence.gather(visit_of(store), EvidenceKind.kept(NEW), "第3次会议")
    with closing(file.connect(path)) as connection:
        connection.execute("UPDATE pen SET silent = 1")
        connection.execute("DROP TRIGGER act_no_update")
        connection.execute(f"UPDATE act SET what = '{NEW}' WHERE what = 'add_evidence'")
        connection.execute(migrations.triggers(migrations.VERSION)["act_no_update"])
        connection.execute("UPDATE pen SET silent = 0")
    return path


def test_a_file_that_differs_only_by_words_is_no_newer_version(
    newer: Path, campaign_file: Path, clock: Clock
) -> None:
    with received(newer) as arrival:
        assert arrival.bad == ()
    with Store.open(campaign_file, now=clock) as bureau:
        merge(bureau, newer)
        assert ask(campaign_file, "SELECT kind FROM evidence") == [(NEW,)]
        assert ask(campaign_file, "SELECT count(*) FROM act WHERE what = ?", NEW) == [(1,)]
        with bureau.read() as work:
            [proof] = work.evidence.proofs(visit_of(bureau))
            [deed] = work.journal.timeline(work.schools.lines()[0].id)
        assert label(proof.kind) == label(deed.what) == "会议纪要（9.1 版本的用语）"


def test_a_state_that_is_not_ours_is_damage(newer: Path) -> None:
    with closing(file.connect(newer)) as connection:
        connection.execute("UPDATE pen SET silent = 1")
        connection.execute("UPDATE school SET kind = 'ACADEMY'")
        connection.execute("UPDATE pen SET silent = 0")
    with received(newer) as arrival:
        assert ("school", "kind") in {(bad.table, bad.why) for bad in arrival.bad}
    with pytest.raises(ValueError, match="HALF_CLOSED"):
        FindingStatus("HALF_CLOSED")


def test_words_after_a_release_say_with_which_version_they_came() -> None:
    assert undated(["Act draw", "Act 收回@0.3", "Act new"], ["Act draw"]) == ["Act new"]
    released = words_file(migrations.VERSION)
    if released.exists():
        assert undated(naming_words(), released.read_text("utf-8").splitlines()) == []
    assert len(naming_words()) == len(set(naming_words())) > 100
