"""Every import, the latest first; what the chosen one brought at the right."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from db.merge.import_history import ImportLine
from db.merge.takeback import Undone
from inspector_gui.labels import in_china
from inspector_gui.window.page import Page
from inspector_gui.window.pages.batches.panel import BatchPanel
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.reasons import ReasonLine
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


def _tone(row: ImportLine) -> Tone:
    return theme().colours.calm if row.taken_back_at else theme().colours.good


def _number(value: int) -> str:
    return f"{value:,}" if value else ""


COLUMNS: tuple[Column[ImportLine], ...] = (
    Column("批次", lambda row: f"第 {row.number} 批", 76),
    Column("合并时间", lambda row: in_china(row.merged_at).strftime("%m-%d %H:%M"), 100),
    Column("检查组", lambda row: row.receipt.team, 110),
    Column("文件", lambda row: row.source),
    Column("新增", lambda row: _number(row.receipt.new), 80, _RIGHT),
    Column("改动", lambda row: _number(row.receipt.fields), 80, _RIGHT),
    Column("隔离", lambda row: _number(row.receipt.kept_out), 64, _RIGHT),
    Column("状态", lambda row: "已撤回" if row.taken_back_at else "有效", 84, _CENTRE, tone=_tone),
)


#: Why imports are taken back.
_REASONS = ("交错了文件", "合并错了检查组", "检查组要重做", "测试数据")


class BatchesView(Page):
    """Tells `taken_back(number, reason)`."""

    taken_back = Signal(int, str)

    def __init__(self, figure_names: Callable[[str], Mapping[str, str]]) -> None:
        super().__init__()
        self.table = Table("批次", Rows(COLUMNS))
        self._empty = text("还没有合并过检查组的数据。", "muted", wrap=True)
        self.reason = ReasonLine()
        self.context: BatchPanel = BatchPanel(figure_names)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(18), px(12))
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.reason)
        layout.addStretch(0)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)

    def show_batches(self, lines: Sequence[ImportLine]) -> None:
        self.table.rows.show_rows(lines, lambda row: row.number)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        if lines and self.table.current() is None:
            self.table.go_to(0)
        self._on_current()

    def current(self) -> int | None:
        """The number of the chosen batch."""
        chosen = self.table.current()
        return chosen.number if chosen else None

    def ask_why(self, undone: Undone) -> None:
        """Show what taking a batch back would undo, and ask for the reason."""
        self.context.show_undone(undone)
        self.reason.ask(
            f"撤回第 {undone.batch} 批？右边是撤回以后的变化。写明理由，按 Enter 撤回，Esc 不撤。",
            _REASONS,
            lambda reason, _: self.taken_back.emit(undone.batch, reason),
        )

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, *_: object) -> None:
        self.reason.end()
        self.context.show_batch(self.table.current())
