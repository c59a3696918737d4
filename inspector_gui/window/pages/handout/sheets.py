"""The sheets with the passphrases, as they will be printed: seen once, then nobody has them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from inspector_gui.window.printroom.paper_view import PaperView
from inspector_gui.window.printroom.pictures import Pictures
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text


class SheetsCard(QFrame):
    """Tells `print_wanted`, `save_wanted`; `opened(on)` when there are sheets, or no more."""

    print_wanted = Signal()
    save_wanted = Signal()
    done = Signal()
    opened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.paper = PaperView("口令单预览")
        self._print = button("打印口令单(&P)", "main", name="打印口令单")
        self._save = button("保存 PDF(&K)…", name="保存口令单")
        self._done = button("已交接，清除(&X)", name="清除口令")
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for part in (self._print, self._save, self._done):
            line.addWidget(part)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        layout.setSpacing(px(8))
        layout.addWidget(
            text("口令只在这里出现一次，局里不留存；请印出来当面交给各组组长。", "title", wrap=True)
        )
        layout.addLayout(line)
        layout.addWidget(self.paper, 1)
        self._print.clicked.connect(self.print_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._done.clicked.connect(self.done)
        self.hide()

    def show_sheets(self, pictures: Pictures | None) -> None:
        self.paper.show_pictures(pictures, stay=False)
        self.setVisible(pictures is not None)
        self.opened.emit(pictures is not None)
        if pictures is not None:
            self._print.setFocus(Qt.FocusReason.OtherFocusReason)
