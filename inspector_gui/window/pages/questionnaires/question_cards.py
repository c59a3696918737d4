"""A question's card: its options with a count each, and whether the sum can be right."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.records.forms import Asked
from db.vocabulary import QuestionType
from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.cell_labels import part_label, read_part, shown_count
from inspector_gui.statistics.tally import Check, Fault, cell, check, parts_of
from inspector_gui.window.forms.undoing import TypingUndone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Headline, fix_width, restyle, text

_PER_LINE = 4


@dataclass(frozen=True)
class CellCount:
    """So many forms were counted for a cell of the tally; None: not counted."""

    cell: str
    number: int | None


class CountBox(QLineEdit):
    """One count. Enter and Down go on, Up goes back; leaving it commits."""

    committed = Signal(CellCount)
    taken = "0123456789"

    def __init__(self, name: str, cell_name: str) -> None:
        super().__init__()
        self._cell, self._kept = cell_name, ""
        self.setAccessibleName(name)
        self.setObjectName(cell_name)
        self.setMaxLength(7)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        fix_width(self, 56)
        self._undone = TypingUndone(self, self.text, lambda: self._kept, self._put)
        self.textEdited.connect(self._tidy)
        self.editingFinished.connect(self.commit)

    def _tidy(self, typed: str) -> None:
        """Full-width digits are digits; nothing else is taken."""
        plain = unicodedata.normalize("NFKC", typed)
        taken = "".join(option for option in plain if option in self.taken)
        if taken != typed:
            self.setText(taken)

    def number(self) -> int | None:
        """What stands in the box, kept or not."""
        return int(self.text()) if self.text() else None

    def _format_count(self, number: int) -> str:
        return str(number)

    def show_count(self, number: int | None) -> None:
        shown = "" if number is None else self._format_count(number)
        if self._kept == self.text() or not self.hasFocus():
            self.setText(shown)
        self._kept = shown
        self._undone.forget()

    def _put(self, typed: str) -> None:
        self.setText(typed)
        self.textEdited.emit(typed)

    def commit(self) -> None:
        if self.text() != self._kept:
            self._kept = self.text()
            self.committed.emit(CellCount(self._cell, self.number()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self.commit()
                self.focusNextChild()
            case Qt.Key.Key_Up:
                self.commit()
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)


class MedianBox(CountBox):
    """A median may end in .5; it is kept twice over."""

    taken = "0123456789."

    def number(self) -> int | None:
        try:
            return read_part("twice_median", self.text().strip("."))
        except Unreadable:
            return None

    def _format_count(self, number: int) -> str:
        return shown_count("twice_median", number)


class OptionBox(QWidget):
    """An option with its count over a bar of its share."""

    def __init__(self, mark: str, title: str, box: CountBox) -> None:
        super().__init__()
        self._share = 0.0
        self.box = box
        layout = QHBoxLayout(self)
        px = theme().px
        layout.setContentsMargins(px(10), px(4), px(6), px(4))
        layout.setSpacing(px(8))
        sign = Headline(1)
        sign.setText(mark)
        caption = text(title, wrap=True)
        layout.addWidget(sign)
        layout.addWidget(caption, 1)
        layout.addWidget(box)
        self.setToolTip(title)

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours, area = theme().colours, QRectF(self.rect())
        radius = theme().px(6)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.band))
            painter.drawRoundedRect(area, radius, radius)
            if self._share > 0:
                painter.setClipRect(QRectF(0, 0, area.width() * min(1, self._share), area.height()))
                painter.setBrush(QColor(colours.info.tint))
                painter.drawRoundedRect(area, radius, radius)


class QuestionCard(QFrame):
    """Tells `committed`; shows at once whether the sum can be right."""

    committed = Signal(CellCount)

    def __init__(self, number: int, question: Asked) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.question = question
        self._valid: int | None = None
        self._title = text(f"第 {number} 题　{question.text}", "title", wrap=True)
        self._sum = text(role="muted")
        self.boxes: dict[str, CountBox] = {}
        self._options: dict[str, OptionBox] = {}
        px = theme().px
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._sum, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setSpacing(px(8))
        for index, part in enumerate(parts_of(question)):
            grid.addWidget(self._option(part), index // _PER_LINE, index % _PER_LINE)
        for column in range(_PER_LINE):
            grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(14), px(10), px(14), px(12))
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addLayout(grid)

    def _option(self, part: str) -> OptionBox:
        label = part_label(self.question, part)
        mark = part if any(choice.code == part for choice in self.question.choices) else "·"
        make = MedianBox if part == "twice_median" else CountBox
        box = make(f"{self.question.code} {label}", cell(self.question, part))
        box.committed.connect(self.committed)
        box.textEdited.connect(lambda _: self._check())
        self.boxes[part] = box
        self._options[part] = OptionBox(mark, label.removeprefix(f"{mark} "), box)
        return self._options[part]

    def show_counts(self, counts: Mapping[str, int | None], valid: int | None) -> None:
        self._valid = valid
        for part, box in self.boxes.items():
            box.show_count(counts.get(cell(self.question, part)))
        self._check()

    def flush(self) -> None:
        for box in self.boxes.values():
            box.commit()

    def _check(self) -> None:
        """Judge what stands in the boxes now, kept or not."""
        typed = {cell(self.question, part): box.number() for part, box in self.boxes.items()}
        checked = check(self.question, typed, self._valid)
        self._sum.setText(_verdict(self.question, checked, self._valid))
        role = "error" if checked.fault else "muted"
        if self._sum.property("role") != role:
            self._sum.setProperty("role", role)
            restyle(self._sum)
        self._show_shares()

    def _show_shares(self) -> None:
        if self.question.kind in (QuestionType.SINGLE, QuestionType.MULTI):
            for part, option in self._options.items():
                typed = self.boxes[part].number() or 0
                option.show_share(typed / self._valid if self._valid else 0)


def _verdict(question: Asked, checked: Check, valid: int | None) -> str:
    """In words: what adds up to what."""
    if checked.fault is Fault.SUM:
        return f"合计 {checked.counted}，有效 {valid}，不符"
    if checked.fault is Fault.ABOVE_VALID:
        return f"有选项超过有效 {valid} 份"
    if checked.fault is Fault.EXCLUSIVE:
        return f"“以上都没有”与其他选项相加超过有效 {valid} 份"
    if checked.fault is Fault.RANGE:
        return "最小、最大、合计互相矛盾"
    if not checked.complete:
        return "未录完"
    if question.kind is QuestionType.SINGLE:
        return f"合计 {checked.counted} ✓"
    return "✓"
