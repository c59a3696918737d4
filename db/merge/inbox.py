"""A foreign file on its way in: copied to a private place, looked at by the gate, attached."""

import errno
import json
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from db import migrations
from db.errors import InspectionError, explaining_database_errors
from db.merge.answer_rules import answer_rules
from db.migrations import APPLICATION_ID, climb
from db.migrations.built import built
from db.packages.manifest import Manifest
from db.packages.opening import open_package
from db.process_limits import MemoryBound
from db.records.totals import Figures, Totals
from db.schema.rules import rules
from db.storage import file
from db.storage.engine import engine_on
from db.storage.leftovers import workshop
from db.storage.long_paths import uri_of
from db.vocabulary import Desk

#: Enough for a campaign a hundred times over: pages are looked at one by one.
_MEMORY = 64 * 1024 * 1024
_SECONDS, _SECONDS_PER_MB = 20.0, 0.5


@dataclass(frozen=True)
class BadRow:
    """A row that is not merged. `key`: the hex of its primary key's parts."""

    table: str
    key: str
    why: str


@dataclass(frozen=True)
class Arrival:
    """A file the gate let in: a private copy, what it says it is, and its unsound rows.

    `figures`: what it counts of its team. `package`: what the package says of itself in which it
    came, if it came in one.
    """

    name: str
    path: Path
    key: bytes | None
    sha256: bytes
    desk: Desk
    campaign: uuid.UUID
    team: uuid.UUID | None
    team_name: str
    bad: tuple[BadRow, ...]
    figures: Figures | None = None
    package: Manifest | None = None


@dataclass(frozen=True)
class Opener:
    """What opens packages: the bureau's private key, and who looks at a manifest first."""

    identity: Callable[[], str]
    admit: Callable[[Manifest, str], None]


@contextmanager
def received(
    source: Path, key: bytes | None = None, opener: Opener | None = None
) -> Iterator[Arrival]:
    """Copy `source` to a private folder and let the gate judge it.

    Raises InspectionError with one sentence where the file stays out.
    """
    form = file.inspect(source).form
    if form is file.Form.PACKAGE and opener is None:
        raise InspectionError(f"“{source.name}”是数据包，只能合并到局里的总文件。")
    if form is file.Form.ENCRYPTED and key is None:
        raise InspectionError(f"“{source.name}”是加密文件；请给出口令。")
    with _private_folder() as folder:
        copy, package, sha256 = folder / "arrival.inspection", None, None
        if form is file.Form.PACKAGE and opener is not None:
            sha256 = file.digest(source)
            package = _opened(source, copy, opener)
            key = package.key
        else:
            _copy(source, copy)
            key = key if form is file.Form.ENCRYPTED else None
        verdict = _ask_gate(source.name, copy, key)
        sha256 = sha256 or bytes.fromhex(verdict["sha256"])
        arrival = replace(_arrival(source.name, copy, key, verdict), sha256=sha256, package=package)
        yield replace(arrival, figures=_counted(arrival))


def _opened(source: Path, copy: Path, opener: Opener) -> Manifest:
    """Take the file out of a package."""
    with _room_for_copy(source):
        return open_package(
            source, opener.identity(), copy, lambda manifest: opener.admit(manifest, source.name)
        )


@contextmanager
def _private_folder() -> Iterator[Path]:
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(workshop(None, "inspector-"))
        except OSError as error:
            raise InspectionError("临时文件夹不能写入；请核对系统盘的权限和剩余空间。") from error
        yield folder


def _copy(source: Path, copy: Path) -> None:
    """Raises InspectionError where somebody goes on writing meanwhile."""
    log = source.with_name(source.name + "-wal")
    with _room_for_copy(source):
        before = _state(source), _state(log)
        shutil.copyfile(source, copy)
        if before[1] is not None and before[1][0]:
            shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
        if (_state(source), _state(log)) != before:
            raise InspectionError(
                f"“{source.name}”正在被写入，没有合并；请先在检查组的电脑上关闭它，再重新复制一份。"
            )


def _state(path: Path) -> tuple[int, int, int] | None:
    """Size, time of change and place on the disk, of a file that is there."""
    if not path.exists():
        return None
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ino


@contextmanager
def _room_for_copy(source: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise InspectionError(
                f"临时文件夹放不下“{source.name}”的副本；请清理系统盘后再试。"
            ) from error
        raise InspectionError(f"“{source.name}”读不出来；请重新复制一份再合并。") from error


def _ask_gate(name: str, copy: Path, key: bytes | None) -> dict[str, Any]:
    newest = migrations.VERSION
    seconds = _SECONDS + _SECONDS_PER_MB * copy.stat().st_size / 1_000_000
    request = {
        "path": str(copy),
        "key": key.hex() if key else None,
        "application": APPLICATION_ID,
        "newest": newest,
        "schemas": {version: sorted(built(version), key=repr) for version in range(1, newest + 1)},
        "climbs": {version: climb(version, newest) for version in range(1, newest)},
        "rules": [*rules(), *answer_rules()],
        "memory": _MEMORY,
        "seconds": seconds,
    }
    try:
        verdict: dict[str, Any] = json.loads(_answer(json.dumps(request).encode(), seconds + 5))
    except (subprocess.SubprocessError, ValueError) as error:
        raise InspectionError(f"“{name}”检查没有通过（耗时或内存异常）；请核对来源。") from error
    if not verdict["ok"]:
        raise InspectionError(f"“{name}”不能合并：{verdict['why']}；请重新取一份。")
    return verdict


def _answer(request: bytes, seconds: float) -> bytes:
    """What the gate says. Raises SubprocessError where it dies or takes longer."""
    script = Path(__file__).with_name("gate.py")
    with subprocess.Popen(  # noqa: S603  # our own script, by our own interpreter
        [sys.executable, "-I", str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            with MemoryBound(process, _MEMORY):
                answer, _ = process.communicate(request, timeout=seconds)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return answer


def _arrival(name: str, copy: Path, key: bytes | None, verdict: dict[str, Any]) -> Arrival:
    info = verdict["file"]
    return Arrival(
        name=name,
        path=copy,
        key=key,
        sha256=b"",
        desk=Desk(info["desk"]),
        campaign=uuid.UUID(hex=info["campaign"]),
        team=uuid.UUID(hex=info["team"]) if info["team"] else None,
        team_name=info["name"] or "",
        bad=tuple(BadRow(*row) for row in verdict["bad"]),
    )


def _counted(arrival: Arrival) -> Figures:
    def open_one() -> Any:
        return file.connect(arrival.path, arrival.key, immutable=True)

    engine = engine_on(open_one)
    try:
        with explaining_database_errors(), Session(engine) as session:
            return Totals(session).figures(team=arrival.team)
    finally:
        engine.dispose()


@contextmanager
def attached(
    connection: Any, path: Path, key: bytes | None = None, *, immutable: bool = False
) -> Iterator[None]:
    """Another file as schema `incoming` of a raw connection outside a transaction."""
    uri = f"{uri_of(path)}?mode=ro" + ("&immutable=1" if immutable else "")
    connection.execute("ATTACH ? AS incoming KEY ?", (uri, file.key_literal(key) if key else ""))
    try:
        yield
    finally:
        connection.execute("DETACH incoming")
