"""A team takes in what the bureau changed: read beside the window, told in a sentence."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QLineEdit

from db.handout.updates import take_changes
from db.merge.receipts import Receipt
from db.storage import file, keys
from inspector_gui.exchange.receipt_text import changes_in_words
from inspector_gui.window.desk import Desk
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.notices import Notices
from inspector_gui.window.shell.window import Window
from inspector_gui.window.widgets.choosing import choose_file


class Updating(QObject):
    """One file of changes into the open team file."""

    def __init__(self, window: Window, notices: Notices, desk: Desk) -> None:
        super().__init__(desk)
        self._window, self._notices, self._desk = window, notices, desk

    def ask(self) -> None:
        title = "局里再次发放的文件（名称里有“更改”）"
        choose_file(self._window, title, "检查数据文件", (file.SUFFIX,), self.start)

    def start(self, path: Path) -> None:
        key: bytes | None = None
        if file.inspect(path).form is file.Form.ENCRYPTED:
            prompt = f"“{path.stem}”已加密，请输入口令单上的口令："
            hidden = QLineEdit.EchoMode.Password
            secret, given = QInputDialog.getText(self._window, "口令", prompt, hidden)
            if not given:
                return
            key = keys.unwrap(path, secret)
        self._desk.flush()
        store = self._desk.store
        job = Job(lambda progress: take_changes(store, path, key, progress), application())
        job.then(self._on_taken)
        job.failed.connect(self._notices.show_error)
        job.start()
        self._notices.show_work("正在取回局里的更改…")

    def _on_taken(self, receipt: Receipt) -> None:
        self._notices.show_news(changes_in_words(receipt))
