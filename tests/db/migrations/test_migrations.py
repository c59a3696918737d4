"""A file of any version opens in this one; a step that fails leaves it as it was."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Column, Integer, MetaData, Table

from db import migrations
from db.errors import InspectionError
from db.journal.triggers import triggers as meant
from db.merge.batch_import import merge
from db.merge.decisions import decide
from db.merge.inbox import received
from db.migrations import drafting
from db.migrations.built import built, entries_of
from db.migrations.words import words_file
from db.storage import file
from db.store import Store
from db.vocabulary import Act
from tests.conftest import Clock, prepare
from tests.db.looking import ask, dump, shown, visit_of

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden"
NEWEST = migrations.VERSION
NEXT = NEWEST + 1
#: What the next version adds, for the length of these tests: a field of a visit, already filled in.
_STEP = """\
-- The weather, which says why nobody was in the playground.
ALTER TABLE visit ADD COLUMN weather TEXT NOT NULL DEFAULT '';
UPDATE visit SET weather = '晴';
UPDATE visit SET place = '不记';
"""
_LAST_LINE = "UPDATE visit SET place = '不记';\n"


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the next version: its frozen files, in a folder of their own."""
    folder = tmp_path / "frozen"
    shutil.copytree(migrations._HERE, folder, ignore=shutil.ignore_patterns("*.py", "__*"))
    before = migrations.triggers(NEWEST)
    edits = "SELECT 'place' AS col, '' AS grp, OLD.\"place\" AS old, NEW.\"place\" AS new"
    after = before["visit_edit"].replace(
        edits, f"{edits}\n  UNION ALL SELECT 'weather', '', OLD.weather, NEW.weather"
    )
    assert after.count("weather") == 3
    (folder / f"triggers-{NEXT:04}.sql").write_text(
        migrations.differing(before, {**before, "visit_edit": after}), "utf-8"
    )
    (folder / f"step-{NEXT:04}.sql").write_text(_STEP, "utf-8")
    monkeypatch.setattr(migrations, "_HERE", folder)
    monkeypatch.setattr(migrations, "VERSION", NEXT)
    return folder


def test_the_steps_lead_to_what_the_tables_mean() -> None:
    """Run `python scripts/draft_step.py` where a table has what the steps lack."""
    assert drafting.missing(NEWEST) == []
    assert drafting.shape(migrations.tables(NEWEST)) == drafting.shape(drafting.meant())
    assert set(migrations.triggers(NEWEST).values()) == {text.strip() for text in meant()}


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_what_a_version_is_built_of_is_what_its_statements_make(version: int) -> None:
    with closing(sqlite.connect(":memory:", isolation_level=None)) as connection:
        for statement in migrations.schema(version):
            connection.execute(statement)
        assert entries_of(connection) == built(version)


