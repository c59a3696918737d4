"""The gate: what is no sound file of ours stays out, with one sentence, soon, and unread."""

import os
import random
import shutil
import struct
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlite

from db.errors import InspectionError
from db.merge import inbox
from db.merge.batch_import import merge
from db.merge.inbox import received
from db.migrations import APPLICATION_ID, VERSION, schema
from db.storage import file
from db.store import Store
from db.vocabulary import Act, Stage
from tests.conftest import Clock
from tests.db.looking import ask, dump, visit_of
from tests.db.merge.forging import forge


@pytest.fixture
def arriving(campaign_file: Path, tmp_path: Path, clock: Clock) -> Path:
    """A sound file with some work in it."""
    path = Path(shutil.copy(campaign_file, tmp_path / "第一检查组.inspection"))
    with Store.open(path, now=clock) as store:
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), place="校长室", overall="总体较好。" * 300)
        with store.act(Act.RECORD_INTERVIEW) as work:
            work.interviews.record(visit_of(store), Stage.PRI, place_kind="校门口")
    return path


def _stays_out(path: Path, why: str) -> None:
    before = path.read_bytes()
    with pytest.raises(InspectionError, match=why) as caught, received(path):
        pass
    assert path.name in str(caught.value)
    assert str(caught.value).endswith("。")
    assert path.read_bytes() == before


def test_a_sound_file_passes(arriving: Path) -> None:
    with received(arriving) as arrival:
        assert arrival.bad == ()
        assert arrival.path != arriving


def _header(offset: int, value: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[offset : offset + 4] = struct.pack(">I", value)
        path.write_bytes(content)

    return write


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda path: path.write_bytes(random.Random(1).randbytes(50_000)), "不是检查数据文件"),
        (_header(68, 0), "别的程序"),
        (_header(68, 0x47504B47), "别的程序"),
        (_header(60, VERSION + 1), "更新的版本"),
        (_header(60, 0xFFFFFFFF), "更新的版本"),
        (_header(60, 0), "没有写完"),
        (_header(28, 5), "损坏"),
        (lambda path: path.write_bytes(path.read_bytes()[:-4096]), "不完整"),
        (lambda path: path.write_bytes(path.read_bytes()[:4096] * 3), "不完整|损坏"),
    ],
    ids=[
        "garbage",
        "nobody's file",
        "another program's file",
        "newer",
        "much newer",
        "unfinished",
        "fewer pages than there are",
        "a page is missing",
        "one page again and again",
    ],
)
def test_what_is_no_file_of_ours(arriving: Path, harm: Callable[[Path], Any], why: str) -> None:
    harm(arriving)
    _stays_out(arriving, why)


HANG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.mark.parametrize(
    "statement",
    [
        f"CREATE VIEW visit_all AS {HANG}",
        "CREATE TRIGGER spy AFTER INSERT ON visit BEGIN DELETE FROM edit; END",
        "DROP TRIGGER edit_supersedes",
        "CREATE TABLE more (x TEXT)",
        "CREATE INDEX visit_overall ON visit (overall)",
        "CREATE VIRTUAL TABLE words USING fts5(word)",
        "ALTER TABLE visit ADD COLUMN heavy TEXT GENERATED ALWAYS AS (hex(zeroblob(90000)))",
        "DROP TABLE draft",
        "ALTER TABLE interview RENAME COLUMN note TO remark",
        "CREATE TABLE sqlite_stat_mine (x)",
    ],
)
def test_what_is_built_otherwise(arriving: Path, statement: str) -> None:
    with closing(sqlite.connect(arriving, isolation_level=None)) as connection:
        try:
            connection.execute(statement)
        except sqlite.OperationalError:
            pytest.skip("this library has no such thing")
    _stays_out(arriving, "改动过")


def test_a_view_by_the_name_of_a_table(arriving: Path) -> None:
    """What reads it would never end."""
    with closing(sqlite.connect(arriving, isolation_level=None)) as connection:
        connection.execute("DROP TABLE draft")
        connection.execute(f"CREATE VIEW draft AS {HANG}")
    _stays_out(arriving, "改动过")


def _edited(path: Path, statement: str) -> None:
    """Change what the file says of its own tables; SQLite takes it at its word."""
    with closing(sqlite.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        assert connection.execute(statement).rowcount > 0
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_twenty_thousand_tables(arriving: Path) -> None:
    names = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
    _edited(
        arriving,
        f"INSERT INTO sqlite_schema {names} SELECT 'table', 't' || i, 't' || i, rootpage,"
        " 'CREATE TABLE t' || i || ' (x)' FROM n, sqlite_schema WHERE name = 'draft'",
    )
    _stays_out(arriving, "改动过")


_OTHER_ORDER = "replace(sql, 'TEXT', 'TEXT COLLATE NOCASE')"
_ANOTHER = "(SELECT rootpage FROM sqlite_schema WHERE name = 'interview')"


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '') WHERE name = 'visit'", "改动"),
        (f"UPDATE sqlite_schema SET sql = {_OTHER_ORDER} WHERE name = 'finding'", "改动"),
        ("UPDATE sqlite_schema SET sql = 'CREATE TABLE visit' WHERE name = 'visit'", "损坏|改动"),
        ("DELETE FROM sqlite_schema WHERE name = 'interview'", "改动"),
        (f"UPDATE sqlite_schema SET rootpage = {_ANOTHER} WHERE name = 'finding'", "损坏"),
        ("UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'finding'", "损坏"),
        ("UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'finding'", "损坏"),
    ],
    ids=[
        "not strict",
        "another collation",
        "half a sentence",
        "a table hidden",
        "two tables in one place",
        "a table beyond the end",
        "a table that is the schema",
    ],
)
def test_an_edited_schema(arriving: Path, statement: str, why: str) -> None:
    _edited(arriving, statement)
    _stays_out(arriving, why)


