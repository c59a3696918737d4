"""The facts of the working papers."""

from collections.abc import Iterator

from db.masking import mask_accounts
from db.publishable.working_papers import (
    PublishedCharge,
    PublishedPaper,
    PublishedVoucher,
    WorkingFacts,
    WrittenFinding,
)
from db.publishing.visit import head
from db.records.checklists import ItemAnswer
from db.records.evidence import Proof
from db.records.fees import FeeLine, VoucherLine
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.unit_of_work import Work
from db.vocabulary import EvidenceKind, FindingStatus, Verdict

WRITTEN_UP = (Verdict.VIOLATION, Verdict.DOUBT)


def working_facts(work: Work, school: SchoolLine) -> WorkingFacts:
    """One paper for each item that is not in order or in doubt."""
    visit = school.visit_id
    answers = work.checklists.answers(visit, work.catalogues.items(school.inspection))
    findings = [f for f in work.findings.lines(visit) if f.status is not FindingStatus.WITHDRAWN]
    proofs = work.evidence.proofs(visit)
    fees = work.fees.lines(FeeLine, visit)
    vouchers = work.fees.lines(VoucherLine, visit)
    papers = (
        _paper(answer, [f for f in findings if f.item_id == answer.item.id], proofs, fees, vouchers)
        for answer in answers
        if answer.verdict in WRITTEN_UP
    )
    return WorkingFacts(**head(work, school), papers=tuple(papers))


def _paper(
    answer: ItemAnswer,
    findings: list[FindingLine],
    proofs: list[Proof],
    fees: list[FeeLine],
    vouchers: list[VoucherLine],
) -> PublishedPaper:
    item, of = answer.item, {finding.id for finding in findings}
    return PublishedPaper(
        item_code=item.code,
        category_name=item.category_name,
        question=item.question,
        verdict=answer.verdict or Verdict.DOUBT,
        note=mask_accounts(answer.note),
        amount_fen=answer.amount_fen,
        students=answer.students,
        findings=tuple(map(_written, findings)),
        charges=tuple(
            PublishedCharge(fee.name, fee.charged_fen, fee.allowed_fen, fee.heads, fee.terms)
            for fee in fees
            if fee.finding_id in of
        ),
        vouchers=tuple(
            PublishedVoucher(voucher.voucher_no, mask_accounts(voucher.summary), voucher.amount_fen)
            for voucher in vouchers
            if voucher.finding_id in of
            or (voucher.catalogue_code and voucher.catalogue_code == item.code)
        ),
        copies=tuple(_copies(answer, findings, proofs)),
    )


def _written(finding: FindingLine) -> WrittenFinding:
    """A rate without a standard of its own is compared with nothing."""
    charge = None
    if finding.rate_fen is not None and finding.students:
        terms = 1 if finding.terms is None else finding.terms
        allowed = finding.allowed_fen or 0
        name = finding.matter or finding.item_code
        charge = PublishedCharge(name, finding.rate_fen, allowed, finding.students, terms)
    return WrittenFinding(
        fact=mask_accounts(finding.fact),
        students=finding.students,
        involved_fen=finding.involved_fen,
        collector=finding.collector,
        account=mask_accounts(finding.account),
        vouchers=finding.vouchers,
        charge=charge,
    )


def _copies(
    answer: ItemAnswer, findings: list[FindingLine], proofs: list[Proof]
) -> Iterator[tuple[EvidenceKind, str, str]]:
    of = {finding.id for finding in findings}
    for proof in proofs:
        if answer.item.id in proof.items or not of.isdisjoint(proof.findings):
            yield proof.kind, proof.title, proof.locator
