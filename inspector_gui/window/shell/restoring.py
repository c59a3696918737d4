"""Restoring from a backup: which there are, what the present file has more, and then one key."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.storage import file
from db.storage.backup import FOLDER
from db.storage.restoring import Restored, backups_of, restored_to, slots_that_open
from inspector_gui.actions.restoring import Choice, choices, format_restored, restore_backup
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.notices import Notices
from inspector_gui.window.shell.opening import KeyedFile, Opening
from inspector_gui.window.shell.window import Window
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.choosing import choose_file
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.table import Column, Rows, Table


@dataclass(frozen=True)
class Present:
    """The file that is to be restored. `slots`: beside which file the slots of its key are."""

    path: Path
    key: bytes | None
    slots: Path | None = None


def _size(choice: Choice) -> str:
    return f"{choice.backup.size / 1_000_000:.1f} MB"


def _latest(choice: Choice) -> str:
    if choice.content is None:
        return "读不出来"
    if choice.content.latest is None:
        return "没有记录"
    return f"{choice.content.latest.astimezone():%m-%d %H:%M} {choice.content.person}".strip()


def _newer(choice: Choice) -> str:
    if choice.newer is None:
        return "现在的文件读不出来" if choice.content else ""
    return f"{choice.newer:,} 次记录" if choice.newer else "没有"


COLUMNS = (
    Column[Choice]("备份时间", lambda choice: f"{choice.backup.made_at:%Y-%m-%d %H:%M:%S}", 170),
    Column[Choice]("为什么留", lambda choice: choice.backup.reason, 84),
    Column[Choice]("大小", _size, 84),
    Column[Choice]("里面最后一次记录", _latest),
    Column[Choice]("现在的文件里更新的", _newer, 170),
)


class RestoreDialog(QDialog):
    """Tells `wanted(path)` of the backup that is to take the file's place."""

    wanted = Signal(Path)

    def __init__(self, present: Present, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"从备份恢复“{present.path.stem}”")
        self.table = Table("备份", Rows(COLUMNS))
        self.word = text("正在查看各份备份…", "muted", wrap=True)
        self.go = button("恢复这一份(&R)", "main", name="恢复这一份")
        self.go.setEnabled(False)
        self._other = button("别处的备份(&O)…", name="别处的备份")
        self._stop = button("取消", name="取消")
        self._lay_out(present.path)
        self.go.clicked.connect(self._choose)
        self.table.doubleClicked.connect(lambda _: self._choose())
        self._other.clicked.connect(self._ask)
        self._stop.clicked.connect(self.reject)
        self._job = Job(lambda _: choices(present.path, present.key), application())
        self._job.then(self._show)
        self._job.failed.connect(self._show_error)
        self._job.start()

    def _show_error(self, error: Exception) -> None:
        self.word.setText(str(error))

    def _lay_out(self, path: Path) -> None:
        px = theme().px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self._other)
        buttons.addStretch(1)
        buttons.addWidget(self._stop)
        buttons.addWidget(self.go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(
            text(
                f"选中的备份会成为“{path.name}”。现在的文件连同日志移到“{FOLDER}”文件夹，"
                "名称里有“恢复前”，不会被覆盖，也可以再恢复回来。",
                wrap=True,
            )
        )
        layout.addWidget(self.table, 1)
        layout.addWidget(self.word)
        layout.addLayout(buttons)
        self.resize(px(800), px(430))

    def _show(self, found: Sequence[Choice]) -> None:
        self.table.rows.show_rows(found, lambda row: row.backup.path)
        self.go.setEnabled(bool(found))
        if found:
            self.table.go_to(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.word.setText("")
        else:
            self.word.setText("“备份”文件夹里没有这个文件的备份；备份若在别处，按“别处的备份”。")
            self._other.setFocus()
        self.go.setDefault(bool(found))

    def _choose(self) -> None:
        choice = self.table.current()
        if choice is not None:
            self._take(choice.backup.path)

    def _ask(self) -> None:
        choose_file(self, "用哪一份备份？", "检查数据文件", (file.SUFFIX,), self._take)

    def _take(self, backup: Path) -> None:
        self.accept()
        self.wanted.emit(backup)


class Restoring(QObject):
    """Asks which file and which backup. `released` has whoever has it open close it;
    `done` tells that it can be opened again, restored or not."""

    released = Signal()
    done = Signal(KeyedFile)

    def __init__(self, window: Window, notices: Notices, opening: Opening) -> None:
        super().__init__(window)
        self._window, self._notices, self._opening = window, notices, opening
        self._present: Present | None = None
        self._backup = Path()

    def ask(self, path: Path | None, key: bytes | None) -> None:
        """`path` is open with `key`; None where no file is open."""
        if path is not None:
            self._offer(Present(path, key))
        else:
            title = "恢复哪个文件？打不开的文件也可以选，也可以直接选它的一份备份"
            choose_file(self._window, title, "检查数据文件", (file.SUFFIX,), self._on_file)

    def _on_file(self, chosen: Path) -> None:
        path = restored_to(chosen)
        backups = [backup.path for backup in backups_of(path)]
        sample = chosen if chosen != path else next(iter(backups), None)
        present = Present(path, None)
        if sample is not None and file.inspect(sample).form is file.Form.ENCRYPTED:
            secret = self._opening.ask_passphrase(path.stem)
            if secret is None:
                return
            present = Present(path, *slots_that_open(sample, path, secret))
        self._offer(present)

    def _offer(self, present: Present) -> None:
        self._present = present
        dialog = RestoreDialog(present, self._window)
        dialog.wanted.connect(self._restore)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _restore(self, backup: Path) -> None:
        assert self._present is not None  # noqa: S101  # it was offered
        present = self._present
        self.released.emit()
        self._notices.show_work("正在恢复…")
        job = Job(
            lambda _: restore_backup(
                backup=backup, target=present.path, key=present.key, slots=present.slots
            ),
            application(),
        )
        self._backup = backup
        job.then(self._on_restored)
        job.failed.connect(self._on_failed)
        job.start()

    def _on_restored(self, restored: Restored) -> None:
        self._finish()
        self._notices.show_news(format_restored(restored, self._backup))

    def _on_failed(self, error: Exception) -> None:
        self._finish()
        self._notices.show_error(error)

    def _finish(self) -> None:
        assert self._present is not None  # noqa: S101  # it was offered
        self.done.emit(KeyedFile(self._present.path, self._present.key))
