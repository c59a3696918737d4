"""A document on the screen, page under page, drawn at the screen's own dots whatever the zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from inspector_gui.window.jobs import Job, application
from inspector_gui.window.printroom.pictures import POINTS, Pictures
from inspector_gui.window.printroom.spot_painting import paint_spot
from inspector_gui.window.printroom.spots import Spot
from inspector_gui.window.theme.theme import theme

SCREEN_DOTS = 96.0
LEAST, MOST, STEP = 0.25, 5.0, 1.2
BETWEEN, AROUND = 14, 16
REMEMBERED = 24


@dataclass(frozen=True)
class Drawn:
    """A page as it was drawn: for how many pixels' width."""

    width: int
    image: QImage


@dataclass(frozen=True)
class Asked:
    """A page that is being drawn."""

    job: Job[QImage]
    page: int
    width: int


class PaperView(QAbstractScrollArea):
    """Tells `paged(page)` when another page comes to the top, `zoomed(share)` when it was zoomed.

    While it is `fitted` a page is as wide as there is room, at most life size.
    """

    paged = Signal(int)
    zoomed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.pictures: Pictures | None = None
        self.fitted, self._zoom, self._page = True, 1.0, 0
        self._drawn: dict[int, Drawn] = {}
        self._asked: Asked | None = None
        self.spots: tuple[Spot, ...] = ()
        self._looked_at = -1
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        theme().changed.connect(self._lay_out)

    # what is shown

    def show_pictures(self, pictures: Pictures | None, *, stay: bool) -> None:
        """Another document; `stay` where it is the same one anew, at the same place."""
        offset = self.verticalScrollBar().value() if stay else 0
        old, self._drawn = self._drawn, {}
        if stay and pictures is not None:
            # Until the new page is drawn the old one is better than none.
            self._drawn = {
                n: Drawn(0, drawn.image) for n, drawn in old.items() if n < len(pictures)
            }
        self.pictures, self._asked = pictures, None
        self._lay_out()
        self.verticalScrollBar().setValue(offset)
        self._on_scrolled()

    def show_spots(self, spots: Sequence[Spot]) -> None:
        """What is marked, over the pages; nothing of it is printed."""
        self.spots = tuple(spots)
        self.viewport().update()

    def look_at(self, number: int) -> None:
        """The spot of this number in a frame, and where it can be seen."""
        self._looked_at = number
        spot = next((marked for marked in self.spots if marked.number == number), None)
        if spot is not None and self.pictures is not None:
            top = self._tops()[spot.page] + spot.boxes[0].top() * self._scale(spot.page)
            bar, room = self.verticalScrollBar(), self.viewport().height()
            if not bar.value() <= top <= bar.value() + room * 0.8:
                bar.setValue(round(top - room / 3))
        self.viewport().update()

    @property
    def zoom(self) -> float:
        """1.0 is life size."""
        return self._fitting() if self.fitted else self._zoom

    def zoom_by(self, factor: float) -> None:
        self._set_zoom(self.zoom * factor)

    def fit(self) -> None:
        self.fitted = True
        self._lay_out()
        self.zoomed.emit()

    def go_to(self, page: int) -> None:
        if self.pictures is not None and 0 <= page < len(self.pictures):
            self.verticalScrollBar().setValue(round(self._tops()[page] - self._around()))

    @property
    def page(self) -> int:
        return self._page

    # where everything is

    def _dots(self) -> float:
        return self.logicalDpiX() * theme().zoom / 100 if self.logicalDpiX() else SCREEN_DOTS

    def _around(self) -> int:
        return theme().px(AROUND)

    def _fitting(self) -> float:
        if self.pictures is None:
            return 1.0
        widest = max(size.width() for size in self.pictures.sizes) / POINTS * self._dots()
        room = self.viewport().width() - 2 * self._around()
        return max(LEAST, min(1.0, room / widest))

    def _size(self, page: int) -> QSize:
        assert self.pictures is not None  # noqa: S101  # asked for only while there are pages
        return self.pictures.pixels(page, self._dots() * self.zoom)

    def _scale(self, page: int) -> float:
        """How many of the view's dots one point is."""
        assert self.pictures is not None  # noqa: S101  # asked for only while there are pages
        return self._size(page).width() / self.pictures.sizes[page].width()

    def _tops(self) -> list[int]:
        tops, top = [], self._around()
        for page in range(len(self.pictures or ())):
            tops.append(top)
            top += self._size(page).height() + theme().px(BETWEEN)
        return tops

    def _left(self, page: int) -> float:
        """Pages stand in the middle of what is seen."""
        room = max(self.viewport().width(), self.horizontalScrollBar().maximum())
        spare = (self.viewport().width() - self._size(page).width()) / 2
        if spare >= self._around():
            return spare
        return self._around() - self.horizontalScrollBar().value() if room else 0.0

    def _lay_out(self, *_: object) -> None:
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        if self.pictures is None:
            vertical.setRange(0, 0)
            horizontal.setRange(0, 0)
            self.viewport().update()
            return
        last = len(self.pictures) - 1
        height = self._tops()[last] + self._size(last).height() + self._around()
        width = max(self._size(n).width() for n in range(last + 1)) + 2 * self._around()
        seen = self.viewport().size()
        vertical.setRange(0, max(0, height - seen.height()))
        vertical.setPageStep(seen.height())
        vertical.setSingleStep(theme().px(40))
        horizontal.setRange(0, max(0, width - seen.width()))
        horizontal.setPageStep(seen.width())
        self.viewport().update()
        self._draw_next()

    # what is drawn

    def _seen(self) -> list[int]:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        pages = enumerate(self._tops())
        return [n for n, y in pages if y < bottom and y + self._size(n).height() > top]

    def _draw_next(self) -> None:
        """One page at a time, those seen first, then the one after."""
        if self.pictures is None or self._asked is not None or not self.isVisible():
            return
        seen = self._seen()
        following = [n for n in (seen[-1] + 1,) if n < len(self.pictures)] if seen else []
        for page in (*seen, *following):
            if not self.is_sharp(page):
                self._ask(self.pictures, page, self.wanted(page))
                return

    def wanted(self, page: int) -> int:
        """How many of the screen's dots it is wide."""
        return round(self._size(page).width() * self.devicePixelRatioF())

    def is_sharp(self, page: int) -> bool:
        """Drawn for those very dots."""
        return page in self._drawn and self._drawn[page].width == self.wanted(page)

    def _ask(self, pictures: Pictures, page: int, width: int) -> None:
        job = Job(lambda _: pictures.draw(page, width), application())
        job.then(self._on_drawn)
        self._asked = Asked(job, page, width)
        job.start()

    def _on_drawn(self, image: QImage) -> None:
        if self._asked is None or self.sender() is not self._asked.job:
            return
        page, width = self._asked.page, self._asked.width
        self._asked = None
        self._drawn[page] = Drawn(width, image)
        for far in sorted(self._drawn, key=lambda n: -abs(n - page))[:-REMEMBERED]:
            del self._drawn[far]
        self.viewport().update()
        self._draw_next()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            tops = self._tops()
            for page in self._seen():
                top = tops[page] - self.verticalScrollBar().value()
                self._paint(painter, page, QRectF(QPointF(self._left(page), top), self._size(page)))

    def _paint(self, painter: QPainter, page: int, area: QRectF) -> None:
        painter.fillRect(area, QColor("white"))
        drawn = self._drawn.get(page)
        if drawn is not None:
            painter.drawImage(area, drawn.image)
        painter.setPen(QColor(theme().colours.line))
        painter.drawRect(area)
        scale = self._scale(page)
        for spot in self.spots:
            if spot.page == page:
                paint_spot(
                    painter, spot, area.topLeft(), scale, framed=spot.number == self._looked_at
                )

    # what is done to it

    def _set_zoom(self, zoom: float) -> None:
        """What is in the middle stays there."""
        bar = self.verticalScrollBar()
        middle = self.viewport().height() / 2
        share = (bar.value() + middle) / max(1.0, bar.maximum() + 2 * middle)
        self.fitted, self._zoom = False, max(LEAST, min(MOST, zoom))
        self._lay_out()
        bar.setValue(round(share * (bar.maximum() + 2 * middle) - middle))
        self.zoomed.emit()

    def _on_scrolled(self, *_: object) -> None:
        self.viewport().update()
        self._draw_next()
        top = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = max((n for n, y in enumerate(self._tops()) if y <= top), default=0)
        if page != self._page:
            self._page = page
            self.paged.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.zoomed.emit()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._draw_next()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(STEP)
            case Qt.Key.Key_Minus:
                self.zoom_by(1 / STEP)
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(700))
