"""Workbooks and text tables from elsewhere, read with bounds: memory, time, rows, size."""

import json
import queue
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO, Any

from db.errors import InspectionError
from db.progress import Progress, unwatched
from inspector_gui.exchange.workbooks.book import Book, Row, Sheet, Span
from inspector_gui.exchange.workbooks.delimited import parse

MAX_ROWS = 200_000
MAX_BYTES = 100_000_000
SUFFIXES = (".xlsx", ".xls", ".csv", ".et", ".xlsm", ".xlsb", ".ods", ".txt", ".tsv")
_MEMORY = 1024 * 1024 * 1024
_SECONDS = 120.0
_POLL = 0.1
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_book(path: Path, progress: Progress = unwatched) -> Book:
    """Every sheet of a spreadsheet, or of a text table as its only sheet.

    Raises InspectionError with one sentence where it cannot be read, Cancelled once given up.
    """
    head = _head(path)
    if head.startswith((_ZIP, _OLE)):
        return _read_workbook(path, head, progress)
    if head.lstrip()[:1] == b"<":
        raise _refusal(
            path, "是网页或文本，不是真正的电子表格；请用 Excel 或 WPS 打开后另存为 .xlsx"
        )
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")):
        raise _refusal(path, "是 PDF 或图片；请向学校要电子表格，或手工录入")
    book = Book(path.name, (Sheet(path.stem, parse(_text_of(path), path.name)),))
    _check_rows(path, book.sheets[0].rows)
    progress(1, 1)
    return book


def pasted(text: str) -> Book:
    """What was copied from a spreadsheet, as the clipboard has it."""
    return Book("粘贴的内容", (Sheet("粘贴的内容", parse(text, "粘贴的内容")),))


def _refusal(path: Path, why: str) -> InspectionError:
    return InspectionError(f"“{path.name}”{why}。")


def _head(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refusal(path, "超过 100 MB；请只保留要导入的工作表，另存一份")
        with path.open("rb") as stream:
            head = stream.read(4096)
            if head.startswith(_OLE) and _ENCRYPTED in head + stream.read():
                raise _refusal(path, "设有打开密码；请去掉密码后另存一份")
    except OSError as error:
        raise _refusal(path, "打不开；请核对路径，或关闭正在使用它的程序") from error
    if not head.strip():
        raise _refusal(path, "是空的；请另取一份")
    return head


def _text_of(path: Path) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8 where it fits, else GB18030."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refusal(path, "不是电子表格，也不是文本；请用 Excel 或 WPS 打开后另存为 .xlsx")


def _check_rows(path: Path, rows: tuple[Row, ...]) -> None:
    if len(rows) > MAX_ROWS:
        raise _refusal(path, f"超过 {MAX_ROWS} 行；请拆成几个文件")


def _read_workbook(path: Path, head: bytes, progress: Progress) -> Book:
    """Fast first; where that process dies, once more row by row."""
    for careful in (False, True)[: 1 + head.startswith(_ZIP)]:
        try:
            return Book(path.name, tuple(_sheets(path, progress, careful=careful)))
        except _Died:
            continue
    raise _refusal(path, "读取时耗时或内存异常；请核对来源，或只留要导入的工作表另存一份")


class _Died(Exception):  # noqa: N818  # tried again
    """The reading process ended without a last word."""


def _sheets(path: Path, progress: Progress, *, careful: bool) -> Iterator[Sheet]:
    """What the reading process tells, sheet by sheet."""
    begun: _Begun | None = None
    with _telling(path, careful=careful) as lines:
        deadline = monotonic() + _SECONDS
        while monotonic() < deadline:
            progress(*begun.reached() if begun else (0, 1))
            message = _next(lines)
            if isinstance(message, list):
                if begun is None:
                    break
                begun.rows += [Row(number, tuple(cells)) for number, *cells in message]
            elif message is not None:
                if "refused" in message:
                    raise _refusal(path, message["refused"])
                if begun is not None:
                    yield begun.sheet()
                if "done" in message:
                    progress(1, 1)
                    return
                begun = _Begun(message)
    raise _Died


class _Begun:
    """A sheet whose rows are still coming."""

    def __init__(self, heading: dict[str, Any]) -> None:
        self._heading = heading
        self.rows: list[Row] = []

    def reached(self) -> tuple[int, int]:
        return len(self.rows), max(int(self._heading["total"]), len(self.rows) + 1)

    def sheet(self) -> Sheet:
        return Sheet(
            name=self._heading["name"],
            rows=tuple(self.rows),
            visible=self._heading["visible"],
            merged=tuple(Span(*span) for span in self._heading["merged"]),
            hidden_rows=frozenset(self._heading["hidden"]),
        )


@contextmanager
def _telling(path: Path, *, careful: bool) -> "Iterator[queue.Queue[bytes | None]]":
    """The reading process' lines, through a short queue; it ends with us in any case."""
    request = {
        "path": str(path.absolute()),
        "careful": careful,
        "memory": _MEMORY,
        "rows": MAX_ROWS,
    }
    process = subprocess.Popen(  # noqa: S603  # our own script, by our own interpreter
        [sys.executable, "-I", str(Path(__file__).with_name("child.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None  # noqa: S101  # narrows the type
    assert process.stdout is not None  # noqa: S101  # narrows the type
    lines: queue.Queue[bytes | None] = queue.Queue()
    reader = Thread(target=_pass_on, args=(process.stdout, lines), daemon=True)
    try:
        process.stdin.write(json.dumps(request).encode())
        process.stdin.close()
        reader.start()
        yield lines
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()


def _pass_on(stream: IO[bytes], lines: "queue.Queue[bytes | None]") -> None:
    for line in stream:
        lines.put(line)
    lines.put(None)


def _next(lines: "queue.Queue[bytes | None]") -> Any:
    """The next message; None where none has come for a moment."""
    try:
        line = lines.get(timeout=_POLL)
    except queue.Empty:
        return None
    if line is None:
        raise _Died
    try:
        return json.loads(line, object_hook=_revive)
    except ValueError as error:
        raise _Died from error


def _revive(found: dict[str, Any]) -> Any:
    if "day" not in found:
        return found
    text = str(found["day"])
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