def test_another_encoding_of_text(arriving: Path) -> None:
    """The same tables and rows, but in UTF-16: no statement could hold both files."""
    wide = arriving.with_name("第二检查组.inspection")
    with closing(sqlite.connect(wide, isolation_level=None)) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16le'")
        for statement in schema(VERSION):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    assert wide.read_bytes()[59] == 2
    _stays_out(wide, "改动过")


@pytest.mark.skipif(sys.platform == "win32", reason="links take an administrator there")
def test_what_is_no_regular_file(arriving: Path, tmp_path: Path) -> None:
    """Nothing waits for a pipe, and a link to a file is as good as the file."""
    link = tmp_path / "链接.inspection"
    link.symlink_to(arriving)
    with received(link) as arrival:
        assert arrival.bad == ()
    for number, target in enumerate(
        (tmp_path / "没有", tmp_path, Path("/dev/zero"), _pipe(tmp_path))
    ):
        broken = tmp_path / f"{number}.inspection"
        broken.symlink_to(target)
        with pytest.raises(InspectionError, match=r"找不到|文件夹|不是普通文件"), received(broken):
            pass
    circle = tmp_path / "圈.inspection"
    circle.symlink_to(circle)
    with pytest.raises(InspectionError, match=r"找不到|读不出来"), received(circle):
        pass


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "管道")
    return folder / "管道"


def test_a_file_that_is_written_while_it_is_read(
    arriving: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copyfile

    def meanwhile(source: Path, target: Path) -> None:
        copy(source, target)
        with closing(file.connect(source)) as connection:
            connection.execute("DELETE FROM draft")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.utime(source, ns=(1, 1))

    monkeypatch.setattr("shutil.copyfile", meanwhile)
    with pytest.raises(InspectionError, match="正在被写入"), received(arriving):
        pass


def test_whoever_takes_too_long(arriving: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is bounded by the file's size; here it is up at once."""
    monkeypatch.setattr(inbox, "_SECONDS", 0.0)
    monkeypatch.setattr(inbox, "_SECONDS_PER_MB", 0.0)
    forge(
        arriving,
        "INSERT INTO interview SELECT randomblob(16), visit_id, stage, place_kind, persons, note,"
        " act, deleted FROM interview, (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
        " FROM n WHERE i < 3000) SELECT i FROM n)",
    )
    _stays_out(arriving, "耗时")


def test_one_huge_value_is_not_read_into_memory(arriving: Path) -> None:
    """It is kept out, within the memory that the gate has."""
    forge(
        arriving,
        "INSERT INTO attachment (sha256, media_type, content, original_sha256)"
        " VALUES (randomblob(32), 'image/jpeg', zeroblob(200000000), randomblob(32))",
    )
    with received(arriving) as arrival:
        assert [(row.table, row.why) for row in arrival.bad] == [("attachment", "content")]


def test_too_many_unsound_rows_are_no_file(arriving: Path) -> None:
    forge(
        arriving,
        "INSERT INTO interview SELECT randomblob(16), visit_id, 'UNI', place_kind, persons, note,"
        " act, deleted FROM interview, (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
        " FROM n WHERE i < 10001) SELECT i FROM n)",
    )
    _stays_out(arriving, "不合规")


def test_a_file_that_does_not_say_what_it_is(arriving: Path) -> None:
    forge(arriving, "DELETE FROM file_info")
    _stays_out(arriving, "没有写完")


def test_a_file_that_says_nonsense_of_itself(arriving: Path) -> None:
    forge(arriving, "UPDATE file_info SET desk = 'chief'")
    _stays_out(arriving, "没有写完")


def test_nothing_of_a_private_copy_is_left(
    arriving: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "临时"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    with received(arriving):
        assert list(private.iterdir())
    assert list(private.iterdir()) == []
    forge(arriving, "DELETE FROM file_info")
    _stays_out(arriving, "没有写完")
    assert list(private.iterdir()) == []


def test_damage_anywhere_is_refused_or_harmless(
    arriving: Path, campaign_file: Path, tmp_path: Path, clock: Clock
) -> None:
    """Bytes that fell over: one sentence and the bureau as before, or a sound bureau."""
    chance, sound = random.Random(5), arriving.read_bytes()
    refused = 0
    for turn in range(16):
        content = bytearray(sound)
        for _ in range(chance.randint(1, 40)):
            content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
        arriving.write_bytes(content)
        path = Path(shutil.copy(campaign_file, tmp_path / f"{turn}.inspection"))
        before = dump(path)
        why = ""
        with Store.open(path, now=clock) as bureau:
            try:
                merge(bureau, arriving)
            except InspectionError as error:
                why = str(error)
        if why:
            refused += 1
            assert why.endswith("。")
            assert dump(path) == before
        assert ask(path, "PRAGMA quick_check") == [("ok",)]
        assert ask(path, "PRAGMA foreign_key_check") == []
        with received(path) as arrival:
            assert arrival.bad == ()
    assert refused > 0


def test_an_encrypted_file_is_looked_at_under_its_key(arriving: Path, tmp_path: Path) -> None:
    locked = tmp_path / "密.inspection"
    key = file.create_locked(locked, "示例口令2025")
    with pytest.raises(InspectionError, match="口令"), received(locked):
        pass
    with pytest.raises(InspectionError, match="没有写完"), received(locked, key):
        pass
    with pytest.raises(InspectionError, match="口令文件不是它的"), received(locked, bytes(32)):
        pass
