"""The list of the command palette: headings by kind, what was typed in another colour."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector_gui.window.shell.palette_hits import Hit, Kind
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import paint_text

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
ROW, HEADING = 33, 28


def height_of(hits: int) -> int:
    """Room for so many hits of several kinds."""
    return theme().px(ROW * hits + HEADING * 4)


class PaletteRows(QAbstractListModel):
    """Headings and hits; `first` is the first hit."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Kind | Hit] = []
        self.terms: tuple[str, ...] = ()

    def show_hits(self, hits: Sequence[Hit], typed: str) -> None:
        self.beginResetModel()
        self.terms = tuple(typed.lower().split())
        self._rows = list(_under_headings(hits))
        self.endResetModel()

    @property
    def first(self) -> int:
        return self.stepped(-1, 1)

    def hit_at(self, row: int) -> Hit | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Hit) else None

    def stepped(self, row: int, by: int) -> int:
        """The hit so many hits on from `row`, or the last one that way."""
        hits = [number for number, hit in enumerate(self._rows) if isinstance(hit, Hit)]
        here = hits.index(row) if row in hits else -1
        return hits[max(0, min(len(hits) - 1, here + by))] if hits else -1

    def spoken(self, row: int) -> str:
        """As it is read out."""
        hit = self.hit_at(row)
        if hit is None:
            return ""
        return "，".join(filter(None, (hit.kind.value, hit.title, hit.detail, hit.key)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.value if isinstance(row, Kind) else self.spoken(index.row())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._rows[index.row()], Kind):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _under_headings(hits: Sequence[Hit]) -> Iterator[Kind | Hit]:
    for kind, own in groupby(hits, lambda row: row.kind):
        yield kind
        yield from own


class PaletteDelegate(QStyledItemDelegate):
    """Title, what it belongs to, and its key at the right."""

    def __init__(self, rows: PaletteRows) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme().px(ROW if isinstance(index.data(ROW_ROLE), Hit) else HEADING))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, px, area = index.data(ROW_ROLE), theme().px, QRect(option.rect)
        painter.save()
        if isinstance(row, Kind):
            painter.setFont(font(theme().zoom, 0.92, bold=True))
            paint_text(painter, area.adjusted(px(8), px(4), 0, 0), row.value, theme().colours.muted)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(area, QColor(theme().colours.chosen))
                bar = QRect(area.left(), area.top(), px(3), area.height())
                painter.fillRect(bar, QColor(theme().colours.accent))
            _paint_hit(painter, area.adjusted(px(12), 0, -px(12), 0), row, self._rows.terms)
        painter.restore()


def _paint_hit(painter: QPainter, area: QRect, hit: Hit, terms: Sequence[str]) -> None:
    px, colours = theme().px, theme().colours
    right = painter.fontMetrics().horizontalAdvance(hit.key) + px(16) if hit.key else 0
    paint_text(painter, area, hit.key, colours.muted, Qt.AlignmentFlag.AlignRight)
    area.setRight(area.right() - right)
    detail = painter.fontMetrics().horizontalAdvance(hit.detail) * 9 // 10 + px(20)
    title = QRect(area)
    title.setRight(max(area.center().x(), area.right() - detail))
    painter.setFont(font(theme().zoom))
    end = _paint_marked(painter, title, hit.title, terms, colours.ink)
    painter.setFont(font(theme().zoom, 0.92))
    area.setLeft(end + px(14))
    _paint_marked(painter, area, hit.detail, terms, colours.muted)


def _paint_marked(
    painter: QPainter, area: QRect, content: str, terms: Sequence[str], ink: str
) -> int:
    """What was typed is in the accent; where the last letter ends."""
    metrics = painter.fontMetrics()
    content = metrics.elidedText(
        content.replace("\n", " "), Qt.TextElideMode.ElideRight, area.width()
    )
    left = area.left()
    for part, marked in _parts(content, terms):
        area_of_part = QRect(left, area.top(), area.right() - left + 1, area.height())
        paint_text(painter, area_of_part, part, theme().colours.accent if marked else ink)
        left += metrics.horizontalAdvance(part)
    return left


def _parts(content: str, terms: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The text in parts, and which of them were typed."""
    plain, start = content.lower(), 0
    if len(plain) != len(content):
        yield content, False
        return
    while start < len(content):
        matches = [(plain.find(word, start), -len(word)) for word in terms]
        position, length = min(
            (match for match in matches if match[0] >= 0), default=(len(content), 0)
        )
        if position > start:
            yield content[start:position], False
        if length:
            yield content[position : position - length], True
        start = position - length
