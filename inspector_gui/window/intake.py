"""Takes photos and files in as evidence, off the window's thread, a batch as one step."""

import uuid
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from db.errors import InspectionError
from db.progress import Progress
from db.records.evidence import Copy
from db.records.schools import SchoolLine
from inspector_gui.actions.evidence import take_in_evidence
from inspector_gui.labels import in_china
from inspector_gui.window.copies import copy_of, copy_of_picture
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.widgets.dropping import Source

_SHARES = 100


@dataclass(frozen=True)
class Batch:
    """Titles and copies, and what is said of those that could not be taken."""

    copies: tuple[tuple[str, Copy], ...]
    refused: tuple[str, ...]


def take(sources: Sequence[Source], progress: Progress) -> Batch:
    """Copies of all that can be copied; `progress` counts hundredths of each source."""
    copies: list[tuple[str, Copy]] = []
    refused: list[str] = []
    total = len(sources) * _SHARES
    for number, source in enumerate(sources):
        try:
            copies.append(_taken(source, _share(progress, number, total)))
        except InspectionError as error:
            refused.append(str(error))
    progress(total, total)
    return Batch(tuple(copies), tuple(refused))


def _share(progress: Progress, number: int, total: int) -> Progress:
    """The progress of the source with this number, as a share of all."""
    return lambda done, size: progress(number * _SHARES + done * (_SHARES - 1) // size, total)


def _taken(source: Source, progress: Progress) -> tuple[str, Copy]:
    if isinstance(source, QImage):
        return "截图", copy_of_picture(source)
    copy = copy_of(source, progress)
    if not copy.media_type.startswith("image/"):
        return source.stem, copy
    when = f"　{in_china(copy.taken_at):%m-%d %H:%M}" if copy.taken_at else ""
    return f"照片{when}", copy


@dataclass(frozen=True)
class Task:
    """What is taken in, for which school, and what is to rest on it."""

    sources: tuple[Source, ...]
    school: SchoolLine
    finding: uuid.UUID | None
    item: uuid.UUID | None


class Intake(QObject):
    """One batch after the other. Tells `progressed(done, total)` and `ended(proofs)`."""

    progressed = Signal(int, int)
    ended = Signal(tuple)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks: deque[Task] = deque()
        self._job: Job[Batch] | None = None
        self._closed = False
        desk.closing.connect(self._on_closing)

    def take(
        self,
        sources: Sequence[Source],
        *,
        finding: uuid.UUID | None = None,
        item: uuid.UUID | None = None,
    ) -> None:
        """Keep copies as evidence of the school that is open now, used for a finding or an item."""
        if sources and self._desk.school is not None:
            self._tasks.append(Task(tuple(sources), self._desk.school, finding, item))
            self._go_on()

    @property
    def busy(self) -> bool:
        return self._job is not None

    def cancel(self) -> None:
        """Nothing of what is not yet kept will be."""
        if self._job is not None:
            self._tasks = deque([self._tasks[0]])
            self._job.cancel()

    def _on_closing(self) -> None:
        """What is still being copied stays where it was: the file is closed."""
        self._closed = True
        self.cancel()

    def _go_on(self) -> None:
        if self._job is None and self._tasks and not self._closed:
            sources = self._tasks[0].sources
            self._job = Job(lambda progress: take(sources, progress), application())
            self._job.progressed.connect(self.progressed)
            self._job.then(self._on_taken)
            self._job.failed.connect(self._on_failed)
            self._job.cancelled.connect(self._on_cancelled)
            self._job.start()

    def _on_taken(self, batch: Batch) -> None:
        task = self._end()
        proofs = self._keep(task, batch) if batch.copies and not self._closed else []
        self.ended.emit(tuple(proofs))
        self._go_on()
        if batch.refused:
            more = len(batch.refused) - 3
            sentences = [
                *batch.refused[:3],
                *([f"另有 {more} 个文件未能添加。"] if more > 0 else []),
            ]
            raise InspectionError("".join(sentences))

    def _keep(self, task: Task, batch: Batch) -> list[uuid.UUID]:
        return take_in_evidence(
            store=self._desk.store,
            school=task.school,
            copies=batch.copies,
            finding=task.finding,
            item=task.item,
        )

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        self.ended.emit(())
        self._go_on()
        raise error

    def _on_cancelled(self) -> None:
        self._end()
        self.ended.emit(())
        self._go_on()

    def _end(self) -> Task:
        self._job = None
        return self._tasks.popleft()
