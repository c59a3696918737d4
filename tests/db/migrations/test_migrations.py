"""A file of any version opens in this one; a step that fails leaves it as it was."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from db import migrations
from db.errors import InspectionError
from db.merge.batch_import import merge
from db.merge.decisions import decide
from db.merge.inbox import received
from db.storage import file
from db.store import Store
from db.vocabulary import Act
from tests.conftest import Clock, prepare
from tests.db.looking import ask, dump, shown, visit_of

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden"
#: What version 2 adds, for the length of these tests: a field of a visit, already filled in.
_STEP = """\
ALTER TABLE visit ADD COLUMN weather TEXT NOT NULL DEFAULT '';
--
UPDATE visit SET weather = '晴';
--
UPDATE visit SET place = '不记'"""


@pytest.fixture(scope="module")
def freeze() -> ModuleType:
    spec = importlib.util.spec_from_file_location("freeze", ROOT / "scripts" / "freeze_schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def version_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of version 2: its frozen files, in a folder of their own."""
    folder = tmp_path / "frozen"
    shutil.copytree(migrations._HERE, folder, ignore=shutil.ignore_patterns("*.py", "__*"))
    one = (folder / "schema-0001.sql").read_text("utf-8")
    two = one.replace(
        "CREATE TABLE visit (", "CREATE TABLE visit (\n  weather TEXT NOT NULL DEFAULT '',"
    ).replace(
        "SELECT 'place' AS col, '' AS grp, OLD.\"place\" AS old, NEW.\"place\" AS new",
        "SELECT 'place' AS col, '' AS grp, OLD.\"place\" AS old, NEW.\"place\" AS new"
        "\n  UNION ALL SELECT 'weather', '', OLD.weather, NEW.weather",
    )
    assert two.count("weather") == 4
    (folder / "schema-0002.sql").write_text(two, "utf-8")
    shutil.copy(folder / "rules-0001.sql", folder / "rules-0002.sql")
    (folder / "step-0002.sql").write_text(_STEP, "utf-8")
    monkeypatch.setattr(migrations, "_HERE", folder)
    monkeypatch.setattr(migrations, "VERSION", 2)
    return folder


def test_the_frozen_files_are_what_the_code_means(freeze: ModuleType) -> None:
    newest = migrations.VERSION
    assert migrations.schema_file(newest).read_text("utf-8") == freeze.schema_sql()
    assert migrations.rules_file(newest).read_text("utf-8") == freeze.rules_sql()


def test_every_version_has_a_golden_file() -> None:
    wanted = {f"version-{number}.inspection" for number in range(1, migrations.VERSION + 1)}
    assert {path.name for path in GOLDEN.glob("version-*.inspection")} == wanted


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


def _before_version_2(tmp_path: Path, name: str = "总.inspection") -> Path:
    """A file of version 1, whatever version the program is made to be."""
    path = tmp_path / name
    shutil.copyfile(GOLDEN / "version-1.inspection", path)
    return path


def test_an_older_file_is_backed_up_and_raised(
    tmp_path: Path, version_2: Path, clock: Clock
) -> None:
    path = _before_version_2(tmp_path)
    before = dump(path)
    with Store.open(path, now=clock) as store:
        visit = visit_of(store)
    assert ask(path, "PRAGMA user_version") == [(2,)]
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
    tmp_path: Path, version_2: Path, clock: Clock
) -> None:
    raised, new = _before_version_2(tmp_path), tmp_path / "新.inspection"
    Store.open(raised, now=clock).close()
    prepare(new, clock)
    for path in (raised, new):
        with received(path) as arrival:
            assert arrival.bad == ()
        Store.open(path, now=clock).close()


def test_an_older_file_is_raised_on_its_way_into_a_merge(tmp_path: Path, version_2: Path) -> None:
    path = _before_version_2(tmp_path)
    bytes_before = path.read_bytes()
    with received(path) as arrival:
        assert ask(arrival.path, "PRAGMA user_version") == [(2,)]
        assert arrival.sha256 == file.digest(path)
    assert path.read_bytes() == bytes_before


def _says(path: Path, clock: Clock, place: str) -> None:
    with Store.open(path, now=clock) as store, store.act(Act.RECORD_VISIT) as work:
        work.visits.record(work.schools.lines()[0].visit_id, place=place)


@pytest.mark.parametrize("older_first", [True, False])
def test_an_older_file_is_heard_in_a_conflict_like_a_newer_one(
    tmp_path: Path,
    version_2: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    *,
    older_first: bool,
) -> None:
    """Two laptops, one of them with last month's program; the bureau has the new one."""
    (version_2 / "step-0002.sql").write_text(_STEP.rsplit(";\n--\n", 1)[0], "utf-8")
    with monkeypatch.context() as last_month:
        last_month.setattr(migrations, "VERSION", 1)
        older = _before_version_2(tmp_path, "旧.inspection")
        _says(older, clock, "校长室")
    newer, bureau = (
        _before_version_2(tmp_path, name) for name in ("新.inspection", "总.inspection")
    )
    _says(newer, clock, "会议室")
    assert [ask(path, "PRAGMA user_version") for path in (older, newer)] == [[(1,)], [(2,)]]
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
    assert ask(older, "PRAGMA user_version") == [(1,)]


@pytest.mark.parametrize(
    "step",
    [
        "UPDATE visit SET place = '半途';\n--\nALTER TABLE nothing ADD COLUMN x TEXT",
        "UPDATE visit SET place = '半途';\n--\nUPDATE visit SET school_id = zeroblob(16)",
        "CREATE TRIGGER visit_edit AFTER UPDATE ON visit BEGIN SELECT 1; END",
    ],
    ids=["no such table", "orphan", "trigger comes twice"],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, version_2: Path, clock: Clock, step: str
) -> None:
    path = _before_version_2(tmp_path)
    before = path.read_bytes()
    (version_2 / "step-0002.sql").write_text(step, "utf-8")
    with pytest.raises(InspectionError, match="仍是原样"):
        Store.open(path, now=clock)
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {path.name, "frozen", "备份"}


def test_a_file_that_is_not_built_as_ours_is_refused(tmp_path: Path, clock: Clock) -> None:
    for number, sql in enumerate(
        (
            "CREATE TRIGGER visit_spy AFTER UPDATE ON visit BEGIN DELETE FROM draft; END",
            "DROP TRIGGER edit_supersedes",
            "CREATE VIEW everything AS SELECT * FROM visit",
            "DROP TABLE draft",
        )
    ):
        path = _before_version_2(tmp_path, f"{number}.inspection")
        ask(path, sql)
        before = path.read_bytes()
        with pytest.raises(InspectionError, match="结构被改动过"):
            Store.open(path, now=clock)
        assert path.read_bytes() == before
