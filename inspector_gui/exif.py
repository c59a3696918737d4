"""When a photo was taken, as the camera wrote it into the file.

Two fields of one block: a picture library would read all of it, and warn about what it cannot.
"""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime

from db.working_days import CHINA

_EXIF_BLOCK, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011
_TEXT = 2
_MAX_FIELDS = 500


def taken_at(photo: bytes | bytearray) -> datetime | None:
    """A camera that names no zone is taken to be in China. None: it did not say."""
    notes = _notes(photo)
    try:
        order = {b"II": "<", b"MM": ">"}[notes[:2]]
        (first,) = struct.unpack_from(order + "I", notes, 4)
        block = dict(_fields(notes, order, first)).get(_EXIF_BLOCK)
        if block is None:
            return None
        (start,) = struct.unpack_from(order + "I", notes, block)
        texts = {tag: _text(notes, order, at) for tag, at in _fields(notes, order, start)}
        return _moment(texts.get(_TAKEN, ""), texts.get(_OFFSET, ""))
    except (KeyError, struct.error, ValueError, OverflowError):
        return None


def _notes(photo: bytes | bytearray) -> bytes:
    """The camera's notes (a TIFF block) of a JPEG; empty where there are none."""
    offset = 2
    while photo[:2] == b"\xff\xd8" and offset + 4 <= len(photo) and photo[offset] == 0xFF:
        kind, size = photo[offset + 1], int.from_bytes(photo[offset + 2 : offset + 4], "big")
        if kind == 0xE1 and photo[offset + 4 : offset + 10] == b"Exif\0\0":
            return bytes(photo[offset + 10 : offset + 2 + size])
        if kind == 0xDA:
            break
        offset += 2 + size
    return b""


def _fields(notes: bytes, order: str, start: int) -> Iterator[tuple[int, int]]:
    """Each field's tag, and where its value stands."""
    (number,) = struct.unpack_from(order + "H", notes, start)
    for offset in range(start + 2, start + 2 + 12 * min(number, _MAX_FIELDS), 12):
        (tag,) = struct.unpack_from(order + "H", notes, offset)
        yield tag, offset + 8


def _text(notes: bytes, order: str, at: int) -> str:
    kind, length = struct.unpack_from(order + "HI", notes, at - 6)
    if kind != _TEXT:
        return ""
    if length > 4:
        (at,) = struct.unpack_from(order + "I", notes, at)
    return notes[at : at + min(length, 64)].decode("ascii", "ignore").strip("\0 ")


def _moment(text: str, zone: str) -> datetime | None:
    if not text:
        return None
    moment = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  # the zone follows
    try:
        offset = datetime.strptime(zone, "%z").tzinfo or CHINA
    except ValueError:
        offset = CHINA
    return moment.replace(tzinfo=offset).astimezone(UTC)
