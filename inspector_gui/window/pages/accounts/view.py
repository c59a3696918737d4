"""Vouchers and working tables, at the right the line under the cursor."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from inspector_gui.accounts.assessing import name_of
from inspector_gui.accounts.line_faults import VisitDays
from inspector_gui.statistics.gap import Gap
from inspector_gui.window.accounting.voucher_page import VOUCHERS, VoucherPage
from inspector_gui.window.pages.accounts.account_tables import WORKING_TABLES, vouchers
from inspector_gui.window.pages.accounts.choosing import ChoosingBox
from inspector_gui.window.targets import Target
from inspector_gui.window.widgets.elements import button


class AccountsView(VoucherPage):
    """Every register takes a pasted table; vouchers are drawn or chosen on purpose."""

    def __init__(self, days: Callable[[], VisitDays], chosen: Callable[[Any], str]) -> None:
        super().__init__((vouchers(days, chosen), *WORKING_TABLES))
        self.choosing = ChoosingBox()
        face = self.faces[VOUCHERS]
        choosing = button("选取…", name="按条件选取凭证")
        choosing.clicked.connect(self.begin_choosing)
        face.entry.put(choosing)
        face.extra.addWidget(self.choosing)
        self.choosing.hide()
        QShortcut(QKeySequence("Ctrl+T"), self, self.begin_choosing)
        for register_face in self.faces.values():
            register_face.entry.pasted.connect(lambda _: self.imports.paste_wanted.emit())
            register_face.table.pasted.connect(self.imports.paste_wanted)

    def begin_choosing(self) -> None:
        if self.chips.key != VOUCHERS:
            self.chips.turn_to(VOUCHERS)
        self.choosing.show()
        self.choosing.begin()

    def end_choosing(self) -> None:
        self.choosing.hide()
        self.faces[VOUCHERS].begin()

    def show_target(self, target: Target) -> None:
        """To a voucher, or to the line of this name that differs."""
        differs = target.what is Gap.DIFFERENCES_OPEN
        keys = [register.key for register in WORKING_TABLES] if differs else [VOUCHERS]
        found = self.find_line(
            lambda row: name_of(row.line) == target.name and (row.wrong or not differs), keys
        )
        if not found:
            self.chips.turn_to(keys[0])
        if target.what is Gap.SAMPLE_AWAITED:
            self.begin_draw()
