"""The operator's handbook, opened where one is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from inspector_gui.resources import HANDBOOK
from inspector_gui.window.theme.theme import theme

_WIDTH, _HEIGHT = 760, 640


class Handbook(QDialog):
    """A window of its own, so that one can read on while working."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作手册")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme().px(_WIDTH), theme().px(_HEIGHT))
        self.text = QTextBrowser()
        self.text.setAccessibleName("操作手册")
        self.text.setOpenExternalLinks(True)
        self.text.setMarkdown(HANDBOOK.read_text("utf-8"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)

    def turn_to(self, subject: str) -> None:
        """To the heading or paragraph that begins with `subject`; else to the beginning."""
        cursor = QTextCursor(self._block(subject))
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + self.text.cursorRect().top() - theme().px(12))

    def _block(self, subject: str) -> QTextBlock:
        block = first = self.text.document().begin()
        while block.isValid():
            content = block.text()
            heading = block.blockFormat().headingLevel() and subject in content
            if heading or content.startswith(subject):
                return block
            block = block.next()
        return first
