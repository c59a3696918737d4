"""Where two countings differ: cell by cell, and what the envelope, opened again, really holds."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.cell_labels import part_label, read_part, shown_count
from inspector_gui.statistics.pairing import Difference
from inspector_gui.statistics.sheet_pairs import sheets_in_words
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import fix_width, text
from inspector_gui.window.widgets.table import Column, Rows, Table

HINT = "拆封复核后：1 采用第一次 · 2 采用第二次 · N 另填实数 · 退格取消核定 · Enter 下一处"


def _counted(index: int) -> Column[Difference]:
    return Column(
        "第一次" if index == 0 else "第二次",
        lambda difference: shown_count(difference.part, difference.counted[index]),
        76,
        Qt.AlignmentFlag.AlignRight,
    )


def _tone(difference: Difference) -> Tone:
    return theme().colours.warn if difference.settled is None else theme().colours.good


COLUMNS: tuple[Column[Difference], ...] = (
    Column("题", lambda difference: difference.question.code, 56),
    Column("题目", lambda difference: difference.question.text),
    Column("选项", lambda difference: part_label(difference.question, difference.part), 190),
    Column("哪一份", lambda difference: sheets_in_words(difference.sheets), 104),
    _counted(0),
    _counted(1),
    Column(
        "核定",
        lambda difference: (
            "待核定"
            if difference.settled is None
            else shown_count(difference.part, difference.settled)
        ),
        84,
        Qt.AlignmentFlag.AlignHCenter,
        tone=_tone,
    ),
)


class DifferenceTable(Table[Difference]):
    """1 and 2 take one of the countings; N asks for another number."""

    taken = Signal(int)
    asked = Signal()
    cancelled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_1 | Qt.Key.Key_2:
                self.taken.emit(event.key() - Qt.Key.Key_1)
            case Qt.Key.Key_N:
                self.asked.emit()
            case Qt.Key.Key_Backspace:
                self.cancelled.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.step(1)
            case _:
                super().keyPressEvent(event)


class SettlePane(QWidget):
    """Tells `settled(difference, number, reason)` and `unsettled(difference)`."""

    settled = Signal(Difference, int, str)
    unsettled = Signal(Difference)

    def __init__(self) -> None:
        super().__init__()
        self._who = text(role="muted")
        self.table = DifferenceTable("两次录入的差异", Rows(COLUMNS))
        self.number = LineField("复核实数", read=self._read, hint="复核实数", limit=12)
        self.reason = LineField("复核说明", hint="说明（可不填）", limit=400)
        self._word = text(role="muted", wrap=True)
        self.setFocusProxy(self.table)
        self._lay_out()
        self.table.taken.connect(self._take)
        self.table.asked.connect(self._ask)
        self.table.cancelled.connect(self._cancel)
        self.number.box.returnPressed.connect(self._on_number)
        self.reason.box.returnPressed.connect(self._on_number)

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        fix_width(self.number.box, 130)
        line.addWidget(self.number)
        line.addWidget(self.reason, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, px(8), 0)
        layout.setSpacing(px(8))
        layout.addWidget(self._who)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)
        layout.addWidget(self._word)
        layout.addStretch(0)

    def show_differences(self, who: str, found: Sequence[Difference], word: str) -> None:
        self._who.setText(who)
        self._word.setText(word)
        for part in (self.table, self.number, self.reason):
            part.setVisible(bool(found))
        self.table.rows.show_rows(found, lambda difference: difference.cell)
        if found and self.table.current() is None:
            self.table.go_to(0)

    @property
    def word(self) -> str:
        return self._word.text()

    def _take(self, index: int) -> None:
        difference = self.table.current()
        if difference is not None:
            self._settle(difference, difference.counted[index])

    def _settle(self, difference: Difference, number: int) -> None:
        self.settled.emit(difference, number, self.reason.box.text().strip())
        self.reason.clear()
        self.table.step(1)

    def _read(self, typed: str) -> int | None:
        difference = self.table.current()
        return read_part(difference.part if difference else "", typed)

    def _ask(self) -> None:
        self.number.clear()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_number(self) -> None:
        difference = self.table.current()
        try:
            typed = self.number.take()
        except Unreadable:
            return
        if difference is None or typed is None:
            return
        self.number.clear()
        self._settle(difference, typed)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        difference = self.table.current()
        if difference is not None and difference.settled is not None:
            self.unsettled.emit(difference)
