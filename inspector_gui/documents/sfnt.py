"""Reads of a TrueType file what setting needs: its characters, their widths, their outlines."""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Lock

RESTRICTED, NO_SUBSETTING, BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
WIDE_CMAPS = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))


class FontError(Exception):
    """Not a TrueType file that we can print with."""


class PostScriptOutlinesError(FontError):
    """A sound font whose outlines are not TrueType."""


_OPENING = Lock()  # two faces of one file would be two fonts in one document


def open_face(path: Path, index: int = 0, *, removable: bool = False) -> Face:
    """A face of this file, parsed once per process; read whole if the file may go away."""
    with _OPENING:
        return _opened(path, index, removable)


def names_in(path: Path) -> list[frozenset[str]]:
    """The names of each face in a file: of one, or of all in a collection. Little is read."""
    try:
        data = _mapped(path)
        starts = _starts(data)
        return [_names(_tables(data, start)["name"], data) for start in starts]
    except (OSError, ValueError, struct.error, IndexError, KeyError) as error:
        raise FontError(f"{path.name}: {error}") from error


@lru_cache(maxsize=64)
def _opened(path: Path, index: int, removable: bool) -> Face:
    try:
        return Face(path, index, removable=removable)
    except (OSError, ValueError, struct.error, IndexError, KeyError) as error:
        raise FontError(f"{path.name}: {error}") from error


class Face:
    """One TrueType face; a glyph is read when it is asked for."""

    def __init__(self, path: Path, index: int = 0, *, removable: bool = False) -> None:
        self.path, self._index = path, index
        self._data = path.read_bytes() if removable else _mapped(path)
        self._tables = self._directory()
        head = self.table("head")
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", head, 36)
        self.ascent, self.descent = struct.unpack_from(">hh", self.table("hhea"), 4)
        self._offsets = self._locations(struct.unpack_from(">H", head, 50)[0])
        self._metrics = self._advances()
        self.glyphs = _characters(self.table("cmap"))

    def _directory(self) -> dict[str, tuple[int, int]]:
        start = _starts(self._data)[self._index]
        if self._data[start : start + 4] not in (b"\x00\x01\x00\x00", b"true"):
            outlines = self._data[start : start + 4] == b"OTTO"
            kind = PostScriptOutlinesError if outlines else FontError
            raise kind(f"{self.path.name}: no TrueType outlines")
        return _tables(self._data, start)

    def table(self, tag: str) -> bytes:
        offset, size = self._tables[tag]
        return self._data[offset : offset + size]

    def has_table(self, tag: str) -> bool:
        return tag in self._tables

    def _locations(self, long_format: int) -> array[int]:
        if long_format:
            return big_endian("I", self.table("loca"))
        return array("I", (2 * half for half in big_endian("H", self.table("loca"))))

    def _advances(self) -> array[int]:
        """Advance and bearing of each glyph, in turn; the last advance serves those that follow."""
        full = struct.unpack_from(">H", self.table("hhea"), 34)[0]
        numbers = big_endian("H", self.table("hmtx"))
        metrics = numbers[: 2 * full]
        for bearing in numbers[2 * full :]:
            metrics.extend((metrics[2 * full - 2], bearing))
        return metrics

    def advance(self, glyph: int) -> int:
        return self._metrics[2 * glyph]

    def bearing(self, glyph: int) -> int:
        return self._metrics[2 * glyph + 1]

    def width(self, character: str) -> float:
        """In em."""
        return self.advance(self.glyphs[ord(character)]) / self.units

    def ink(self, character: str) -> tuple[float, float]:
        """Where its strokes begin and end across the square, in em."""
        outline = self.outline(self.glyphs[ord(character)])
        left, _low, right, _high = struct.unpack_from(">4h", outline, 2) if outline else (0,) * 4
        return left / self.units, right / self.units

    def outline(self, glyph: int) -> bytes:
        start = self._tables["glyf"][0]
        return self._data[start + self._offsets[glyph] : start + self._offsets[glyph + 1]]

    @cached_property
    def may_embed(self) -> bool:
        """What the font's maker allows, by OS/2 fsType: embedding, and of a subset only."""
        if not self.has_table("OS/2"):
            return True
        permission = struct.unpack_from(">H", self.table("OS/2"), 8)[0]
        restricted = permission & 0x000F == RESTRICTED
        return not restricted and not permission & (NO_SUBSETTING | BITMAPS_ONLY)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every family, full and PostScript name, in whatever language."""
        return _names(self._tables["name"], self._data)

    @cached_property
    def postscript_name(self) -> str:
        """Plain ASCII, as a PDF wants it."""
        allowed = [name for name in sorted(self.names) if name.isascii() and " " not in name]
        letters = min(allowed, key=len, default=self.path.stem)
        return "".join(c for c in letters if c.isascii() and (c.isalnum() or c in "-_")) or "Font"


def _starts(data: bytes | mmap.mmap) -> list[int]:
    """Where each face's directory begins; a collection has several."""
    if data[:4] != b"ttcf":
        return [0]
    count = struct.unpack_from(">L", data, 8)[0]
    return list(struct.unpack_from(f">{count}L", data, 12))


