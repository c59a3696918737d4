"""Registers under chips, at the right the line under the cursor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget

from db.records.catalogues import Item, LawfulFee
from inspector_gui.accounts.assessing import Assessed, Line
from inspector_gui.window.accounting.columns import AccountRegister
from inspector_gui.window.accounting.panel import RegisterPanel
from inspector_gui.window.forms.edits import Entry, RowEdited
from inspector_gui.window.forms.entry_table import RegisterFace
from inspector_gui.window.forms.fields import DayField
from inspector_gui.window.page import Page
from inspector_gui.window.targets import finding_target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.faces import Faces
from inspector_gui.window.widgets.tracing import Traced


@dataclass(frozen=True)
class Raising:
    """These lines are to be one finding under `item`."""

    rows: tuple[Assessed[Line], ...]
    item: Item | None


@dataclass(frozen=True)
class Other:
    """A face that is no register; `beside`: what stands at its right."""

    title: str
    content: QWidget
    beside: QWidget


class RegistersPage(Page):
    """Tells what was entered, corrected, matched, raised or struck out, and in which register.

    `others`: faces before the registers, by key.
    """

    entered = Signal(AccountRegister, Entry)
    corrected = Signal(AccountRegister, RowEdited)
    matched = Signal(Assessed, LawfulFee)
    raised = Signal(Raising)
    struck_out = Signal(AccountRegister, Assessed)

    def __init__(
        self,
        registers: Sequence[AccountRegister],
        others: Mapping[str, Other] | None = None,
    ) -> None:
        super().__init__()
        self.registers = {register.key: register for register in registers}
        self.faces = {register.key: RegisterFace(register) for register in registers}
        self.panels = {register.key: RegisterPanel(register) for register in registers}
        self._alike: Callable[[Assessed[Line]], Sequence[LawfulFee]] = lambda _: ()
        self._items: Callable[[Assessed[Line]], Sequence[Item]] = lambda _: ()
        self._sums: Mapping[str, str] = {}
        besides = others or {}
        faces = {register.key: (register.title, self.faces[register.key]) for register in registers}
        first = {key: (page.title, page.content) for key, page in besides.items()}
        self.chips = Faces({**first, **faces})
        self._beside: dict[str, QWidget] = {key: page.beside for key, page in besides.items()}
        self._beside |= self.panels
        self.context: QStackedWidget = QStackedWidget()
        for beside in self._beside.values():
            self.context.addWidget(beside)
        for register in registers:
            self._connect(register)
        self.chips.turned.connect(self._on_turned)
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.addWidget(self.chips, 1)

    def _connect(self, register: AccountRegister) -> None:
        face, panel = self.faces[register.key], self.panels[register.key]
        table = face.table
        if register.together:
            table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.trace = lambda row: Traced(row.line)
        face.entry.entered.connect(partial(self.entered.emit, register))
        table.correct_wanted.connect(lambda: _first_field(panel))
        table.raised.connect(lambda: self._raise(register))
        table.struck_out.connect(lambda: self._strike_out(register))
        table.keyed.connect(lambda value: self._key(register, value))
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_row(register))
        panel.edited.connect(partial(self.corrected.emit, register))
        panel.matched.connect(self.matched)
        panel.raised.connect(lambda: self._raise(register))
        panel.struck_out.connect(lambda: self._strike_out(register))
        panel.finding_wanted.connect(lambda: self._go_to_finding(register))

    # what is shown

    def show_registers(
        self,
        rows: Mapping[str, Sequence[Assessed[Line]]],
        items: Callable[[Assessed[Line]], Sequence[Item]],
        fees: Callable[[Assessed[Line]], Sequence[LawfulFee]] = lambda _: (),
    ) -> None:
        """`items` and `fees`: which items a row may belong to, what it may be matched with."""
        self._alike, self._items = fees, items
        for key, register in self.registers.items():
            shown = rows[key]
            self.faces[key].show_rows(shown)
            wrong = sum(row.wrong and row.raised is None for row in shown)
            count = f"{len(shown)} · 待转 {wrong}" if wrong else str(len(shown) or "")
            self.chips.show_count(key, count, "bad" if wrong else "")
            self._show_row(register)

    def show_period(self, first: date | None, last: date | None) -> None:
        """Vouchers are of the days that are looked into: their year need not be typed."""
        for face, panel in zip(self.faces.values(), self.panels.values(), strict=True):
            for fields in (face.entry.fields, panel.form.fields):
                if isinstance(dated := fields.get("dated"), DayField):
                    dated.within = first, last

    def show_sums(self, sums: Mapping[str, str]) -> None:
        """A sentence for each register, said beside the chips."""
        self._sums = sums
        self.chips.show_summary(sums.get(self.chips.key, ""))

    def enter(self) -> None:
        self.faces[self.chips.key].begin()

    def find_line(self, is_meant: Callable[[Assessed[Line]], bool], keys: Sequence[str]) -> bool:
        """Turn to the first line of these registers that is meant; False where there is none."""
        for key in keys:
            table = self.faces[key].table
            for index in range(len(table.rows.rows)):
                row: Assessed[Line] | None = table.rows.row_at(table.rows.index(index, 0))
                if row is not None and is_meant(row):
                    self.chips.turn_to(key)
                    table.go_to(index)
                    return True
        return False

    def flush(self) -> None:
        for panel in self.panels.values():
            panel.flush()

    # what happens

    def _on_turned(self, key: str) -> None:
        self.flush()
        self.context.setCurrentWidget(self._beside[key])
        self.chips.show_summary(self._sums.get(key, ""))
        self.enter()

    def _show_row(self, register: AccountRegister) -> None:
        row = self.faces[register.key].table.current()
        fees = self._alike(row) if row else ()
        items = self._items(row) if row else ()
        self.panels[register.key].show_row(row, fees, items)

    def _raise(self, register: AccountRegister) -> None:
        table = self.faces[register.key].table
        row = table.current()
        if row is not None:
            self.flush()
            chosen = tuple(table.chosen()) if register.together else ()
            rows = chosen if row in chosen else (row,)
            self.raised.emit(Raising(rows, self.panels[register.key].item.value))

    def _strike_out(self, register: AccountRegister) -> None:
        row = self.faces[register.key].table.current()
        if row is not None:
            self.struck_out.emit(register, row)

    def _key(self, register: AccountRegister, value: StrEnum | None) -> None:
        row = self.faces[register.key].table.current()
        if row is not None:
            self.corrected.emit(register, RowEdited(row, register.field, value))
            self.faces[register.key].table.step(1)

    def _go_to_finding(self, register: AccountRegister) -> None:
        row = self.faces[register.key].table.current()
        if row is not None and row.raised is not None:
            self.jump_wanted.emit(finding_target(row.raised.serial))


def _first_field(panel: RegisterPanel) -> None:
    next(iter(panel.form.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
