"""Drawing vouchers: the list frozen, the school's digits, the drawn ones entered to be checked."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import QObject

from db.errors import InspectionError
from db.records.fees import VoucherLine
from db.records.samplings import DrawFacts
from db.vocabulary import Act, DrawKind
from inspector_gui.accounts.vouchers import SCOPE, entries
from inspector_gui.sampling.ranking import (
    ALGORITHM,
    Seed,
    commitment,
    draw,
    list_hash,
    new_secret,
)
from inspector_gui.window.desk import Desk
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.pages.fees.view import FeesView

USUAL = 20


class VoucherDraw(QObject):
    """A child of the view: they die together."""

    def __init__(self, view: FeesView, desk: Desk) -> None:
        super().__init__(view)
        self._view, self._desk = view, desk
        view.draw.frozen.connect(self._freeze)
        view.draw.revealed.connect(self._reveal)
        view.draw.given_up.connect(self._give_up)

    def show(self, pending: Sequence[DrawFacts]) -> None:
        self._view.show_pending([one for one in pending if one.kind is DrawKind.VOUCHER])

    def _freeze(self, entry: Entry) -> None:
        values = entry.values
        first = values.get("first", 1)
        listed = entries(values.get("prefix", ""), first, values["last"])
        wanted = values.get("wanted", USUAL)
        if not 0 < wanted <= len(listed):
            raise InspectionError(f"清单有 {len(listed)} 份凭证，不能抽 {wanted} 份；请改正份数。")
        secret = new_secret()
        with self._desk.act(Act.DRAW) as work:
            work.samplings.freeze(
                self._visit,
                kind=DrawKind.VOUCHER,
                algorithm=ALGORITHM,
                population=len(listed),
                entries="\n".join(listed),
                list_sha256=list_hash(listed),
                commitment=commitment(secret),
                nonce=secret,
                source="学校提供的凭证清单",
                wanted=wanted,
                spare=0,
            )
        self._view.draw.list.taken()
        self._view.begin_draw()

    def _reveal(self, frozen: DrawFacts, digits: str) -> None:
        school = self._desk.school
        code = school.code if school else ""
        seed = Seed(f"{self._desk.campaign.code}|{code}|{SCOPE}", frozen.nonce, digits)
        drawn = draw(seed.text, frozen.entries, frozen.wanted)
        with self._desk.act(Act.DRAW) as work:
            work.samplings.reveal(
                frozen.id, witness_number=digits, seed_text=seed.text, drawn=drawn, reserve=()
            )
            known = {line.voucher_no for line in work.fees.lines(VoucherLine, self._visit)}
            for number in drawn:
                if number not in known:
                    work.fees.enter(VoucherLine, self._visit, voucher_no=number)
        self._view.draw.witness.taken()
        self._view.end_draw()

    def _give_up(self, frozen: DrawFacts) -> None:
        with self._desk.act(Act.DRAW) as work:
            work.samplings.give_up(frozen.id)
        self._view.begin_draw()

    @property
    def _visit(self) -> uuid.UUID:
        assert self._desk.school is not None  # noqa: S101  # pages are shown for a school only
        return self._desk.school.visit_id
