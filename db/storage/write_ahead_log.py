"""The write-ahead log beside a file: what it holds that the file itself may not have yet."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.errors import InspectionError

#: Said first in every new log (db/schema/journal.py, LogMark).
MARK = (
    "INSERT INTO log_mark (only, id) VALUES (1, randomblob(16))"
    " ON CONFLICT (only) DO UPDATE SET previous = id, id = excluded.id"
)
_HEADER, _FRAME = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)


@dataclass(frozen=True)
class Frame:
    """One page in the log. `pages`: how many the file has then, where this ends a transaction."""

    page: int
    pages: int
    end: int


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def has_log(path: Path) -> bool:
    """There are pages in the log: what the file itself holds is not all of it."""
    log = log_of(path)
    return log.is_file() and log.stat().st_size > _HEADER


def misfit(path: Path) -> InspectionError:
    """File and log do not make one whole."""
    return InspectionError(
        f"“{path.name}”和旁边的日志“{log_of(path).name}”合不到一起（文件多半是从备份复制来的，或被截断），"
        "合在一起打开会毁掉它，所以没有打开；请用“从备份恢复”，或先把这个日志移到别处再打开。"
    )


def committed(log: Path) -> Iterator[Frame]:
    """The frames of whole transactions, oldest first.

    The format is SQLite's (fileformat2, section 4). Checksums are left to SQLite: the frames are
    those that bear the log's own salts.
    """
    with log.open("rb") as file:
        head = file.read(_HEADER)
        if len(head) < _HEADER or struct.unpack(">I", head[:4])[0] not in _MAGIC:
            return
        size, end, waiting = struct.unpack(">I", head[8:12])[0], _HEADER, []
        while (frame := file.read(_FRAME)) and frame[8:16] == head[16:24]:
            if len(file.read(size)) < size:
                return
            end += _FRAME + size
            page, pages = struct.unpack(">II", frame[:8])
            waiting.append(Frame(page, pages, end))
            if pages:
                yield from waiting
                waiting.clear()


def lacks_pages(path: Path) -> bool:
    """File and log together have not all the pages there should be: the file was cut short."""
    frames = list(committed(log_of(path)))
    if not frames:
        return False
    with log_of(path).open("rb") as file:
        size = struct.unpack(">I", file.read(12)[8:])[0]
    there = path.stat().st_size // size
    logged = {frame.page for frame in frames}
    return any(page not in logged for page in range(there + 1, frames[-1].pages + 1))
