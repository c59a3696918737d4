"""The gate: a small process that looks at a foreign file before a row of it is read elsewhere.

Run as a script of its own, with the request as JSON on standard input and the verdict as JSON on
standard output. It imports nothing of this program and trusts nothing of the file: the header, the
schema (every entry equal to one this program creates) and the pages, raises an older file to this
version, then looks at every row by the rules. A file it refuses never reaches the merge; rows it
finds unsound go to quarantine.
"""

import hashlib
import json
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

MAX_BAD = 10_000
MAX_SCHEMA = 2_000
UTF_8 = "UTF-8"
DESKS = ("bureau", "team")
#: GLOB stops at a NUL; what is behind one is longer than it seems.
_BEYOND_ASCII = "*[^\x01-\x7f]*"
_STEPS_BETWEEN_LOOKS = 20_000


class Refused(Exception):  # noqa: N818  # a verdict, not a failure
    """Why the whole file stays out."""


def main() -> None:
    request = json.load(sys.stdin)
    _limit_memory(request["memory"])
    try:
        verdict = {"ok": True, **judge(request)}
    except Refused as refused:
        verdict = {"ok": False, "why": str(refused)}
    except sqlite.DatabaseError as error:
        verdict = {"ok": False, "why": _reason_for(error, request)}
    except (sqlite.Error, MemoryError, UnicodeError, OverflowError, ValueError):
        verdict = {"ok": False, "why": "文件已损坏或被改动"}
    json.dump(verdict, sys.stdout)


def _reason_for(error: Exception, request: dict[str, Any]) -> str:
    if "interrupted" in str(error):
        return "检查耗时过长"
    if request["key"] is not None and "not a database" in str(error):
        return "口令文件不是它的，或文件已损坏"
    return "文件已损坏或被改动"


def _limit_memory(limit: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def judge(request: dict[str, Any]) -> dict[str, Any]:
    path = Path(request["path"])
    request["deadline"] = time.monotonic() + request["seconds"]
    if path.with_name(path.name + "-wal").exists():
        _fold_log(path, request)
    connection = _open(path, request, "?mode=ro&immutable=1")
    version = _version(connection, request["application"], request["newest"])
    _check_schema(connection, request["schemas"][str(version)])
    indexes_agree = _sound_pages(connection)
    sha256 = _digest(path)
    if not indexes_agree:
        connection.close()
        _rebuild_indexes(path, request)
        connection = _open(path, request, "?mode=ro&immutable=1")
    if version < request["newest"]:
        connection.close()
        _raise(path, request, version)
        connection = _open(path, request, "?mode=ro&immutable=1")
    bad = _bad_rows(connection, request["rules"])
    return {"sha256": sha256, "bad": bad, "file": _identity(connection)}


def _open(path: Path, request: dict[str, Any], mode: str) -> Any:
    key, deadline = request["key"], request["deadline"]
    connection = sqlite.connect(f"{path.as_uri()}{mode}", uri=True, isolation_level=None)
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0"):
        connection.execute(f"PRAGMA {pragma}")
    connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)
    return connection


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _raise(path: Path, request: dict[str, Any], version: int) -> None:
    """Bring the copy to this version; what its rows refer to is looked at afterwards."""
    connection = _open(path, request, "?mode=rw")
    connection.create_function("natural_id", -1, _natural_id, deterministic=True)
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in request["climbs"][str(version)]:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {request['newest']}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _natural_id(owner: bytes, *key: str) -> bytes:
    """As in db/migrations/steps.py; a damaged owner raises ValueError, and the file stays out."""
    return uuid.uuid5(uuid.UUID(bytes=owner), "\x1f".join(key)).bytes


def _fold_log(path: Path, request: dict[str, Any]) -> None:
    """Bring what the log beside the copy holds into the copy itself, if it is the copy's own."""
    base = _log_mark(path, request, "?mode=ro&immutable=1")
    together = _log_mark(path, request, "?mode=ro")
    if base and together and base[0] not in together:
        raise Refused("旁边的 -wal 日志不是它的，请在检查组的电脑上打开核对")
    connection = _open(path, request, "?mode=rw")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _log_mark(path: Path, request: dict[str, Any], mode: str) -> tuple[bytes, ...] | None:
    """Which state of the file its log began with (db/storage/own_log.py), with or without it."""
    connection = _open(path, request, mode)
    try:
        row = connection.execute("SELECT id, previous FROM log_mark").fetchone()
    except sqlite.DatabaseError:
        return None
    finally:
        connection.close()
    return tuple(row) if row else None


