"""Every finding in one table: filters above, sums of what is shown below."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QCollator, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from db.records.all_findings import FindingRow
from db.vocabulary import Severity
from inspector_gui.labels import label, today
from inspector_gui.parsing import grouped_yuan, show_yuan
from inspector_gui.statistics.finding_filter import (
    Filter,
    FindingSums,
    Grouping,
    counts_of,
    group_of,
    is_shown,
    matches,
    sums_of,
)
from inspector_gui.window.page import Page
from inspector_gui.window.theme.colours import Tone, tone_of_severity, tone_of_status
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, fix_width, text
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.table import Column, Heading, Rows, Table
from inspector_gui.window.widgets.tracing import Traced

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter
#: Columns that give way where the table is narrower.
_WIDE, _WIDEST = ("涉及", "已退", "期限"), ("学生",)
_NARROW, _MIDDLE = 760, 900
_CHIPS = {kind: str(number) for number, kind in enumerate(Filter, 1)}
_SEVERITIES = {severity.value: label(severity) for severity in Severity}


def _amount(row: FindingRow, fen: int) -> str:
    """Nothing due is a dash; what is more than due stands with its sign."""
    return grouped_yuan(fen) if row.involved_fen or row.due_fen or fen else "—"


def _due(row: FindingRow) -> str:
    over = row.days_over(today())
    if over:
        return f"超 {over} 天"
    return f"{row.due_on:%Y-%m-%d}" if row.is_open and row.due_on else "—"


def _tone_of_due(row: FindingRow) -> Tone | None:
    return theme().colours.bad if row.days_over(today()) else None


COLUMNS: tuple[Column[FindingRow], ...] = (
    Column("编号", lambda row: row.serial, 76),
    Column("学校和事实", lambda row: f"{row.school}　{row.fact}".replace("\n", " ")),
    Column(
        "程度",
        lambda row: label(row.severity),
        58,
        _CENTRE,
        tone=lambda row: tone_of_severity(theme().colours, row.severity),
    ),
    Column("学生", lambda row: str(row.students or "—"), 54, _RIGHT),
    Column("涉及", lambda row: _amount(row, row.involved_fen), 98, _RIGHT),
    Column("应退", lambda row: _amount(row, row.due_fen), 98, _RIGHT),
    Column("已退", lambda row: _amount(row, row.refunded_fen), 98, _RIGHT),
    Column("未退", lambda row: _amount(row, row.open_fen), 88, _RIGHT),
    Column(
        "状态",
        lambda row: label(row.status),
        76,
        _CENTRE,
        tone=lambda row: tone_of_status(theme().colours, row.status),
    ),
    Column("期限", _due, 92, _CENTRE, tone=_tone_of_due),
)


class AllFindingsTable(Table[FindingRow]):
    """Enter opens; 1-7 filter, G groups, S sorts, / searches."""

    opened = Signal(FindingRow)
    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row)
        elif event.text().lower() in (*_CHIPS.values(), "g", "s", "/"):
            self.typed.emit(event.text().lower())
        else:
            super().keyPressEvent(event)


_SORTS: Mapping[str, Callable[[FindingRow], tuple[object, ...]]] = {
    "编号": lambda row: (row.serial,),
    "应退": lambda row: (-row.due_fen,),
    "期限": lambda row: (not row.is_open, row.due_on or date.max),
}


class AllFindingsView(Page):
    """Tells `opened(row)`."""

    opened = Signal(FindingRow)

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[FindingRow] = ()
        self._filter, self._grouping, self._sort = Filter.ALL, Grouping.NONE, "编号"
        self._collator = QCollator(QLocale("zh_CN"))
        self._collator.setNumericMode(True)
        self.chips = {kind: button("", "chip") for kind in Filter}
        self.group, self.sort = button("", "chip"), button("", "chip")
        self.search = QLineEdit()
        self.search.setPlaceholderText("校名、事实、编号　/")
        self.search.setAccessibleName("查找问题")
        self.search.setClearButtonEnabled(True)
        fix_width(self.search, 190)
        self.table = AllFindingsTable("全部问题", Rows(COLUMNS), lines=2)
        self.table.trace = lambda row: Traced(row)
        self._sums, self._empty = text(role="title", wrap=True), text(role="muted", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        line = QWidget()
        flow = FlowLayout(line, 6)
        for kind, chip in self.chips.items():
            chip.setCheckable(True)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setToolTip(f"按 {_CHIPS[kind]}")
        for box in (self.group, self.sort):
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (*self.chips.values(), self.group, self.sort, self.search):
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(9), px(18), px(8))
        layout.setSpacing(px(7))
        layout.addWidget(line)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._sums)
        hint = "Enter 打开，Esc 回到这一行 · 1—7 筛选 · G 分组 · S 排序 · Ctrl+C 复制成表格"
        layout.addWidget(text(hint, "hint", wrap=True))

    def _connect(self) -> None:
        for kind, chip in self.chips.items():
            chip.clicked.connect(partial(self._turn, kind))
        self.group.clicked.connect(self._next_group)
        self.sort.clicked.connect(self._next_sort)
        self.search.textChanged.connect(lambda _: self._show())
        self.search.returnPressed.connect(self.enter)
        self.table.opened.connect(self.opened)
        self.table.typed.connect(self._on_typed)
        QShortcut(QKeySequence.StandardKey.Copy, self.table, self.copy).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )

    def show_findings(self, rows: Sequence[FindingRow]) -> None:
        self._rows = rows
        self._show()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def visible(self) -> list[FindingRow]:
        """The rows that are seen, headings left out."""
        return [row for row in self.table.rows.rows if isinstance(row, FindingRow)]

    @property
    def sums(self) -> FindingSums:
        return sums_of(self.visible, today())

    def copy(self) -> None:
        """What is shown, to be pasted into a workbook."""
        QApplication.clipboard().setText("\n".join(map(_as_line, self.visible)))

    def _turn(self, kind: Filter, *_: object) -> None:
        self._filter = kind
        self._show()

    def _next_group(self) -> None:
        order = list(Grouping)
        self._grouping = order[(order.index(self._grouping) + 1) % len(order)]
        self._show()

    def _next_sort(self) -> None:
        order = list(_SORTS)
        self._sort = order[(order.index(self._sort) + 1) % len(order)]
        self._show()

    def _on_typed(self, key: str) -> None:
        if key == "/":
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key in "gs":
            (self._next_group if key == "g" else self._next_sort)()
        else:
            self._turn(next(kind for kind, digit in _CHIPS.items() if digit == key))

    def _show(self) -> None:
        here = self.table.current()
        wanted = self.search.text()
        found = [finding for finding in self._rows if is_shown(finding, self._filter, today())]
        found = [finding for finding in found if matches(finding, wanted)]
        rows = self._in_order(found)
        self.table.rows.show_rows(rows, lambda row: getattr(row, "id", getattr(row, "text", "")))
        self._mark_chips()
        self._show_sums(found)
        self._empty.setText(_nothing(self._rows, found))
        self._empty.setVisible(not found)
        ids = [getattr(row, "id", None) for row in rows]
        if here is not None and here.id in ids:
            self.table.go_to(ids.index(here.id))
        elif rows:
            self.table.step(1) if isinstance(rows[0], Heading) else self.table.go_to(0)

    def _in_order(self, found: list[FindingRow]) -> list[FindingRow | Heading]:
        order: Callable[[FindingRow], Any] = _SORTS[self._sort]
        ordered = sorted(found, key=lambda row: (order(row), row.serial))
        if self._grouping is Grouping.NONE:
            return list(ordered)
        groups: dict[str, list[FindingRow]] = {}
        for row in ordered:
            groups.setdefault(group_of(row, self._grouping, _SEVERITIES), []).append(row)
        rows: list[FindingRow | Heading] = []
        for name in sorted(groups, key=self._collator.sortKey):
            sums = sums_of(groups[name], today())
            rows.append(Heading(f"{name}　{sums.findings} 个　应退 {grouped_yuan(sums.due_fen)}"))
            rows += groups[name]
        return rows

    def _mark_chips(self) -> None:
        counts = counts_of(self._rows, today())
        for kind, chip in self.chips.items():
            chip.setText(f"{kind.value} {counts[kind] or ''}".strip())
            chip.setAccessibleName(chip.text())
            chip.setChecked(kind is self._filter)
        self.group.setText(f"分组：{self._grouping.value}")
        self.sort.setText(f"排序：{self._sort}")

    def _show_sums(self, found: Sequence[FindingRow]) -> None:
        sums = sums_of(found, today())
        parts = [f"{sums.findings} 个问题 · {sums.schools} 所学校"]
        if sums.involved_fen or sums.due_fen:
            parts.append(f"学生 {sums.students} 人 · 涉及 {grouped_yuan(sums.involved_fen)}")
            parts.append(
                f"应退 {grouped_yuan(sums.due_fen)} · 已退 {grouped_yuan(sums.refunded_fen)}"
            )
            parts.append(f"未退 {grouped_yuan(sums.open_fen)} 元")
        parts.append(f"销号 {sums.closed}")
        if sums.overdue:
            parts.append(f"! 逾期 {sums.overdue}")
        self._sums.setText(" · ".join(parts) if found else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The fact has the room; what else can be looked up gives way first."""
        super().resizeEvent(event)
        width = event.size().width()
        for number, column in enumerate(COLUMNS):
            narrow = column.title in _WIDE and width < theme().px(_NARROW)
            middle = column.title in _WIDEST and width < theme().px(_MIDDLE)
            self.table.setColumnHidden(number, narrow or middle)


def _nothing(rows: Sequence[FindingRow], found: Sequence[FindingRow]) -> str:
    if found:
        return ""
    return (
        "没有符合的问题；按 1 看全部。" if rows else "还没有问题。合并检查组的数据包以后列在这里。"
    )


def _as_line(row: FindingRow) -> str:
    cells = (
        *(row.serial, row.school_code, row.school, row.team, row.category, row.item_code),
        row.fact.replace("\n", " ").replace("\t", " "),
        *(label(row.severity), str(row.students)),
        *map(show_yuan, attrgetter("involved_fen", "due_fen", "refunded_fen")(row)),
        *(show_yuan(row.open_fen), label(row.status)),
        f"{row.due_on:%Y-%m-%d}" if row.due_on else "",
    )
    return "\t".join(cells)
