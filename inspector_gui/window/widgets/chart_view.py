"""A chart on the screen: the same strokes as on paper, in the window's colours."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector_gui.charts.chart import Chart
from inspector_gui.charts.drawing import Drawing, Ink, drawn
from inspector_gui.window.theme.colours import LIGHT, Colours
from inspector_gui.window.theme.theme import font, theme

PIXELS_PER_MM = 3.9
"""On the screen at 100 %: text of a chart is as large as the window's."""
INSIDE = 14
PRINT_WIDTH_MM, PRINT_PIXELS_PER_MM = 160, 10


class ChartView(QWidget):
    """Takes the keyboard, so that a screen reader tells all of it."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_chart(chart)
        theme().changed.connect(self.updateGeometry)

    def show_chart(self, chart: Chart) -> None:
        self.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.description)
        self.setToolTip("\n".join(f"{row.label}　{row.figure}" for row in chart.rows))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return round(self._drawing(width).height * _scale()) + 2 * theme().px(INSIDE)

    def sizeHint(self) -> QSize:
        width = theme().px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(220), self.heightForWidth(max(self.width(), theme().px(220))))

    def _drawing(self, width: int) -> Drawing:
        return drawn(self.chart, max(40.0, (width - 2 * theme().px(INSIDE)) / _scale()))

    def paintEvent(self, _: QPaintEvent) -> None:
        colours, px = theme().colours, theme().px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge = colours.accent if self.hasFocus() else colours.line
            painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
            painter.setBrush(QColor(colours.card))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, px(8), px(8))
            painter.translate(px(INSIDE), px(INSIDE))
            paint_drawing(painter, self._drawing(self.width()), _scale(), colours)


def _scale() -> float:
    return PIXELS_PER_MM * theme().zoom / 100


def paint_drawing(painter: QPainter, drawing: Drawing, scale: float, colours: Colours) -> None:
    """At the painter's origin, so many pixels a millimetre."""
    inks = {
        Ink.BAR: QColor(colours.accent),
        Ink.WORD: QColor(colours.ink),
        Ink.QUIET: QColor(colours.muted),
        Ink.RULE: QColor(colours.faint),
    }
    for stroke in drawing.strokes:
        pen = QPen(inks[stroke.ink], stroke.weight * scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        start = QPointF(stroke.x1 * scale, stroke.y1 * scale)
        painter.drawLine(start, QPointF(stroke.x2 * scale, stroke.y2 * scale))
    for drawn_text in drawing.texts:
        type_ = font(100, bold=drawn_text.bold)
        type_.setPixelSize(max(1, round(drawn_text.size * scale)))
        painter.setFont(type_)
        painter.setPen(inks[drawn_text.ink])
        width = painter.fontMetrics().horizontalAdvance(drawn_text.text) if drawn_text.right else 0
        painter.drawText(
            QPointF(drawn_text.x * scale - width, drawn_text.y * scale), drawn_text.text
        )


def picture(chart: Chart) -> QImage:
    """As it is sent or pasted elsewhere: on white, sharp enough to be printed."""
    drawing = drawn(chart, PRINT_WIDTH_MM)
    scale, margin = PRINT_PIXELS_PER_MM, 40
    size = QSize(
        round(drawing.width * scale) + 2 * margin, round(drawing.height * scale) + 2 * margin
    )
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(scale * 1000)
    image.setDotsPerMeterY(scale * 1000)
    image.fill(QColor("white"))
    image.setText("Description", chart.description)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(margin, margin)
        paint_drawing(painter, drawing, scale, LIGHT)
    return image
