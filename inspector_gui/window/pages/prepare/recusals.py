"""What a person keeps away from: chips that can be taken off, and a line to add one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.people import RecusalLine
from db.records.plans import PlannedSchool
from db.vocabulary import RecusalReason
from inspector_gui.labels import label
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, clear, text
from inspector_gui.window.widgets.flow import FlowLayout


class RecusalLineEdit(QWidget):
    """Tells `added(school, reason)`, `lifted(recusal)`."""

    added = Signal(PlannedSchool, RecusalReason)
    lifted = Signal(RecusalLine)

    def __init__(self) -> None:
        super().__init__()
        self._caption = text(role="muted")
        self._school = ChoiceField("回避的学校", (), formatter=lambda school: str(school.name))
        self._reason = ChoiceField("回避的理由", tuple(RecusalReason))
        self._add = button("添加回避(&J)", name="添加回避")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self._caption)
        line.addWidget(self._school, 2)
        line.addWidget(self._reason, 1)
        line.addWidget(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addLayout(line)
        layout.addWidget(self._chips)
        self._add.clicked.connect(self._on_added)

    def offer(self, schools: Sequence[PlannedSchool]) -> None:
        self._school.offer(schools)
        self._add.setEnabled(bool(schools))

    def show_recusals(self, name: str, recusals: Sequence[RecusalLine]) -> None:
        self._caption.setText(f"{name}回避")
        clear(self._flow)
        for recusal in recusals:
            caption = f"{recusal.school or recusal.note}（{label(recusal.reason)}）"
            chip = button(f"{caption}　×", "chip", name=f"取消回避 {caption}")
            chip.clicked.connect(partial(self.lifted.emit, recusal))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(recusals))

    def _on_added(self) -> None:
        if self._school.value is not None:
            self.added.emit(self._school.value, self._reason.value)
