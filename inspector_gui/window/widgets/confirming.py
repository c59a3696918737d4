"""A question before something that is lost: Enter and Esc both leave things as they are."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def confirm(
    parent: QWidget, title: str, question: str, deed: str, then: Callable[[], object]
) -> None:
    """Ask `question`; `then` follows only where the button `deed` is pressed."""
    box = QMessageBox(parent.window())
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    go = box.addButton(deed, QMessageBox.ButtonRole.AcceptRole)
    go.setAccessibleName(deed)
    box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    go.clicked.connect(lambda _: then())
    box.finished.connect(box.deleteLater)
    box.open()
