"""The feedback sheet: its state, its pages, and the ways out."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_gui.pages.page import Page
from inspector_gui.theme.colours import Tone
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import Chip, button, card, clear, restyle, text
from inspector_gui.widgets.scrolling import Panel, scrolling


class PagePicture(QWidget):
    """One page of paper, as wide as there is room."""

    def __init__(self, image: QImage, number: int) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(f"第 {number} 页")

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._image.height() / self._image.width())

    def sizeHint(self) -> QSize:
        width = theme().px(640)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._image)
            painter.setPen(QColor(theme().colours.line))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class DocumentsPanel(Panel):
    """At the right: how the sheet stands, and the ways out."""

    def __init__(self) -> None:
        super().__init__()
        self.state = Chip()
        self.facts = text(role="muted", wrap=True)
        self.save = button("生成 PDF", "main", name="生成反馈单 PDF")
        self.folder = button("打开文件夹", name="打开文书文件夹")
        self.lock = button("组长定稿", name="组长定稿")
        self.word = text(wrap=True)
        self.issued = text(wrap=True)
        self.put(
            text("检查情况反馈单", "section"),
            self.state,
            self.facts,
            self.word,
            self.save,
            self.lock,
            self.folder,
            card(text("定稿记录", "muted"), self.issued),
        )


class DocumentsView(Page):
    save_wanted = Signal()
    folder_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.context: DocumentsPanel = DocumentsPanel()
        self.context.save.clicked.connect(self.save_wanted)
        self.context.folder.clicked.connect(self.folder_wanted)
        self.context.lock.clicked.connect(self.lock_wanted)
        self._pages = QWidget()
        self._column = QVBoxLayout(self._pages)
        px = theme().px
        self._column.setContentsMargins(px(20), px(16), px(20), px(16))
        self._column.setSpacing(px(16))
        self._scroll = scrolling(self._pages)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName("反馈单预览")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def enter(self) -> None:
        self.context.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_state(self, words: str, tone: Tone, facts: str, *, lockable: bool) -> None:
        self.context.state.show_chip(words, tone)
        self.context.facts.setText(facts)
        self.context.lock.setEnabled(lockable)

    def show_issued(self, lines: Sequence[str]) -> None:
        self.context.issued.setText("\n".join(lines) or "还没有定稿。")

    def say(self, words: str, *, wrong: bool = False) -> None:
        word = self.context.word
        word.setText(words)
        word.setProperty("role", "error" if wrong else "muted")
        word.setVisible(bool(words))
        restyle(word)

    def show_pages(self, images: Sequence[QImage]) -> None:
        clear(self._column)
        for number, image in enumerate(images, 1):
            self._column.addWidget(PagePicture(image, number))
        self._column.addStretch(1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Pages keep the shape of paper, at most life size."""
        room = self._scroll.viewport().width() - theme().px(40)
        width = min(room, theme().px(760))
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            picture = item.widget() if item is not None else None
            if isinstance(picture, PagePicture):
                picture.setFixedSize(width, picture.heightForWidth(width))
                self._column.setAlignment(picture, Qt.AlignmentFlag.AlignHCenter)
