"""Another campaign's bureau file is chosen, and its key found: asked for where it is locked."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from db.storage import file, keys
from inspector_gui.window.theme.theme import theme

Then = Callable[[Path, Callable[[], bytes | None]], None]


def ask_for_bureau_file(over: QWidget, title: str, then: Then) -> None:
    """`then` hears the file and what finds its key, which takes a second and may raise
    InspectionError; it hears nothing where the user gives up."""
    dialog = QFileDialog(over, title, "", f"总文件 (*{file.SUFFIX})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: with_key(over, Path(name), then))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def with_key(over: QWidget, path: Path, then: Then) -> None:
    """Ask for the passphrase where there is one."""
    if file.inspect(path).form is not file.Form.ENCRYPTED:
        then(path, lambda: None)
        return
    asking = QInputDialog(over)
    asking.setWindowTitle("口令")
    asking.setLabelText(f"“{path.name}”已加密，请输入它的口令：")
    asking.setTextEchoMode(QLineEdit.EchoMode.Password)
    asking.setOkButtonText("打开")
    asking.setCancelButtonText("取消")
    asking.resize(theme().px(460), asking.sizeHint().height())
    asking.textValueSelected.connect(lambda secret: then(path, lambda: keys.unwrap(path, secret)))
    asking.finished.connect(asking.deleteLater)
    asking.open()
