"""What a file would bring, or brought: by table, and the control totals of both sides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from db.labels import table_label
from db.merge.receipts import Receipt
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT = Qt.AlignmentFlag.AlignRight
_NARROW = 760


@dataclass(frozen=True)
class TableLine:
    """A kind of record: how many are new, changed, in dispute, kept out."""

    name: str
    new: int
    changed: int
    disputed: int
    kept_out: int


@dataclass(frozen=True)
class TotalLine:
    """A control total: what the file counts, what is counted here before and after."""

    name: str
    theirs: str
    before: str
    after: str
    differs: bool


def table_lines(receipt: Receipt) -> list[TableLine]:
    """Kinds of records that people call by one name are counted as one."""
    sums: dict[str, list[int]] = {}
    columns = (receipt.rows, receipt.changed, receipt.disputed, receipt.quarantined)
    for column, counted in enumerate(columns):
        for table, number in counted.items():
            sums.setdefault(table_label(table), [0, 0, 0, 0])[column] += number
    return [TableLine(name, *numbers) for name, numbers in sums.items()]


def total_lines(receipt: Receipt, names: Mapping[str, str]) -> list[TotalLine]:
    """Each control total under what its inspection calls it (`names`)."""
    return list(_total_lines(receipt, names))


def _total_lines(receipt: Receipt, names: Mapping[str, str]) -> Iterator[TotalLine]:
    if receipt.theirs is None or receipt.ours is None or receipt.ours_before is None:
        return
    for name, theirs in vars(receipt.theirs).items():
        before, after = getattr(receipt.ours_before, name), getattr(receipt.ours, name)
        if name != "teams" and (theirs or before or after):
            shown = [_figure(name, number) for number in (theirs, before, after)]
            yield TotalLine(names[name], shown[0], shown[1], shown[2], theirs != after)


def _figure(name: str, value: int) -> str:
    return grouped_yuan(value) if name.endswith("_fen") else f"{value:,}"


def _number(value: int) -> str:
    return f"{value:,}" if value else ""


_TABLES: tuple[Column[TableLine], ...] = (
    Column("记录", lambda row: row.name),
    Column("新增", lambda row: _number(row.new), 70, _RIGHT),
    Column("改动", lambda row: _number(row.changed), 64, _RIGHT),
    Column("新冲突", lambda row: _number(row.disputed), 72, _RIGHT),
    Column("隔离", lambda row: _number(row.kept_out), 64, _RIGHT),
)
_TOTALS: tuple[Column[TotalLine], ...] = (
    Column("本组合计", lambda row: row.name),
    Column("文件里", lambda row: row.theirs, 96, _RIGHT),
    Column("合并前", lambda row: row.before, 96, _RIGHT),
    Column("合并后", lambda row: row.after, 96, _RIGHT),
)


class Preview(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.tables = Table("带来的记录", Rows(_TABLES), whole=True)
        self.totals = Table("本组合计", Rows(_TOTALS), whole=True)
        self._word = text(role="muted", wrap=True)
        px = theme().px
        self._sides = sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        sides.setSpacing(px(12))
        sides.addWidget(self.totals, 6, Qt.AlignmentFlag.AlignTop)
        sides.addWidget(self.tables, 5, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self._word)
        layout.addLayout(sides)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else below each other."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        wide = event.size().width() >= theme().px(_NARROW)
        self._sides.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def show_receipt(self, receipt: Receipt | None, names: Mapping[str, str]) -> None:
        self.setVisible(receipt is not None and receipt.anything)
        if receipt is None:
            return
        totals = total_lines(receipt, names)
        self.tables.rows.show_rows(table_lines(receipt), lambda row: row.name)
        self.totals.rows.show_rows(totals, lambda row: row.name)
        others = "、".join(line.name for line in totals if line.differs)
        self._word.setText(
            f"合并后与文件不同的：{others}。局里或另一台电脑也有记录，或有冲突、隔离的行。"
            if others
            else "合并后本组各项合计与文件一致。"
        )
