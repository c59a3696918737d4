"""Who is recording? Asked when something is to be kept and nobody has said so."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from db.records.people import MemberLine
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text


class AskPerson(QDialog):
    """A list of names. Only Enter or a button chooses: who goes on typing chooses nobody."""

    chosen = Signal(uuid.UUID)

    def __init__(self, people: Sequence[MemberLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("选择录入员")
        self._people = list(people)
        self.names = QListWidget()
        self.names.setAccessibleName("录入员")
        self.names.addItems([f"{person.name}（{person.role}）" for person in people])
        self.names.setCurrentRow(0)
        self._go = button("确定", "main", name="确定")
        self._go.setDefault(True)
        self._cancel = button("取消", name="取消")
        self._lay_out()
        self._go.clicked.connect(self._choose)
        self._cancel.clicked.connect(self.reject)
        self.names.itemDoubleClicked.connect(self._choose)
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setSpacing(px(8))
        layout.addWidget(text("每一步都记在录入员名下。现在是谁在录入？"))
        layout.addWidget(self.names)
        layout.addWidget(text("刚才输入的文字还在，选定后自动保存。以后按 F8 换人。", "muted"))
        knobs = QHBoxLayout()
        knobs.addStretch()
        knobs.addWidget(self._cancel)
        knobs.addWidget(self._go)
        layout.addLayout(knobs)
        self.setMinimumWidth(px(380))

    def _choose(self, *_: object) -> None:
        row = self.names.currentRow()
        self.accept()
        if row >= 0:
            self.chosen.emit(self._people[row].id)
