"""核稿 asks for the paper that the checklist item demands for money."""

from db.vocabulary import EvidenceKind
from inspector_gui.documents.finding_marks import evidence_marks
from tests.db.records.test_demanded_evidence import ACCOUNT, ITEM, LEDGER, finding

CONTRACT, WRITTEN = (EvidenceKind.CONTRACT, "场地协议"), (EvidenceKind.STATEMENT, "情况说明")


def _asked(*evidence: tuple[EvidenceKind, str]) -> list[tuple[str, bool]]:
    marks = evidence_marks(finding(*evidence), ITEM)
    return [(mark.text.removeprefix("WT-01 "), mark.grave) for mark in marks]


def test_a_contract_does_not_prove_what_the_item_wants_a_ledger_for() -> None:
    """「收取补课费81120元」 on a contract alone."""
    assert _asked(CONTRACT) == [("有金额，没有检查项要求的证据", True)]
    [mark] = evidence_marks(finding(CONTRACT), ITEM)
    assert mark.detail.startswith(f"要有其中一种：{LEDGER}、{ACCOUNT}")


def test_where_the_school_has_no_such_paper_it_says_so_in_writing() -> None:
    assert _asked(CONTRACT, WRITTEN) == [("以书面说明代替检查项要求的证据", False)]


def test_the_demanded_paper_is_enough() -> None:
    assert _asked((EvidenceKind.LEDGER, "收费名册")) == []
