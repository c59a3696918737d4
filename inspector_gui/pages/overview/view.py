"""The visit at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.journal import Deed
from db.visits import VisitFacts
from db.vocabulary import Method
from inspector_gui.forms.fields import (
    FlagsField,
    LineField,
    ProseField,
    TickField,
    count_field,
    day_field,
)
from inspector_gui.forms.form import Form, Spec
from inspector_gui.forms.moments import moment_field
from inspector_gui.labels import GAPS, in_china, label
from inspector_gui.pages.page import Page
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import LinkLine, clear, text
from inspector_gui.widgets.scrolling import Panel, scrolling

if TYPE_CHECKING:
    from inspector_gui.statistics.unfinished import Open

_SHOWN_NAMES = 6


class OverviewView(Page):
    """Tells `edited(name, value)` and `methods_ticked(methods)`."""

    edited = Signal(str, object)
    methods_ticked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._day = date.min
        self.form = Form(self._specs())
        self.form.edited.connect(self.edited)
        self._methods = FlagsField("检查方式", tuple(Method))
        self._methods.committed.connect(self.methods_ticked)
        self._prose = Form(
            (
                Spec(
                    "overall",
                    "总体情况",
                    lambda name: ProseField(
                        name, lines=4, hint="印在反馈单第二部分；写一两点做得好的做法"
                    ),
                    wide=True,
                ),
                Spec(
                    "note", "备忘", lambda name: ProseField(name, lines=3, limit=20_000), wide=True
                ),
            ),
            columns=1,
        )
        self._prose.edited.connect(self.edited)
        self.gaps = Gaps()
        self.gaps.jump_wanted.connect(self.jump_wanted)
        self._timeline = text(wrap=True)
        self.context: Panel = Panel()
        self._lay_out()

    def _specs(self) -> tuple[Spec, ...]:
        return (
            Spec("visited_on", "检查日期", lambda name: day_field(name, lambda: self._day)),
            Spec("place", "签字地点", lambda name: LineField(name, hint="如 学校会议室")),
            Spec("arrived_at", "到校时间", lambda name: moment_field(name, lambda: self._day)),
            Spec("left_at", "离校时间", lambda name: moment_field(name, lambda: self._day)),
            Spec("self_report_on", "收到自查报告", lambda name: day_field(name, lambda: self._day)),
            Spec("sites_seen", "察看处数", lambda name: count_field(name, "处")),
            Spec("vouchers_checked", "抽查凭证", lambda name: count_field(name, "份")),
            Spec("receipts_checked", "抽查票据", lambda name: count_field(name, "份")),
            Spec("credentials_shown", "证件", lambda _: TickField("已出示证件")),
            Spec("report_heard", "汇报", lambda _: TickField("已听取汇报")),
        )

    def _lay_out(self) -> None:
        px = theme().px
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(20), px(14), px(20), px(14))
        column.setSpacing(px(12))
        for title, part in (
            ("进校情况", self.form),
            ("检查方式", self._methods),
            ("文字", self._prose),
        ):
            column.addWidget(text(title, "section"))
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner))
        self.context.put(
            text("离校前待办", "section"), self.gaps, text("当天记录", "section"), self._timeline
        )

    def enter(self) -> None:
        self.form.fields["visited_on"].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.form.flush()
        self._prose.flush()

    def show_visit(self, visit: VisitFacts, methods: frozenset[Method]) -> None:
        self._day = visit.visited_on or visit.planned_on
        self.form.show_values(visit)
        self._prose.show_values(visit)
        self._methods.show_value(tuple(methods))

    def show_timeline(self, deeds: Sequence[Deed]) -> None:
        lines = [
            f"{in_china(deed.at):%m-%d %H:%M}　{label(deed.what)}"
            + (f"　{deed.person}" if deed.person else "")
            for deed in deeds
        ]
        self._timeline.setText("\n".join(lines) or "还没有记录。从“检查日期”开始填写。")


class Gaps(QWidget):
    """What is open, a line each; a line leads to its place."""

    jump_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().px(2))

    def show_gaps(self, gaps: Sequence[Open]) -> None:
        clear(self._layout)
        if not gaps:
            self._layout.addWidget(text("没有待办，可以离校。", "muted"))
        for gap in gaps:
            line = LinkLine(_in_words(gap))
            page = gap.gap.value.partition(".")[0]
            line.clicked.connect(partial(self._jump, _PAGES.get(page, page)))
            self._layout.addWidget(line)

    def _jump(self, key: str, _clicked: object = None) -> None:
        self.jump_wanted.emit(key)


#: Where a gap is closed while its own page does not exist.
_PAGES = {"visit": "overview"}


def _in_words(gap: Open) -> str:
    names = "、".join(gap.names[:_SHOWN_NAMES])
    more = " 等" if len(gap.names) > _SHOWN_NAMES else ""
    number = f" {gap.number}" if gap.number > 1 or gap.names else ""
    return f"{GAPS[gap.gap]}{number}" + (f"：{names}{more}" if names else "")