def _tables(data: bytes | mmap.mmap, start: int) -> dict[str, tuple[int, int]]:
    count = struct.unpack_from(">H", data, start + 4)[0]
    records = struct.iter_unpack(">4sLLL", data[start + 12 : start + 12 + 16 * count])
    return {tag.decode("latin-1"): (offset, size) for tag, _sum, offset, size in records}


def _names(span: tuple[int, int], data: bytes | mmap.mmap) -> frozenset[str]:
    table = data[span[0] : sum(span)]
    count, strings = struct.unpack_from(">HH", table, 2)
    found = set()
    for n in range(count):
        record = struct.unpack_from(">6H", table, 6 + 12 * n)
        platform, _encoding, _language, name_id, length, offset = record
        if platform in (0, 3) and name_id in (1, 4, 6, 16):
            start = strings + offset
            found.add(table[start : start + length].decode("utf-16-be", "replace"))
    return frozenset(found)


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def big_endian(kind: str, data: bytes) -> array[int]:
    numbers = array(kind, data[: len(data) - len(data) % array(kind).itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _characters(cmap: bytes) -> dict[int, int]:
    """Character code to glyph, from the table that reaches furthest."""
    count = struct.unpack_from(">H", cmap, 2)[0]
    records = struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * count])
    offsets = {(platform, encoding): offset for platform, encoding, offset in records}
    for kind in WIDE_CMAPS:
        if kind in offsets:
            table = cmap[offsets[kind] :]
            form = struct.unpack_from(">H", table)[0]
            if form in READERS:
                return READERS[form](table)
    raise FontError("no Unicode character map")


def _groups(table: bytes) -> dict[int, int]:
    """Format 12: groups of neighbours."""
    count = struct.unpack_from(">L", table, 12)[0]
    found: dict[int, int] = {}
    for first, last, glyph in struct.iter_unpack(">LLL", table[16 : 16 + 12 * count]):
        found.update((code, code - first + glyph) for code in range(first, last + 1))
    return found


def _segments(table: bytes) -> dict[int, int]:
    """Format 4: segments of the first plane."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    numbers = big_endian("H", table[14:])
    ends, starts = numbers[:count], numbers[count + 1 : 2 * count + 1]
    deltas, jumps = numbers[2 * count + 1 : 3 * count + 1], numbers[3 * count + 1 : 4 * count + 1]
    found = {}
    for n, (first, last, delta, jump) in enumerate(zip(starts, ends, deltas, jumps, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if jump:
                glyph = numbers[3 * count + 1 + n + jump // 2 + code - first]
            if glyph := (glyph + delta) & 0xFFFF if glyph or not jump else 0:
                found[code] = glyph
    return found


READERS = {4: _segments, 12: _groups}
