"""Before publishing: a line that does not agree is known of, and may stand."""

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import Act, DocumentKind
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.statistics.before_publishing import Check, explanation, known_as


@deed("注明知悉", of="文书", doer=Doer.BUREAU, refuses=("没有写理由", "这一行相符"))
def explain_check(*, store: Store, check: Check, why: str) -> None:
    """Why this line may stand as it is; where it changes, that has to be said anew."""
    if check.sound:
        raise InspectionError(f"“{check.name}”相符，不用说明。")
    if not why.strip():
        raise InspectionError(f"“{check.name}”不符而要发布，须写明理由。")
    _write(store, check, explanation(check, " ".join(why.split())))


@deed("取消知悉", of="文书", doer=Doer.BUREAU)
def withdraw_explanation(*, store: Store, check: Check) -> None:
    """It may not stand after all."""
    _write(store, check, "")


def _write(store: Store, check: Check, value: str) -> None:
    with store.act(Act.EDIT_TEXT) as work:
        campaign = work.campaigns.current().id
        work.documents.fill_in(campaign, DocumentKind.BULLETIN, known_as(check), value)
