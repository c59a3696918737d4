"""Tables of frozen rows: a model over a list, columns that know how to paint themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.copying import copy_table
from inspector_gui.window.widgets.painting import (
    chip_size,
    line_flags,
    paint_chip,
    paint_text,
    paint_two_lines,
    pen,
)
from inspector_gui.window.widgets.tracing import Traced

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex

# Plain ints: data() is asked millions of times, and comparing enums there costs a third of it.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_SELECTED = QStyle.StateFlag.State_Selected.value
#: Where a cell breaks its line.
_BREAK = "\n"
_LIFELESS = Qt.ItemFlag.NoItemFlags
_ALIVE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_HORIZONTAL = Qt.Orientation.Horizontal
#: What the column without a width has, as drawn for 100 %, before others drop.
_ROOM = 170


@dataclass(frozen=True)
class Heading:
    """A row that is a heading across the table."""

    text: str


@dataclass(frozen=True)
class Column(Generic[R]):
    """`text` of a cell; with `tone` it is painted as a chip, where that gives one.

    `drops`: in a narrow table columns go in the order of these numbers; 0: it stays.
    """

    title: str
    text: Callable[[R], str]
    width: int = 0
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    tone: Callable[[R], Tone | None] | None = None
    faint: Callable[[R], bool] | None = None
    drops: int = 0

    @cached_property
    def flags(self) -> int:
        """As a painter takes the alignment of one line."""
        return line_flags(self.align)


class Rows(QAbstractTableModel, Generic[R]):
    """Rows and headings, replaced as a whole; equal shapes keep selection and scroll."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: Sequence[R | Heading] = ()

    def show_rows(self, rows: Sequence[R | Heading], key: Callable[[Any], Any] = id) -> None:
        """Replace the rows; `key` names a row, so that a mere change of contents is one."""
        same = len(rows) == len(self.rows) and all(
            key(new) == key(other) for new, other in zip(rows, self.rows, strict=True)
        )
        if same:
            self.rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def show_row(self, number: int, row: R) -> None:
        """One row anew, in its place; the others are not painted again."""
        rows = list(self.rows)
        rows[number] = row
        self.rows = rows
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def row_at(self, index: Index) -> R | None:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        return None if isinstance(row, Heading) else row

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _ACCESSIBLE, _TOOLTIP):
            return None
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            return row.text if index.column() == 0 else None
        return self.columns[index.column()].text(row)

    def retitle(self, section: int, title: str) -> None:
        """Call a column otherwise."""
        columns = list(self.columns)
        columns[section] = replace(columns[section], title=title)
        self.columns = tuple(columns)
        self.headerDataChanged.emit(_HORIZONTAL, section, section)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != _HORIZONTAL:
            return None
        if role == _DISPLAY:
            return self.columns[section].title
        if role == _ALIGNMENT:
            return self.columns[section].align | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _LIFELESS if isinstance(self.rows[index.row()], Heading) else _ALIVE


