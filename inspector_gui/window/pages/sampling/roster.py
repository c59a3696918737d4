"""The school's roster before a draw: how many rows, and what is odd about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector_gui.exchange.workbooks.headings import Fault
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.fields import count_field
from inspector_gui.window.pages.sampling.freezing import FreezeBar
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, button, clear, text
from inspector_gui.window.widgets.table import Column, Rows, Table

COLUMNS: tuple[Column[Fault], ...] = (
    Column("工作表", lambda fault: fault.sheet, 130),
    Column("行", lambda fault: str(fault.row), 64, Qt.AlignmentFlag.AlignRight),
    Column("列", lambda fault: f"{fault.column}（{fault.title}）", 190),
    Column("问题", lambda fault: fault.why),
)


@dataclass(frozen=True)
class Remark:
    """What there is to say of a roster; `odd`: worth asking the school about; `reading`: not of the
    roster itself but of how it was read."""

    text: str
    odd: bool = False
    reading: bool = False


class RosterDesk(QWidget):
    """Tells what is to be done with the roster."""

    paste_wanted = Signal()
    import_wanted = Signal()
    counted = Signal(Committed)
    clue_wanted = Signal()
    freeze_wanted = Signal(int, int, str)

    def __init__(self) -> None:
        super().__init__()
        self._import = button("导入花名册…", key="Ctrl+I")
        self._paste = button("粘贴花名册", key="Ctrl+V")
        self._rows = count_field("花名册行数", "行数")
        self._rows.narrow(90)
        self._clue = button("记为线索", key="X")
        self._remarks = QVBoxLayout()
        self.table = Table("读不出的号码", Rows(COLUMNS))
        self._caption = text(role="muted")
        self._empty = text(
            "还没有花名册。导入学校提供的 xlsx、xls 或 csv，或复制后按 Ctrl+V 粘贴；"
            "只有纸质名册的，填行数也可以抽取。\n名册只在内存里，抽取后只留下抽中和备用的几行。",
            "muted",
            wrap=True,
        )
        self.freeze = FreezeBar(3, 3)
        self._lay_out()
        self._import.clicked.connect(self.import_wanted)
        self._paste.clicked.connect(self.paste_wanted)
        self._rows.committed.connect(self.counted)
        self._clue.clicked.connect(self.clue_wanted)
        self.freeze.wanted.connect(self.freeze_wanted)

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for part in (self._import, self._paste, text("或纸质名册行数", "muted"), self._rows):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self._clue)
        self._remarks.setSpacing(px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addLayout(line)
        layout.addLayout(self._remarks)
        layout.addWidget(self._caption)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addStretch(0)
        layout.addWidget(self.freeze)

    def show_roster(
        self, rows: int | None, remarks: Sequence[Remark], faults: Sequence[Fault]
    ) -> None:
        self._rows.show_value(rows)
        clear(self._remarks)
        for remark in remarks:
            self._remarks.addWidget(_line(remark))
        self._clue.setVisible(any(remark.odd for remark in remarks))
        self.table.rows.show_rows(faults, lambda fault: (fault.sheet, fault.row, fault.column))
        self.table.setVisible(bool(faults))
        self._caption.setText("这些行没有能拨打的号码，仍参加抽取：" if faults else "")
        self._caption.setVisible(bool(faults))
        self._empty.setVisible(rows is None)
        self.freeze.button.setEnabled(bool(rows))

    def begin(self) -> None:
        self._import.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self._rows.commit()


def _line(remark: Remark) -> QWidget:
    colours = theme().colours
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme().px(8))
    chip = Chip()
    line.addWidget(chip)
    if remark.reading:
        chip.show_chip("读表", colours.calm)
    else:
        chip.show_chip(
            "核对" if remark.odd else "正常", colours.warn if remark.odd else colours.good
        )
    line.addWidget(text(remark.text, wrap=True), 1)
    return holder
