"""The charts in one column or two, and what can be made of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from inspector_gui.charts.chart import Chart
from inspector_gui.labels import today
from inspector_gui.window.forms.fields import day_field
from inspector_gui.window.page import Page
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.chart_view import ChartView
from inspector_gui.window.widgets.elements import button, card, text
from inspector_gui.window.widgets.progress import ProgressLine
from inspector_gui.window.widgets.scrolling import Panel, scrolling

TWO_COLUMNS_FROM = 720
HINT = "L 导出台账 · G 图表存成图片 · P 附图 · ↑↓ PgUp PgDn 滚动"


class ChartsPanel(Panel):
    """What may be exported, and whether the numbers are final."""

    def __init__(self) -> None:
        super().__init__()
        self.day = day_field("截至哪一天", today, "截至（不填是此刻）")
        self._open = text(wrap=True)
        self._warning = card(self._open, role="notice")
        about = "每所学校、每个问题、抽样、问卷、信访、问责和合并各一张工作表，合计都是公式。"
        self.answers = QCheckBox("连同逐份问卷答案（不列班级）")
        self.ledger = button("导出台账…", "main", key="L")
        self.pictures = button("图表存成图片…", key="G")
        self.paper = button("图表印成附图", key="P")
        self.put(
            text("截至", "section"),
            self.day,
            self._warning,
            text("汇总台账", "section"),
            text(about, "muted", wrap=True),
            self.answers,
            self.ledger,
            text("图表", "section"),
            text("附图和通报放在一起，可以打印，也可以存成 PDF。", "muted", wrap=True),
            self.paper,
            self.pictures,
            always=True,
        )
        for part in (self.ledger, self.pictures, self.paper):
            part.setAutoDefault(True)

    def show_undecided(self, clauses: Sequence[str]) -> None:
        self._open.setText(f"不作为最终数据：{'；'.join(clauses)}。")
        self._warning.setVisible(bool(clauses))


class ChartWall(QWidget):
    """Each chart goes to the shorter column."""

    def __init__(self) -> None:
        super().__init__()
        self.views: list[ChartView] = []
        theme().changed.connect(self._arrange)

    def show_charts(self, charts: Sequence[Chart]) -> None:
        for view in self.views[len(charts) :]:
            view.hide()
            view.deleteLater()
        del self.views[len(charts) :]
        for number, chart in enumerate(charts):
            if number < len(self.views):
                self.views[number].show_chart(chart)
            else:
                view = ChartView(chart)
                view.setParent(self)
                view.show()
                self.views.append(view)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        px = theme().px
        gap, edge = px(10), px(20)
        columns = 2 if self.width() >= px(TWO_COLUMNS_FROM) else 1
        width = max(px(200), (self.width() - 2 * edge - (columns - 1) * gap) // columns)
        depths = [px(12)] * columns
        for view in self.views:
            column = depths.index(min(depths))
            height = view.heightForWidth(width)
            view.setGeometry(edge + column * (width + gap), depths[column], width, height)
            depths[column] += height + gap
        if self.minimumHeight() != max(depths):
            self.setMinimumHeight(max(depths))


class ChartsView(Page):
    """Tells what is wanted: `ledger_wanted`, `pictures_wanted`, `paper_wanted`."""

    ledger_wanted = Signal()
    pictures_wanted = Signal()
    paper_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.context: ChartsPanel = ChartsPanel()
        self.wall = ChartWall()
        self.progress = ProgressLine()
        self._hint = text(HINT, "muted")
        self._hint.setContentsMargins(theme().px(20), theme().px(4), 0, theme().px(6))
        self._scroll: QScrollArea = scrolling(self.wall)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._hint)
        layout.addWidget(self.progress)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("图表")
        panel = self.context
        for part, signal in (
            (panel.ledger, self.ledger_wanted),
            (panel.pictures, self.pictures_wanted),
            (panel.paper, self.paper_wanted),
        ):
            part.clicked.connect(signal)

    def show_charts(self, charts: Sequence[Chart], at: str = "") -> None:
        """`at`: as of when, where it is not now."""
        self._hint.setText(f"{at} · {HINT}" if at else HINT)
        self.wall.show_charts(charts)

    def show_message(self, message: str) -> None:
        """What was exported, and where it is: also where the panel is folded."""
        self._hint.setText(message)

    def wait(self) -> None:
        """What was shown stays until the new numbers are there."""
        self._hint.setText("正在计算…")

    def enter(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: theme().px(60),
            Qt.Key.Key_Up: -theme().px(60),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        if event.key() == Qt.Key.Key_Escape and self.progress.isVisible():
            self.progress.cancelled.emit()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
