"""A small process that reads a foreign workbook, so that whatever it holds can hurt only here.

Run as a script of its own, with the request as JSON on standard input; rows go to standard output
as they are read, a JSON value a line. It imports nothing of this program; memory is bounded by
itself, time by whoever asks. A workbook that is locked, damaged or swollen is refused in words.
"""

import itertools
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import IO, Any

BLOCK = 1_000
MAX_XML = 300_000_000
MAX_PARTS = 5_000
MAX_SMALL = 8_000_000
MAX_CELLS = 5_000_000
MAX_COLUMNS = 256
_CHUNK, _LAP = 1 << 20, 2_000
_HIDDEN = re.compile(
    rb"""<(?:\w+:)?row\b(?=[^<>]*\bhidden=["'](?:1|true)["'])[^<>]*\br=["'](\d+)["']"""
)
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^<>]*\bref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
#: Record kinds of the old format: a sheet's name and place, a row's height, the end of a part.
_SHEET, _ROW, _END = 0x85, 0x208, 0x0A
_ROW_HIDDEN = 0x20
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Refused(Exception):  # noqa: N818  # a verdict, not a failure
    """Why the workbook cannot be read, and what to do."""


def main() -> None:
    request = json.load(sys.stdin)
    _limit_memory(request["memory"])
    try:
        for message in read(request):
            _tell(message)
        _tell({"done": True})
    except Refused as refused:
        _tell({"refused": str(refused)})


def _tell(message: Any) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False, default=_of_day) + "\n")


def _limit_memory(limit: int) -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _of_day(value: Any) -> Any:
    """Dates travel as {"day": …}; times and durations are of no use in a table of ours."""
    if isinstance(value, datetime | date):
        return {"day": value.isoformat()}
    return str(value)


def read(request: dict[str, Any]) -> Iterator[Any]:
    """A heading per sheet, then its rows in blocks: [number, cell, cell, …]."""
    path = request["path"]
    looks = _look_into(path) if zipfile.is_zipfile(path) else _look_into_old(path)
    sheets = _by_openpyxl if request["careful"] else _by_calamine
    cells = 0
    for heading, rows in sheets(path, looks):
        yield heading
        numbered = ([number, *row] for number, row in map(_trimmed, rows) if row)
        kept = 0
        while block := list(itertools.islice(numbered, BLOCK)):
            kept += len(block)
            cells += sum(map(len, block))
            if kept > request["rows"]:
                raise Refused(f"“{heading['name']}”超过 {request['rows']} 行；请拆成几个文件")
            if cells > MAX_CELLS:
                raise Refused(f"“{heading['name']}”的格子太多；请只保留要导入的列，另存一份")
            yield block


def _trimmed(numbered: tuple[int, list[Any]]) -> tuple[int, list[Any]]:
    """Without the empty cells at the row's end; a blank row has none."""
    number, row = numbered
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return number, row[:end]


