"""这个数怎么来的: what a number counts, as of when, and the rows it is the sum of."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from db.records.figure_rows import FigureRow
from inspector_gui.labels import value_label
from inspector_gui.parsing import grouped_yuan
from inspector_gui.statistics.figures import Explanation
from inspector_gui.window.widgets.elements import Headline, card, text
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.table import Column, Rows, Table
from inspector_gui.window.widgets.tracing import Traced

_MOST = 12


def _record(row: FigureRow) -> str:
    where = row.school or row.team
    return row.name if where == row.name else f"{where}　{row.name}"


class RowTable(Table[FigureRow]):
    """Enter opens the record."""

    opened = Signal(FigureRow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)


class ExplanationPanel(Panel):
    def __init__(self) -> None:
        super().__init__(
            "光标放到一个数上，按 Enter 或 F4，在这里看它的口径、截至时间和背后的记录。"
        )
        self._money = False
        self._number, self._name = Headline(2.2), text(role="title", wrap=True)
        self._at, self._open = text(role="muted", wrap=True), text(role="error", wrap=True)
        self._meaning, self._formula = text(wrap=True), text(role="title")
        self._count = text(role="section")
        self.table = RowTable(
            "背后的记录",
            Rows(
                (
                    Column("记录", _record),
                    Column("计入", self._share, 88, Qt.AlignmentFlag.AlignRight),
                )
            ),
            lines=2,
            whole=True,
            most=_MOST,
        )
        self.table.trace = lambda row: Traced(row)
        self._detail = text(role="muted", wrap=True)
        self._hint = text("↑↓ 看各行 · Enter 打开 · F4 修改记录", "hint", wrap=True)
        meaning = card(text("口径", "section"), self._meaning, self._formula)
        self.put(self._number, self._name, self._at, self._open, meaning)
        self.put(self._count, self.table, self._detail, self._hint)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._on_row())
        self.set_filled(filled=False)

    def show_explanation(self, found: Explanation | None) -> None:
        self.set_filled(filled=found is not None)
        if found is None:
            return
        figure, sheet = found.figure, found.sheet
        self._money = figure.is_money
        self._number.setText(f"{figure.grouped} {figure.unit}")
        self._name.setText(figure.name)
        self._at.setText(f"{sheet.inspection.kind} · {sheet.at}")
        self._open.setText(f"数字未定：{'；'.join(sheet.undecided)}" if sheet.undecided else "")
        self._open.setVisible(bool(sheet.undecided))
        self._meaning.setText(figure.meaning)
        self._formula.setText(f"{figure.formula} = {figure.text}{figure.unit}")
        self._formula.setVisible(bool(figure.formula))
        self._count.setText(f"由 {len(found.rows):,} 行记录得出" if found.rows else "没有记录计入")
        self.table.rows.show_rows(found.rows, lambda row: row.id)
        self.table.setVisible(bool(found.rows))
        self._hint.setVisible(bool(found.rows))
        if found.rows:
            self.table.go_to(0)
        self._on_row()

    def _on_row(self) -> None:
        row = self.table.current()
        detail = value_label("", row.detail) if row is not None and row.detail else ""
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def _share(self, row: FigureRow) -> str:
        return grouped_yuan(row.share) if self._money else f"{row.share:,}"
