"""One field that finds everything; what is chosen is opened or done."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListView, QVBoxLayout

from inspector_gui.window.shell.palette_hits import MOST, Hit, Kind
from inspector_gui.window.shell.palette_list import PaletteDelegate, PaletteRows, height_of
from inspector_gui.window.shell.window import Window
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.searching import SearchLine

WIDTH, FROM_TOP = 760, 92
#: The file is asked when a burst of keys is over.
PAUSE_MS = 30
KEYS = "↑↓ 移动 · Enter 打开 · Tab 只看这一类 · Esc 关闭"
FINDS = "校名、拼音首字母、编号、金额、事实都能找"
Find = Callable[[str, Kind | None], list[Hit]]


class PaletteField(SearchLine):
    """Arrows walk through what was found; Tab narrows it, for there is nowhere else to go."""

    stepped = Signal(int)
    taken = Signal()
    narrowed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: MOST,
            Qt.Key.Key_PageUp: -MOST,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:  # Qt's signature
        self.narrowed.emit()
        return True


class CommandPalette(QDialog):
    """Lies over the window. `find` is asked for what is typed, of one kind where that is wanted."""

    def __init__(self, window: Window, find: Find) -> None:
        super().__init__(window, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._over, self._find = window, find
        self._only: Kind | None = None
        self.setObjectName("palette")
        self.setWindowTitle("查找")
        self.field = PaletteField()
        self.field.setAccessibleName("查找学校、问题、检查项、凭证、人员、页面和命令")
        self.field.setFont(font(theme().zoom, 1.2))
        self._count = text(role="muted")
        self.rows = PaletteRows()
        self.list = QListView()
        self.list.setAccessibleName("找到的")
        self.list.setModel(self.rows)
        self.list.setItemDelegate(PaletteDelegate(self.rows))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = text("没有找到。换一个词，或少写几个字。", "muted")
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show()
        self._reposition(window)

    def _lay_out(self) -> None:
        px = theme().px
        upper, foot = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.field, 1)
        upper.addWidget(self._count)
        foot.addWidget(text(KEYS, "hint"))
        foot.addStretch(1)
        foot.addWidget(text(FINDS, "hint"))
        box = QFrame()
        box.setProperty("role", "overlay")
        column = QVBoxLayout(box)
        column.setContentsMargins(px(12), px(12), px(12), px(10))
        column.setSpacing(px(8))
        column.addLayout(upper)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda _: self._on_typed())
        self.field.stepped.connect(self._step)
        self.field.taken.connect(self._take)
        self.field.narrowed.connect(self._narrow)
        self.field.given_up.connect(self.reject)
        self.list.clicked.connect(lambda _: self._take())
        self._later.timeout.connect(self._show)

    def done(self, result: int) -> None:
        """The keyboard is the window's again before anything is opened there."""
        super().done(result)
        self._over.activateWindow()

    def _reposition(self, window: Window) -> None:
        """Under the header, within the window."""
        px, room = theme().px, window.size()
        width = min(px(WIDTH), room.width() - px(24))
        top = min(px(FROM_TOP), room.height() // 8)
        height = min(height_of(MOST) + px(120), room.height() - top - px(24))
        self.resize(width, height)
        self.move(window.mapToGlobal(QPoint((room.width() - width) // 2, top)))

    @property
    def waits(self) -> bool:
        """What was typed last is not looked for yet."""
        return self._later.isActive()

    def _on_typed(self) -> None:
        self._only = None
        self._later.start()

    def _show(self) -> None:
        self._later.stop()
        hits = self._find(self.field.text(), self._only)
        self.rows.show_hits(hits, self.field.text())
        self._count.setText(
            f"{self._only.value} {len(hits)} 项" if self._only else f"{len(hits)} 项"
        )
        self.list.setVisible(bool(hits))
        self._none.setVisible(not hits)
        self._go_to(self.rows.first)

    def _go_to(self, row: int) -> None:
        index = self.rows.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(self.rows.index(0) if row == self.rows.first else index)
        self.field.setAccessibleDescription(self.rows.spoken(row))

    def _step(self, by: int) -> None:
        self._go_to(self.rows.stepped(self.list.currentIndex().row(), by))

    def _narrow(self) -> None:
        """Only what is of this kind, or all of it again."""
        hit = self.rows.hit_at(self.list.currentIndex().row())
        self._only = hit.kind if hit is not None and self._only is None else None
        self._show()

    def _take(self) -> None:
        if self._later.isActive():
            self._show()
        hit = self.rows.hit_at(self.list.currentIndex().row())
        if hit is not None:
            self.accept()
            hit.go()
