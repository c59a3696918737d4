"""What comes next on a document's way out, and what whoever is recording may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from db.vocabulary import Desk as DeskKind
from db.vocabulary import DocumentKind
from inspector_gui.labels import in_china

if TYPE_CHECKING:
    from inspector_gui.documents.issues import Sheet


class NextStep(Enum):
    """Checked, locked, printed, its signed copy attached, the reply recorded."""

    LOCK = "核稿、定稿"
    PRINT = "打印"
    SCAN = "附签字件"
    REPLY = "登记学校意见"


@dataclass(frozen=True)
class Rights:
    """Whose file it is, whether the lead records, whether the documents are of a school."""

    desk: DeskKind
    is_lead: bool
    of_school: bool

    def may_lock(self, sheet: Sheet) -> bool:
        from inspector_gui.documents.document_list import is_the_team_s

        if sheet.paper.blank:
            return False
        if self.desk is DeskKind.BUREAU:
            return not (self.of_school and is_the_team_s(sheet.paper.kind))
        return self.is_lead

    def may_withdraw(self, sheet: Sheet, today: date) -> bool:
        """What was locked today and has not left; a click says what else stands against it."""
        latest = next(iter(sheet.issued), None)
        if latest is None or not self.may_lock(sheet):
            return False
        of_today = in_china(latest.locked_at).date() == today
        return of_today and latest.printed_at is None and latest.signed_copy is None

    def advice(self, sheet: Sheet) -> str:
        """How a draft becomes final that this person may not lock; empty where nothing stands."""
        if sheet.locked or self.may_lock(sheet):
            return ""
        if self.desk is DeskKind.BUREAU:
            return "这份文书由检查组组长在检查组文件中定稿。"
        return "组长定稿后去掉“草稿”字样（F8 换录入员）。"

    def next_step(self, sheet: Sheet, *, answered: bool) -> NextStep | None:
        """None where none is left, or it is not this person's. `answered`: the reply is here."""
        latest = next(iter(sheet.issued), None)
        if sheet.paper.blank:
            return NextStep.PRINT
        if not sheet.locked:
            ready = self.may_lock(sheet) and not sheet.frozen.body.missing
            return NextStep.LOCK if ready else None
        if latest is not None and latest.signed_copy is None:
            return NextStep.PRINT if latest.printed_at is None else NextStep.SCAN
        waits = sheet.paper.kind is DocumentKind.FEEDBACK and not answered
        return NextStep.REPLY if waits else None
