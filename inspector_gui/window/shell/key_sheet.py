"""The sheet of keys: what works on the page in front, and what works everywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

from inspector_gui.window.page import Page
from inspector_gui.window.shell.help import EVERYWHERE, PAGE_KEYS
from inspector_gui.window.shell.menus import plain
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Button, button, text
from inspector_gui.window.widgets.scrolling import scrolling


@dataclass(frozen=True)
class KeyGroup:
    """Keys and what each does, under a title."""

    title: str
    keys: tuple[tuple[str, str], ...]


def keys_of_page(key: str, title: str, page: Page) -> KeyGroup:
    """What its lists take, and every button that shows its key."""
    parts = (part for part in (page, page.context) if part is not None)
    shown = (knob for part in parts for knob in part.findChildren(Button) if knob.key)
    listed = PAGE_KEYS.get(key, ())
    known = {keys for keys, _ in listed}
    pressed = {knob.key: knob.accessibleName() for knob in shown if knob.key not in known}
    return KeyGroup(title, (*listed, *pressed.items()))


def keys_of_menus(bar: QMenuBar) -> Iterator[KeyGroup]:
    """What the menus offer now, with the first key of each action."""
    own = Qt.FindChildOption.FindDirectChildrenOnly
    for menu in bar.findChildren(QMenu, options=own):
        if not menu.menuAction().isVisible():
            continue
        offered = [
            action
            for action in menu.actions()
            if action.isVisible() and not action.shortcut().isEmpty()
        ]
        if offered:
            yield KeyGroup(plain(menu.title()), tuple(_line(action) for action in offered))


def _line(action: QAction) -> tuple[str, str]:
    return action.shortcut().toString(), plain(action.text())


class KeySheet(QDialog):
    """Readable at a glance, never higher than the screen: two columns that scroll."""

    def __init__(self, parent: QWidget, groups: Sequence[KeyGroup]) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键")
        px = theme().px
        here, *others = (*groups, KeyGroup("到处可用", EVERYWHERE))
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setSpacing(px(28))
        for part in ([here, others[-1]], others[:-1]):
            column = QVBoxLayout()
            column.setSpacing(px(4))
            for group in part:
                column.addWidget(text(group.title, "section"))
                column.addLayout(_grid(group))
            column.addStretch(1)
            columns.addLayout(column, 1)
        close = button("关闭", "main")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolling(inner), 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        room = parent.window().screen().availableGeometry()
        self.resize(min(px(860), room.width() - px(40)), min(px(620), room.height() - px(60)))


def _grid(group: KeyGroup) -> QGridLayout:
    px = theme().px
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, px(10))
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(2))
    grid.setColumnStretch(1, 1)
    for row, (keys, caption) in enumerate(group.keys):
        head = text(keys)
        head.setMinimumWidth(px(108))
        grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text(caption, "muted", wrap=True), row, 1)
    return grid
