"""A workplace that looks like a school: which one is it, or is it none of the list?"""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from db.records.plans import PlannedSchool
from inspector_gui.statistics.workplaces import Workplace
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, clear, text
from inspector_gui.window.widgets.flow import FlowLayout

_SHOWN = 3
NONE = "名单里没有这所学校"


class WorkplaceQuestion(QFrame):
    """Tells `answered(workplace, school)`; None: none of the list."""

    answered = Signal(str, PlannedSchool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._workplace: Workplace | None = None
        self._question = text(wrap=True)
        self._answers = QWidget()
        self._flow = FlowLayout(self._answers)
        self._answers.setMinimumHeight(theme().px(36))
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(10), px(8), px(10), px(8))
        layout.setSpacing(px(6))
        for part in (self._question, self._answers):
            layout.addWidget(part)

    def show_workplace(self, workplace: Workplace | None) -> None:
        before, self._workplace = self._workplace, workplace
        if workplace is None or workplace == before:
            return
        names = "、".join(person.name for person in workplace.people)
        self._question.setText(
            f"{names}的单位“{workplace.name}”是名单里的哪所学校？其他学校在下面“所在学校”里选。"
        )
        clear(self._flow)
        for number, school in enumerate(workplace.suggestions[:_SHOWN], 1):
            self._add(f"是{school.name}(&{number})", school)
        self._add(f"{NONE}(&0)", None)

    def _add(self, caption: str, school: PlannedSchool | None) -> None:
        knob = button(caption, name=f"是{school.name}" if school else NONE)
        knob.clicked.connect(partial(self._on_answered, school))
        self._flow.addWidget(knob)

    def _on_answered(self, school: PlannedSchool | None, *_clicked: object) -> None:
        if self._workplace is not None:
            self.answered.emit(self._workplace.name, school)
