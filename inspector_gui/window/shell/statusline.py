"""At the bottom: the promise that everything is kept, and who keeps it."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from db.records.people import MemberLine
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.unkept import unkept
from inspector_gui.window.widgets.elements import ElidedLabel, text

#: A disk that answers sooner is not worth a word.
SLOW_MS = 200
TYPING = "正在输入，还没有保存"


class Lamp(QWidget):
    """Green: everything is on the disk. Amber: something is typed or being kept."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(theme().px(12), theme().px(12)))
        self.show_quiet(quiet=True)

    def show_quiet(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self.setAccessibleName("都已保存" if quiet else "还没有都保存")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tone = theme().colours.good if self._quiet else theme().colours.warn
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tone.ink))
            painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))


class StatusLine(QWidget):
    person_chosen = Signal(uuid.UUID)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lamp = Lamp()
        self.kept = ElidedLabel(muted=True)
        self._facts = text(role="muted")
        self.person = QToolButton()
        self.person.setAccessibleName("录入员")
        self.person.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.person.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = QMenu(self.person)
        self.person.setMenu(self._menu)
        self._last = ("", True)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self._show_state("正在写入磁盘…", quiet=False))
        unkept().changed.connect(self._show)
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(10), px(3), px(12), px(3))
        layout.setSpacing(px(8))
        layout.addWidget(self._lamp)
        layout.addWidget(self.kept, 1)
        layout.addWidget(self._facts)
        layout.addWidget(self.person)

    def show_keeping(self) -> None:
        """Something is on its way to the disk. Said only where the disk takes its time."""
        self._slow.start()

    def show_failed(self) -> None:
        self._slow.stop()
        self._show_state("磁盘写入失败", quiet=False)

    def _show_state(self, message: str, *, quiet: bool) -> None:
        self._last = (message, quiet)
        self._show()

    def _show(self) -> None:
        """What is typed and not kept yet comes before what the disk says, but for bad news."""
        message, quiet = self._last
        if quiet and unkept().any:
            message, quiet = TYPING, False
        self.kept.setText(message)
        self._lamp.show_quiet(quiet=quiet)

    def show_kept(self, at: datetime | None, acts: int) -> None:
        self._slow.stop()
        when = f" {at.astimezone():%H:%M:%S}" if at else ""
        self._show_state(f"已保存{when}（第 {acts:,} 次记录）", quiet=True)

    def show_facts(self, facts: Sequence[str]) -> None:
        self._facts.setText("  ·  ".join(facts))

    def choose_person(self) -> None:
        """Offer who may record, above the line, without stopping the window."""
        if self._menu.actions():
            above = QPoint(0, -self._menu.sizeHint().height())
            self._menu.popup(self.person.mapToGlobal(above))

    def show_people(self, people: Sequence[MemberLine], current: uuid.UUID | None) -> None:
        self._menu.clear()
        for number, person in enumerate(people, 1):
            action = QAction(f"&{number}  {person.name}（{person.role}）", self._menu)
            action.setCheckable(True)
            action.setChecked(person.id == current)
            action.triggered.connect(lambda _, id_=person.id: self.person_chosen.emit(id_))
            self._menu.addAction(action)
        name = next((member.name for member in people if member.id == current), None)
        self.person.setText(f"录入员 {name}" if name else "请选择录入员  F8")
        self.person.setVisible(bool(people))
