"""What became of the field under the keyboard: who wrote what, when, on which computer."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from db.addresses import is_kept
from db.history import Fate
from inspector_gui.window.desk import Desk
from inspector_gui.window.shell.history_text import HistoryLine, history_line, name_of
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import card, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table
from inspector_gui.window.widgets.tracing import Traced, traced_around

NOTHING = "这里没有可查的修改记录：先把光标放到一格或一行上，再按 F4。"
_EMPTY = "这一项还没有人填过、改过。"
_FATES = {
    Fate.STANDS: "现在",
    Fate.CONTESTED: "待裁定",
    Fate.REPLACED: "后来改了",
    Fate.UNDONE: "已撤销",
}
_WIDTH, _HEIGHT = 940, 460
_EMPTY_SIZE = 420, 130


def _tone(row: HistoryLine) -> Tone:
    colours = theme().colours
    return {
        Fate.STANDS: colours.good,
        Fate.CONTESTED: colours.bad,
        Fate.REPLACED: colours.calm,
        Fate.UNDONE: colours.warn,
    }[row.fate]


def _columns(*, one_field: bool) -> tuple[Column[HistoryLine], ...]:
    middle = Qt.AlignmentFlag.AlignHCenter
    found: tuple[Column[HistoryLine], ...] = (
        Column("时间", lambda row: row.short, 118),
        Column("录入员", lambda row: row.who, 90),
        Column("项目", lambda row: row.what, 112),
        Column("内容", lambda row: row.value.replace("\n", " ")),
        Column("操作", lambda row: row.deed, 118),
        Column("来自", lambda row: row.where, 78),
        Column("现状", lambda row: _FATES[row.fate], 84, middle, tone=_tone),
    )
    return tuple(step for step in found if step.title != "项目" or not one_field)


class HistoryBox(QDialog):
    """Newest first; below, the whole of the step under the cursor. Esc or F4 closes."""

    def __init__(
        self, parent: QWidget, title: str, rows: Sequence[HistoryLine], *, single: bool
    ) -> None:
        super().__init__(parent)
        px = theme().px
        self.setWindowTitle(f"修改记录：{title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("修改记录")
        width, height = (_WIDTH, _HEIGHT) if rows else _EMPTY_SIZE
        self.resize(min(px(width), parent.width() - px(40)), px(height))
        self.table = Table("修改记录", Rows(_columns(one_field=single)))
        self._whole, self._signed = text(wrap=True), text(role="muted", wrap=True)
        self._whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        empty = text(_EMPTY, "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(18), px(14), px(18), px(12))
        layout.setSpacing(px(10))
        layout.addWidget(text(title, "title", wrap=True))
        layout.addWidget(self.table, 3)
        layout.addWidget(empty, 1, Qt.AlignmentFlag.AlignTop)
        area = scrolling(self._whole)
        for part in (area.viewport(), self._whole):
            part.setAutoFillBackground(False)
        self._detail = card(area, self._signed)
        layout.addWidget(self._detail, 2)
        layout.addWidget(text("↑↓ 看各次内容 · Esc 关闭" if rows else "Esc 关闭", "hint"))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        QShortcut(QKeySequence("F4"), self, self.close)
        for part in (self.table, self._detail):
            part.setVisible(bool(rows))
        empty.setVisible(not rows)
        self.table.rows.show_rows(rows)
        if rows:
            self.table.go_to(0)
        (self.table if rows else self).setFocus()

    @property
    def whole(self) -> str:
        """The step under the cursor, in full."""
        return f"{self._whole.text()}\n{self._signed.text()}"

    def _show(self) -> None:
        row: HistoryLine | None = self.table.current()
        if row is not None:
            self._whole.setText(row.value)
            self._signed.setText(f"{row.when}　{row.who}　{row.deed}　{row.source}")


def open_history(
    window: QWidget, desk: Desk, page: QWidget, notify: Callable[[str], None]
) -> HistoryBox | None:
    """Of what stands under the keyboard, else of the page's line; `notify`: where there is none."""
    focus = window.focusWidget()
    desk.flush()
    traced = traced_around(focus) or traced_around(page)
    if traced is None or not is_kept(traced.line):
        notify(NOTHING)
        return None
    box = HistoryBox(window, _title(traced), _rows(desk, traced), single=bool(traced.name))
    if focus is not None:
        box.finished.connect(lambda _: _go_back(focus))
    box.open()
    box.activateWindow()
    return box


def _go_back(focus: QWidget) -> None:
    if isValid(focus):
        focus.window().activateWindow()
        focus.setFocus(Qt.FocusReason.PopupFocusReason)


def _rows(desk: Desk, traced: Traced) -> list[HistoryLine]:
    with desk.store.read() as work:
        steps = work.history.of(traced.line, traced.name)
    return [history_line(step, desk.store.device) for step in steps]


def _title(traced: Traced) -> str:
    return " · ".join(filter(None, (name_of(traced.line), traced.title)))
