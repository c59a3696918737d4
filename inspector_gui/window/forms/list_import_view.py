"""Shows a list on its way in: what is new or changes, what cannot be read, which column is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector_gui.exchange.lists.corrections import LeftOut
from inspector_gui.exchange.lists.plan import Coming, Incoming, Kind, Layout, Status
from inspector_gui.exchange.workbooks.book import Book, Sheet, letter
from inspector_gui.exchange.workbooks.cells import text_of
from inspector_gui.exchange.workbooks.headings import LOOKED_AT, Fault, titles_at
from inspector_gui.exchange.workbooks.headings import Column as Field
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, clear, show_message, text
from inspector_gui.window.widgets.progress import ProgressLine
from inspector_gui.window.widgets.table import Column, Rows, Table
from inspector_gui.window.widgets.undo_keys import PassesUndoOn

_CENTRE, _RIGHT = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight
_WORDS = {Status.NEW: "新增", Status.CHANGED: "更改", Status.SAME: "不变"}
_ACROSS = 3


def _tone(line: Incoming) -> Tone:
    colours = theme().colours
    return {Status.NEW: colours.good, Status.CHANGED: colours.warn, Status.SAME: colours.calm}[
        line.status
    ]


LINES: tuple[Column[Incoming], ...] = (
    Column("行", lambda line: str(line.entry.record.row.number), 56, _RIGHT),
    Column("", lambda line: _WORDS[line.status], 72, _CENTRE, tone=_tone),
    Column("名称", lambda line: line.title, 170),
    Column("内容", lambda line: line.what),
)
FAULTS: tuple[Column[Fault], ...] = (
    Column("工作表", lambda fault: fault.sheet, 120),
    Column("行", lambda fault: str(fault.row), 56, _RIGHT),
    Column("列", lambda fault: f"{fault.column}（{fault.title}）", 170),
    Column("问题", lambda fault: fault.why),
)


def _row_of(line: Incoming) -> tuple[str, int, str]:
    record = line.entry.record
    return record.table.sheet.name, record.row.number, line.title


T = TypeVar("T")


class _Rows(Table[T]):
    """Delete leaves the row out, Enter corrects its cell."""

    left_out = Signal()
    correct_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.left_out.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.correct_wanted.emit()
        else:
            super().keyPressEvent(event)


class ImportDesk(QWidget):
    """The buttons are always there; the rest only while a list is looked at.

    Tells `corrected(fault, words)`, `left_out(row)`, `mapped(layout)`, `taken`, `given_up`;
    `opened(on)` when a list is there, or no more.
    """

    import_wanted = Signal()
    paste_wanted = Signal()
    mapped = Signal(Layout)
    corrected = Signal(Fault, str)
    left_out = Signal(LeftOut)
    taken = Signal()
    given_up = Signal()
    opened = Signal(bool)

    def __init__(self, *knobs: QWidget, buttons: bool = True) -> None:
        """Without `buttons` the page has its own."""
        super().__init__()
        self._import = button("导入表格…", key="Ctrl+I")
        self._paste = button("粘贴", name="粘贴表格", key="Ctrl+V")
        self.progress = ProgressLine()
        self._word, self._notes = text(role="muted", wrap=True), text(role="muted", wrap=True)
        self.lines, self.faults = (
            _Rows("要导入的内容", Rows(LINES)),
            _Rows("读不出的格子", Rows(FAULTS)),
        )
        self.correction = QLineEdit()
        PassesUndoOn(self.correction)
        self.correction.setAccessibleName("改为")
        self._column = QComboBox()
        self._column.setAccessibleName("改哪一列")
        self._which = text("这一格改为", "muted")
        self._drop = button("不要这一行(&D)", name="不要这一行")
        self._repair = QWidget()
        self.take = button("导入", "main", name="全部导入", key="Ctrl+Enter")
        self._columns, self._stop = button("指定各列(&L)…", name="指定各列"), button("不导入")
        self._preview, self._mapping = QWidget(), QWidget()
        self._grid = QGridLayout(self._mapping)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(theme().px(8))
        self._mapping.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._book: Book | None = None
        self._kind: Kind | None = None
        self._built: tuple[Book, str, int] | None = None
        self._offered, self._back = "", False
        self._position_boxes: dict[str, QComboBox] = {}
        self._lay_out(knobs)
        for part in (self._import, self._paste):
            part.setVisible(buttons)
        self._connect()
        self._preview.hide()
        self._mapping.hide()
        self._word.hide()

    def _lay_out(self, knobs: tuple[QWidget, ...]) -> None:
        px = theme().px
        above, below = QHBoxLayout(), QHBoxLayout()
        above.setSpacing(px(8))
        for part in (self._import, self._paste, *knobs):
            above.addWidget(part)
        above.addStretch(1)
        for part in (self.take, self._columns, self._stop):
            below.addWidget(part)
        below.addStretch(1)
        inner = QVBoxLayout(self._preview)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(8))
        for part in (self._notes, self._mapping):
            inner.addWidget(part)
        inner.addWidget(self.faults, 1)
        repair = QHBoxLayout(self._repair)
        repair.setContentsMargins(0, 0, 0, 0)
        repair.setSpacing(px(8))
        for part in (self._which, self._column, self.correction, self._drop):
            repair.addWidget(part)
        inner.addWidget(self.lines, 1)
        inner.addWidget(self._repair)
        inner.addLayout(below)
        inner.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(above)
        layout.addWidget(self.progress)
        layout.addWidget(self._word)
        layout.addWidget(self._preview, 1)

    def _connect(self) -> None:
        self._import.clicked.connect(self.import_wanted)
        self._paste.clicked.connect(self.paste_wanted)
        self.take.clicked.connect(self.taken)
        self._stop.clicked.connect(self.given_up)
        self._columns.clicked.connect(lambda: self.mapped.emit(None))

        for table in (self.lines, self.faults):
            table.left_out.connect(partial(self._on_left_out, table))
            table.correct_wanted.connect(self._begin_correction)
            table.selectionModel().currentRowChanged.connect(self._show_cell)
        self._column.currentIndexChanged.connect(self._show_cell)
        self.correction.returnPressed.connect(self._on_corrected)
        self._drop.clicked.connect(lambda: self._on_left_out(self._shown))

    @property
    def _shown(self) -> Table[Incoming] | Table[Fault]:
        """The table that is looked at: while something cannot be read, nothing can come in."""
        return self.faults if self.faults.rows.rows else self.lines

    def _cell(self) -> Fault | None:
        """What would be corrected: the cell that cannot be read, else one of the chosen row."""
        row = self._shown.current()
        if row is None or isinstance(row, Fault):
            return row
        column: Field | None = self._column.currentData()
        return row.entry.record.fault_at(column) if column else None

    def _show_cell(self, *_: object) -> None:
        """A cell that cannot be read is written anew, another one is changed."""
        cell, row = self._cell(), self._shown.current()
        stands = text_of(row.entry.record[cell.key]) if isinstance(row, Incoming) and cell else ""
        self.correction.setText(stands)
        self.correction.setPlaceholderText(f"第 {cell.row} 行 {cell.title}" if cell else "")

    def _begin_correction(self, *_: object) -> None:
        self._show_cell()
        self.correction.setFocus(Qt.FocusReason.OtherFocusReason)
        self.correction.selectAll()

    def _on_corrected(self) -> None:
        cell, written = self._cell(), self.correction.text().strip()
        sound = isinstance(self._shown.current(), Incoming)
        if cell is not None and (written or sound):
            self._back = sound
            self.corrected.emit(cell, written)

    def _on_left_out(self, table: Table[Incoming] | Table[Fault], *_clicked: object) -> None:
        row = table.current()
        if isinstance(row, Fault):
            self.left_out.emit(LeftOut(row.sheet, row.row))
        elif row is not None:
            self._back = True
            record = row.entry.record
            self.left_out.emit(LeftOut(record.table.sheet.name, record.row.number))

    def show_message(self, message: str, role: str = "muted") -> None:
        show_message(self._word, message, role)

    @property
    def message(self) -> str:
        return self._word.text()

    def show_coming(self, source: str, kind: Kind, coming: Coming | None, word: str) -> None:
        """What would come; or, without it, why nothing can."""
        faults = coming.faults if coming else ()
        self.faults.rows.show_rows(faults, lambda fault: (fault.sheet, fault.row, fault.column))
        self.faults.setVisible(bool(faults))
        shown = [] if coming is None else sorted(coming.lines, key=lambda line: line.status.value)
        self.lines.rows.show_rows(shown, _row_of)
        self.lines.setVisible(bool(shown))
        self._offer_columns(kind, on=bool(shown))
        self._repair.setVisible(bool(faults or shown))
        if self._shown.rows.rows and self._shown.current() is None:
            self._shown.go_to(0)
        self._show_cell()
        notes = (*coming.doubts, *coming.notes) if coming else ()
        show_message(
            self._notes, "\n".join(notes), "changed" if coming and coming.doubts else "muted"
        )
        self.take.setEnabled(bool(coming and coming.welcome))
        self._columns.show()
        self._show_state(source, kind, coming, word)
        self._preview.show()
        self.opened.emit(True)  # noqa: FBT003  # a signal
        self._focus(coming)

    def _offer_columns(self, kind: Kind, *, on: bool) -> None:
        """Which column of a sound row is to be changed."""
        if self._offered != kind.key:
            self._column.clear()
            for column in kind.columns:
                self._column.addItem(column.title, column)
        self._offered = kind.key
        self._which.setText("这一行改" if on else "这一格改为")
        self._column.setVisible(on)

    def _focus(self, coming: Coming | None) -> None:
        """To what comes next; to the search for a school it must not fall."""
        back, self._back = self._back and bool(self.lines.rows.rows), False
        if back:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)
        elif coming and coming.faults:
            self.faults.setFocus(Qt.FocusReason.OtherFocusReason)
        elif coming and coming.welcome and not coming.doubts:
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._columns.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_state(self, source: str, kind: Kind, coming: Coming | None, word: str) -> None:
        if coming is None:
            self.show_message(word, "error")
        elif coming.faults:
            self.show_message(
                f"“{source}”有 {len(coming.faults)} 处读不出来；逐处改正（Enter）"
                "或不要那一行（Delete），现在什么都没有动。",
                "error",
            )
        else:
            new, changed, same = (coming.number(status) for status in Status)
            sums = f"新增 {new}，更改 {changed}，不变 {same}"
            more = "" if coming.welcome else "，没有要导入的"
            self.show_message(f"“{source}”：{kind.title}{sums}{more}。")

    def close_mapping(self) -> None:
        self._mapping.hide()

    def close_preview(self) -> None:
        self._preview.hide()
        self._mapping.hide()
        self._built = None
        self.show_message("")
        self.opened.emit(False)  # noqa: FBT003  # a signal

    # which column is which

    def show_mapping(self, book: Book, kind: Kind, layout: Layout | None) -> None:
        """A choice for the sheet, the row of its heading, and the place of each column."""
        self._book, self._kind = book, kind
        sheets = [sheet for sheet in book.sheets if sheet.rows]
        chosen = next((s for s in sheets if layout and s.name == layout.sheet), sheets[0])
        heading = layout.heading if layout else chosen.rows[0].number
        positions = layout.positions if layout else {}
        built = self._built
        if built and built[0] is book and built[1:] == (chosen.name, heading):
            for key, box in self._position_boxes.items():
                box.setCurrentIndex(max(0, box.findData(positions.get(key))))
            self._mapping.show()
            return
        self._built = book, chosen.name, heading
        before = self.focusWidget()
        clear(self._grid)
        self._sheet = self._choice("工作表", [(s.name, s.name) for s in sheets], chosen.name, 0)
        rows = [(_row_preview(row.number, chosen), row.number) for row in chosen.rows[:LOOKED_AT]]
        self._heading = self._choice("列名在第几行", rows, heading, 1)
        titles = titles_at(chosen, heading)
        offered: list[tuple[str, int | None]] = [("（没有）", None)]
        offered += [(f"{letter(n)}　{title}", n) for n, title in sorted(titles.items())]
        self._position_boxes = {
            column.key: self._choice(
                column.title + (" *" if column.needed else ""),
                offered,
                positions.get(column.key),
                index,
            )
            for index, column in enumerate(kind.columns, 2)
        }
        self._mapping.show()
        self._focus_again(before.accessibleName() if before else "")

    def _focus_again(self, name: str) -> None:
        boxes = (self._sheet, self._heading, *self._position_boxes.values())
        same = [box for box in boxes if box.accessibleName() == name]
        (same[0] if same else self._heading).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choice(
        self, title: str, offered: Sequence[tuple[str, Any]], value: Any, index: int
    ) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(title)
        for caption, data in offered:
            box.addItem(caption, data)
        known = [data for _, data in offered]
        box.setCurrentIndex(known.index(value) if value in known else 0)
        box.activated.connect(partial(self._on_mapped, title))
        row, side = divmod(index, _ACROSS)
        self._grid.addWidget(text(title, "muted"), row, 2 * side)
        self._grid.addWidget(box, row, 2 * side + 1)
        self._grid.setColumnStretch(2 * side + 1, 1)
        return box

    def _on_mapped(self, title: str, *_: object) -> None:
        positions: Mapping[str, int] = {
            key: box.currentData()
            for key, box in self._position_boxes.items()
            if box.currentData() is not None
        }
        sheet, heading = self._sheet.currentData(), self._heading.currentData()
        if title == self._sheet.accessibleName():  # another sheet begins anew
            positions, heading = {}, _first_row(self._book, sheet)
        self.mapped.emit(Layout(sheet, heading, positions))


def _first_row(book: Book | None, name: str) -> int:
    rows = [sheet.rows for sheet in book.sheets if sheet.name == name] if book else []
    return rows[0][0].number if rows and rows[0] else 1


def _row_preview(number: int, sheet: Sheet) -> str:
    titles = "　".join(title for _, title in sorted(titles_at(sheet, number).items()))
    return f"{number}　{titles[:40]}"