def _by_calamine(path: str, looks: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    import python_calamine as calamine

    try:
        with calamine.load_workbook(path) as book:
            for meta in book.sheets_metadata:
                if meta.typ is not calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(meta.name)
                look = looks.get(meta.name, {})
                merged = look.get("merged")
                if merged is None:
                    merged = [
                        (top + 1, left, bottom + 1, right)
                        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                    ]
                heading = {
                    "name": meta.name,
                    "visible": meta.visible is calamine.SheetVisibleEnum.Visible,
                    "total": sheet.end[0] + 1 if sheet.end else 0,
                    "merged": merged,
                    "hidden": look.get("hidden", []),
                }
                yield heading, _rows_of(sheet)
    except calamine.PasswordError as error:
        raise Refused("设有打开密码；请去掉密码后另存一份") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise Refused("已损坏，或不是电子表格；请用 Excel 或 WPS 打开后另存一份") from error


def _rows_of(sheet: Any) -> Iterator[tuple[int, list[Any]]]:
    if sheet.start is None:
        return
    top, left = sheet.start
    margin = [""] * left
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        yield number, margin + row


def _by_openpyxl(path: str, looks: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Row by row, never a whole sheet: for sheets whose far corners are strewn with cells."""
    from openpyxl.reader.excel import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)  # type: ignore[no-untyped-call]
        for sheet in book.worksheets:
            look = looks.get(sheet.title, {})
            heading = {
                "name": sheet.title,
                "visible": sheet.sheet_state == "visible",
                "total": 0,
                "merged": look.get("merged", []),
                "hidden": look.get("hidden", []),
            }
            sheet.reset_dimensions()
            rows = enumerate(sheet.iter_rows(values_only=True), 1)
            yield heading, ((number, _plain(row)) for number, row in rows if row)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        raise Refused("已损坏，或不是电子表格；请用 Excel 或 WPS 打开后另存一份") from error


def _plain(row: Iterable[Any]) -> list[Any]:
    return ["" if cell is None else cell for cell in itertools.islice(row, MAX_COLUMNS)]


def _look_into(path: str) -> dict[str, Any]:
    """Read every table part to its end, so that no reader meets more than was declared.

    Tells the hidden rows and merged cells of each sheet by its name.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_XML:
                raise Refused("展开后大得反常，可能是压缩炸弹；请核对来源，或另存一份")
            wanted = {part: name for name, part in _sheet_parts(archive).items()}
            looks = {}
            for part in parts:
                with archive.open(part) as stream:
                    if part.filename in wanted:
                        looks[wanted[part.filename]] = _look_at(stream)
                    while stream.read(_CHUNK):
                        pass
            return looks
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError) as error:
        raise Refused("已损坏；请用 Excel 或 WPS 打开后另存一份") from error
    except (RuntimeError, NotImplementedError) as error:
        raise Refused("设有打开密码；请去掉密码后另存一份") from error


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where each sheet of an .xlsx lies, by its name; nothing for other formats."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    names = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    if any(name not in archive.namelist() for name in names):
        return {}
    if any(archive.getinfo(name).file_size > MAX_SMALL for name in names):
        raise Refused("展开后大得反常，可能是压缩炸弹；请核对来源，或另存一份")
    try:
        book, related = (fromstring(archive.read(name)) for name in names)
    except (ParseError, DefusedXmlException) as error:
        raise Refused("已损坏；请用 Excel 或 WPS 打开后另存一份") from error
    targets = {one.get("Id"): str(one.get("Target")) for one in related}
    found = {}
    for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATED), "")
        found[str(sheet.get("name"))] = target.lstrip("/") if target[:1] == "/" else f"xl/{target}"
    return found


def _look_at(stream: IO[bytes]) -> dict[str, Any]:
    hidden: list[int] = []
    merged: list[tuple[int, int, int, int]] = []
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        cut = text.rfind(b"<")
        if len(text) - cut > _LAP:
            cut = len(text)
        text, rest = text[:cut], text[cut:]
        if b"hidden=" in text:
            hidden += map(int, _HIDDEN.findall(text))
        if b"mergeCell " not in text:
            continue
        merged += [
            (int(top), _column(left), int(bottom), _column(right))
            for left, top, right, bottom in _MERGED.findall(text)
        ]
    return {"hidden": hidden, "merged": merged}


def _look_into_old(path: str) -> dict[str, Any]:
    """The hidden rows of each sheet of an .xls or .et, as far as they can be told."""
    import olefile

    try:
        with olefile.OleFileIO(path) as holder:  # type: ignore[no-untyped-call]
            name = next((one for one in ("Workbook", "Book") if holder.exists(one)), None)
            data = holder.openstream(name).read() if name else b""
        sheets = [(_old_name(body), body) for kind, body in _records(data, 0) if kind == _SHEET]
        return {
            name: {"hidden": _hidden_after(data, int.from_bytes(body[:4], "little"))}
            for name, body in sheets
        }
    except (OSError, ValueError, IndexError):
        return {}  # whether it can be read at all is for the reader to say


def _records(data: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content, up to the end of the part that begins at `place`."""
    while place + 4 <= len(data):
        kind = int.from_bytes(data[place : place + 2], "little")
        end = place + 4 + int.from_bytes(data[place + 2 : place + 4], "little")
        yield kind, data[place + 4 : end]
        if kind == _END:
            return
        place = end


def _old_name(body: bytes) -> str:
    wide = body[7] & 1
    return body[8 : 8 + body[6] * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def _hidden_after(data: bytes, place: int) -> list[int]:
    return [
        int.from_bytes(body[:2], "little") + 1
        for kind, body in _records(data, place)
        if kind == _ROW and body[12] & _ROW_HIDDEN
    ]


def _column(letters: bytes) -> int:
    number = 0
    for one in letters:
        number = number * 26 + one - 64
    return number - 1


if __name__ == "__main__":
    main()
