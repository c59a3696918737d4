"""Raising a finding: the same record whatever it comes from."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from db.errors import InspectionError
from db.records.accounts import WorkingLine
from db.records.applicable_law import starts_ticked
from db.records.catalogues import Item
from db.records.checklists import ItemAnswer
from db.records.fees import VoucherLine
from db.records.findings import case_before_finding
from db.records.schools import SchoolLine
from db.records.visit_lines import VisitLines
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, EvidenceKind, FindingStatus, Handling, Verdict
from inspector_gui.accounts.assessing import Assessed
from inspector_gui.accounts.finding_sentence import LONGEST_MANNER, FactParts
from inspector_gui.accounts.raising import Case
from inspector_gui.actions.deed import deed
from inspector_gui.actions.evidence import gather_within

_PREFIX = "WT-"


@dataclass(frozen=True)
class Raised:
    id: uuid.UUID
    serial: str


@deed(
    "登记问题",
    of="问题",
    ends=FindingStatus.DRAFT,
    refuses=("没有选对应的检查项", "这一行没有不符的内容"),
)
def raise_finding(
    *,
    store: Store,
    school: SchoolLine,
    item: Item | None,
    case: Case | None = None,
    rows: Sequence[Assessed[Any]] = (),
    clue: uuid.UUID | None = None,
    basis: Collection[uuid.UUID] | None = None,
) -> Raised:
    """A draft under `item`: from the item, tested lines (`rows`, worded by `case`) or a clue.

    Whatever it comes from: the item counts as violated; what was gathered for the item supports
    it; it cites `basis`, else the law that starts ticked for this school and the whole conduct.
    Words and figures (students, fen) are those of `case`, else what was noted under the item, else
    the item's own words. A clue lends it no word: nobody is to be recognised by it.
    """
    if item is None:
        raise InspectionError("请先在右边选对应的检查项，再转为问题。")
    for row in rows:
        if not row.wrong:
            raise InspectionError(f"这一行是“{row.mark}”，没有可以转为问题的内容；请先核对。")
    with store.act(Act.RAISE_FINDING, school=school.id) as work:
        raised = raise_within(work, school, item, case=case, clue=clue, basis=basis)
        for row in rows:
            _rest_on_line(work, school, raised, row)
    return raised


def raise_within(
    work: Work,
    school: SchoolLine,
    item: Item,
    *,
    case: Case | None = None,
    clue: uuid.UUID | None = None,
    basis: Collection[uuid.UUID] | None = None,
    serial: str = "",
    **stated: Any,
) -> Raised:
    """The same inside a larger act, such as taking in a file of records.

    `serial`: its number where it has one already; `stated`: fields that are not the item's.
    """
    answer = work.checklists.answers(school.visit_id, [item])[0]
    wording = case or (_worded(item.violation) if clue else _noted(answer))
    number = serial or work.findings.next_serial(school.visit_id, _PREFIX)
    values = _values_of(item, wording) | stated
    raised = Raised(work.findings.raise_finding(school.visit_id, item.id, number, **values), number)
    for citation in _starting(work, school, item) if basis is None else basis:
        work.findings.cite(raised.id, citation)
    for proof in work.evidence.proofs(school.visit_id):
        if item.id in proof.items:
            work.evidence.support(raised.id, proof.id)
    if answer.verdict is not Verdict.VIOLATION:
        work.checklists.answer(school.visit_id, item.id, verdict=Verdict.VIOLATION)
    if clue is not None:
        work.clues.lead_to(clue, raised.id)
    return raised


def _worded(text: str, students: int = 0, involved_fen: int = 0, due_fen: int = 0) -> Case:
    """The words are how it was done; what else is known of it joins them."""
    manner = text if len(text) <= LONGEST_MANNER else ""
    parts = FactParts(manner=manner, students=students, involved_fen=involved_fen)
    return Case(text, (), due_fen=due_fen, parts=parts)


def _noted(answer: ItemAnswer) -> Case:
    """What was noted under the item. Where it is to be given back, that is what it involves, until
    somebody says otherwise."""
    involved = answer.amount_fen or 0
    return _worded(
        answer.note or answer.item.violation,
        students=answer.students or 0,
        involved_fen=involved,
        due_fen=involved if Handling.REFUND in answer.item.handlings else 0,
    )


def _values_of(item: Item, case: Case) -> dict[str, Any]:
    """What a finding states, by field, as far as the item and the case know it."""
    return {
        "fact": case.fact,
        "due_fen": case.due_fen,
        "severity": item.severity,
        "handlings": item.handlings,
        **case.parts.fields(),
    }


def _starting(work: Work, school: SchoolLine, item: Item) -> list[uuid.UUID]:
    """The law that is ticked before anybody chooses."""
    case = case_before_finding(school, work.inspections.terms(school.inspection))
    return [
        basis.id
        for basis in work.catalogues.bases(item.id)
        if starts_ticked(basis, item.wrongs, case)
    ]


def _rest_on_line(work: Work, school: SchoolLine, raised: Raised, row: Assessed[Any]) -> None:
    """The line says which finding came of it; a voucher is itself evidence."""
    line = row.line
    kept_in: VisitLines = work.accounts if isinstance(line, WorkingLine) else work.fees
    kept_in.correct(type(line), line.id, finding_id=raised.id)
    if isinstance(line, VoucherLine):
        kind, title = EvidenceKind.VOUCHER, f"{line.voucher_no}号凭证"
        gather_within(work, school.visit_id, kind, title, finding=raised.id)
