"""The zip inside a package: written and read in one go, without a seek, nothing compressed.

Any zip program opens it. Reading accepts nothing but what writing writes, so there is no room for
other paths, for compressed bombs or for two directories that say different things.
"""

import struct
import zlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from db.packages.manifest import Manifest, manifest_of

MANIFEST, DATA = b"manifest.json", b"data.inspection"
MAX_MANIFEST, MAX_DATA = 64 * 1024, 2**32 - 2**20
_CHUNK = 1 << 16
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_MARK, _CENTRAL_MARK, _END_MARK = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
#: Version needed, flags (names are UTF-8), method (stored), and a date nobody need know.
_FIXED = (20, 0x800, 0, 0, 0x21)


@dataclass(frozen=True)
class _Entry:
    name: bytes
    size: int
    crc: int

    def head(self) -> bytes:
        sizes = (self.crc, self.size, self.size, len(self.name), 0)
        return _LOCAL.pack(_LOCAL_MARK, *_FIXED, *sizes) + self.name

    def listed(self, offset: int) -> bytes:
        sizes = (self.crc, self.size, self.size, len(self.name), 0, 0, 0, 0, 0, offset)
        return _CENTRAL.pack(_CENTRAL_MARK, 20, *_FIXED, *sizes) + self.name


def _directory(entries: list[_Entry]) -> bytes:
    offset, listed = 0, b""
    for entry in entries:
        listed += entry.listed(offset)
        offset += len(entry.head()) + entry.size
    number = len(entries)
    return listed + _END.pack(_END_MARK, 0, 0, number, number, len(listed), offset, 0)


def measured(data: Path) -> tuple[int, bytes, int]:
    """Size, SHA-256 and CRC of a file."""
    size, digest, crc = 0, sha256(), 0
    with data.open("rb") as file:
        while chunk := file.read(_CHUNK):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
            digest.update(chunk)
    return size, digest.digest(), crc


def packed(manifest: bytes, data: Path, crc: int) -> Generator[bytes, None, None]:
    """The zip, chunk by chunk."""
    entry = _Entry(MANIFEST, len(manifest), zlib.crc32(manifest))
    held = _Entry(DATA, data.stat().st_size, crc)
    yield entry.head() + manifest + held.head()
    with data.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
    yield _directory([entry, held])


class Unpacking:
    """Takes a zip as it comes and puts the file in it at `target`.

    `admit` looks at the manifest before anything is put there. Raises ValueError where a byte is
    not as `packed` would have written it.
    """

    def __init__(self, target: Path, admit: Callable[[Manifest], None]) -> None:
        self._target, self._admit = target, admit
        self._waiting = bytearray()
        self._steps = self._read()
        next(self._steps)
        self.manifest: Manifest | None = None

    def write(self, chunk: bytes) -> int:
        self._waiting += chunk
        try:
            self._steps.send(None)
        except StopIteration:
            if self._waiting:
                raise ValueError("more than a package") from None
        return len(chunk)

    def close(self) -> None:
        """Let go of the target: what is open cannot be deleted on every system."""
        self._steps.close()

    def flush(self) -> None:
        """Nothing is held back longer than it must be."""

    def finish(self) -> Manifest:
        """Everything has come."""
        try:
            self._steps.send(None)
        except StopIteration:
            if self.manifest is not None and not self._waiting:
                return self.manifest
        raise ValueError("less than a package")

    def _read(self) -> Generator[None, None, None]:
        yield
        raw = yield from self._entry(MANIFEST, MAX_MANIFEST)
        content = yield from self._take(raw.size)
        self._require(zlib.crc32(content) == raw.crc)
        manifest = manifest_of(content)
        self._admit(manifest)
        held = yield from self._entry(DATA, MAX_DATA)
        self._require(held.size == manifest.data.size)
        with self._target.open("xb") as file:
            crc, digest = yield from self._pour(file, held.size)
        self._require(crc == held.crc and digest == manifest.data.sha256)
        directory = _directory([raw, held])
        self._require((yield from self._take(len(directory))) == directory)
        self.manifest = manifest

    def _entry(self, name: bytes, most: int) -> Generator[None, None, _Entry]:
        head = yield from self._take(_LOCAL.size + len(name))
        crc, size = _LOCAL.unpack(head[: _LOCAL.size])[6:8]
        entry = _Entry(name, size, crc)
        self._require(head == entry.head() and size <= most)
        return entry

    def _take(self, size: int) -> Generator[None, None, bytes]:
        while len(self._waiting) < size:
            yield
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken

    def _pour(self, file: IO[bytes], size: int) -> Generator[None, None, tuple[int, bytes]]:
        crc, digest = 0, sha256()
        while size:
            if not self._waiting:
                yield
                continue
            part = yield from self._take(min(size, len(self._waiting)))
            file.write(part)
            size, crc = size - len(part), zlib.crc32(part, crc)
            digest.update(part)
        return crc, digest.digest()

    def _require(self, holds: bool) -> None:
        if not holds:
            raise ValueError("not a package of ours")
