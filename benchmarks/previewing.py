# mypy: allow-untyped-calls
"""Asks a real window for a feedback sheet until its page is painted; prints milliseconds.

    python -m benchmarks.previewing FILE

`first`: in a window that has shown no document yet; `again`: coming back from another document;
`bare`: the same text set and the same page drawn without window, file and gate.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.measure import timed
from inspector_gui.window.app import furnish, make_application
from inspector_gui.window.shell.window import Window

TIMES, PATIENCE_MS, ENOUGH = 5, 30_000, 20
SHEET, OTHER = "检查情况反馈单", "清退情况登记表"


def main(file: Path) -> None:
    make_application()
    window = Window()
    window.resize(1366, 768)
    window.show()
    frame = furnish(window, [file])
    bench: Any = frame.bench
    _settle()
    first = _until_painted(bench, lambda: bench.show_page("documents"), SHEET)
    view = bench.page()
    again = []
    for _ in range(TIMES):
        _until_painted(bench, lambda: _choose(view, OTHER), OTHER)
        again.append(_until_painted(bench, lambda: _choose(view, SHEET), SHEET))
    bare = [_bare(bench, view.paper) for _ in range(TIMES)]
    print(json.dumps({"first": [first], "again": again, "bare": bare}))
    window.close()


def _settle() -> None:
    """Whoever asks for a sheet has seen the window come up."""
    for _ in range(ENOUGH):
        QThreadPool.globalInstance().waitForDone()
        QApplication.processEvents()


def _choose(view: Any, name: str) -> None:
    names = [getattr(row, "name", None) for row in view.list.rows.rows]
    view.list.go_to(names.index(name))


class Painted(QObject):
    """Notes when the page is painted as sharp as the zoom wants it."""

    def __init__(self, view: Any, name: str) -> None:
        super().__init__(view)
        self._view, self._name, self.at = view, name, 0.0
        view.paper.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        shown = self._view.context.name.text() == self._name
        if not self.at and shown and event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter() if self._view.paper.is_sharp(0) else 0.0
        return False


def _until_painted(bench: Any, ask: Callable[[], None], name: str) -> float:
    began = time.perf_counter()
    ask()
    view = bench.page()
    painted = Painted(view, name)
    late = QTimer()
    late.timeout.connect(lambda: sys.exit(f"{name}: not painted"))
    late.start(PATIENCE_MS)
    while not painted.at or not view.list.rows.rows:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    late.stop()
    painted.deleteLater()
    return (painted.at - began) * 1000


def _bare(bench: Any, paper: Any) -> float:
    import pypdfium2

    from inspector_gui.documents.fonts import fonts
    from inspector_gui.documents.pdf.printing import print_pdf
    from inspector_gui.documents.scope import Scope

    store, school = bench.desk.store, bench.desk.school
    with store.read() as work:
        scope = Scope(school.name, work.campaigns.current().id, school)
        document = scope.sheet(work, SHEET, store.now()).document
    width = paper.wanted(0)

    def work_alone() -> None:
        with pypdfium2.PdfDocument(print_pdf(document, fonts())) as pdf:
            page = pdf[0]
            page.render(scale=width / page.get_width())

    return timed(work_alone)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