def _version(connection: Any, application: int, newest: int) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != application:
        raise Refused("不是检查数据文件")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > newest:
        raise Refused(f"由更新的版本（文件格式 {version}）保存，请先升级本程序")
    if version < 1:
        raise Refused("没有写完")
    return version


def _check_schema(connection: Any, schema: list[list[str]]) -> None:
    """Every entry, in the order of `sorted(…, key=repr)`, and how text is encoded."""
    if _schema(connection) != [tuple(entry) for entry in schema] or _encoding(connection) != UTF_8:
        raise Refused("文件结构被改动过")


def _schema(connection: Any) -> list[tuple[Any, ...]]:
    query = f"SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT {MAX_SCHEMA}"
    return sorted(connection.execute(query).fetchall(), key=repr)


def _encoding(connection: Any) -> str:
    return str(connection.execute("PRAGMA encoding").fetchone()[0])


def _sound_pages(connection: Any) -> bool:
    """Whether the indexes hold what the rows hold: a merge reads both."""
    if _check_passes(connection, "integrity_check"):
        return True
    if not _check_passes(connection, "quick_check"):
        raise Refused("文件已损坏")
    return False


def _check_passes(connection: Any, check: str) -> bool:
    return bool(connection.execute(f"PRAGMA {check}(1)").fetchone()[0] == "ok")


def _rebuild_indexes(path: Path, request: dict[str, Any]) -> None:
    """From the rows, in the copy: nothing that was recorded stands in an index alone."""
    connection = _open(path, request, "?mode=rw")
    try:
        connection.execute("REINDEX")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite.IntegrityError as error:
        raise Refused("文件已损坏") from error
    finally:
        connection.close()


def _bad_rows(connection: Any, rules: list[str]) -> list[tuple[str, str, str]]:
    bad: dict[tuple[str, str], str] = {}
    for rule in rules:
        for table, key, why in connection.execute(rule):
            bad.setdefault((table, key), why)
            _bound(bad)
    for table, key, why in _undecodable(connection):
        bad.setdefault((table, key), why)
        _bound(bad)
    return [(table, key, why) for (table, key), why in bad.items()]


def _bound(bad: dict[tuple[str, str], str]) -> None:
    if len(bad) > MAX_BAD:
        raise Refused(f"有 {MAX_BAD} 行以上不合规，可能已损坏")


def _undecodable(connection: Any) -> Any:
    """Rows whose text is not UTF-8."""
    tables = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM pragma_table_list"
            " WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    for table in tables:
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        key = " || '/' || ".join(f'hex("{c[1]}")' for c in columns if c[5])
        for column in (c[1] for c in columns if c[2] in ("TEXT", "ANY")):
            rows = connection.execute(
                f'SELECT {key}, CAST("{column}" AS BLOB) FROM "{table}" WHERE'
                f" typeof(\"{column}\") = 'text' AND (\"{column}\" GLOB '{_BEYOND_ASCII}'"
                f' OR length(CAST("{column}" AS BLOB)) > length("{column}"))'
            )
            yield from ((table, k, column) for k, text in rows if not _is_utf8(text))


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _identity(connection: Any) -> dict[str, str | None]:
    row = connection.execute(
        "SELECT i.desk, hex(i.campaign_id), hex(i.team_id), c.code, t.name FROM file_info i"
        " LEFT JOIN campaign c ON c.id = i.campaign_id LEFT JOIN team t ON t.id = i.team_id"
    ).fetchone()
    if row is None or row[0] not in DESKS or len(row[1]) != 32 or len(row[2]) not in (0, 32):
        raise Refused("没有写完")
    return dict(zip(("desk", "campaign", "team", "code", "name"), row, strict=True))


if __name__ == "__main__":
    main()
