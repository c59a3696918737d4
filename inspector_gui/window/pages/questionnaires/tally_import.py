"""A counting from a spreadsheet, and the blank spreadsheet to fill in."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.errors import InspectionError
from db.file_names import file_name
from db.unit_of_work import Work
from db.vocabulary import Act, EntryMethod
from inspector_gui.statistics.tally import cells_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.table_import import TableImport
from inspector_gui.window.pages.questionnaires.entering import Task
from inspector_gui.window.pages.questionnaires.envelopes import name_of
from inspector_gui.window.pages.questionnaires.view import QuestionnairesView

if TYPE_CHECKING:
    from inspector_gui.exchange.tally_book import TallyBook
    from inspector_gui.exchange.workbooks.book import Book

FOLDER = "表样"
_FORMS = 60


class TallyImport(QObject):
    """A child of the view: they die together. `task`: the counting that is turned to, if any."""

    def __init__(
        self, view: QuestionnairesView, desk: Desk, task: Callable[[], Task | None]
    ) -> None:
        super().__init__(view)
        self._view, self._desk, self._task = view, desk, task
        self.table = TableImport(
            view,
            view.progress,
            title="导入问卷录入表",
            still=self._target,
            read=self._read,
            take=self._keep,
        )
        view.import_wanted.connect(self._ask)
        view.template_wanted.connect(self._write)

    def _ask(self) -> None:
        self._require()
        self.table.ask()

    def _target(self) -> object:
        task = self._task()
        return (task.envelope.id, task.slot) if task else None

    def _require(self) -> Task:
        """The counting that may be filled. Raises InspectionError where there is none."""
        task = self._task()
        if task is None or task.word:
            why = task.word if task else ""
            raise InspectionError(why or "请先选择班级，转到第一次或第二次录入，再导入。")
        if task.counting is not None:
            raise InspectionError("这次录入已经开始；要用表格代替，请先按“重录”清空。")
        return task

    def _read(self, book: "Book") -> "TallyBook":
        from inspector_gui.exchange.tally_book import read_tally

        return read_tally(book, self._require().questions)

    def _keep(self, found: "TallyBook") -> None:
        """All of it, as one step."""
        task = self._require()
        with self._desk.act(Act.ENTER_SHEET if found.forms else Act.TALLY) as work:
            if found.forms:
                entry = _begin(work, self._desk, task, EntryMethod.SHEETS)
                for number, form in enumerate(found.forms, 1):
                    work.sheets.enter(entry, number, form.answers, void=form.void)
            else:
                _begin(work, self._desk, task, EntryMethod.COUNTS, found.counts)
        self._view.enter_pane()

    def _write(self) -> None:
        from inspector_gui.exchange.tally_template import write_template

        task = self._require()
        name = name_of(task.envelope)
        folder = self._desk.store.path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        school = self._desk.school.code if self._desk.school else ""
        path = folder / file_name(f"问卷录入-{school}-{name}", ".xlsx")
        write_template(path, f"{name}问卷", task.questions, task.envelope.returned or _FORMS)
        self._view.bar.title.setText(f"录入表样已放在 {path}")


def _begin(
    work: Work, desk: Desk, task: Task, method: EntryMethod, counts: dict[str, int] | None = None
) -> uuid.UUID:
    cells = cells_of(task.questions) if method is EntryMethod.COUNTS else ()
    return work.questionnaires.begin_counting(
        task.envelope.id, task.slot, cells, desk.store.person, counts, method=method
    )
