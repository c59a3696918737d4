"""Hidden rows in the old binary format (.xls, .et), which the reader itself does not tell."""

from collections.abc import Iterator
from typing import Any

#: Record kinds: a sheet's name and place, a row's height, the end of a part.
_SHEET, _ROW, _END = 0x85, 0x208, 0x0A
_ROW_HIDDEN = 0x20


def examine(path: str) -> dict[str, Any]:
    """The hidden rows of each sheet by its name, as far as they can be found."""
    import olefile

    try:
        with olefile.OleFileIO(path) as holder:  # type: ignore[no-untyped-call]
            name = next((stream for stream in ("Workbook", "Book") if holder.exists(stream)), None)
            data = holder.openstream(name).read() if name else b""
        sheets = [(_name(body), body) for kind, body in _records(data, 0) if kind == _SHEET]
        return {
            name: {"hidden": _hidden_after(data, int.from_bytes(body[:4], "little"))}
            for name, body in sheets
        }
    except (OSError, ValueError, IndexError):
        return {}  # whether it can be read at all is for the reader to say


def _records(data: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content, up to the end of the part that begins at `offset`."""
    while offset + 4 <= len(data):
        kind = int.from_bytes(data[offset : offset + 2], "little")
        end = offset + 4 + int.from_bytes(data[offset + 2 : offset + 4], "little")
        yield kind, data[offset + 4 : end]
        if kind == _END:
            return
        offset = end


def _name(body: bytes) -> str:
    wide = body[7] & 1
    return body[8 : 8 + body[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _hidden_after(data: bytes, offset: int) -> list[int]:
    return [
        int.from_bytes(body[:2], "little") + 1
        for kind, body in _records(data, offset)
        if kind == _ROW and body[12] & _ROW_HIDDEN
    ]
