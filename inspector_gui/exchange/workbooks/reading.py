"""Workbooks and text tables from elsewhere, read with bounds: memory, time, rows, size.

Whatever the file, there is an answer within `SECONDS` and 500 MB: the table, or one sentence.
"""

import io
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
from db.process_limits import MemoryBound
from db.progress import Progress, unwatched
from inspector_gui.exchange.workbooks.book import Book, Row, Sheet, Span
from inspector_gui.exchange.workbooks.child.refusal import Refused
from inspector_gui.exchange.workbooks.child.text_tables import parse

MAX_ROWS = 200_000
#: As many as any list has; what stands further right is counted, and said to be left out.
MAX_COLUMNS = 256
MAX_BYTES = 100_000_000
MAX_PASTED = 4_000_000
SECONDS = 20.0
SUFFIXES = (".xlsx", ".xls", ".csv", ".et", ".xlsm", ".xlsb", ".ods", ".txt", ".tsv")
_MEMORY = 400 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[3]
_RUN = (
    "import runpy, sys; sys.path.insert(0, sys.argv[1]); "
    "runpy.run_module('inspector_gui.exchange.workbooks.child', run_name='__main__')"
)
_POLL = 0.1
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_book(path: Path, progress: Progress = unwatched) -> Book:
    """Every sheet of a spreadsheet, or of a text table as its only sheet.

    Raises InspectionError with one sentence where it cannot be read, Cancelled once given up.
    """
    head = _head(path)
    if head.startswith((_ZIP, _OLE)):
        return _read(path, progress, (False, True)[: 1 + head.startswith(_ZIP)])
    if head.lstrip()[:1] == b"<":
        raise _refusal(
            path, "是网页或文本，不是真正的电子表格；请用 Excel 或 WPS 打开后另存为 .xlsx"
        )
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")):
        raise _refusal(path, "是 PDF 或图片；请向学校要电子表格，或手工录入")
    return _read(path, progress, (None,))


def pasted(text: str) -> Book:
    """What was copied from a spreadsheet, as the clipboard has it.

    Raises InspectionError where it is more than anybody copies by hand, or has a row without end.
    """
    name = "粘贴的内容"
    if len(text) > MAX_PASTED:
        raise InspectionError(f"{name}太多；请存成文件，再从文件导入。")
    rows: list[Row] = []
    beyond = 0
    try:
        for number, row in parse(io.StringIO(text, newline="")):
            rows.append(Row(number, tuple(row[:MAX_COLUMNS])))
            beyond += sum(cell != "" for cell in row[MAX_COLUMNS:])
    except Refused as refused:
        raise InspectionError(f"“{name}”{refused}。") from refused
    return Book(name, (Sheet(name, tuple(rows), beyond=beyond),))


def _refusal(path: Path, why: str) -> InspectionError:
    return InspectionError(f"“{path.name}”{why}。")


def _head(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a folder, a pipe that nobody writes to
            raise _refusal(path, "不是文件；请选表格文件")
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


def _read(path: Path, progress: Progress, manners: tuple[bool | None, ...]) -> Book:
    """Fast first; where that process dies, once more row by row; text has one manner."""
    deadline = monotonic() + SECONDS
    for careful in manners:
        try:
            return Book(path.name, tuple(_sheets(path, progress, careful, deadline)))
        except _Died:
            continue
    raise _refusal(path, "读取时耗时或内存异常；请核对来源，或只留要导入的工作表另存一份")


class _Died(Exception):  # noqa: N818  # tried again
    """The reading process ended without a last word."""


def _sheets(
    path: Path, progress: Progress, careful: bool | None, deadline: float
) -> Iterator[Sheet]:
    """What the reading process tells, sheet by sheet."""
    begun: _Begun | None = None
    with _filling_queue(path, careful) as lines:
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
                if "beyond" in message:
                    if begun is None:
                        break
                    yield begun.sheet(message["beyond"])
                    begun = None
                elif "done" in message:
                    progress(1, 1)
                    return
                else:
                    begun = _Begun(message)
    raise _Died


class _Begun:
    """A sheet whose rows are still coming."""

    def __init__(self, heading: dict[str, Any]) -> None:
        self._heading = heading
        self.rows: list[Row] = []

    def reached(self) -> tuple[int, int]:
        return len(self.rows), max(int(self._heading["total"]), len(self.rows) + 1)

    def sheet(self, beyond: int) -> Sheet:
        return Sheet(
            name=self._heading["name"],
            rows=tuple(self.rows),
            visible=self._heading["visible"],
            merged=tuple(Span(*span) for span in self._heading["merged"]),
            hidden_rows=frozenset(self._heading["hidden"]),
            beyond=beyond,
        )


@contextmanager
def _filling_queue(path: Path, careful: bool | None) -> "Iterator[queue.Queue[bytes | None]]":
    """The reading process' lines, through a short queue; it ends with us in any case."""
    request = {
        "path": str(path.absolute()),
        "title": path.stem,
        "text": careful is None,
        "careful": careful,
        "columns": MAX_COLUMNS,
        "memory": _MEMORY,
        "rows": MAX_ROWS,
    }
    process = subprocess.Popen(  # noqa: S603  # our own script, by our own interpreter
        [sys.executable, "-I", "-c", _RUN, str(_ROOT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None  # noqa: S101  # narrows the type
    assert process.stdout is not None  # noqa: S101  # narrows the type
    lines: queue.Queue[bytes | None] = queue.Queue()
    reader = Thread(target=_pass_on, args=(process.stdout, lines), daemon=True)
    try:
        with MemoryBound(process, _MEMORY):
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
