"""Rosters and class lists from files, read beside the window; a roster stays in memory only."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from db.errors import InspectionError
from db.progress import Progress
from db.records.schools import SchoolLine
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from inspector_gui.exchange.class_lists import ClassList
    from inspector_gui.exchange.rosters import Roster


@dataclass(frozen=True)
class ClassesRead:
    classes: ClassList


@dataclass(frozen=True)
class RosterRead:
    roster: Roster


class Imports(QObject):
    """One file at a time. Tells `classes_read` or `roster_read` at the school."""

    classes_read = Signal(ClassesRead)
    roster_read = Signal(RosterRead)

    def __init__(self, parent: QObject, desk: Desk, line: ProgressLine) -> None:
        super().__init__(parent)
        self._desk, self._line = desk, line
        self._job: Job[object] | None = None
        self._school: SchoolLine | None = None
        line.cancelled.connect(self._cancel)

    def read_classes(self, path: Path) -> None:
        school = self._desk.school
        assert school is not None  # noqa: S101  # asked from a school's page
        self._start(
            lambda progress: ClassesRead(_classes(path, school, progress)), self.classes_read
        )

    def read_roster(self, path: Path) -> None:
        self._start(lambda progress: RosterRead(_roster(path, progress)), self.roster_read)

    def _start(self, work: Callable[[Progress], object], read: SignalInstance) -> None:
        if self._job is not None:
            raise InspectionError("正在读取另一份表格；请等它读完，或按“取消”。")
        self._school, self._read = self._desk.school, read
        self._job = Job(work, application())
        self._job.progressed.connect(self._on_progress)
        self._job.then(self._on_read)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._end)
        self._job.start()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_progress(self, done: int, total: int) -> None:
        if self._job is not None:
            self._line.show_progress(f"正在读取：{done:,} 行", done, total)

    def _on_read(self, found: object) -> None:
        self._end()
        here, asked = self._desk.school, self._school
        if here is None or asked is None or here.visit_id != asked.visit_id:
            name = asked.name if asked else ""
            raise InspectionError(f"已经换了学校，没有导入；请回到“{name}”再导入。")
        self._read.emit(found)

    def _on_failed(self, error: BaseException) -> None:
        self._end()
        raise error

    def _end(self) -> None:
        self._job = None
        self._line.end()


class Rosters:
    """The rosters in memory, by visit: never on a disk, gone when drawn from."""

    def __init__(self) -> None:
        self._held: dict[uuid.UUID, Roster] = {}

    def hold(self, visit: uuid.UUID, roster: Roster) -> None:
        self._held[visit] = roster

    def held(self, visit: uuid.UUID) -> Roster | None:
        return self._held.get(visit)

    def let_go(self, visit: uuid.UUID) -> None:
        self._held.pop(visit, None)


def _classes(path: Path, school: SchoolLine, progress: Progress) -> ClassList:
    from inspector_gui.exchange.class_lists import read_classes
    from inspector_gui.exchange.workbooks.reading import read_book

    return read_classes(read_book(path, progress), school.stages)


def _roster(path: Path, progress: Progress) -> Roster:
    from inspector_gui.exchange.rosters import read_roster

    return read_roster(path, progress)
