"""Making a package on a team's desk: exported under a key of its own, sealed, read back."""

import hashlib
import os
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from sqlalchemy.orm import Session

from db import migrations
from db.errors import InspectionError, explaining_database_errors
from db.file_names import file_name
from db.packages.container import measured, packed
from db.packages.manifest import Manifest, Part
from db.progress import Cancelled, Progress, unwatched
from db.schema.base import Base, Local, table_of
from db.schema.campaign import FileInfo
from db.schema.journal import Pen
from db.storage import file, keys
from db.storage.disks import require_room
from db.storage.leftovers import sweep_parts
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, Desk

_OUTGOING = "outgoing"


@dataclass(frozen=True)
class Made:
    """A package that is in its place, whole, as it was read back."""

    path: Path
    number: int
    sha256: bytes
    totals: dict[str, int]


def make_package(team: Store, folder: Path, progress: Progress = unwatched) -> Made:
    """Put this team's next package into `folder`: whole and read back, or not at all."""
    info = team.info()
    if info.desk is not Desk.TEAM:
        raise InspectionError("数据包由检查组生成；请打开检查组的文件再试。")
    with team.read() as work:
        if work.campaigns.current().is_rehearsal:
            raise InspectionError("这是演练，学校和人都是虚构的，不能生成数据包上交。")
    if not folder.is_dir():
        raise InspectionError(f"文件夹“{folder}”不存在；请插好 U 盘，或另选一个文件夹。")
    sweep_parts(folder, rf"{re.escape(file_name(info.title, '-包'))}\d{{4}}{file.PACKAGE_SUFFIX}")
    require_room(folder, team.path.stat().st_size)
    with file.staging(team.path.parent) as private:
        data, key = private / "data.inspection", keys.new_key()
        recipient, totals = _export(team, info, data, key)
        size, sha256, crc = measured(data)
        manifest = replace(_next(team, info), totals=totals, data=Part(size, sha256), key=key)
        manifest, target = _named(manifest, folder)
        content = packed(manifest.as_bytes(), data, crc)
        sealed = _seal(_watched(content, size, progress), recipient, target)
    with team.act(Act.PACK) as work:
        work.packages.note(manifest, sealed, target.name)
    return Made(target, manifest.number, sealed, totals)


def _export(team: Store, info: FileInfo, data: Path, key: bytes) -> tuple[str, dict[str, int]]:
    """Write everything but what stays in this file; the bureau's key, and what is counted."""
    engine = team.engine.execution_options(begin="BEGIN")  # others may go on writing
    with explaining_database_errors(), engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        with _outgoing(raw, data, key), Session(connection) as session:
            work = Work(session)
            recipient = work.campaigns.recovery_key()
            if recipient is None:
                raise InspectionError(
                    "这份文件里没有局里的公钥，不能封数据包；请让局里重新分发文件。"
                )
            totals = asdict(work.totals.figures(team=info.team_id))
            raw.execute("SELECT sqlcipher_export(?)", (_OUTGOING,))
            for name in _private_tables():
                raw.execute(f'DELETE FROM {_OUTGOING}."{name}"')
            raw.execute(f"PRAGMA {_OUTGOING}.application_id = {migrations.APPLICATION_ID}")
            raw.execute(f"PRAGMA {_OUTGOING}.user_version = {migrations.VERSION}")
            session.commit()
    return recipient, totals


@contextmanager
def _outgoing(raw: Any, data: Path, key: bytes) -> Iterator[None]:
    raw.execute(f"ATTACH ? AS {_OUTGOING} KEY ?", (str(data), file.key_literal(key)))
    try:
        raw.execute(f"PRAGMA {_OUTGOING}.secure_delete = ON")  # what is left out leaves no trace
        yield
    finally:
        raw.execute(f"DETACH {_OUTGOING}")


def _private_tables() -> list[str]:
    """What stays in this file: parents' numbers, drafts, what was merged here."""
    local = [m.class_ for m in Base.registry.mappers if issubclass(m.class_, Local)]
    return [table_of(cls).name for cls in local if cls not in (Pen, FileInfo)]


def _next(team: Store, info: FileInfo) -> Manifest:
    """The next package of this file, as far as it is known beforehand."""
    assert info.team_id is not None  # noqa: S101  # a team's file says which team
    with team.read() as work:
        made = work.packages.lines(info.team_id)
    last = max(made, key=lambda package: package.number, default=None)
    return Manifest(
        campaign=info.campaign_id,
        team=info.team_id,
        team_name=info.title,
        number=last.number + 1 if last else 1,
        device=team.device,
        made_at=team.now(),
        previous=last.sha256 if last else None,
        schema=migrations.VERSION,
        totals={},
        data=Part(0, b""),
        key=b"",
    )


def _named(manifest: Manifest, folder: Path) -> tuple[Manifest, Path]:
    """A number whose name is free: a restored file may have lost count."""
    target = folder / _name(manifest)
    while target.exists():
        manifest = replace(manifest, number=manifest.number + 1)
        target = folder / _name(manifest)
    return manifest, target


def _name(manifest: Manifest) -> str:
    return file_name(manifest.team_name, f"-包{manifest.number:04}{file.PACKAGE_SUFFIX}")


def _watched(
    content: Generator[bytes, None, None], size: int, progress: Progress
) -> Iterator[bytes]:
    done = 0
    with closing(content):  # given up, it would keep the file open that is to be deleted
        for chunk in content:
            progress(min(done, size), size)
            yield chunk
            done += len(chunk)
        progress(size, size)


def _seal(content: Iterator[bytes], recipient: str, target: Path) -> bytes:
    """Encrypt to `target`; its SHA-256, which is also what was read back from the disk."""
    import pyrage

    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as out:
            stream, written = _Stream(content), _Hashed(out)
            to = pyrage.x25519.Recipient.from_str(recipient)
            pyrage.encrypt_io(stream, written, [to])
            stream.require_whole()
            out.flush()
            os.fsync(out.fileno())
        file.sync(part)
        if file.digest(part) != written.digest():
            raise InspectionError(f"写到“{target.parent}”的数据读回不一致；请换一个 U 盘。")
        part.replace(target)
        file.sync_folder(target.parent)
    except pyrage.RecipientError as error:
        raise InspectionError("文件里的局里公钥不对；请让局里重新分发文件。") from error
    except (OSError, pyrage.EncryptError) as error:  # the latter is how the former comes through
        raise InspectionError(
            f"没有写成“{target.name}”（空间不够、写保护或已拔出）；请换一个 U 盘再试。"
        ) from error
    finally:
        with suppress(OSError):  # the stick may be gone
            part.unlink(missing_ok=True)
    return written.digest()


class _Stream:
    """Chunks as a file to read from, which ends early once the user gave up."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._waiting = chunks, b""
        self._given_up: Cancelled | None = None

    def require_whole(self) -> None:
        if self._given_up is not None:
            raise self._given_up

    def read(self, size: int) -> bytes:
        try:
            while not self._waiting:
                self._waiting = next(self._chunks)
        except StopIteration:
            return b""
        except Cancelled as given_up:
            self._given_up = given_up
            return b""
        taken, self._waiting = self._waiting[:size], self._waiting[size:]
        return taken


class _Hashed:
    """A file to write to that knows the SHA-256 of what was written."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._hash = out, hashlib.sha256()
        self.flush: Callable[[], None] = out.flush
        self.digest: Callable[[], bytes] = self._hash.digest

    def write(self, chunk: bytes) -> int:
        self._hash.update(chunk)
        return self._out.write(chunk)
