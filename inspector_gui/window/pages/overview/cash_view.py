"""Cash and papers as registers beside what the visit is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from inspector_gui.statistics.gap import Gap
from inspector_gui.window.accounting.view import Other, RegistersPage
from inspector_gui.window.pages.overview.cash_tables import CASH, HANDED, registers
from inspector_gui.window.pages.overview.view import OverviewView
from inspector_gui.window.targets import Target
from inspector_gui.window.widgets.elements import button

_VISIT = "visit"
_FACES = {Gap.CASH_NOT_COUNTED: CASH, Gap.CASH_DIFFERS: CASH, Gap.PAPERS_HELD: HANDED}


class CashView(RegistersPage):
    """Takes the face of `page` for its first. Tells `returned`: all papers go back."""

    returned = Signal()

    def __init__(self, page: OverviewView) -> None:
        super().__init__(
            registers(lambda: page.days.day, lambda: page.days.of_accounts),
            {_VISIT: Other("进校情况", page.face, page.facts)},
        )
        self._page = page
        self._back = button("全部归还", name="全部归还", key="R")
        self._back.clicked.connect(self.returned)
        self.faces[HANDED].entry.put(self._back)
        page.hold(self, self.context)

    def _lay_out(self) -> None:
        """Within the margins of the page."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.chips, 1)

    def ask_accounts(self, *, on: bool) -> None:
        """Whether the inspection counts cash and takes papers: else there is one face only."""
        self.chips.show_chips(on=on)
        if not on and self.chips.key != _VISIT:
            self.chips.turn_to(_VISIT)

    def show_held(self, number: int) -> None:
        """How many papers are still with the team."""
        self._back.setEnabled(number > 0)
        self.show_sums({HANDED: f"未归还 {number} 项" if number else ""})

    def show_target(self, target: Target) -> None:
        face = next((key for gap, key in _FACES.items() if gap is target.what), _VISIT)
        if self.chips.key != face:
            self.chips.turn_to(face)

    def enter(self) -> None:
        if self.chips.key == _VISIT:
            self._page.enter()
        else:
            super().enter()
