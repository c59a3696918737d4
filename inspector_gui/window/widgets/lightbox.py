"""Evidence shown large over the whole window, by keys alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from inspector_gui.window.theme.theme import font, theme

HINT = "← → 换一张 · + − 放大缩小 · 0 合适大小 · S 另存 · 空格 关闭"
_GROUND, _INK, _FAINT = "#101318", "#f2f4f8", "#aab3c2"
_STEP, _MOST, _PAN = 1.25, 8.0, 80
_CLOSING = (Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Slide:
    """`load` gives the pictures of one thing (a photo has one, a paper a page each)."""

    title: str
    note: str
    load: Callable[[], Sequence[QImage]]
    otherwise: str = ""


class Lightbox(QWidget):
    """Tells `closed(index)` and `saved(index)`: the number of the slide it was at."""

    closed = Signal(int)
    saved = Signal(int)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setAccessibleName("大图")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._slides: Sequence[Slide] = ()
        self._index, self._page = 0, 0
        self._images: Sequence[QImage] = ()
        self._zoom, self._offset = 1.0, QPoint()
        self._dragged: QPoint | None = None
        self._back: QWidget | None = None
        over.installEventFilter(self)
        self.hide()

    @property
    def image(self) -> QImage | None:
        """What is seen now."""
        return self._images[self._page] if self._page < len(self._images) else None

    @property
    def index(self) -> int:
        return self._index

    def show_slides(self, slides: Sequence[Slide], index: int) -> None:
        self._slides = slides
        self._back = self.window().focusWidget()
        self.setGeometry(self._over.rect())
        self._turn_to(index)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        self.hide()
        self._images = ()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit(self._index)

    def show_pictures(self, index: int, images: Sequence[QImage]) -> None:
        """Pictures that took their time; shown if their slide still is."""
        if index == self._index:
            self._images = images
            self._describe()

    def event(self, event: QEvent) -> bool:
        """While it is open every key is its own."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pans = {
            Qt.Key.Key_Left: QPoint(_PAN, 0),
            Qt.Key.Key_Right: QPoint(-_PAN, 0),
            Qt.Key.Key_Up: QPoint(0, _PAN),
            Qt.Key.Key_Down: QPoint(0, -_PAN),
        }
        key = Qt.Key(event.key())
        if key in _CLOSING:
            self.close_up()
        elif key in pans and self._zoom > 1:
            self._move(pans[key])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self._step(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self._step(1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
            self._magnify({Qt.Key.Key_0: 0.0, Qt.Key.Key_Minus: 1 / _STEP}.get(key, _STEP))
        elif key == Qt.Key.Key_S:
            self.saved.emit(self._index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._magnify(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._dragged is not None and self._zoom > 1:
            self._move(here - self._dragged)
        self._dragged = here

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.close_up()

    def _turn_to(self, index: int) -> None:
        self._index, self._page = index, 0
        self._magnify(0.0)
        self._images = self._slides[index].load()
        self._describe()

    def _step(self, by: int) -> None:
        """Through the pages of a paper, then on to the next one."""
        page = self._page + by
        if 0 <= page < len(self._images):
            self._page = page
            self._magnify(0.0)
            self._describe()
        elif 0 <= self._index + by < len(self._slides):
            self._turn_to(self._index + by)

    def _describe(self) -> None:
        """What is seen, for those who hear it; painted too."""
        slide = self._slides[self._index]
        why = "" if self.image is not None else f"：{slide.otherwise}"
        self.setAccessibleDescription(self._caption + why)
        self.update()

    @property
    def _caption(self) -> str:
        pages = f"　第 {self._page + 1}/{len(self._images)} 页" if len(self._images) > 1 else ""
        return f"{self._slides[self._index].title}{pages}"

    def _magnify(self, by: float) -> None:
        """0: back to what fits."""
        self._zoom = max(1.0, min(_MOST, self._zoom * by))
        if self._zoom == 1.0:
            self._offset = QPoint()
        self.update()

    def _move(self, by: QPoint) -> None:
        self._offset += by
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = theme().px
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(_GROUND))
            area = self.rect().adjusted(px(24), px(20), -px(24), -px(84))
            if self.image is not None and not self.image.isNull():
                self._paint_image(painter, self.image, area)
            else:
                painter.setFont(font(theme().zoom, 1.2))
                painter.setPen(QColor(_INK))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(area, int(flags), self._slides[self._index].otherwise)
            self._paint_captions(painter)

    def _paint_image(self, painter: QPainter, image: QImage, area: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        fitting = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        if image.width() < fitting.width():
            fitting = image.size()
        target = QRect(QPoint(), QSize(fitting * self._zoom))
        target.moveCenter(area.center() + self._offset)
        painter.drawImage(target, image)

    def _paint_captions(self, painter: QPainter) -> None:
        px, slide = theme().px, self._slides[self._index]
        below = QRect(px(24), self.height() - px(76), self.width() - px(48), px(70))
        painter.fillRect(QRect(0, below.top(), self.width(), px(76)), QColor(_GROUND))
        lines = (
            (self._caption, _INK, 1.1),
            (slide.note, _FAINT, 1.0),
            (f"{self._index + 1}/{len(self._slides)}　{HINT}", _FAINT, 1.0),
        )
        for number, (caption, colour, scale) in enumerate(lines):
            line = QRect(below.left(), below.top() + px(22) * number, below.width(), px(22))
            painter.setFont(font(theme().zoom, scale))
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(
                caption, Qt.TextElideMode.ElideRight, line.width()
            )
            painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), shown)
