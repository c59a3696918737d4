"""From a place to an open store, with what has to be asked on the way."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from db.postgres.master_url import Address, PasswordWanted
from db.storage import file, keys
from db.storage.disks import fetch
from db.storage.drives import is_local
from db.storage.user_folder import data_folder
from db.store import Store
from inspector_gui.locations import Location, parse_location
from inspector_gui.window.shell.window import TITLE
from inspector_gui.window.theme.theme import theme

_FILTER = f"检查数据文件 (*{file.SUFFIX})"
_EXAMPLE = "postgresql+psycopg://"


@dataclass(frozen=True)
class KeyedFile:
    """A file with the key that opens it; None: it is not encrypted."""

    path: Path
    key: bytes | None


class Opening:
    """`window`: over which it asks."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def ask_for_file(self) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self._window, "打开", "", _FILTER)
        return Path(name) if name else None

    def ask_for_master(self, last: Address | None) -> Location | None:
        """Where the master is. Raises InspectionError where that is written wrongly."""
        prompt = "总库地址（用户@服务器/数据库，不写口令）："
        shown = last.text if last else _EXAMPLE
        text = self._ask("连接总库", prompt, "连接", shown)
        return parse_location(text.strip()) if text and text.strip() else None

    def opened(self, location: Location) -> Store | None:
        """None where the user gave up. Raises InspectionError where it cannot be opened."""
        if isinstance(location, Address):
            return self._connected(location)
        path = self._local(location)
        if file.inspect(path).form is file.Form.PLAIN:
            return Store.open(path)
        return self._asked(path.stem, lambda secret: Store.open(path, keys.unwrap(path, secret)))

    def _connected(self, address: Address) -> Store | None:
        from db.postgres.master import Master

        try:
            store = Master.at(address)
        except PasswordWanted:
            return self._asked(address.name, lambda secret: Master.at(address, secret))
        return store

    def _asked(self, name: str, then: Callable[[str], Store]) -> Store | None:
        secret = self.ask_passphrase(name)
        return None if secret is None else then(secret)

    def ask_passphrase(self, name: str) -> str | None:
        """What was typed; None where the user gave up."""
        return self._ask("口令", f"打开“{name}”，请输入口令：", "打开", secret=True)

    def _ask(
        self, title: str, prompt: str, yes: str, shown: str = "", *, secret: bool = False
    ) -> str | None:
        """What was typed; None where the user gave up."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(prompt)
        dialog.setTextValue(shown)
        dialog.setOkButtonText(yes)
        dialog.setCancelButtonText("取消")
        if secret:
            dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.resize(theme().px(520), dialog.sizeHint().height())
        given = dialog.exec()
        dialog.deleteLater()
        return dialog.textValue() if given else None

    def _local(self, path: Path) -> Path:
        """`path`, or a copy of it on this computer where it must not be opened live."""
        if not path.exists() or is_local(path):
            return path
        folder = data_folder()
        question = (
            f"“{path.name}”在移动磁盘或网络位置，不能直接打开。\n复制到“{folder}”，再打开副本吗？"
        )
        answer = QMessageBox.question(self._window, TITLE, question)
        return fetch(path, folder) if answer == QMessageBox.StandardButton.Yes else path