class RowDelegate(QStyledItemDelegate):
    """Paints cells as words or chips, headings as bands. Called for every cell that is seen: what
    is left out here makes a table as fast as Qt's own."""

    def __init__(self, table: "Table[Any]") -> None:
        super().__init__(table)
        self._table, self._rows = table, table.rows
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        colours, px = theme().colours, theme().px
        self._inset, self._small = px(8), font(theme().zoom, 0.92)
        self._font = font(theme().zoom)
        self._chip_size = cache(partial(chip_size, metrics=QFontMetrics(self._small)))
        metrics = QFontMetrics(self._font)
        self._two_lines = 2 * metrics.lineSpacing()
        self._widest = max(metrics.horizontalAdvance(letter) for letter in "国W—%")
        self._chosen, self._band = QColor(colours.chosen), QColor(colours.band)
        self._accent, self._bar = QColor(colours.accent), px(3)
        self._ink, self._faint = colours.ink, colours.faint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = self._rows.rows[index.row()], self._rows.columns[index.column()]
        area: QRect = option.rect
        if isinstance(row, Heading):
            self._paint_heading(painter, area, row)
            return
        if option.state.value & _SELECTED:
            painter.fillRect(area, self._chosen)
            if index.column() == 0:  # colour alone is hardly seen
                painter.fillRect(area.left(), area.top(), self._bar, area.height(), self._accent)
        area.adjust(self._inset, 0, -self._inset, 0)
        self._paint_cell(painter, area, row, column)

    def _paint_cell(self, painter: QPainter, area: QRect, row: Any, column: Column[Any]) -> None:
        content = column.text(row)
        if not content:
            return
        tone = column.tone(row) if column.tone else None
        if tone is not None:
            painter.setFont(self._small)
            # Chinese sits low in its line: so does the chip beside it.
            paint_chip(painter, area.translated(0, 1), content, tone, self._chip_size(content))
            painter.setFont(self._font)
            return
        ink = self._faint if column.faint and column.faint(row) else self._ink
        if area.height() > self._two_lines:
            paint_two_lines(painter, area, content, ink, column.align)
        elif len(content) * self._widest > area.width() or _BREAK in content:
            paint_text(painter, area, content, ink, column.align)
        else:  # what fits with the widest letters needs no measuring
            painter.setPen(pen(ink))
            painter.drawText(area, column.flags, content)

    def _paint_heading(self, painter: QPainter, area: QRect, heading: Heading) -> None:
        """Every cell shows its part of the line that goes across all of them."""
        table, colours = self._table, theme().colours
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, self._band)
        painter.setFont(font(theme().zoom, bold=True))
        area.setLeft(table.columnViewportPosition(0) + self._inset)
        area.setRight(table.viewport().width() - self._inset)
        paint_text(painter, area, heading.text, colours.ink)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, row_height(option.fontMetrics, 1))


def _cells(row: Any, columns: Sequence[Column[Any]]) -> list[str]:
    if isinstance(row, Heading):
        return [row.text, *[""] * (len(columns) - 1)]
    return [column.text(row) for column in columns]


def row_height(metrics: QFontMetrics, lines: int) -> int:
    return metrics.lineSpacing() * lines + theme().px(9)


