"""The pages of a document in small, to go to one."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from inspector_gui.window.jobs import Job, application
from inspector_gui.window.printroom.pictures import Pictures
from inspector_gui.window.theme.theme import theme

WIDTH, ROOM = 64, 96


class Thumbnails(QListWidget):
    """Tells `wanted(page)`."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("页")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.currentRowChanged.connect(self._on_row)
        theme().changed.connect(self._fit)
        self._job: Job[list[QImage]] | None = None
        self._fit()

    def _fit(self) -> None:
        px = theme().px
        self.setFixedWidth(px(ROOM))
        high = px(WIDTH * 3 // 2)
        self.setIconSize(QSize(px(WIDTH), high))
        self.setGridSize(QSize(px(ROOM) - px(12), high + self.fontMetrics().height() + px(12)))

    def show_pictures(self, pictures: Pictures | None) -> None:
        here = self.currentRow()
        count = len(pictures) if pictures is not None else 0
        with QSignalBlocker(self):
            while self.count() > count:
                self.takeItem(self.count() - 1)
            for number in range(self.count(), count):
                item = QListWidgetItem(str(number + 1))
                item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
                self.addItem(item)
            self.setCurrentRow(min(max(here, 0), count - 1))
        if pictures is not None:
            self._draw(pictures)

    def mark(self, page: int) -> None:
        """The page that is at the top of the preview."""
        with QSignalBlocker(self):
            self.setCurrentRow(page)

    def _draw(self, pictures: Pictures) -> None:
        width = round(theme().px(WIDTH) * self.devicePixelRatioF())
        job = Job(
            lambda _: [pictures.draw(number, width) for number in range(len(pictures))],
            application(),
        )
        job.then(self._on_drawn)
        self._job = job
        job.start()

    def _on_drawn(self, images: list[QImage]) -> None:
        if self.sender() is not self._job:
            return
        for number, image in enumerate(images[: self.count()]):
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self.item(number).setIcon(QIcon(QPixmap.fromImage(image)))

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.wanted.emit(row)
