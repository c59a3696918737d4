"""When a lock made by mistake can still be withdrawn: as long as nobody can have the paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from db.records.documents import IssuedLine
from db.unit_of_work import Work
from db.vocabulary import Desk, DocumentKind
from inspector_gui.documents.document_list import is_the_team_s
from inspector_gui.documents.scope import Scope
from inspector_gui.labels import in_china

_SHEETS = (DocumentKind.FEEDBACK, DocumentKind.SUPPLEMENT)


def obstacles_to_withdrawing(
    work: Work, scope: Scope, name: str, issued: Sequence[IssuedLine], now: datetime
) -> Iterator[str]:
    """Why the latest of the versions `issued` of the document `name` stands, a sentence each."""
    if not issued:
        yield f"{name}没有定稿，不用撤回。"
        return
    latest = issued[0]
    about = f"{name}第{latest.version}版"
    if in_china(latest.locked_at).date() != in_china(now).date():
        yield f"{about}不是今天定稿的，不能撤回；内容有误的，改正后再定稿，形成新的版本。"
    if latest.signed_copy is not None:
        yield f"{about}附有签字件，不能撤回；内容有误的，改正后再定稿，形成新的版本。"
    elif latest.printed_at is not None:
        at = f"{in_china(latest.printed_at):%H:%M}"
        yield f"{about}已在{at}打印或导出，不能撤回；内容有误的，改正后再定稿，形成新的版本。"
    if latest.kind in _SHEETS and _answered(work, scope, latest):
        yield f"学校已对{about}提了意见，不能撤回。"
    if scope.school is not None and is_the_team_s(latest.kind) and _handed_in(work, latest):
        yield f"{about}已经交到局里，不能撤回；内容有误的，改正后再定稿，形成新的版本。"


def _handed_in(work: Work, latest: IssuedLine) -> bool:
    """The team's paper is at the bureau, or in a package that was made for it."""
    at_bureau = work.file().desk is Desk.BUREAU
    return at_bureau or any(line.made_at >= latest.locked_at for line in work.packages.lines())


def _answered(work: Work, scope: Scope, latest: IssuedLine) -> bool:
    replies = work.statements.lines(scope.visit) if scope.visit else []
    return any(reply.sheet == (latest.kind, latest.version) for reply in replies)
