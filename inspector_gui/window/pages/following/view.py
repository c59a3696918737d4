"""All findings by the day something is due, late ones first; the chosen one at the right."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_gui.labels import label
from inspector_gui.parsing import grouped_yuan
from inspector_gui.statistics.deadlines import URGENT_DAYS, WORDS, Followed, FollowUp
from inspector_gui.window.page import Page
from inspector_gui.window.pages.following.deeds import FollowDeed
from inspector_gui.window.pages.following.filters import Filter, is_in, section_of
from inspector_gui.window.pages.following.panel import FollowPanel
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.colours import Tone, tone_of_severity, tone_of_status
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.searching import SearchLine
from inspector_gui.window.widgets.table import Column, Heading, Rows, Table
from inspector_gui.window.widgets.tracing import Traced

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
_LETTERS = {"r": FollowDeed.REFUND, "d": FollowDeed.EXTEND}
_HINT = "Enter 办下一步 · R 记退费 · D 调整期限 · O 打开问题 · L 打催办函 · / 查找 · 1—9 筛选"


def money(fen: int, due: int) -> str:
    """An amount on the screen; nothing is due: a dash."""
    return grouped_yuan(fen) if due or fen else "—"


def _due(line: Followed, today: date) -> str:
    what, due = WORDS[line.next.what], line.next.due_on
    if line.next.what in (FollowUp.DONE, FollowUp.GIVEN_UP):
        return "—"
    if due is None:
        return f"{what}\n期限待定" if line.next.unknown else what
    over = line.next.days_over(today)
    when = f"{due.month}月{due.day}日"
    if over:
        return f"{what}\n{when} ! 超 {over} 天"
    if not line.next.is_soon(today):
        return f"{what}\n{when}前"
    mark = "! " if line.next.is_soon(today, URGENT_DAYS) else ""
    return f"{what}\n{when} {mark}还有 {line.next.days_left(today)} 天"


def _money(title: str, name: str, drops: int) -> Column[Followed]:
    def shown(row: Followed) -> str:
        return money(getattr(row.finding, name), row.finding.due_fen)

    return Column(title, shown, 82, _RIGHT, drops=drops)


class FollowTable(Table[Followed]):
    """Tells `keyed(letter)` and `entered`."""

    entered = Signal()
    keyed = Signal(str)

    def __init__(self) -> None:
        self.today = date.min
        super().__init__("各校问题的整改进度", Rows(self._columns()), lines=2)
        self.trace = lambda row: Traced(row.finding)

    def _columns(self) -> tuple[Column[Followed], ...]:
        return (
            Column("编号", lambda row: f"{row.finding.serial}\n{row.finding.item_code}", 78),
            Column("学校和事实", _school_and_fact),
            Column("程度", lambda r: label(r.finding.severity), 54, _CENTRE, _severity, drops=2),
            _money("应退", "due_fen", 3),
            _money("报告已退", "reported_fen", 1),
            _money("核实已退", "refunded_fen", 4),
            _money("未退", "open_fen", 0),
            Column("状态", lambda row: label(row.finding.status), 66, _CENTRE, _status),
            Column("下一步", lambda row: _due(row, self.today), 144),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif typed and typed in "rodl/123456789" and not event.modifiers():
            self.keyed.emit(typed)
        else:
            super().keyPressEvent(event)


def _school_and_fact(row: Followed) -> str:
    case = "　信访同案" if row.finding.case_no else ""
    return f"{row.finding.school}　{row.finding.team}{case}\n{' '.join(row.finding.fact.split())}"


def _severity(row: Followed) -> Tone:
    return tone_of_severity(theme().colours, row.finding.severity)


def _status(row: Followed) -> Tone:
    return tone_of_status(theme().colours, row.finding.status)


class FollowView(Page):
    """Tells `chosen`, `opened(line)`, `reminded(line)`."""

    chosen = Signal()
    opened = Signal(Followed)
    reminded = Signal(Followed)

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter.OPEN
        self._lines: Sequence[Followed] = ()
        self._today = date.min
        self.table = FollowTable()
        self.panel = FollowPanel()
        self.context = self.panel
        self.search = SearchLine()
        self.search.setAccessibleName("查找问题")
        self.search.setPlaceholderText("校名、事实、编号　/")
        self._sums = text(role="title", wrap=True)
        self._empty = text(role="muted", wrap=True)
        self._hint = text(_HINT, "hint", wrap=True)
        self.chips = {filter_: button(filter_.value, "chip") for filter_ in Filter}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        chips = QWidget()
        flow = FlowLayout(chips, spacing=6)
        for filter_, chip in self.chips.items():
            chip.setCheckable(True)
            chip.setChecked(filter_ is self.filter)
            flow.addWidget(chip)
        self.search.setFixedWidth(px(180))
        above = QHBoxLayout()
        above.addWidget(chips, 1)
        above.addWidget(self.search)
        above.setAlignment(self.search, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(8))
        layout.setSpacing(px(8))
        layout.addLayout(above)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._sums)
        layout.addWidget(self._hint)

    def _connect(self) -> None:
        for filter_, chip in self.chips.items():
            chip.clicked.connect(lambda _, filter_=filter_: self.turn_to(filter_))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.entered.connect(self._begin)
        self.table.keyed.connect(self._on_key)
        self.search.textChanged.connect(lambda _: self._show())
        self.search.returnPressed.connect(self.enter)
        self.search.given_up.connect(self._end_search)
        self.panel.left.connect(self.enter)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self, self._begin_search)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_lines(self, lines: Sequence[Followed], today: date) -> None:
        """The cursor stays with its finding."""
        self._lines, self._today, self.table.today = lines, today, today
        for filter_, chip in self.chips.items():
            count = sum(is_in(filter_, line, today) for line in lines)
            chip.setText(f"{filter_.value} {count}")
            chip.setProperty("tone", "bad" if filter_ is Filter.LATE and count else "")
            chip.style().unpolish(chip)
            chip.style().polish(chip)
        self._show()

    def turn_to(self, filter_: Filter) -> None:
        self.filter = filter_
        for other, chip in self.chips.items():
            chip.setChecked(other is filter_)
        self._show()
        self.enter()

    def enter(self) -> None:
        """To the findings; where there are none, to the page, so that its keys are heard."""
        self.home().setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, serial: str) -> None:
        """Put the cursor on the finding of this number, whatever is filtered."""
        self.turn_to(Filter.ALL)
        for index, row in enumerate(self.table.rows.rows):
            if not isinstance(row, Heading) and row.finding.serial == serial:
                self.table.go_to(index)

    def show_target(self, target: Target) -> None:
        if target.name in [filter_.value for filter_ in Filter]:
            self.turn_to(Filter(target.name))
        elif target.name:
            self.go_to(target.name)

    def _found(self) -> list[Followed]:
        terms = self.search.text().split()
        return [
            line
            for line in self._lines
            if is_in(self.filter, line, self._today)
            and all(word in _search_text(line) for word in terms)
        ]

    def _show(self) -> None:
        found = self._found()
        rows: list[Followed | Heading] = []
        for section, lines in groupby(found, lambda line: section_of(line, self._today)):
            listed = list(lines)
            rows += [Heading(f"{section}　{len(listed)}"), *listed]
        before = self.table.current()
        self.table.rows.show_rows(rows, _key)
        self._go_back_to(before, rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(self._nothing())
        self._sums.setText(_sums(found))
        self._on_row()

    def _go_back_to(self, before: Followed | None, rows: Sequence[Followed | Heading]) -> None:
        keys = [_key(row) for row in rows]
        if before is not None and _key(before) in keys:
            self.table.go_to(keys.index(_key(before)))
        elif rows:
            self.table.go_to(1)

    def _nothing(self) -> str:
        if self.search.text().strip():
            return "没有找到；按 Esc 清除查找。"
        if not self._lines:
            return "还没有问题。合并各组的数据包以后，各校的问题在这里一直跟到销号。"
        return f"“{self.filter.value}”里没有问题。"

    def _on_row(self, *_: object) -> None:
        self.chosen.emit()

    def _on_key(self, letter: str) -> None:
        line = self.table.current()
        if letter == "/":
            self._begin_search()
        elif letter.isdigit():
            self.turn_to(list(Filter)[int(letter) - 1])
        elif line is not None:
            deeds = {"o": self.opened.emit, "l": self.reminded.emit}
            if letter in deeds:
                deeds[letter](line)
            else:
                self.beside_wanted.emit()
                self.panel.begin_if_allowed(_LETTERS[letter])

    def _begin(self) -> None:
        """The next deed of the chosen finding, in the panel, wherever that was."""
        self.beside_wanted.emit()
        self.panel.begin()

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _end_search(self) -> None:
        self.search.clear()
        self.enter()


def _key(row: Followed | Heading) -> object:
    return row.text if isinstance(row, Heading) else row.finding.id


def _search_text(line: Followed) -> str:
    filter_ = line.finding
    parts = (
        filter_.serial,
        filter_.item_code,
        filter_.school,
        filter_.team,
        filter_.category,
        filter_.fact,
    )
    return " ".join((*parts, label(filter_.status), WORDS[line.next.what], filter_.case_no or ""))


def _sums(lines: Sequence[Followed]) -> str:
    """Of what is listed; what was withdrawn is in no sum."""
    own = [line.finding for line in lines if line.next.what is not FollowUp.GIVEN_UP]
    schools = len({finding.school_id for finding in own})

    def total(name: str) -> str:
        return grouped_yuan(sum(getattr(finding, name) for finding in own))

    return (
        f"{len(own)} 个问题　{schools} 所学校　应退 {total('due_fen')}　"
        f"报告已退 {total('reported_fen')}　核实已退 {total('refunded_fen')}　"
        f"上缴 {total('surrendered_fen')}　未退 {total('open_fen')} 元"
    )
