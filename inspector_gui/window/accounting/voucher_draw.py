"""Drawing vouchers: the list frozen, the school's digits, the drawn ones entered to be checked."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from db.records.samplings import DrawFacts
from db.records.schools import SchoolLine
from db.vocabulary import DrawKind
from inspector_gui.accounts.vouchers import entries
from inspector_gui.actions.accounts import draw_vouchers, freeze_vouchers, give_up_vouchers
from inspector_gui.window.accounting.voucher_page import VoucherPage
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry

USUAL = 20


class VoucherDraw(QObject):
    """A child of the view: they die together."""

    def __init__(self, view: VoucherPage, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._desk = view, desk
        view.draw.frozen.connect(self._freeze)
        view.draw.revealed.connect(self._reveal)
        view.draw.given_up.connect(self._give_up)

    def show(self, pending: Sequence[DrawFacts]) -> None:
        self._view.show_pending([draw for draw in pending if draw.kind is DrawKind.VOUCHER])

    def _freeze(self, entry: Entry) -> None:
        values = entry.values
        listed = entries(values.get("prefix", ""), values.get("first", 1), values["last"])
        freeze_vouchers(
            store=self._desk.store,
            school=self._school,
            listed=listed,
            wanted=values.get("wanted", USUAL),
        )
        self._view.draw.list.taken()
        self._view.begin_draw()

    def _reveal(self, frozen: DrawFacts, digits: str) -> None:
        draw_vouchers(store=self._desk.store, school=self._school, frozen=frozen.id, digits=digits)
        self._view.draw.witness.taken()
        self._view.end_draw()

    def _give_up(self, frozen: DrawFacts) -> None:
        give_up_vouchers(store=self._desk.store, school=self._school, frozen=frozen.id)
        self._view.begin_draw()

    @property
    def _school(self) -> SchoolLine:
        assert self._desk.school is not None  # noqa: S101  # pages are shown for a school only
        return self._desk.school
