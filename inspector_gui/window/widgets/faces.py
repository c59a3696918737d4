"""Several faces of one page: chips above, of which one is chosen, and what belongs to it below."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.flow import FlowLayout


class Faces(QWidget):
    """Alt and a digit turn to a face. Tells `turned(key)`."""

    turned = Signal(str)

    def __init__(self, faces: Mapping[str, tuple[str, QWidget]]) -> None:
        """By key: title and content of each face."""
        super().__init__()
        self._keys = list(faces)
        self._titles = {key: title for key, (title, _) in faces.items()}
        self._chips = {key: button(title, "chip") for key, (title, _) in faces.items()}
        self._stack = QStackedWidget()
        px = theme().px
        self._line = QWidget()
        line = FlowLayout(self._line, 6)
        for number, (key, (title, content)) in enumerate(faces.items(), 1):
            chip = self._chips[key]
            chip.setCheckable(True)
            chip.setToolTip(f"{title}（Alt+{number}）")
            chip.setAccessibleName(f"{title}栏")
            chip.clicked.connect(lambda _, key=key: self.turn_to(key))
            line.addWidget(chip)
            self._stack.addWidget(content)
            QShortcut(QKeySequence(f"Alt+{number}"), self, partial(self.turn_to, key))
        self._word = text(role="hint")
        self._word.setMinimumHeight(next(iter(self._chips.values())).sizeHint().height())
        self._word.hide()
        line.addWidget(self._word)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(self._line)
        layout.addWidget(self._stack, 1)
        self._mark()

    def show_chips(self, *, on: bool) -> None:
        """Without chips there is one face only."""
        self._line.setVisible(on)

    @property
    def key(self) -> str:
        """Which face is shown."""
        return self._keys[self._stack.currentIndex()]

    def turn_to(self, key: str) -> None:
        self._stack.setCurrentIndex(self._keys.index(key))
        self._mark()
        self.turned.emit(key)

    def show_count(self, key: str, count: str, tone: str = "") -> None:
        """What a chip says behind its title."""
        chip = self._chips[key]
        caption = f"{self._titles[key]} {count}".strip()
        if chip.text() != caption:
            chip.setText(caption)
            chip.setAccessibleName(f"{self._titles[key]}栏 {count}".strip())
        if chip.property("tone") != tone:
            chip.setProperty("tone", tone)
            chip.style().unpolish(chip)
            chip.style().polish(chip)

    def show_summary(self, summary: str) -> None:
        """A sum or a state, at the right of the chips."""
        self._word.setText(summary)
        self._word.setVisible(bool(summary))

    def step(self, by: int) -> bool:
        """To the next face or the one before; False where there is none."""
        index = self._stack.currentIndex() + by
        if not 0 <= index < len(self._keys):
            return False
        self.turn_to(self._keys[index])
        return True

    def _mark(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key == self.key)
