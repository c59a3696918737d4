"""A line for each school, the open calls of all of them, and the findings in large type."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from inspector_gui.labels import in_china
from inspector_gui.statistics.team_progress import TURNS, OpenCall, SchoolProgress, open_call_counts
from inspector_gui.window.page import Page
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
_LARGE = 2.0


def _tone_of_sheet(row: SchoolProgress) -> Tone:
    colours = theme().colours
    return colours.good if row.signed else colours.info if row.locked else colours.calm


def _handed_in(row: SchoolProgress) -> str:
    return f"{in_china(row.handed_in):%m-%d %H:%M}" if row.handed_in else "—"


SCHOOLS: tuple[Column[SchoolProgress], ...] = (
    Column("日期", lambda row: f"{row.day.month}月{row.day.day}日", 82),
    Column("学校", lambda row: row.name),
    Column("清单", lambda row: row.checklist.text, 72, _RIGHT),
    Column("信封", lambda row: row.envelopes.text, 60, _RIGHT),
    Column("电话", lambda row: row.calls.text, 60, _RIGHT),
    Column("问题", lambda row: str(row.findings) if row.visited else "—", 56, _RIGHT),
    Column("反馈单", lambda row: row.sheet, 84, _CENTRE, tone=_tone_of_sheet),
    Column("已交", _handed_in, 100),
)
CALLS: tuple[Column[OpenCall], ...] = (
    Column("代码", lambda row: row.code, 110),
    Column("学校", lambda row: row.school),
    Column("已拨", lambda row: f"{row.attempts} 次", 70, _RIGHT),
    Column("该谁", lambda row: TURNS.get(row.turn, ""), 110),
    Column("约定", lambda row: f"{in_china(row.at):%m-%d %H:%M}" if row.at else "", 110),
)


class SchoolTable(Table[SchoolProgress]):
    """Enter opens the school, F reads its findings out in large type."""

    opened = Signal(SchoolProgress)
    read_wanted = Signal(SchoolProgress)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        elif row is not None and event.text().lower() == "f":
            self.read_wanted.emit(row)
        else:
            super().keyPressEvent(event)


class CallTable(Table[OpenCall]):
    """Enter opens the calls of the school."""

    opened = Signal(OpenCall)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)


class TeamView(Page):
    def __init__(self) -> None:
        super().__init__()
        self.schools = SchoolTable("本组学校", Rows(SCHOOLS), whole=True)
        self.calls = CallTable("今晚电话", Rows(CALLS), whole=True)
        self._state, self._calls = text(role="section"), text(role="section")
        px = theme().px
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(20), px(10), px(18), px(8))
        column.setSpacing(px(7))
        for part in (self._state, self.schools, self._calls, self.calls):
            column.addWidget(part)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inner), 1)
        hint = text("Enter 打开学校 · F 大字念反馈会要点 · Tab 到电话，Enter 去拨", "hint")
        hint.setContentsMargins(px(20), 0, px(18), px(8))
        layout.addWidget(hint)

    def show_team(self, schools: Sequence[SchoolProgress], calls: Sequence[OpenCall]) -> None:
        visited = sum(school.visited for school in schools)
        signed = sum(school.signed for school in schools)
        self._state.setText(f"本组 {len(schools)} 所学校 · 已检查 {visited} · 已签字 {signed}")
        self.schools.rows.show_rows(schools, lambda row: row.id)
        if schools and self.schools.current() is None:
            self.schools.go_to(0)
        counts = " · ".join(open_call_counts(calls))
        self._calls.setText(f"没访完的电话 {len(calls)} 个　{counts}" if calls else "电话都访完了")
        self.calls.rows.show_rows(calls, lambda row: (row.school, row.code))
        self.calls.setVisible(bool(calls))

    def enter(self) -> None:
        self.schools.setFocus(Qt.FocusReason.OtherFocusReason)

    def read_aloud(self, paragraph: str) -> None:
        """In large type, to be read out standing. Esc closes."""
        dialog = QDialog(self.window())
        dialog.setWindowTitle("反馈会要点")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = QLabel(paragraph)
        shown.setTextFormat(Qt.TextFormat.PlainText)
        shown.setWordWrap(True)
        shown.setFont(font(theme().zoom, _LARGE))
        shown.setAlignment(Qt.AlignmentFlag.AlignTop)
        shown.setAccessibleName("反馈会要点")
        shown.setMargin(theme().px(24))
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(shown))
        dialog.resize(self.window().size())
        dialog.open()
