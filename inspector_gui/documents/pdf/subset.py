"""Cuts a TrueType file down to the glyphs one document shows."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate

from inspector_gui.documents.sfnt import Face, big_endian

HINTS = ("cvt ", "fpgm", "prep")
ARGUMENTS_ARE_WORDS, ONE_SCALE, MORE, TWO_SCALES, MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80
CHECKSUM_MAGIC = 0xB1B0AFBA


def cut(face: Face, glyphs: Sequence[int]) -> bytes:
    """A font whose glyph n + 1 is glyphs[n]; glyph 0 is the face's own "missing"."""
    order = [0, *glyphs]
    outlines = list(_outlines(face, order))
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    tables = {
        "glyf": b"".join(padded),
        "head": _head(face),
        "hhea": face.table("hhea")[:34] + struct.pack(">H", len(order)),
        "hmtx": _metrics(face, order),
        "loca": _big(array("I", accumulate(map(len, padded), initial=0))),
        "maxp": face.table("maxp")[:4] + struct.pack(">H", len(order)) + face.table("maxp")[6:],
    }
    tables |= {tag: face.table(tag) for tag in HINTS if face.has_table(tag)}
    return _assemble(tables)


def _outlines(face: Face, order: list[int]) -> Iterator[bytes]:
    """Each outline in turn; the parts of a composite join the end of the order as they are met."""
    indices: dict[int, int] = {}
    for glyph in order:
        outline = face.outline(glyph)
        if outline and outline[0] & 0x80:
            outline = _renumbered(outline, order, indices)
        yield outline


def _renumbered(outline: bytes, order: list[int], indices: dict[int, int]) -> bytes:
    changed = bytearray(outline)
    for position, part in components(outline):
        if part not in indices:
            indices[part] = len(order)
            order.append(part)
        struct.pack_into(">H", changed, position, indices[part])
    return bytes(changed)


def components(outline: bytes) -> Iterator[tuple[int, int]]:
    """Where each part of a composite glyph is named, and which glyph it is."""
    position, flags = 10, MORE
    while flags & MORE:
        flags, part = struct.unpack_from(">HH", outline, position)
        yield position + 2, part
        position += 8 if flags & ARGUMENTS_ARE_WORDS else 6
        position += 2 * bool(flags & ONE_SCALE) + 4 * bool(flags & TWO_SCALES)
        position += 8 * bool(flags & MATRIX)


def _metrics(face: Face, order: list[int]) -> bytes:
    pairs = (number for glyph in order for number in (face.advance(glyph), face.bearing(glyph)))
    return _big(array("H", pairs))


def _head(face: Face) -> bytes:
    """Long offsets; the checksum is set last."""
    head = bytearray(face.table("head"))
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">H", head, 50, 1)
    return bytes(head)


def _big(numbers: array[int]) -> bytes:
    return big_endian(numbers.typecode, numbers.tobytes()).tobytes()


def _checksum(data: bytes | bytearray) -> int:
    return sum(big_endian("I", bytes(data) + bytes(-len(data) % 4))) & 0xFFFFFFFF


def _assemble(tables: dict[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    search = 16 << power
    header = [struct.pack(">L4H", 0x10000, len(tables), search, power, 16 * len(tables) - search)]
    bodies, offset, head_at = [], 12 + 16 * len(tables), 0
    for tag, data in sorted(tables.items()):
        head_at = offset if tag == "head" else head_at
        header.append(struct.pack(">4s3L", tag.encode(), _checksum(data), offset, len(data)))
        bodies.append(data + bytes(-len(data) % 4))
        offset += len(bodies[-1])
    font = bytearray(b"".join(header + bodies))
    struct.pack_into(">L", font, head_at + 8, (CHECKSUM_MAGIC - _checksum(font)) & 0xFFFFFFFF)
    return bytes(font)
