"""Evidence as small pictures: arrows move, Space shows one large, Enter describes it."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QBuffer,
    QByteArray,
    QIODevice,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QImageReader,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import paint_chip, paint_text

Index = QModelIndex | QPersistentModelIndex
_KEPT = 300


@dataclass(frozen=True)
class Thumb:
    """`picture`: the hash of what is to be seen, None where there is nothing to see.

    `word` stands in its place; `mark` is a chip in its corner.
    """

    id: uuid.UUID
    title: str
    note: str
    picture: bytes | None
    word: str
    mark: str = ""


class ThumbModel(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.thumbs: list[Thumb] = []

    def show_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """Replaced as a whole; the same things in the same order keep cursor and scroll."""
        thumbs = list(thumbs)
        if [thumb.id for thumb in thumbs] == [thumb.id for thumb in self.thumbs]:
            self.thumbs = thumbs
            if thumbs:
                self.dataChanged.emit(self.index(0), self.index(len(thumbs) - 1))
            return
        self.beginResetModel()
        self.thumbs = thumbs
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self.thumbs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        thumb = self.thumbs[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return thumb.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(filter(None, (thumb.title, thumb.note, thumb.mark)))
        return None


class Thumbnails(QListView):
    """Tells what is wanted of the one under the cursor. `load` reads a kept copy by its hash."""

    opened = Signal()
    entered_ = Signal()
    discarded = Signal()
    digit = Signal(int)
    turned = Signal()

    def __init__(self, name: str, *, small: bool = False) -> None:
        super().__init__()
        self.load: Callable[[bytes], bytes | None] = lambda _: None
        self.model_ = ThumbModel()
        self._small = small
        self._pixmaps: dict[tuple[bytes, int], QPixmap] = {}
        self.setAccessibleName(name)
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(lambda *_: self.turned.emit())
        theme().changed.connect(self._size)
        self._size()

    @property
    def small(self) -> bool:
        return self._small

    def current(self) -> Thumb | None:
        index = self.currentIndex().row()
        return self.model_.thumbs[index] if 0 <= index < len(self.model_.thumbs) else None

    def show_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        """The cursor stays with its thing; of new ones it goes to the last."""
        before = self.current()
        grown = len(thumbs) > len(self.model_.thumbs)
        self.model_.show_thumbs(thumbs)
        if not self.currentIndex().isValid() and thumbs:
            ids = [thumb.id for thumb in thumbs]
            known = before is not None and before.id in ids and not grown
            self.go_to(ids.index(before.id) if known and before else len(thumbs) - 1)
        if self._small:
            self._fit()

    def go_to(self, index: int) -> None:
        self.setCurrentIndex(self.model_.index(index))

    def pixmap(self, picture: bytes, size: QSize) -> QPixmap | None:
        """The kept copy no larger than `size`, decoded once."""
        key = (picture, size.width())
        if key not in self._pixmaps:
            content = self.load(picture)
            if content is None:
                return None
            if len(self._pixmaps) >= _KEPT:
                self._pixmaps.clear()
            self._pixmaps[key] = _decoded(content, size * self.devicePixelRatioF())
            self._pixmaps[key].setDevicePixelRatio(self.devicePixelRatioF())
        return self._pixmaps[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.discarded.emit()
        elif event.text().isdigit() and event.text() != "0":
            self.digit.emit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _size(self) -> None:
        px = theme().px
        self.setGridSize(QSize(px(80), px(66)) if self._small else QSize(px(176), px(172)))
        self._pixmaps.clear()
        if self._small:
            self._fit()

    def _fit(self) -> None:
        """As high as its rows need, so that the panel scrolls and not the strip."""
        across = max(1, self.viewport().width() // self.gridSize().width())
        rows = -(-len(self.model_.thumbs) // across)
        self.setFixedHeight(rows * self.gridSize().height() + theme().px(4) if rows else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._small:
            self._fit()


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, Thumbnails)  # noqa: S101  # made by it, for it
        px, colours = theme().px, theme().colours
        thumb = view.model_.thumbs[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box = option.rect.adjusted(px(3), px(3), -px(3), -px(3))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.line), 2 if chosen else 1))
        painter.setBrush(QColor(colours.chosen if chosen else colours.card))
        painter.drawRoundedRect(box, px(6), px(6))
        caption_height = 0 if view.small else px(46)
        _paint_picture(
            painter, view, thumb, box.adjusted(px(5), px(5), -px(5), -px(5) - caption_height)
        )
        if not view.small:
            _paint_caption(painter, thumb, box)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, Thumbnails)  # noqa: S101
        return view.gridSize()


def _paint_caption(painter: QPainter, thumb: Thumb, box: QRect) -> None:
    px, colours = theme().px, theme().colours
    line = QRect(box.left() + px(8), box.bottom() - px(44), box.width() - px(16), px(20))
    painter.setFont(font(theme().zoom))
    paint_text(painter, line, thumb.title, colours.ink)
    painter.setFont(font(theme().zoom, 0.88))
    paint_text(painter, line.translated(0, px(20)), thumb.note, colours.muted)
    if thumb.mark:
        width = painter.fontMetrics().horizontalAdvance(thumb.mark) + px(16)
        corner = QRect(box.right() - width - px(8), box.top() + px(8), width, px(22))
        paint_chip(painter, corner, thumb.mark, colours.warn)


def _paint_picture(painter: QPainter, view: Thumbnails, thumb: Thumb, area: QRect) -> None:
    colours = theme().colours
    pixmap = view.pixmap(thumb.picture, area.size()) if thumb.picture else None
    if pixmap is None or pixmap.isNull():
        painter.fillRect(area, QColor(colours.band))
        painter.setFont(font(theme().zoom, 0.9 if view.small else 1.0))
        painter.setPen(QColor(colours.muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, thumb.word)
        return
    size = pixmap.deviceIndependentSize()
    target = QRectF(QPointF(0, 0), size)
    target.moveCenter(QPointF(area.center()))
    clip = QPainterPath()
    clip.addRoundedRect(target, theme().px(3), theme().px(3))
    painter.setClipPath(clip)
    painter.drawPixmap(target.toRect(), pixmap)
    painter.setClipping(False)


def _decoded(content: bytes, size: QSize) -> QPixmap:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if reader.size().isValid():
        reader.setScaledSize(reader.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    return QPixmap.fromImage(reader.read())
