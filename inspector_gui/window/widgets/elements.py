"""Labels with a role the style sheet knows."""

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from inspector_gui.window.theme.colours import Tone, counterpart
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import chip_width, paint_chip, paint_text


def text(caption: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; what users wrote is never taken for markup."""
    label = QLabel(caption)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    return label


class Button(QPushButton):
    """A button that shows its key. A letter works anywhere on its page but in text, `F2` and
    `Ctrl+N` in text too (see `Keyboard`); `Delete` and such are its list's."""

    def __init__(self, caption: str, key: str = "", name: str = "") -> None:
        super().__init__()
        self.key = key
        self.set_caption(caption, name)

    def set_caption(self, caption: str, name: str = "") -> None:
        """Show other words, and the key behind them."""
        self.setText(f"{caption}  {self.key}" if self.key else caption)
        self.setAccessibleName(name or caption.rstrip("…"))


def button(caption: str, role: str = "", *, name: str = "", key: str = "") -> Button:
    made = Button(caption, key, name)
    if role:
        made.setProperty("role", role)
    return made


def card(*parts: QWidget, role: str = "card") -> QFrame:
    """A framed box with its parts below each other; a `notice` is a box that warns."""
    frame = QFrame()
    frame.setProperty("role", role)
    layout = QVBoxLayout(frame)
    px = theme().px
    layout.setContentsMargins(px(12), px(10), px(12), px(10))
    layout.setSpacing(px(6))
    for part in parts:
        layout.addWidget(part)
    return frame


def clear(layout: QLayout) -> None:
    """Take every part out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a property changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def show_message(line: QLabel, message: str, role: str) -> None:
    """Show a message in a role; hide the line where there is none."""
    line.setText(message)
    line.setVisible(bool(message))
    if line.property("role") != role:
        line.setProperty("role", role)
        restyle(line)


class Headline(QLabel):
    """Plain text larger than the rest, at every zoom."""

    def __init__(self, scale: float) -> None:
        super().__init__()
        self._scale = scale
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFont(font(theme().zoom, self._scale, bold=True))


class _Width(QObject):
    """Keeps a widget's width as drawn for 100 %, at every zoom."""

    def __init__(self, owner: QWidget, width: float) -> None:
        super().__init__(owner)
        self._owner, self._width = owner, width
        self._fit()
        theme().changed.connect(self._fit)

    def _fit(self) -> None:
        self._owner.setFixedWidth(theme().px(self._width))


def fix_width(widget: QWidget, width: float) -> None:
    """Let a widget be this wide, drawn for 100 %, whatever the zoom."""
    _Width(widget, width)


class LinkLine(QPushButton):
    """A line that leads somewhere, cut short where there is no room."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._caption = ""
        self.setProperty("role", "link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_caption(caption)

    def set_caption(self, caption: str) -> None:
        self._caption = caption
        self.setAccessibleName(caption)
        self.setToolTip(caption)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - theme().px(12)
        elide = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._caption, elide, room))


class ElidedLabel(QWidget):
    """One line that gives way: it is cut short rather than pushing the window wider."""

    def __init__(self, *, scale: float = 1.0, bold: bool = False, muted: bool = False) -> None:
        super().__init__()
        self._content, self._scale, self._bold, self._muted = "", scale, bold, muted
        self._restyle()
        theme().changed.connect(self._restyle)

    def setText(self, content: str) -> None:
        self._content = content
        self.setAccessibleName(content)
        self.setToolTip(content)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._content

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._content) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme().colours
        with QPainter(self) as painter:
            ink = colours.muted if self._muted else colours.ink
            paint_text(painter, self.rect(), self._content, ink)

    def _restyle(self) -> None:
        self.setFont(font(theme().zoom, self._scale, bold=self._bold))
        self.updateGeometry()


class Chip(QWidget):
    """A rounded label that cannot be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._caption, self._tone = "", theme().colours.calm
        theme().changed.connect(self._retone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_chip(self, caption: str, tone: Tone) -> None:
        """Show `caption` in `tone`; nothing where there are none."""
        self._caption, self._tone = caption, tone
        self.setAccessibleName(caption)
        self.setVisible(bool(caption))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._caption

    def _retone(self) -> None:
        """Light or dark, a chip says the same."""
        self._tone = counterpart(self._tone, theme().colours)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(
            chip_width(self._caption, self.font()), self.fontMetrics().height() + theme().px(4)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_chip(painter, self.rect(), self._caption, self._tone)
