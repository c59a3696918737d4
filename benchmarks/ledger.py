# mypy: allow-untyped-calls
"""The ledger with every answer of at least 140,800, against openpyxl's write-only mode given the
same cells ready made; and the memory of a process that writes it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.campaign import recorded
from benchmarks.measure import Result, in_turns, timed

ROUNDS = 3
FACTOR = 2
ANSWERS = 140_800
MEMORY_MB = 300.0
_CHILD = """
import resource, sys
from pathlib import Path
from db.store import Store
from inspector_gui.exchange.ledger.writing import write_ledger
with Store.open(Path(sys.argv[1]), None) as store:
    write_ledger(store, Path(sys.argv[2]), with_answers=True)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run() -> Iterator[Result]:
    from db.store import Store
    from inspector_gui.exchange.ledger.writing import write_ledger

    with tempfile.TemporaryDirectory() as folder:
        bureau, path = _merged(Path(folder)), Path(folder) / "台账.xlsx"
        with Store.open(bureau, None) as store:
            write_ledger(store, path, with_answers=True)
            cells = _cells(path)
            mine, bare = in_turns(
                lambda: timed(lambda: write_ledger(store, path, with_answers=True)),
                lambda: timed(lambda: _write(cells, Path(folder) / "bare.xlsx")),
                ROUNDS,
            )
        yield Result(f"ledger.{_answers(cells)}", mine, bare, "ms", 1.2)
        yield Result("ledger.memory", _memory(bureau, path), MEMORY_MB, "MB", 1.0)


def _merged(folder: Path) -> Path:
    from db.merge.batch_import import merge_all
    from db.store import Store

    files = recorded(folder, FACTOR)
    with Store.open(files.bureau, None) as store:
        for _ in merge_all(store, dict.fromkeys(files.teams)):
            pass
    return files.bureau


def _cells(path: Path) -> dict[str, list[list[Any]]]:
    from openpyxl.reader.excel import load_workbook

    book = load_workbook(path, read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def _answers(cells: dict[str, list[list[Any]]]) -> int:
    rows = cells["问卷答案"][3:]
    assert len(rows) * (len(rows[0]) - 4) >= ANSWERS
    return len(rows) * (len(rows[0]) - 4)


def _write(cells: dict[str, list[list[Any]]], path: Path) -> None:
    from openpyxl.workbook.workbook import Workbook

    book: Any = Workbook(write_only=True)
    for name, rows in cells.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def _memory(bureau: Path, path: Path) -> float:
    command = [sys.executable, "-c", _CHILD, str(bureau), str(path)]
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    return float(done.stdout)
