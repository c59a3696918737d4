"""Fees and accounts: four registers, of which one is shown, with its line at the right."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QStackedWidget, QVBoxLayout

from db.records.catalogues import Item, LawfulFee
from db.records.samplings import DrawFacts
from inspector_gui.accounts.assessing import Assessed, Line, name_of
from inspector_gui.statistics.gap import Gap
from inspector_gui.window.forms.edits import Entry, RowEdited
from inspector_gui.window.forms.entry_table import RegisterFace
from inspector_gui.window.forms.list_import_view import ImportDesk
from inspector_gui.window.page import Page
from inspector_gui.window.pages.fees.fee_tables import REGISTERS, FeeRegister
from inspector_gui.window.pages.fees.panel import RegisterPanel
from inspector_gui.window.pages.fees.voucher_draw_view import DrawBox
from inspector_gui.window.targets import Target, finding_target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button
from inspector_gui.window.widgets.faces import Faces
from inspector_gui.window.widgets.tracing import Traced


class FeesView(Page):
    """Tells what was entered, corrected, matched, raised or struck out, and in which register."""

    entered = Signal(FeeRegister, Entry)
    corrected = Signal(FeeRegister, RowEdited)
    matched = Signal(Assessed, LawfulFee)
    raised = Signal(Assessed, Item)
    struck_out = Signal(FeeRegister, Assessed)

    def __init__(self) -> None:
        super().__init__()
        self.faces = {one.key: RegisterFace(one) for one in REGISTERS}
        self.panels = {one.key: RegisterPanel(one) for one in REGISTERS}
        self._alike: Callable[[Assessed[Line]], Sequence[LawfulFee]] = lambda _: ()
        self._items: Callable[[Assessed[Line]], Sequence[Item]] = lambda _: ()
        self._sums: Mapping[str, str] = {}
        self._names = QStringListModel(self)
        faces = {one.key: (one.title, self.faces[one.key]) for one in REGISTERS}
        self.chips = Faces(faces)
        self.draw = DrawBox()
        self.imports = ImportDesk(buttons=False)
        self._import = button("导入…", name="导入收费清单")
        self._draw = button("随机抽取…", name="随机抽取凭证")
        self.context: QStackedWidget = QStackedWidget()
        self._lay_out()
        for one in REGISTERS:
            self._connect(one)
        self._connect_keys()

    def _lay_out(self) -> None:
        px = theme().px
        for one in REGISTERS:
            self.context.addWidget(self.panels[one.key])
        self.faces["fees"].entry.put(self._import)
        self.faces["vouchers"].entry.put(self._draw)
        self.faces["vouchers"].extra.addWidget(self.draw)
        self.draw.hide()
        self.faces["fees"].extra.addWidget(self.imports)
        completer = QCompleter(self._names, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.faces["fees"].entry.fields["name"].box.setCompleter(completer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.addWidget(self.chips)

    def _connect(self, register: FeeRegister) -> None:
        face, panel = self.faces[register.key], self.panels[register.key]
        table = face.table
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

    def _connect_keys(self) -> None:
        self.chips.turned.connect(self._on_turned)
        self._import.clicked.connect(self.imports.import_wanted)
        self._draw.clicked.connect(self.begin_draw)
        for key, then in (("Ctrl+I", self._import_fees), ("Ctrl+R", self.begin_draw)):
            QShortcut(QKeySequence(key), self, then)
        self.faces["fees"].entry.pasted.connect(lambda _: self.imports.paste_wanted.emit())
        self.faces["fees"].table.pasted.connect(self.imports.paste_wanted)
        self.imports.opened.connect(self._on_list)

    # what is shown

    def show_catalogue(self, names: Sequence[str]) -> None:
        """The names that the line for a new fee completes."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))

    def show_registers(
        self,
        rows: Mapping[str, Sequence[Assessed[Line]]],
        fees: Callable[[Assessed[Line]], Sequence[LawfulFee]],
        items: Callable[[Assessed[Line]], Sequence[Item]],
    ) -> None:
        """`fees` and `items`: what a row may be matched with, and which items it may belong to."""
        self._alike, self._items = fees, items
        for register in REGISTERS:
            shown = rows[register.key]
            self.faces[register.key].show_rows(shown)
            wrong = sum(row.wrong and row.raised is None for row in shown)
            count = f"{len(shown)} · 待转 {wrong}" if wrong else str(len(shown) or "")
            self.chips.show_count(register.key, count, "bad" if wrong else "")
            self._show_row(register)

    def show_sums(self, sums: Mapping[str, str]) -> None:
        """A sentence for each register, said beside the chips."""
        self._sums = sums
        self.chips.say(sums[self.chips.key])

    def show_pending(self, pending: Sequence[DrawFacts]) -> None:
        self.draw.show_pending(pending)
        if pending:
            self.draw.show()

    def _import_fees(self) -> None:
        if self.chips.key != "fees":
            self.chips.turn_to("fees")
        self.imports.import_wanted.emit()

    def _on_list(self, on: bool) -> None:  # a signal's slot
        """While a list is looked at, it has the room."""
        face = self.faces["fees"]
        face.give_room(on=on)
        if not on:
            face.begin()

    def begin_draw(self) -> None:
        if self.chips.key != "vouchers":
            self.chips.turn_to("vouchers")
        self.draw.show()
        self.draw.begin()

    def end_draw(self) -> None:
        self.draw.hide()
        self.faces["vouchers"].begin()

    def enter(self) -> None:
        self.faces[self.chips.key].begin()

    def show_target(self, target: Target) -> None:
        """To a voucher, or to the line of this name that is wrong."""
        wrong = target.what is Gap.ACCOUNTS_WRONG
        keys = list(self.faces) if wrong else ["vouchers"]
        self.chips.turn_to(keys[0])
        for key in keys:
            table = self.faces[key].table
            for place in range(len(table.rows.rows)):
                row: Assessed[Line] | None = table.rows.row_at(table.rows.index(place, 0))
                if row and name_of(row.line) == target.name and (row.wrong or not wrong):
                    self.chips.turn_to(key)
                    table.go_to(place)
                    return
        if target.what is Gap.VOUCHERS_AWAITED:
            self.begin_draw()

    def flush(self) -> None:
        for panel in self.panels.values():
            panel.flush()

    # what happens

    def _on_turned(self, key: str) -> None:
        self.flush()
        self.context.setCurrentWidget(self.panels[key])
        self.chips.say(self._sums.get(key, ""))
        self.enter()

    def _show_row(self, register: FeeRegister) -> None:
        row = self.faces[register.key].table.current()
        fees = self._alike(row) if row else ()
        items = self._items(row) if row else ()
        self.panels[register.key].show_row(row, fees, items)

    def _raise(self, register: FeeRegister) -> None:
        row = self.faces[register.key].table.current()
        if row is not None:
            self.flush()
            self.raised.emit(row, self.panels[register.key].item.value)

    def _strike_out(self, register: FeeRegister) -> None:
        row = self.faces[register.key].table.current()
        if row is not None:
            self.struck_out.emit(register, row)

    def _key(self, register: FeeRegister, value: StrEnum | None) -> None:
        row = self.faces[register.key].table.current()
        if row is not None:
            self.corrected.emit(register, RowEdited(row, register.field, value))
            self.faces[register.key].table.step(1)

    def _go_to_finding(self, register: FeeRegister) -> None:
        row = self.faces[register.key].table.current()
        if row is not None and row.raised is not None:
            self.jump_wanted.emit(finding_target(row.raised.serial))


def _first_field(panel: RegisterPanel) -> None:
    next(iter(panel.form.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
