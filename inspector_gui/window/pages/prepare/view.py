"""Steps at the left, each coloured by what it still lacks; the chosen one beside them."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.statistics.readiness import Lack
from inspector_gui.statistics.step import Step
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.page import Page
from inspector_gui.window.pages.prepare.lacks import LackFace
from inspector_gui.window.pages.prepare.listing import ListFace
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, fix_width, text

STEPS = {
    Step.NOTICE: "通知与期间",
    Step.SCHOOLS: "学校",
    Step.PEOPLE: "检查组",
    Step.ASSIGN: "分派学校",
    Step.DAYS: "检查日期",
    Step.CONTENTS: "检查内容",
    Step.BASES: "依据核定",
    Step.FEES: "收费目录",
    Step.KINDS: "检查种类",
    Step.LACKS: "还缺什么",
}
WIDTH = 132


class _Stack(QStackedWidget):
    """As high as what is shown needs it, not as the highest of all."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown else super().minimumSizeHint()


class PrepareView(Page):
    """Ctrl+PgDn and Ctrl+PgUp turn to the next step and back. Tells `turned(step)`,
    and `kind_turned(code)` where another inspection is to be prepared."""

    turned = Signal(Step)
    kind_turned = Signal(str)

    def __init__(self, faces: Mapping[Step, Page]) -> None:
        super().__init__()
        self.faces = dict(faces)
        self.lacks = LackFace()
        self.faces[Step.LACKS] = self.lacks
        self._stack = _Stack()
        self.steps = {key: button(STEPS[key], "step") for key in self.faces}
        px = theme().px
        left = QVBoxLayout()
        left.setSpacing(px(3))
        self._kinds: dict[str, str] = {}
        self.kind = ChoiceField("准备哪种检查", (), formatter=lambda code: self._kinds[code])
        self.kind.committed.connect(lambda chosen: self.kind_turned.emit(chosen.value))
        left.addWidget(self.kind)
        left.addSpacing(px(6))
        for number, (key, face) in enumerate(self.faces.items(), 1):
            knob = self.steps[key]
            knob.setCheckable(True)
            knob.setText(f"{number}　{STEPS[key]}")
            knob.setAccessibleName(f"第 {number} 步：{STEPS[key]}")
            knob.clicked.connect(partial(self.turn_to, key))
            left.addWidget(knob)
            self._stack.addWidget(face)
            face.jump_wanted.connect(self.jump_wanted)
        left.addStretch(1)
        left.addWidget(text("Ctrl+PgUp\nCtrl+PgDn 换步", "hint", wrap=True))
        column = QWidget()
        column.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        fix_width(column, WIDTH)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), px(12), px(18), px(10))
        layout.setSpacing(px(16))
        layout.addWidget(column)
        layout.addWidget(self._stack, 1)
        self.lacks.jumped.connect(self._jump)
        self._mark()

    @property
    def step(self) -> Step:
        return list(self.faces)[self._stack.currentIndex()]

    @property
    def face(self) -> Page:
        return self.faces[self.step]

    def turn_to(self, key: Step, *_clicked: object) -> None:
        self.flush()
        self._stack.setCurrentWidget(self.faces[key])
        self._mark()
        self.turned.emit(key)

    def enter(self) -> None:
        self.face.enter()

    def show_kinds(self, kinds: Mapping[str, str], chosen: str) -> None:
        """The inspections by their codes; a file with one alone needs no choice."""
        if self._kinds != kinds:
            self._kinds = dict(kinds)
            self.kind.offer(())
            self.kind.offer(tuple(kinds))
        self.kind.show_value(chosen)
        self.kind.setVisible(len(kinds) > 1)

    def flush(self) -> None:
        for face in self.faces.values():
            face.flush()

    def show_target(self, target: Target) -> None:
        if isinstance(target.what, Step):
            self.turn_to(target.what)
            self.face.enter()
            if target.name and isinstance(self.face, ListFace):
                self.face.go_to(uuid.UUID(target.name))

    def show_lacks(self, lacks: Sequence[Lack]) -> None:
        self.lacks.show_lacks(lacks)
        for number, (key, knob) in enumerate(self.steps.items(), 1):
            own = [lack for lack in lacks if key in (lack.step, Step.LACKS)]
            count = f"　{len(own)}" if key is Step.LACKS and own else ""
            knob.setText(f"{number}　{STEPS[key]}{count}")
            tone = "bad" if any(lack.grave for lack in own) else "warn" if own else "good"
            if knob.property("tone") != tone:
                knob.setProperty("tone", tone)
                knob.style().unpolish(knob)
                knob.style().polish(knob)

    def _jump(self, lack: Lack) -> None:
        if lack.inspection:
            self.kind_turned.emit(lack.inspection)
        self.turn_to(lack.step)
        self.face.enter()
        if lack.about is not None and isinstance(self.face, ListFace):
            self.face.go_to(lack.about)

    def turn_part(self, by: int) -> bool:
        index = self._stack.currentIndex() + by
        if not 0 <= index < len(self.faces):
            return False
        self.turn_to(list(self.faces)[index])
        self.face.enter()
        return True

    def _mark(self) -> None:
        for key, knob in self.steps.items():
            knob.setChecked(key == self.step)
