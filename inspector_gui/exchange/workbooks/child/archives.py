"""What a workbook made of XML in a zip (.xlsx, .xlsm, .ods) holds, before any reader opens it."""

import re
import zipfile
from typing import IO, Any

from inspector_gui.exchange.workbooks.child.refusal import BROKEN, LOCKED, SWOLLEN, Refused

MAX_XML = 300_000_000
MAX_PARTS = 5_000
MAX_SMALL = 8_000_000
_CHUNK, _LAP = 1 << 20, 2_000
_HIDDEN = re.compile(
    rb"""<(?:\w+:)?row\b(?=[^<>]*\bhidden=["'](?:1|true)["'])[^<>]*\br=["'](\d+)["']"""
)
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\b[^<>]*\bref=["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")
#: A filled cell to the right of column IV, the 256th.
_FAR = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]*?\br=["'](?:[A-Z]{3}|[J-Z][A-Z]|I[W-Z])\d+["'](?![^<>]*/>)"""
)
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def examine(path: str) -> dict[str, Any]:
    """Read every table part to its end, so that no reader meets more than was declared.

    By the name of each sheet of an .xlsx: its hidden rows and merged cells, how many cells are
    filled, and how many of those stand beyond the 256th column.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith(".xml")]
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_XML:
                raise Refused(SWOLLEN)
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
        raise Refused(BROKEN) from error
    except (RuntimeError, NotImplementedError) as error:
        raise Refused(LOCKED) from error


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Where each sheet of an .xlsx lies, by its name; nothing for other formats."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    names = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    if any(name not in archive.namelist() for name in names):
        return {}
    if any(archive.getinfo(name).file_size > MAX_SMALL for name in names):
        raise Refused(SWOLLEN)
    try:
        book, related = (fromstring(archive.read(name)) for name in names)
    except (ParseError, DefusedXmlException) as error:
        raise Refused(BROKEN) from error
    targets = {relation.get("Id"): str(relation.get("Target")) for relation in related}
    found = {}
    for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATED), "")
        found[str(sheet.get("name"))] = target.lstrip("/") if target[:1] == "/" else f"xl/{target}"
    return found


def _look_at(stream: IO[bytes]) -> dict[str, Any]:
    hidden: list[int] = []
    merged: list[tuple[int, int, int, int]] = []
    far = filled = 0
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        cut = text.rfind(b"<")
        if len(text) - cut > _LAP:
            cut = len(text)
        text, rest = text[:cut], text[cut:]
        filled += text.count(b"</v>") + text.count(b"</is>")
        far += len(_FAR.findall(text))
        if b"hidden=" in text:
            hidden += map(int, _HIDDEN.findall(text))
        if b"mergeCell " not in text:
            continue
        merged += [
            (int(top), _column(left), int(bottom), _column(right))
            for left, top, right, bottom in _MERGED.findall(text)
        ]
    return {"hidden": hidden, "merged": merged, "far": far, "filled": filled}


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
