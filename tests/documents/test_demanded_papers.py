"""核稿 asks for the paper that the checklist item demands for money."""

from datetime import date

from db.records.demanded_evidence import lacking_evidence
from db.vocabulary import EvidenceKind
from inspector_gui.documents.finding_marks import finding_marks
from tests.db.records.test_demanded_evidence import ACCOUNT, ITEM, LEDGER, finding

TODAY = date(2025, 9, 15)


def _asked(*evidence: tuple[EvidenceKind, str]) -> list[str]:
    one = finding(*evidence)
    marks = finding_marks(one, TODAY, TODAY, lacking_evidence(one, ITEM))
    return [mark.detail for mark in marks if "检查项要求的证据" in mark.words]


def test_a_contract_does_not_prove_what_the_item_wants_a_ledger_for() -> None:
    """「收取补课费81120元」 on a contract alone."""
    assert _asked((EvidenceKind.CONTRACT, "场地协议")) == [f"要有其中一种：{LEDGER}、{ACCOUNT}"]


def test_the_demanded_paper_is_enough() -> None:
    assert _asked((EvidenceKind.LEDGER, "收费名册")) == []
