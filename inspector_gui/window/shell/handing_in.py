"""Handing in: the team's records, sealed for the bureau, onto a stick."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QStorageInfo, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from db.packages.sealing import Made
from db.storage.drives import is_removable
from db.store import Store
from inspector_gui.actions.merging import hand_in
from inspector_gui.labels import figure_names
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.notices import sentence
from inspector_gui.window.settings import Settings
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.progress import ProgressLine


class HandInDialog(QDialog):
    """What goes in, where to, and then what was written. Enter does what comes next."""

    def __init__(self, store: Store, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("生成数据包")
        self._store, self._settings = store, settings
        self._job: Job[Made] | None = None
        self._made: Path | None = None
        self.folders = QComboBox()
        self.folders.setAccessibleName("写到哪里")
        self._other = button("其他文件夹(&F)…", name="其他文件夹")
        self.word = text("只有本局打得开。家长电话号码不在包里。", "muted", wrap=True)
        self.progress = ProgressLine()
        self.go = button("生成", "main", name="生成")
        self.go.setDefault(True)
        self._open = button("打开文件夹(&O)", name="打开文件夹")
        self._close = button("取消", name="取消")
        self._lay_out()
        self._connect()
        for folder in dict.fromkeys(_target_folders(settings.package_folder)):
            self._offer(folder)
        self._open.hide()
        self.go.setEnabled(self.folders.count() > 0)
        (self.go if self.folders.count() else self._other).setFocus()

    def _lay_out(self) -> None:
        px = theme().px
        where = QHBoxLayout()
        where.addWidget(text("写到"))
        where.addWidget(self.folders, 1)
        where.addWidget(self._other)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for knob in (self._open, self._close, self.go):
            buttons.addWidget(knob)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(text("把本组到现在为止的全部记录封成一个包", "section"))
        layout.addLayout(self._sums())
        layout.addLayout(where)
        layout.addWidget(self.word)
        layout.addWidget(self.progress)
        layout.addLayout(buttons)
        self.setMinimumWidth(px(520))

    def _sums(self) -> QGridLayout:
        """What is counted, two columns of it."""
        with self._store.read() as work:
            team = work.file().team_id
            figures = vars(work.totals.figures(team=team))
            code = work.inspections.code_of(team)
            names = figure_names(vars(work.inspections.of(code).amounts))
        counted = {name: number for name, number in figures.items() if number and name != "teams"}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(18))
        for index, (name, number) in enumerate(counted.items()):
            shown = grouped_yuan(number) if name.endswith("_fen") else f"{number:,}"
            row, side = divmod(index, 2)
            grid.addWidget(text(names[name], "muted"), row, 3 * side)
            grid.addWidget(text(shown), row, 3 * side + 1)
        grid.setColumnStretch(2, 1)
        if not counted:
            grid.addWidget(text("还没有检查记录。", "muted"), 0, 0)
        return grid

    def _connect(self) -> None:
        self.go.clicked.connect(self._make)
        self._close.clicked.connect(self.reject)
        self._open.clicked.connect(self._show_folder)
        self._other.clicked.connect(self._choose)
        self.progress.cancelled.connect(self._give_up)

    def _offer(self, folder: Path) -> None:
        """A folder to choose, and chosen if it is the first."""
        label = f"{folder}（移动磁盘）" if is_removable(folder) else str(folder)
        self.folders.addItem(label, folder)
        self.go.setEnabled(True)

    def _choose(self) -> None:
        dialog = QFileDialog(self, "写到哪个文件夹？")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_folder(self, name: str) -> None:
        self._offer(Path(name))
        self.folders.setCurrentIndex(self.folders.count() - 1)
        self.go.setFocus()

    def _make(self) -> None:
        folder: Path = self.folders.currentData()
        self._job = Job(
            lambda progress: hand_in(store=self._store, folder=folder, progress=progress),
            application(),
        )
        self._job.progressed.connect(self._on_progress)
        self._job.then(self._on_made)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_given_up)
        self._set_busy(busy=True)
        self._on_progress(0, 1)
        self._job.start()

    def _set_busy(self, *, busy: bool) -> None:
        for part in (self.go, self.folders, self._other, self._close):
            part.setEnabled(not busy)
        if not busy:
            self._job = None
            self.progress.end()

    def _on_progress(self, done: int, total: int) -> None:
        self.progress.show_progress("正在写入", done, total)

    def _on_made(self, made: Made) -> None:
        self._set_busy(busy=False)
        self._settings.package_folder = made.path.parent
        self._made = made.path
        self.word.setText(f"已写好“{made.path.name}”，读回核对一致，可以交给局里。")
        self.word.setProperty("role", "")
        self.go.hide()
        self._open.show()
        self._close.setText("完成")
        self._close.setDefault(True)
        self._close.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        self.word.setText(sentence(error))
        self.go.setFocus()

    def _on_given_up(self) -> None:
        self._set_busy(busy=False)
        self.word.setText("已取消，没有写出数据包。")

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _show_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))

    def reject(self) -> None:
        """Not while something is being written: that is given up first."""
        if self._job is not None:
            self._give_up()
        else:
            super().reject()


def _target_folders(last: Path | None) -> Iterator[Path]:
    """Sticks that are plugged in, then where the last package went."""
    for volume in QStorageInfo.mountedVolumes():
        root = Path(volume.rootPath())
        if volume.isReady() and not volume.isReadOnly() and is_removable(root):
            yield root
    if last is not None and last.is_dir():
        yield last
