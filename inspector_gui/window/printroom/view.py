"""Documents: their list with states, the chosen one as it will be printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from inspector_gui.window.page import Page
from inspector_gui.window.printroom.page_thumbnails import Thumbnails
from inspector_gui.window.printroom.panel import DocumentsPanel
from inspector_gui.window.printroom.paper_view import STEP, PaperView
from inspector_gui.window.printroom.pictures import Pictures
from inspector_gui.window.printroom.states import Row, tone_of
from inspector_gui.window.targets import Target, document_of
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.progress import ProgressLine
from inspector_gui.window.widgets.table import Column, Heading, Rows, Table

if TYPE_CHECKING:
    from inspector_gui.documents.scope import Standing

LIST_WIDTH, THUMBS_FROM = 244, 620
_CENTRE = Qt.AlignmentFlag.AlignHCenter

COLUMNS: tuple[Column[Row], ...] = (
    Column("文书", lambda row: row.title),
    Column("状态", lambda row: row.caption, 78, _CENTRE, tone=tone_of),
)


class DocumentList(Table[Row]):
    """Enter takes the next step."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class DocumentsView(Page):
    """Tells `chosen(name)` and what is wanted of the chosen document."""

    chosen = Signal(str)
    print_wanted = Signal()
    save_wanted = Signal()
    docx_wanted = Signal()
    folder_wanted = Signal()
    next_wanted = Signal()
    lock_wanted = Signal()
    scan_wanted = Signal()
    withdrawal_wanted = Signal()
    batch_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.context: DocumentsPanel = DocumentsPanel()
        self.list = DocumentList("文书", Rows(COLUMNS))
        self.paper = PaperView("文书预览")
        self.thumbs = Thumbnails()
        self.progress = ProgressLine()
        self._location = text(role="muted")
        self._zoom = text(role="muted")
        self._smaller = button("−", name="缩小预览")
        self._larger = button("+", name="放大预览")
        self._fit = button("适合宽度", name="预览适合宽度")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        self.list.setFixedWidth(px(LIST_WIDTH))
        tools = QHBoxLayout()
        tools.setContentsMargins(px(14), px(6), px(14), px(6))
        tools.setSpacing(px(8))
        tools.addWidget(self._location)
        tools.addStretch(1)
        for part in (self._zoom, self._smaller, self._larger, self._fit):
            tools.addWidget(part)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(tools)
        pages = QHBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self.thumbs)
        pages.addWidget(self.paper, 1)
        right.addLayout(pages, 1)
        right.addWidget(self.progress)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), px(10), 0, px(8))
        layout.setSpacing(px(4))
        layout.addWidget(self.list)
        layout.addLayout(right, 1)

    def _connect(self) -> None:
        panel = self.context
        for part, signal in (
            (panel.next, self.next_wanted),
            (panel.print_, self.print_wanted),
            (panel.save, self.save_wanted),
            (panel.docx, self.docx_wanted),
            (panel.lock, self.lock_wanted),
            (panel.scan, self.scan_wanted),
            (panel.withdraw, self.withdrawal_wanted),
            (panel.batch, self.batch_wanted),
            (panel.folder, self.folder_wanted),
        ):
            part.clicked.connect(signal)
        self.list.entered.connect(self._on_entered)
        self.list.selectionModel().currentRowChanged.connect(self._on_row)
        self.thumbs.wanted.connect(self.paper.go_to)
        self.paper.paged.connect(self._on_page)
        self.paper.zoomed.connect(self._show_zoom)
        self._smaller.clicked.connect(lambda: self.paper.zoom_by(1 / STEP))
        self._larger.clicked.connect(lambda: self.paper.zoom_by(STEP))
        self._fit.clicked.connect(self.paper.fit)

    def enter(self) -> None:
        """To what is marked, where that is being looked through."""
        if self.context.checking:
            self.context.check.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: Target) -> None:
        """The document that is still to be made."""
        self.chosen.emit(document_of(target))

    def flush(self) -> None:
        self.context.filling.flush()

    # what is shown

    def show_list(self, groups: Sequence[tuple[str, Sequence[Standing]]], chosen: str) -> None:
        """Documents by group; the chosen one stays chosen."""
        rows: list[Row | Heading] = []
        for title, standings in groups:
            rows.append(Heading(title))
            rows += [Row.of(standing) for standing in standings]
        self.list.rows.show_rows(rows, lambda row: getattr(row, "name", getattr(row, "text", "")))
        names = [getattr(row, "name", None) for row in rows]
        current = self.list.current()
        if chosen in names and (current is None or current.name != chosen):
            self.list.go_to(names.index(chosen))

    def show_pictures(self, pictures: Pictures | None, *, stay: bool) -> None:
        self.paper.show_pictures(pictures, stay=stay)
        self.thumbs.show_pictures(pictures)
        self._on_page(self.paper.page)
        self._show_zoom()

    def _on_row(self, *_: object) -> None:
        row = self.list.current()
        if row is not None:
            self.chosen.emit(row.name)

    def _on_page(self, page: int) -> None:
        count = len(self.paper.pictures or ())
        self._location.setText(f"第 {page + 1} 页，共 {count} 页" if count else "")
        self.thumbs.mark(page)

    def _show_zoom(self) -> None:
        shown = self.paper.pictures is not None
        self._zoom.setText(f"{self.paper.zoom:.0%}" if shown else "")

    def _on_entered(self) -> None:
        step = self.context.next
        if step.isEnabled() and not step.isHidden():
            step.click()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Small pages stand beside the large ones where there is room for both."""
        super().resizeEvent(event)
        room = event.size().width() - self.list.width()
        self.thumbs.setVisible(room >= theme().px(THUMBS_FROM))
