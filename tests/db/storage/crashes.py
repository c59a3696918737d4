"""What a power cut or a kill leaves on the disk: a file, the log beside it, and how far it got."""

import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db.store import Store
from db.vocabulary import Act
from tests.db.looking import visit_of

_LOG_HEADER, _FRAME_HEADER = 32, 24


@dataclass(frozen=True)
class Crash:
    """A file whose work is still in its log. `notes`: how many were acknowledged."""

    path: Path
    key: bytes | None
    notes: int

    @property
    def log(self) -> Path:
        return self.path.with_name(self.path.name + "-wal")


def note(store: Store, number: int) -> None:
    """One acknowledged act that makes the file grow."""
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit_of(store), note=f"第{number}次" + "查" * 1500)


def crash(path: Path, key: bytes | None, notes: int, folder: Path) -> Crash:
    """Work on `path`, and what a kill at that moment would leave, in `folder`."""
    folder.mkdir()
    left = Crash(folder / path.name, key, notes)
    with Store.open(path, key) as store:
        for number in range(1, notes + 1):
            note(store, number)
        shutil.copy(path, left.path)
        shutil.copy(path.with_name(path.name + "-wal"), left.log)
        keys = path.with_name(path.name + ".keys")
        if keys.exists():
            shutil.copy(keys, folder)
    return left


def written_back(base: bytes, log: bytes) -> list[tuple[int, bytes]]:
    """What a checkpoint writes, in its order: where in the file, and what.

    SQLite writes the last version of each page, in the order of the pages.
    """
    pages: dict[int, bytes] = {}
    size = struct.unpack(">I", log[8:12])[0]
    at = _LOG_HEADER
    while at + _FRAME_HEADER + size <= len(log) and log[at + 8 : at + 16] == log[16:24]:
        (number,) = struct.unpack(">I", log[at : at + 4])
        pages[number] = log[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        at += _FRAME_HEADER + size
    return [((number - 1) * size, pages[number]) for number in sorted(pages)]


def cut_at_every_write(base: bytes, log: bytes) -> Iterator[bytes]:
    """The file after each write of the checkpoint, and with each write half done."""
    content = bytearray(base)
    yield bytes(content)
    for at, page in written_back(base, log):
        half = bytearray(content)
        _put(half, at, page[: len(page) // 2])
        yield bytes(half)
        _put(content, at, page)
        yield bytes(content)


def _put(content: bytearray, at: int, what: bytes) -> None:
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(what)] = what


def last_note(path: Path, key: bytes | None) -> int:
    """The number in the note that the file shows once opened; its pages are checked."""
    with Store.open(path, key) as store, store.read() as work:
        text = work.visits.facts(work.schools.lines()[0].visit_id).note
        raw = store.connection()
        assert raw.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        raw.close()
    return int(text.removeprefix("第").partition("次")[0] or 0)
