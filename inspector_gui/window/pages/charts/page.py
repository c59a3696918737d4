"""The charts from the store to the view; the ledger and the pictures out of the file."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QFileDialog

from db.errors import InspectionError
from db.file_names import file_name
from db.progress import Progress
from db.publishing.undecided import undecided
from db.store import Store
from db.vocabulary import Subject
from inspector_gui.charts.chart import Chart
from inspector_gui.labels import cut_off_words, today
from inspector_gui.statistics.figures import cut_off_of
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.page import Presenter
from inspector_gui.window.pages.charts.view import ChartsView
from inspector_gui.window.targets import PageKey, Record, Target

if TYPE_CHECKING:
    from inspector_gui.exchange.ledger.writing import Written


class Shown(NamedTuple):
    """Charts, what is undecided in them, and their day, whatever day is asked for by now."""

    charts: tuple[Chart, ...]
    undecided: tuple[str, ...]
    cut_off: datetime | None


def build(desk: Desk) -> ChartsView:
    view = ChartsView()
    ChartsPresenter(view, desk)
    return view


class ChartsPresenter(Presenter[ChartsView]):
    subjects = frozenset(Subject)
    of_school = False

    def __init__(self, view: ChartsView, desk: Desk) -> None:
        super().__init__(view, desk)
        self._asking, self._again = False, False
        self._export: Job[Written] | None = None
        self._charts: tuple[Chart, ...] = ()
        self._cut_off: datetime | None = None
        self._shown_at: datetime | None = None
        view.context.day.committed.connect(self._turn_to_day)
        view.ledger_wanted.connect(self._ask_for_ledger)
        view.pictures_wanted.connect(self._ask_for_folder)
        view.paper_wanted.connect(self._lead_to_paper)
        view.progress.cancelled.connect(self._cancel)

    def refresh(self) -> None:
        """Off the window's thread: the ranges of all answers take a second."""
        if self._asking:
            self._again = True
            return
        self._asking, self._again = True, False
        store, code, cut_off = self.desk.store, self._code(), self._cut_off
        job = Job(lambda _: _computed(store, code, cut_off), application())
        job.then(self._on_computed)
        job.failed.connect(self._on_failed)
        self.view.wait()
        job.start()

    def _turn_to_day(self, committed: Committed[date | None]) -> None:
        """Charts and ledger as they were known at the end of a day. Raises InspectionError for one
        to come."""
        self._cut_off = cut_off_of(committed.value, today())
        self.view.context.day.show_value(committed.value)
        self.refresh()

    def _code(self) -> str:
        kind = self.desk.inspection
        return kind.code if kind else ""

    def _on_computed(self, shown: Shown) -> None:
        self._asking = False
        self._charts, self._shown_at = shown.charts, shown.cut_off
        day = cut_off_words(shown.cut_off) if shown.cut_off else ""
        self.view.show_charts(shown.charts, day)
        self.view.context.show_undecided(shown.undecided)
        if self._again:
            self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self._asking = False
        raise error

    # what is made of it

    def _ask_for_ledger(self) -> None:
        if self._export is not None:
            return
        name = file_name(f"{self._named(self._cut_off)}-汇总台账", ".xlsx")
        dialog = QFileDialog(self.view, "导出台账", str(self._folder() / name), "台账 (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda chosen: self.export(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _named(self, cut_off: datetime | None) -> str:
        """How files of these numbers begin: of an earlier day they say of which."""
        code = self.desk.campaign.code
        day = cut_off_words(cut_off).removesuffix("24:00") if cut_off else ""
        return f"{code}-截至{day}" if day else code

    def _folder(self) -> Path:
        path = self.desk.store.path
        return path.parent if isinstance(path, Path) else Path()

    def export(self, path: Path) -> None:
        """Write the ledger there; Esc gives it up."""
        from inspector_gui.actions.ledger import export_ledger

        work = partial(
            export_ledger,
            store=self.desk.store,
            path=path,
            inspection=self.desk.inspection,
            cut_off=self._cut_off,
            with_answers=self.view.context.answers.isChecked(),
        )

        def written(progress: Progress) -> Written:
            return work(progress=progress)

        job = Job(written, application())
        job.then(self._on_written)
        job.progressed.connect(self._on_progressed)
        job.failed.connect(self._on_export_failed)
        job.cancelled.connect(self._on_cancelled)
        self._export = job
        self.view.progress.show_progress("正在导出台账…", 0, 1)
        job.start()

    def _on_progressed(self, done: int, total: int) -> None:
        self.view.progress.show_progress(f"台账 {done}/{total} 行", done, total)

    def _end_export(self) -> None:
        self._export = None
        self.view.progress.end()

    def _on_written(self, written: Written) -> None:
        self._end_export()
        final = "，不作为最终数据" if written.undecided else ""
        self.view.show_message(f"台账已导出{final}：{written.path}")

    def _on_export_failed(self, error: Exception) -> None:
        self._end_export()
        raise error

    def _on_cancelled(self) -> None:
        self._end_export()
        self.view.show_message("台账没有导出，原来的文件没有动。")

    def _cancel(self) -> None:
        if self._export is not None:
            self._export.cancel()

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self.view, "图片放在哪个文件夹", str(self._folder()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: self.save_pictures(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_pictures(self, folder: Path) -> None:
        """Each chart as a PNG. Raises InspectionError where the folder takes it not."""
        from inspector_gui.window.widgets.chart_view import picture

        for number, chart in enumerate(self._charts, 1):
            name = file_name(f"{self._named(self._shown_at)}-图{number}-{chart.title}", ".png")
            if not picture(chart).save(str(folder / name)):
                raise InspectionError(f"图片写不进“{folder}”；请换一个文件夹，或核对权限。")
        self.view.show_message(f"{len(self._charts)} 张图已存到 {folder}")

    def _lead_to_paper(self) -> None:
        self.view.jump_wanted.emit(Target(PageKey.BULLETINS, Record.DOCUMENT, "全市通报（附图）"))


def _computed(store: Store, code: str, cut_off: datetime | None) -> Shown:
    from inspector_gui.statistics.campaign_charts import campaign_charts
    from inspector_gui.statistics.published import city_statistics

    with store.read() as work, work.as_of(cut_off):
        kind = work.inspections.of(code) if code else work.inspections.main()
        charts = campaign_charts(work, kind, city_statistics(work, kind.code))
        return Shown(charts, undecided(work), cut_off)
