"""At the right: the line under the cursor, how its sum comes about, and its way to a finding."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.records.catalogues import Item, LawfulFee
from db.records.fees import FeeLine, VoucherLine
from inspector_gui.accounts.assessing import Assessed, Line, State, name_of
from inspector_gui.parsing import grouped_yuan
from inspector_gui.window.accounting.columns import AccountRegister, tone_of
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Committed, FieldEdited, RowEdited
from inspector_gui.window.forms.form import Form
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, ElidedLabel, button, card, restyle, text
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.tracing import Traced


class RegisterPanel(Panel):
    """Tells `edited`, `matched(row, fee)` and what is wanted of the line."""

    edited = Signal(RowEdited)
    matched = Signal(Assessed, LawfulFee)
    raised = Signal()
    struck_out = Signal()
    finding_wanted = Signal()

    def __init__(self, register: AccountRegister) -> None:
        super().__init__("选中一行，在这里修改，并看它怎样算出来。")
        self._row: Assessed[Line] | None = None
        self._title, self._mark = ElidedLabel(bold=True), Chip()
        self._proof, self._doubts = text(wrap=True), text(role="error", wrap=True)
        self.form = Form(register.form(), columns=1)
        self.fee = ChoiceField("收费目录", (), empty="不在目录中", formatter=_fee_named)
        self._is_fee, self._is_voucher = register.lawful, register.keeps_item
        self.item = ChoiceField(
            "转为哪一项问题",
            (),
            empty="请选检查项" if self._is_voucher else "",
            formatter=lambda item: f"{item.code} {item.violation}",
        )
        for box in (self.fee, self.item):
            box.setMinimumContentsLength(8)
        self._raise = button("转为问题", "main", name="转为问题", key="P")
        self._go = button("看问题", name="看问题")
        self._strike = button("删除这一行", name="删除这一行", key="Delete")
        self._catalogue = card(text("收费目录（现行）", "muted"), self.fee)
        self._finding = card(text("对应检查项", "muted"), self.item, self._raise)
        self._sums = card(self._proof, self._doubts)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme().px(8))
        line.addWidget(self._title, 1)
        line.addWidget(self._mark)
        self.put(head, self._sums, self._finding, self._go)
        if self._is_fee:
            self.put(self._catalogue)
        self.put(self.form, self._strike)

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.fee.committed.connect(self._on_fee)
        if self._is_voucher:
            self.item.committed.connect(self._on_item)
        self._raise.clicked.connect(self.raised)
        self._go.clicked.connect(self.finding_wanted)
        self._strike.clicked.connect(self.struck_out)

    def traced(self, focus: QWidget) -> Traced | None:
        """Two choices that stand apart from the form."""
        if self._row is not None and focus is self.fee:
            return Traced(self._row.line, "catalogue_fee_id", "收费目录")
        if self._row is not None and focus is self.item and self._is_voucher:
            return Traced(self._row.line, "catalogue_code", "对应检查项")
        return None

    def flush(self) -> None:
        self.form.flush()

    def _on_edited(self, edited: FieldEdited) -> None:
        if self._row is not None:
            self.edited.emit(edited.of(self._row))

    def show_row(
        self, row: Assessed[Line] | None, fees: Sequence[LawfulFee], items: Sequence[Item]
    ) -> None:
        """Turn to another line; what is being typed belongs to the one before and is kept."""
        turned = self._row is None or row is None or row.line.id != self._row.line.id
        if turned and self._row is not None:
            self.form.flush()
        self._row = row
        self.set_filled(filled=row is not None)
        if row is None:
            return
        self._title.setText(name_of(row.line))
        self._mark.show_chip(row.mark, tone_of(row))
        self._proof.setText(row.proof)
        self._proof.setProperty("role", "muted" if row.state is State.OPEN else "section")
        restyle(self._proof)
        self._doubts.setText("\n".join(row.doubts))
        self._proof.setVisible(bool(row.proof))
        self._doubts.setVisible(bool(row.doubts))
        self._sums.setVisible(bool(row.proof or row.doubts))
        self.form.show_values(row.line)
        self.form.warn(row.faults)
        self._show_fees(row, fees)
        self.item.offer(items)
        if isinstance(row.line, VoucherLine):
            code = row.line.catalogue_code
            self.item.show_value(next((item for item in items if item.code == code), None))
        elif turned:
            self.item.setCurrentIndex(0)
        raisable = row.wrong and row.raised is None
        self._finding.setVisible(raisable)
        self._go.setVisible(row.raised is not None)
        if row.raised is not None:
            self._go.setText(f"看问题 {row.raised.serial}")
        self._raise.setEnabled(row.state is State.WRONG)

    def _on_fee(self, chosen: Committed[LawfulFee | None]) -> None:
        if self._row is not None:
            self.matched.emit(self._row, chosen.value)

    def _on_item(self, chosen: Committed[Item | None]) -> None:
        code = chosen.value.code if chosen.value else ""
        self._on_edited(FieldEdited("catalogue_code", code))

    def _show_fees(self, row: Assessed[Line], fees: Sequence[LawfulFee]) -> None:
        if isinstance(row.line, FeeLine):
            borne = row.line.catalogue_fee_id
            self.fee.offer(fees)
            self.fee.show_value(next((fee for fee in fees if fee.id == borne), None))


def _fee_named(fee: LawfulFee) -> str:
    rate = "据实收取" if fee.rate_fen is None else f"{grouped_yuan(fee.rate_fen)} {fee.unit}"
    until = f"至 {fee.valid_to}" if fee.valid_to else "起"
    return f"{fee.name}　{rate}　（{fee.valid_from} {until}）"
