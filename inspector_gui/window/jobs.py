"""Long work off the window's thread; its word arrives on the window's thread."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QThreadPool, Signal

from db.progress import Cancelled, Progress

R_co = TypeVar("R_co", covariant=True)

_REPORT_EVERY = 0.1


def application() -> QCoreApplication:
    """The parent of jobs."""
    found = QCoreApplication.instance()
    assert found is not None  # noqa: S101  # there is a window, so there is an application
    return found


class Job(QObject, Generic[R_co]):
    """Work on another thread. The parent is the application: a job outlives the page that asked."""

    progressed = Signal(int, int)
    failed = Signal(Exception)
    cancelled = Signal()
    _succeeded = Signal(object)  # whatever the work made: `then` says of what type

    def __init__(self, work: Callable[[Progress], R_co], parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._stop, self._reported_at = work, Event(), 0.0

    def then(self, slot: Callable[[R_co], object]) -> None:
        """`slot` hears what the work made; no more once its owner is gone."""
        self._succeeded.connect(slot)

    def start(self) -> None:
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        self._stop.set()

    def _run(self) -> None:
        try:
            result = self._work(self._report)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # noqa: BLE001  # told on the window's thread
            self.failed.emit(error)
        else:
            self._succeeded.emit(result)

    def _report(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        if done == total or monotonic() - self._reported_at > _REPORT_EVERY:
            self._reported_at = monotonic()
            self.progressed.emit(done, total)
