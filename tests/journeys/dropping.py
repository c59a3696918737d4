"""Dropping files on the merge page, as a hand does."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication


def drop(desk: Any, *paths: Path) -> Any:
    """Let go of files over the page; the page."""
    desk.bench.show_page("merge")
    page = desk.bench.page()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    middle, copied = page.rect().center(), Qt.DropAction.CopyAction
    pressed = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(middle, copied, mime, *pressed)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(middle.toPointF(), copied, mime, *pressed))
    return page


def dropped(desk: Any, *paths: Path) -> Any:
    page = drop(desk, *paths)
    desk.until(lambda: not page.progress.isVisible(), "the gate's word")
    return page


def cells(table: Any) -> list[list[str]]:
    return [[column.text(row) for column in table.rows.columns] for row in table.rows.rows]