def test_a_step_is_drafted_from_what_the_tables_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every table and index as a step would make it is what the metadata makes, on SQLite."""
    monkeypatch.setattr(drafting, "tables", lambda _version: [])
    drafted = [migrations.for_sqlite(text) for text in drafting.missing(NEWEST)]
    assert drafting.shape(drafted) == drafting.shape(drafting.meant())


def test_a_word_that_only_a_server_has_for_itself_is_quoted() -> None:
    table = Table("ballot", MetaData(), Column("user", Integer, primary_key=True, index=True))
    assert drafting._table(table).startswith('CREATE TABLE ballot ("user" SERIAL NOT NULL')
    assert drafting._index(*table.indexes) == 'CREATE INDEX ix_ballot_user ON ballot ("user")'


def test_every_released_version_has_its_golden_files() -> None:
    released = [number for number in range(2, NEWEST + 1) if words_file(number).exists()]
    assert released == list(range(2, 2 + len(released)))
    for number in (1, *released):
        assert (GOLDEN / f"version-{number}.inspection").exists()
        assert (GOLDEN / f"version-{number}.master.sql.gz").exists()


def test_triggers_that_differ_are_all_that_a_version_keeps() -> None:
    before = {"a": "CREATE TRIGGER a 1", "b": "CREATE TRIGGER b 1", "c": "CREATE TRIGGER c 1"}
    after = {"a": "CREATE TRIGGER a 1", "b": "CREATE TRIGGER b 2", "d": "CREATE TRIGGER d 1"}
    kept = migrations.differing(before, after)
    assert kept == "DROP TRIGGER c;\n--\nCREATE TRIGGER b 2;\n--\nCREATE TRIGGER d 1\n"
    texts = [*before.values(), *kept.strip().split(";\n--\n")]
    assert migrations.latest(texts) == after


@pytest.mark.parametrize(
    "golden", sorted(GOLDEN.glob("version-*.inspection")), ids=lambda path: path.name
)
def test_a_golden_file_opens_is_read_and_is_written(
    golden: Path, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / golden.name
    shutil.copyfile(golden, path)
    with received(path) as arrival:
        assert arrival.bad == ()
    with Store.open(path, now=clock) as store:
        visit = visit_of(store)
        with store.read() as work:
            store.person = work.people.members()[0].id
            [finding] = work.findings.lines(visit)
            assert finding.fact == "未公示收费标准"
            assert [line.name for line in work.schools.lines()] == ["示例市第一示例小学"]
        before = shown(store)
        assert store.undo() is Act.EDIT_FINDING
        assert store.redo() is Act.EDIT_FINDING
        assert shown(store) == before


def _of_version_1(tmp_path: Path, name: str = "总.inspection") -> Path:
    """A file of version 1, whatever version the program is made to be."""
    path = tmp_path / name
    shutil.copyfile(GOLDEN / "version-1.inspection", path)
    return path


def test_an_older_file_is_backed_up_and_raised(
    tmp_path: Path, next_version: Path, clock: Clock
) -> None:
    path = _of_version_1(tmp_path)
    before = dump(path)
    with Store.open(path, now=clock) as store:
        visit = visit_of(store)
    assert ask(path, "PRAGMA user_version") == [(NEXT,)]
    assert ask(path, "SELECT weather, place FROM visit") == [("晴", "不记")]
    assert dump(path)["edit"] == before["edit"]  # steps are not written down
    with Store.open(path, now=clock) as store, store.act(Act.RECORD_VISIT) as work:
        work.session.connection().exec_driver_sql(
            "UPDATE visit SET weather = '雨' WHERE id = ?", (visit.bytes,)
        )
    assert ask(path, "SELECT old, new FROM edit WHERE col = 'weather'") == [("晴", "雨")]
    first = min((tmp_path / "备份").glob("*升级前*"))
    assert ask(first, "PRAGMA user_version") == [(1,)]
    assert dump(first) == before


def test_a_raised_file_and_a_new_one_pass_the_same_gate(
    tmp_path: Path, next_version: Path, clock: Clock
) -> None:
    raised, new = _of_version_1(tmp_path), tmp_path / "新.inspection"
    Store.open(raised, now=clock).close()
    prepare(new, clock)
    for path in (raised, new):
        with received(path) as arrival:
            assert arrival.bad == ()
        Store.open(path, now=clock).close()


def test_an_older_file_is_raised_on_its_way_into_a_merge(
    tmp_path: Path, next_version: Path
) -> None:
    path = _of_version_1(tmp_path)
    bytes_before = path.read_bytes()
    with received(path) as arrival:
        assert ask(arrival.path, "PRAGMA user_version") == [(NEXT,)]
        assert arrival.sha256 == file.digest(path)
    assert path.read_bytes() == bytes_before


def _says(path: Path, clock: Clock, place: str) -> None:
    with Store.open(path, now=clock) as store, store.act(Act.RECORD_VISIT) as work:
        work.visits.record(work.schools.lines()[0].visit_id, place=place)


@pytest.mark.parametrize("older_first", [True, False])
def test_an_older_file_is_heard_in_a_conflict_like_a_newer_one(
    tmp_path: Path,
    next_version: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    *,
    older_first: bool,
) -> None:
    """Two laptops, one of them with last month's program; the bureau has the new one."""
    (next_version / f"step-{NEXT:04}.sql").write_text(_STEP.removesuffix(_LAST_LINE), "utf-8")
    with monkeypatch.context() as last_month:
        last_month.setattr(migrations, "VERSION", NEWEST)
        older = _of_version_1(tmp_path, "旧.inspection")
        _says(older, clock, "校长室")
    newer, bureau = (_of_version_1(tmp_path, name) for name in ("新.inspection", "总.inspection"))
    _says(newer, clock, "会议室")
    assert [ask(path, "PRAGMA user_version") for path in (older, newer)] == [[(NEWEST,)], [(NEXT,)]]
    files = (older, newer) if older_first else (newer, older)
    with Store.open(bureau, now=clock) as store:
        for path in files:
            merge(store, path)
        with store.read() as work:
            [conflict] = work.conflicts.open()
        said = [side.values["place"] for side in conflict.sides]
        assert said == (["校长室", "会议室"] if older_first else ["会议室", "校长室"])
        decide(store, conflict.id, {"place": "校长室"})
        for path in files:
            merge(store, path)
        assert ask(bureau, "SELECT weather, place FROM visit") == [("晴", "校长室")]
    assert ask(older, "PRAGMA user_version") == [(NEWEST,)]


@pytest.mark.parametrize(
    "step",
    [
        "UPDATE visit SET place = '半途';\nALTER TABLE nothing ADD COLUMN x TEXT;\n",
        "UPDATE visit SET place = '半途';\nUPDATE visit SET school_id = zeroblob(16);\n",
        "CREATE TRIGGER visit_edit AFTER UPDATE ON visit BEGIN SELECT 1; END;\n",
    ],
    ids=["no such table", "orphan", "trigger comes twice"],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, next_version: Path, clock: Clock, step: str
) -> None:
    path = _of_version_1(tmp_path)
    before = path.read_bytes()
    (next_version / f"step-{NEXT:04}.sql").write_text(step, "utf-8")
    with pytest.raises(InspectionError, match="仍是原样"):
        Store.open(path, now=clock)
    assert path.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {path.name, "frozen", "备份"}


