"""The desk of drawn parents: whose turn it is, what became of each, and the line to add one."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.calls import Call
from db.vocabulary import CallOutcome
from inspector_gui.exchange.workbooks.cells import phone_of
from inspector_gui.labels import in_china, label
from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.calling import Turn, in_order, may_pass_on, reach, turn_of
from inspector_gui.window.forms.fields import LineField, count_field
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, fix_width, show_message, text
from inspector_gui.window.widgets.table import Column, Rows, Table
from inspector_gui.window.widgets.tracing import Traced

HINT = "Enter 拨打 · R 无法访问的顺延备用 · X 有提示的回答登记线索 · N 写访问记录 · Ctrl+N 手工添加"


class Row:
    """A call as it stands at one moment."""

    def __init__(self, call: Call, now: datetime) -> None:
        self.call, self.turn = call, turn_of(call, now)

    @property
    def state(self) -> str:
        call = self.call
        if call.outcome is not None:
            return label(call.outcome)
        if call.due_at is not None:
            when = f"{in_china(call.due_at):%m-%d %H:%M}"
            return f"到约定时间 {when}" if self.turn is Turn.DUE else f"约定 {when}"
        return "稍后再拨" if self.turn is Turn.RESTING else "待拨"

    def tone(self) -> Tone:
        colours = theme().colours
        match self.turn:
            case Turn.DUE:
                return colours.bad
            case Turn.OPEN:
                return colours.warn
            case Turn.ENDED if self.call.outcome is CallOutcome.COMPLETED:
                return colours.good
            case Turn.APPOINTED:
                return colours.info
            case _:
                return colours.calm

    @property
    def last(self) -> str:
        last = self.call.last
        return f"{in_china(last.at):%m-%d %H:%M} {label(last.outcome)}" if last else ""


COLUMNS: tuple[Column[Row], ...] = (
    Column("编号", lambda row: row.call.code, 92),
    Column("花名册", lambda row: f"第 {row.call.roster_seq} 号", 96),
    Column("状态", lambda row: row.state, 178, Qt.AlignmentFlag.AlignHCenter, tone=Row.tone),
    Column("拨打", lambda row: f"{len(row.call.attempts)} 次", 56, Qt.AlignmentFlag.AlignRight),
    Column("最近一次", lambda row: row.last, 200),
    Column("访问记录", lambda row: row.call.note.replace("\n", " ")),
)


class CallTable(Table[Row]):
    """Enter dials; letters do the rest."""

    dialled = Signal()
    passed_on = Signal()
    clue_wanted = Signal()
    note_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.dialled.emit()
            case Qt.Key.Key_R:
                self.passed_on.emit()
            case Qt.Key.Key_X:
                self.clue_wanted.emit()
            case Qt.Key.Key_N if not event.modifiers():
                self.note_wanted.emit()
            case _:
                super().keyPressEvent(event)


class CallDesk(QWidget):
    """Tells `dialled(call)`, `passed_on(call)`, `clue_wanted(call)`, `added(sequence, number)`."""

    dialled = Signal(Call)
    passed_on = Signal(Call)
    clue_wanted = Signal(Call)
    note_wanted = Signal()
    added = Signal(int, str)
    turned_to = Signal(Call)

    def __init__(self) -> None:
        super().__init__()
        self.table = CallTable("家长电话", Rows(COLUMNS))
        self.table.trace = lambda row: Traced(row.call)
        self._sum, self._word = text(role="muted"), text(role="error", wrap=True)
        self.adding = QWidget()
        self.sequence = count_field("花名册序号", "花名册序号")
        self.phone = LineField(
            "电话号码", read=phone_of, hint="电话号码（只存本机，可不填）", limit=20
        )
        self._empty = text(
            "还没有要访问的家长。抽中的会自动列在这里；也可以在上面填花名册序号，按 Enter 添加。",
            "muted",
            wrap=True,
        )
        self._hint = text(HINT, "hint")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout(self.adding)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        fix_width(self.sequence.box, 130)
        fix_width(self.phone.box, 230)
        self._add = button("添加", name="添加电话", key="Enter")
        parts: tuple[QWidget, ...] = (self.sequence, self.phone, self._add)
        for part in parts:
            line.addWidget(part)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        for label_ in (self._sum, self.adding, self._word, self._empty):
            layout.addWidget(label_)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._hint)
        layout.addStretch(0)

    def _connect(self) -> None:
        table = self.table
        table.dialled.connect(lambda: self._emit_current(self.dialled))
        table.passed_on.connect(self._on_passed_on)
        table.clue_wanted.connect(lambda: self._emit_current(self.clue_wanted))
        table.note_wanted.connect(self.note_wanted)
        table.selectionModel().currentRowChanged.connect(self._on_current)
        table.clicked.connect(self._on_current)
        table.doubleClicked.connect(lambda _: self._emit_current(self.dialled))
        self._add.clicked.connect(lambda _: self._on_added())
        for field in (self.sequence, self.phone):
            field.box.returnPressed.connect(self._on_added)

    def current(self) -> Call | None:
        row = self.table.current()
        return row.call if row else None

    @property
    def word(self) -> str:
        return self._word.text()

    def show_message(self, word: str, role: str = "error") -> None:
        """What the last key did, or why it did nothing."""
        show_message(self._word, word, role)

    def show_calls(self, calls: Sequence[Call], now: datetime) -> None:
        reached = reach(calls)
        self._sum.setText(
            f"拨打号码 {reached.dialled} 个 · 拨打 {reached.attempts} 次 · "
            f"接通 {reached.connected} 个 · 完成 {reached.completed} 个"
        )
        here = self.current()
        rows = [Row(call, now) for call in in_order(calls, now)]
        self.table.rows.show_rows(rows, lambda row: row.call.id)
        for part in (self._sum, self.table, self._hint):
            part.setVisible(bool(calls))
        self._empty.setVisible(not calls)
        self.adding.setVisible(not calls or self.adding.isAncestorOf(_focused(self)))
        self.show_message("")
        self._go_to(here)

    def _go_to(self, call: Call | None) -> None:
        """Back to this call, or to whose turn it is."""
        ids = [row.call.id for row in self.table.rows.rows if isinstance(row, Row)]
        if ids:
            self.table.go_to(ids.index(call.id) if call and call.id in ids else 0)
        self._on_current()

    def turn_to(self, code: str) -> None:
        rows = self.table.rows.rows
        codes = [row.call.code if isinstance(row, Row) else "" for row in rows]
        if code in codes:
            self.table.go_to(codes.index(code))

    def go_on(self) -> None:
        """To whose turn it is next."""
        if self.table.rows.rows:
            self.table.go_to(0)

    def enter(self) -> None:
        target: QWidget = self.sequence if self.table.isHidden() else self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_adding(self) -> None:
        self.adding.show()
        self.sequence.setFocus(Qt.FocusReason.OtherFocusReason)

    def _emit_current(self, signal: SignalInstance) -> None:
        call = self.current()
        if call is not None:
            signal.emit(call)

    def _on_passed_on(self) -> None:
        call = self.current()
        if call is None:
            return
        if may_pass_on(call):
            self.passed_on.emit(call)
        else:
            self.show_message("只有拒访、空号、机主非家长或三次无人接听的，才顺延备用。")

    def _on_added(self) -> None:
        try:
            sequence, number = self.sequence.take(), self.phone.take()
        except Unreadable:
            return
        if not sequence:
            self.show_message("请填花名册序号。")
            return
        self.sequence.clear()
        self.phone.clear()
        self.sequence.setFocus()
        self.added.emit(sequence, number)

    def _on_current(self, *_: object) -> None:
        self.turned_to.emit(self.current())


def _focused(owner: QWidget) -> QWidget:
    return owner.window().focusWidget() or owner
