"""A master of version 1 is raised by the steps of a file, to what a new one is."""

import gzip
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db import migrations
from db.errors import InspectionError
from db.postgres.founding import found
from db.postgres.leaving import take_out
from db.postgres.master import Master
from db.postgres.master_url import Address
from db.postgres.upgrading import upgrade
from db.store import Store
from db.vocabulary import Act
from tests.commands.cli import did, refused
from tests.conftest import Clock
from tests.db.looking import dump, visit_of
from tests.db.postgres.server import Server

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
NEWEST = migrations.VERSION
_SCHEMA = "inspection_2025_sf"
#: What a schema is made of. The order of columns and what stands in a new one are left out.
_PARTS = {
    "columns": "SELECT table_name, column_name, data_type, collation_name, is_nullable"
    " FROM information_schema.columns WHERE table_schema = :schema",
    "constraints": "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = CAST(:schema AS regnamespace) AND contype <> 'n'",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = :schema",
    "triggers": "SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c"
    " ON c.oid = t.tgrelid WHERE c.relnamespace = CAST(:schema AS regnamespace)"
    " AND NOT t.tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc"
    " WHERE pronamespace = CAST(:schema AS regnamespace)",
}


@pytest.fixture
def older(server: Server) -> Any:
    """The address of a master that a program of version 1 founded."""
    script = gzip.decompress((GOLDEN / "version-1.master.sql.gz").read_bytes()).decode()
    server.load("older", script)
    yield server.url("older")
    server.run("DROP DATABASE older WITH (FORCE)")


def _parts(url: str) -> dict[str, list[tuple[Any, ...]]]:
    with Master.at(Address.parse(url)) as master, master.engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(text(query), {"schema": _SCHEMA})))
            for name, query in _PARTS.items()
        }


def _golden(tmp_path: Path) -> Path:
    return Path(shutil.copy(GOLDEN / "version-1.inspection", tmp_path / "总.inspection"))


def test_it_becomes_what_a_new_one_is(older: str, url: str, tmp_path: Path) -> None:
    with Store.open(_golden(tmp_path)) as bureau:
        found(Address.parse(url), bureau)
    assert upgrade(Address.parse(older)) == 1
    raised, new = _parts(older), _parts(url)
    assert raised.keys() == new.keys()
    for name, parts in new.items():
        assert raised[name] == parts, name
    assert upgrade(Address.parse(older)) == NEWEST


def test_it_holds_what_the_raised_file_holds_and_is_worked_on(
    older: str, tmp_path: Path, clock: Clock
) -> None:
    assert "总库是文件格式 1" in refused("summary", older)
    assert f"从文件格式 1 升级到 {NEWEST}" in did("master", older, "--upgrade").lines[0]
    assert "没有改动" in did("master", older, "--upgrade").lines[0]
    path = _golden(tmp_path)
    Store.open(path, now=clock).close()
    with Master.at(Address.parse(older), now=clock) as master:
        take_out(master, tmp_path / "取出.inspection")
        assert _rows(tmp_path / "取出.inspection") == _rows(path)
        with master.read() as work:
            master.person = work.people.members()[0].id
            [finding] = work.findings.lines(visit_of(master))
        assert finding.fact == "未公示收费标准"
        assert master.undo() is Act.EDIT_FINDING
        assert master.redo() is Act.EDIT_FINDING


def _rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    kept = dump(path)
    kept.pop("pen")
    return kept


_STEP = """\
ALTER TABLE visit ADD COLUMN weather TEXT NOT NULL DEFAULT '';
ALTER TABLE answer ADD COLUMN finding_id GUID REFERENCES finding (id) DEFERRABLE INITIALLY DEFERRED;
CREATE TABLE forecast (id GUID NOT NULL, day TEXT NOT NULL, rain FLAG NOT NULL, mm NUMBER, \
act GUID NOT NULL, deleted FLAG NOT NULL, PRIMARY KEY (id), FOREIGN KEY (act) REFERENCES act (id) \
DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID, STRICT;
CREATE INDEX forecast_day ON forecast (day);
UPDATE visit SET weather = '晴 100%', place = '不记';
ALTER TABLE visit ADD COLUMN warm FLAG NOT NULL DEFAULT true;
"""


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of the next version with a step of each kind."""
    folder = tmp_path / "frozen"
    shutil.copytree(migrations._HERE, folder, ignore=shutil.ignore_patterns("*.py", "__*"))
    monkeypatch.setattr(migrations, "_HERE", folder)
    for module in ("master", "schema", "upgrading"):
        monkeypatch.setattr(f"db.postgres.{module}.VERSION", NEWEST + 1)
    step = folder / f"step-{NEWEST + 1:04}.sql"
    step.write_text(_STEP, "utf-8")
    return step


def _asked(server_url: str, query: str) -> list[tuple[Any, ...]]:
    with Master.at(Address.parse(server_url)) as master, master.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_a_step_is_spelled_for_the_server(older: str, next_step: Path) -> None:
    assert upgrade(Address.parse(older)) == 1
    assert _asked(older, "SELECT weather, place, warm FROM visit") == [("晴 100%", "不记", True)]
    kinds = _asked(
        older,
        "SELECT column_name, data_type, collation_name FROM information_schema.columns"
        " WHERE table_name = 'forecast' AND column_name IN ('id', 'day', 'rain', 'mm')",
    )
    assert sorted(kinds) == [
        ("day", "character varying", "C"),
        ("id", "uuid", None),
        ("mm", "bigint", None),
        ("rain", "boolean", None),
    ]
    references = "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND conrelid = "
    assert _asked(older, f"{references} CAST('answer' AS regclass)") == [(0,)]  # checked as sets
    assert _asked(older, f"{references} CAST('forecast' AS regclass)") == [(1,)]
    assert _asked(older, "SELECT count(*) FROM edit WHERE col = 'place' AND new = 't不记'") == [
        (0,)
    ]


def test_a_step_that_fails_leaves_the_master_as_it_was(
    older: str, next_step: Path, server: Server
) -> None:
    before = server.dump("older")
    next_step.write_text(_STEP + "UPDATE visit SET place = nothing;\n", "utf-8")
    with pytest.raises(InspectionError, match="升级没有成功，总库仍是原样"):
        upgrade(Address.parse(older))
    assert server.dump("older") == before


def test_a_newer_master_is_refused_by_the_number_of_its_format(older: str, server: Server) -> None:
    with_comment = f"COMMENT ON SCHEMA {_SCHEMA} IS 'inspection format {NEWEST + 1}'"
    server.run_in("older", with_comment)
    said = refused("summary", older)
    assert f"由更新的版本（文件格式 {NEWEST + 1}）保存" in said
    assert f"由更新的版本（文件格式 {NEWEST + 1}）保存" in refused("master", older, "--upgrade")
