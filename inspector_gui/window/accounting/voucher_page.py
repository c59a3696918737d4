"""Registers with vouchers among them, which are drawn by chance; lists are taken in whole."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut

from db.records.samplings import DrawFacts
from inspector_gui.window.accounting.columns import AccountRegister
from inspector_gui.window.accounting.view import RegistersPage
from inspector_gui.window.accounting.voucher_draw_view import DrawBox
from inspector_gui.window.forms.list_import_view import ImportDesk
from inspector_gui.window.widgets.elements import button

VOUCHERS = "vouchers"


class VoucherPage(RegistersPage):
    """One of the registers is called `vouchers`."""

    def __init__(self, registers: Sequence[AccountRegister]) -> None:
        super().__init__(registers)
        self.draw, self.imports = DrawBox(), ImportDesk(buttons=False)
        drawing = button("随机抽取…", name="随机抽取凭证")
        drawing.clicked.connect(self.begin_draw)
        self.faces[VOUCHERS].entry.put(drawing)
        self.faces[VOUCHERS].extra.addWidget(self.draw)
        self.draw.hide()
        QShortcut(QKeySequence("Ctrl+R"), self, self.begin_draw)
        layout = self.layout()
        assert layout is not None  # noqa: S101  # every such page lays itself out
        layout.addWidget(self.imports)
        self.imports.opened.connect(self._on_list)

    def show_pending(self, pending: Sequence[DrawFacts]) -> None:
        self.draw.show_pending(pending)
        if pending:
            self.draw.show()

    def _on_list(self, on: bool) -> None:  # a signal's slot
        """While a list is looked at, it has the room."""
        self.chips.setVisible(not on)
        if not on:
            self.faces[self.chips.key].begin()

    def begin_draw(self) -> None:
        if self.chips.key != VOUCHERS:
            self.chips.turn_to(VOUCHERS)
        self.draw.show()
        self.draw.begin()

    def end_draw(self) -> None:
        self.draw.hide()
        self.faces[VOUCHERS].begin()
