"""Counters that open lists by a digit, what falls due by kind and day, what came in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from db.journal.acts import Deed
from db.merge.import_history import ImportLine
from inspector_gui.labels import in_china, label
from inspector_gui.statistics.today import DueLine, Today, Wait
from inspector_gui.window.page import Page
from inspector_gui.window.pages.today.tile import CounterTile
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT = Qt.AlignmentFlag.AlignRight
_WIDE = 180
_MOST_NEWS = 12
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Came:
    """What was merged and done within a day, the latest first."""

    imports: Sequence[ImportLine]
    deeds: Sequence[Deed]


@dataclass(frozen=True)
class News:
    """Something that came in or was done: when, where, what."""

    at: str
    where: str
    what: str


def _count(number: int) -> str:
    return str(number) if number else "—"


DUE: tuple[Column[DueLine], ...] = (
    Column("种类", lambda row: row.kind, 104),
    Column("逾期", lambda row: f"! {row.over}" if row.over else "—", 58, _RIGHT),
    Column("今天", lambda row: _count(row.today), 58, _RIGHT),
    Column("三天内", lambda row: _count(row.soon), 66, _RIGHT),
    Column("七天内", lambda row: _count(row.week), 66, _RIGHT),
    Column("以后", lambda row: _count(row.later), 58, _RIGHT),
    Column("最近一个", lambda row: row.nearest),
)
NEWS: tuple[Column[News], ...] = (
    Column("时间", lambda row: row.at, 96),
    Column("学校或组", lambda row: row.where, 240),
    Column("收到或办理", lambda row: row.what),
)


class TodayView(Page):
    """Tells `opened(what)`: the list of what waits is wanted."""

    opened = Signal(Wait)

    def __init__(self) -> None:
        super().__init__()
        self.tiles = {
            what: CounterTile(what, str(number)) for number, what in enumerate(Wait, start=1)
        }
        self._columns = 0
        self._day, self._none = text(role="muted"), text(role="muted", wrap=True)
        self.due = Table("到期", Rows(DUE), whole=True)
        self.news = Table("昨天以来", Rows(NEWS), whole=True)
        self._nothing_due = text("没有定了日期还没有办的事。", "muted")
        self._no_news = text("一天以来没有收到数据包，也没有办理过。", "muted")
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(20), px(10), px(18), px(8))
        column.setSpacing(px(7))
        self._grid = QGridLayout()
        self._grid.setSpacing(px(8))
        column.addWidget(self._day)
        column.addLayout(self._grid)
        for title, table, empty in (
            ("按日期", self.due, self._nothing_due),
            ("一天以来收到和办理的", self.news, self._no_news),
        ):
            column.addWidget(text(title, "section"))
            column.addWidget(table)
            column.addWidget(empty)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolling(inner), 1)
        hint = text("数字 1—9 打开清单 · 没有未裁定的，才能发布", "hint")
        hint.setContentsMargins(px(20), px(4), px(18), px(8))
        layout.addWidget(hint)
        for what, tile in self.tiles.items():
            tile.clicked.connect(partial(self.opened.emit, what))
        self._arrange()

    def show_today(self, shown: Today, came: Came, schools: Mapping[UUID, str]) -> None:
        day = shown.day
        weekday = _WEEKDAYS[day.weekday()]
        self._day.setText(f"{day.year}年{day.month}月{day.day}日 星期{weekday} · 等着办的")
        for counter in shown.counters:
            self.tiles[counter.what].show_counter(counter)
        self.due.rows.show_rows(shown.due, lambda row: row.kind)
        self.due.setVisible(bool(shown.due))
        self._nothing_due.setVisible(not shown.due)
        news = sorted(_news(came, schools), key=lambda event: event.at, reverse=True)[:_MOST_NEWS]
        self.news.rows.show_rows(news, lambda row: row)
        self.news.setVisible(bool(news))
        self._no_news.setVisible(not news)

    def enter(self) -> None:
        next(iter(self.tiles.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tiles = {str(number): tile for number, tile in enumerate(self.tiles.values(), start=1)}
        if event.text() in tiles:
            tiles[event.text()].click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Three or five in a line: nine counters make whole lines of three."""
        columns = 5 if self.width() >= theme().px(5 * _WIDE) else 3
        if columns == self._columns:
            return
        for number, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns


def _news(came: Came, schools: Mapping[UUID, str]) -> Iterator[News]:
    """Packages, and what was done here; the same again and again at a school is one line."""
    for batch in came.imports:
        what = f"合并第 {batch.number} 批，新增 {batch.receipt.new:,} 条"
        yield News(f"{in_china(batch.merged_at):%m-%d %H:%M}", batch.receipt.team, what)
    for (what, school), run in groupby(came.deeds, lambda news: (news.what, news.school_id)):
        deeds = list(run)
        times = f" {len(deeds)} 次" if len(deeds) > 1 else ""
        person = f"　{deeds[0].person}" if deeds[0].person else ""
        where = schools.get(school, "") if school else ""
        moment = f"{in_china(deeds[0].at):%m-%d %H:%M}"
        yield News(moment, where, f"{label(what)}{times}{person}")