class Table(QTableView, Generic[R]):
    """A quiet table: whole rows, no grid, the first flexible column takes the room.

    `trace`: which line of the file a row shows.
    """

    _dressed = False

    def __init__(
        self, name: str, model: Rows[R], *, lines: int = 1, whole: bool = False, most: int = 1000
    ) -> None:
        """`whole`: as high as its rows, up to `most`, for a page that scrolls."""
        super().__init__()
        self._lines, self._whole, self._most = lines, whole, most
        self.trace: Callable[[R], Traced] = Traced
        self.setAccessibleName(name)
        self.setModel(model)
        self.rows = model
        self.setItemDelegate(RowDelegate(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        model.modelReset.connect(self._on_reset)
        self._dressed = True
        self._size()

    def changeEvent(self, event: QEvent) -> None:
        """Another zoom, or the look at all: heads and rows are measured with it."""
        super().changeEvent(event)
        if self._dressed and event.type() == QEvent.Type.StyleChange:
            self._size()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rows are the whole: Home and End lead to the first and the last, not along one; what is
        copied is the table, or the rows where several are selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        ends = {Qt.Key.Key_Home: range(len(self.rows.rows))}
        ends[Qt.Key.Key_End] = ends[Qt.Key.Key_Home][::-1]
        numbers = ends.get(Qt.Key(event.key()))
        if numbers is None or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
            return
        alive = (n for n in numbers if not isinstance(self.rows.rows[n], Heading))
        if (first := next(alive, None)) is not None:
            self.go_to(first)

    def copy(self) -> None:
        """Put what is shown into the clipboard, heads included."""
        chosen = self.chosen()
        rows = chosen if len(chosen) > 1 else self.rows.rows
        shown = [
            column
            for number, column in enumerate(self.rows.columns)
            if not self.isColumnHidden(number)
        ]
        copy_table(
            [column.title for column in shown],
            [_cells(row, shown) for row in rows],
            [column.align == Qt.AlignmentFlag.AlignRight for column in shown],
        )

    def current(self) -> R | None:
        """The row under the cursor, or None."""
        return self.rows.row_at(self.currentIndex())

    def chosen(self) -> list[R]:
        """The selected rows, from above."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        rows = (self.rows.rows[number] for number in numbers)
        return [row for row in rows if not isinstance(row, Heading)]

    def traced(self, _focus: QWidget) -> Traced | None:
        """The whole row: a cursor shows no column."""
        row = self.current()
        return None if row is None else self.trace(row)

    def go_to(self, number: int) -> None:
        self.setCurrentIndex(self.rows.index(number, 0))
        self.scrollTo(self.currentIndex())

    def step(self, by: int) -> bool:
        """To the next row that is no heading; False at the end."""
        number = self.currentIndex().row() + by
        while 0 <= number < len(self.rows.rows):
            if not isinstance(self.rows.rows[number], Heading):
                self.go_to(number)
                return True
            number += by
        return False

    def _on_reset(self) -> None:
        self._fit_rows()
        self._fit()

    def _fit(self) -> None:
        """A row is always seen; of a whole table nothing scrolls by itself."""
        row = self.verticalHeader().defaultSectionSize()
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + row + theme().px(8))
        if self._whole:
            header = self.horizontalHeader().sizeHint().height()
            single = row_height(self.fontMetrics(), 1)
            rows = min(max(self.verticalHeader().length(), single), self._most * single)
            round_corners = theme().px(6)
            self.setFixedHeight(header + rows + 2 * self.frameWidth() + round_corners)
            if not self._is_cut:
                self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def _is_cut(self) -> bool:
        return len(self.rows.rows) > self._most

    def wheelEvent(self, event: QWheelEvent) -> None:
        """What is seen whole leaves the wheel to the page."""
        if self._whole and not self._is_cut:
            event.ignore()
        else:
            super().wheelEvent(event)

    def show_columns(self, shown: Callable[[Column[R]], bool]) -> None:
        """Leave out the columns of which nothing is to be seen; the rest has their room."""
        for number, column in enumerate(self.rows.columns):
            self.setColumnHidden(number, not shown(column))
        self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns()
        self._fit_rows()

    def _drop_columns(self) -> None:
        """Rather than squeeze what has no width of its own, leave out what drops."""
        columns, px = self.rows.columns, theme().px
        if not any(column.drops for column in columns):
            return
        room = self.viewport().width() - px(_ROOM) - sum(px(visible.width) for visible in columns)
        for number in sorted(range(len(columns)), key=lambda number: columns[number].drops):
            if columns[number].drops:
                hidden = room < 0
                room += px(columns[number].width) if hidden else 0
                if self.isColumnHidden(number) is not hidden:
                    self.setColumnHidden(number, hidden)

    def _fit_rows(self) -> None:
        """A heading has one line, and so has a row for which one suffices."""
        if self._lines > 1:
            single, all_ = (row_height(self.fontMetrics(), n) for n in (1, self._lines))
            for number, row in enumerate(self.rows.rows):
                self.setRowHeight(number, single if self._is_short(row) else all_)

    def _is_short(self, row: R | Heading) -> bool:
        """Whether one line holds what the flexible columns say; a cell may break its own lines."""
        if isinstance(row, Heading):
            return True
        metrics, inset = self.fontMetrics(), 2 * theme().px(8)
        for number, column in enumerate(self.rows.columns):
            content = column.text(row)
            room = self.columnWidth(number) - inset
            if _BREAK in content or (
                not column.width and metrics.horizontalAdvance(content) > room
            ):
                return False
        return True

    def _size(self) -> None:
        header = self.horizontalHeader()
        px = theme().px
        for number, column in enumerate(self.rows.columns):
            if column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(number, px(column.width))
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setMinimumSectionSize(row_height(self.fontMetrics(), 1))
        self.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics(), self._lines))
        self._fit_rows()
        self._fit()
