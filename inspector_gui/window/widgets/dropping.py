"""Photos and files that are dropped on a widget or lie on the clipboard."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

Source = Path | QImage


def sources_of(mime: QMimeData) -> list[Source]:
    """Files before a picture: a file that was copied often brings its icon along."""
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return list(files)
    image = mime.imageData() if mime.hasImage() else None
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def on_clipboard() -> list[Source]:
    return sources_of(QGuiApplication.clipboard().mimeData())


class Drops(QObject):
    """Lets `target` take drops. Tells `dropped(sources)`."""

    dropped = Signal(tuple)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and sources_of(event.mimeData()):
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                self.dropped.emit(tuple(sources_of(event.mimeData())))
            return True
        return super().eventFilter(watched, event)