def test_a_file_that_is_not_built_as_ours_is_refused(tmp_path: Path, clock: Clock) -> None:
    for number, sql in enumerate(
        (
            "CREATE TRIGGER visit_spy AFTER UPDATE ON visit BEGIN DELETE FROM draft; END",
            "DROP TRIGGER edit_supersedes",
            "CREATE VIEW everything AS SELECT * FROM visit",
            "DROP TABLE draft",
        )
    ):
        path = _of_version_1(tmp_path, f"{number}.inspection")
        ask(path, sql)
        before = path.read_bytes()
        with pytest.raises(InspectionError, match="结构被改动过"):
            Store.open(path, now=clock)
        assert path.read_bytes() == before


def test_an_orphan_in_an_older_file_stays_out_and_the_rest_comes_in(
    tmp_path: Path, next_version: Path
) -> None:
    """Rows are looked at once the copy is raised, by the rules of this version."""
    path = _of_version_1(tmp_path)
    with closing(file.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TRIGGER edit_no_update")
        connection.execute("UPDATE edit SET act = zeroblob(16) WHERE col = 'involved_fen'")
        [trigger] = [
            text for name, text in migrations.triggers(1).items() if name == "edit_no_update"
        ]
        connection.execute(trigger)
    with received(path) as arrival:
        assert [(bad.table, bad.why) for bad in arrival.bad] == [("edit", "act")]


def test_a_newer_file_is_refused_by_the_number_of_its_format(tmp_path: Path, clock: Clock) -> None:
    path = _of_version_1(tmp_path)
    ask(path, f"PRAGMA user_version = {NEXT}")
    for enter in (lambda: Store.open(path, now=clock), lambda: received(path).__enter__()):
        with pytest.raises(InspectionError, match=f"由更新的版本（文件格式 {NEXT}）保存"):
            enter()


def _paid_in_version_1(path: Path) -> None:
    """A sum that was typed twice, as version 1 kept it: the finding's columns and their edits."""
    with closing(file.connect(path, None)) as connection:
        finding, act = connection.execute("SELECT id, act FROM finding").fetchone()
        connection.execute("UPDATE pen SET silent = 1, act = ?", (act,))
        connection.execute(
            "UPDATE finding SET due_fen = 9000, refunded_fen = 8000, refund_students = 3,"
            " surrendered_fen = 500"
        )
        for n, (old, new) in enumerate(((0, 5000), (5000, 8000))):
            connection.execute(
                'INSERT INTO edit (id, act, tbl, "row", sub, col, grp, old, new)'
                " VALUES (?, ?, 'finding', ?, '', 'refunded_fen', 'statement', ?, ?)",
                (bytes.fromhex(f"01ff{n:04x}") + bytes(12), act, finding, old, new),
            )
        connection.execute("UPDATE pen SET silent = 0, act = NULL")
        connection.commit()


def test_a_running_sum_becomes_one_refund_with_the_edits_that_led_to_it(
    tmp_path: Path, clock: Clock
) -> None:
    path = _of_version_1(tmp_path)
    _paid_in_version_1(path)
    with Store.open(path, now=clock) as store:
        with store.read() as work:
            [line] = work.findings.lines(visit_of(store))
            rows = work.refunds.of_finding(line.id)
        assert (line.refunded_fen, line.refund_students, line.surrendered_fen) == (8000, 3, 500)
        assert sorted((row.way.value, row.amount_fen) for row in rows) == [
            ("returned", 8000),
            ("surrendered", 500),
        ]
    moved = ask(path, "SELECT tbl, col, old, new FROM edit WHERE tbl = 'refund' ORDER BY id")
    assert moved == [("refund", "amount_fen", 0, 5000), ("refund", "amount_fen", 5000, 8000)]
    assert ask(path, "SELECT count(*) FROM edit WHERE col = 'refunded_fen'") == [(0,)]


def test_two_copies_of_version_1_make_one_refund_of_their_sum(tmp_path: Path, clock: Clock) -> None:
    """Raised apart and merged, the same payment is no payment more."""
    bureau, team = _of_version_1(tmp_path), _of_version_1(tmp_path, "组.inspection")
    for path in (bureau, team):
        _paid_in_version_1(path)
    with Store.open(team, now=clock):
        pass
    with Store.open(bureau, now=clock) as store:
        merge(store, team)
        with store.read() as work:
            [line] = work.findings.lines(visit_of(store))
            assert (line.refunded_fen, line.surrendered_fen) == (8000, 500)
            assert len(work.refunds.of_finding(line.id)) == 2
