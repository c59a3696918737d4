"""Fees, receipts, reconciliations and vouchers, at the right the line under the cursor."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QKeySequence, QShortcut

from db.vocabulary import FeeKind
from inspector_gui.accounts.assessing import name_of
from inspector_gui.labels import label
from inspector_gui.statistics.gap import Gap
from inspector_gui.window.accounting.voucher_page import VOUCHERS, VoucherPage
from inspector_gui.window.forms.ask_form import AskForm
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.pages.fees.fee_tables import REGISTERS
from inspector_gui.window.targets import Record, Target
from inspector_gui.window.widgets.completing import complete
from inspector_gui.window.widgets.elements import button


class FeesView(VoucherPage):
    """A school's list of fees may be imported or pasted; a new fee's name is completed."""

    def __init__(self) -> None:
        super().__init__(REGISTERS)
        self._names = QStringListModel(self)
        entry = self.faces["fees"].entry
        importing = button("导入…", name="导入收费清单")
        importing.clicked.connect(self.imports.import_wanted)
        entry.put(importing)
        self.kind_form = AskForm()
        self.faces["fees"].extra.addWidget(self.kind_form)
        complete(entry.fields["name"].box, self._names)
        QShortcut(QKeySequence("Ctrl+I"), self, self._import_fees)
        entry.pasted.connect(lambda _: self.imports.paste_wanted.emit())
        self.faces["fees"].table.pasted.connect(self.imports.paste_wanted)

    def show_catalogue(self, names: Sequence[str]) -> None:
        """The names that the line for a new fee completes."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))

    def ask_kind(self, name: str, then: Callable[[FeeKind], object]) -> None:
        """Which kind of fee this is, by its number key; what was typed waits above."""

        def take(entry: Entry) -> None:
            self.kind_form.end()
            then(entry.values["kind"])

        title = f"收费目录里没有“{name}”，是哪一类收费？"
        kinds = "　".join(f"{number} {label(kind)}" for number, kind in enumerate(FeeKind, 1))
        spec = Spec("kind", kinds, lambda _: ChoiceField("收费类别", tuple(FeeKind)))
        self.kind_form.ask(title, (spec,), take)

    def _import_fees(self) -> None:
        if self.chips.key != "fees":
            self.chips.turn_to("fees")
        self.imports.import_wanted.emit()

    def show_target(self, target: Target) -> None:
        """To a fee or a voucher, or to the line of this name that is wrong."""
        wrong = target.what is Gap.ACCOUNTS_WRONG
        key = "fees" if target.what is Record.FEE else VOUCHERS
        keys = list(self.faces) if wrong else [key]
        self.chips.turn_to(keys[0])
        found = self.find_line(
            lambda row: name_of(row.line) == target.name and (row.wrong or not wrong), keys
        )
        if not found and target.what is Gap.VOUCHERS_AWAITED:
            self.begin_draw()
