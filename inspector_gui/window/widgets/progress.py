"""A line that says how far long work is, and lets it be given up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text


class ProgressLine(QWidget):
    """Seen only while something is under way. Tells `cancelled`, by its button or Escape."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._caption = text(role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        self._stop = button("取消", name="取消正在进行的工作")
        self._stop.setToolTip("Esc")
        self._stop.clicked.connect(self.cancelled)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(10))
        line.addWidget(self._caption)
        line.addWidget(self._bar, 1)
        line.addWidget(self._stop)
        self.hide()

    def show_progress(self, caption: str, done: int, total: int) -> None:
        self._caption.setText(caption)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self.show()

    def end(self) -> None:
        self.hide()
