"""A folder as one file of the same bytes each time."""

import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

#: A file's time in the archive, for all of them.
MOMENT = (2020, 1, 1, 0, 0, 0)
SECONDS = 1577836800


def pack_zip(folder: Path, archive: Path) -> None:
    """Names are marked as UTF-8, which Windows 10 reads."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in _files(folder):
            entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            packed.writestr(entry, path.read_bytes())


def pack_tar(folder: Path, archive: Path) -> None:
    with tarfile.open(archive, "w:xz", format=tarfile.PAX_FORMAT, preset=6) as packed:
        for path in _files(folder):
            packed.add(path, path.relative_to(folder.parent).as_posix(), filter=_anonymous)


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = SECONDS
    entry.mode = 0o755 if entry.mode & 0o100 else 0o644
    return entry


def _files(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in _files(folder))
