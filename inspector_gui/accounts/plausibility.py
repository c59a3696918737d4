"""What stands in a form and can hardly be meant: said beside it, never refused."""

from collections.abc import Iterator
from datetime import date

from db.records.fees import FeeLine, VoucherLine
from db.records.findings import FindingLine
from inspector_gui.accounts.finding_sentence import FactParts, amounts_in, computed_fen
from inspector_gui.accounts.overcharge import overcharge
from inspector_gui.labels import long_date, yuan

REVERSED = "行为止日早于起日"


def of_finding(
    finding: FindingLine, begun: date, ended: date, *, of_fees: bool = True
) -> list[str]:
    """`begun` and `ended`: the conduct the campaign looks at. `of_fees`: its amounts are money that
    pupils paid and get back; of another inspection they say nothing of each other."""
    amounts = _of_amounts(finding) if of_fees else ()
    return [*amounts, *of_statement(finding, begun, ended, of_fees=of_fees)]


def of_statement(
    finding: FindingLine, begun: date, ended: date, *, of_fees: bool = True
) -> list[str]:
    """Of what it says alone: its figures, pupils and days beside each other."""
    return [
        *(_of_students(finding) if of_fees else ()),
        *_of_parts(finding),
        *_of_period(finding, begun, ended),
    ]


def _of_amounts(finding: FindingLine) -> Iterator[str]:
    involved, due = finding.involved_fen, finding.due_fen
    if due > involved:
        yield f"应退 {yuan(due)}多于涉及金额 {yuan(involved)}"
    if finding.refunded_fen > due:
        yield f"已退 {yuan(finding.refunded_fen)}多于应退 {yuan(due)}"
    if finding.refunded_fen + finding.surrendered_fen > involved:
        yield "已退和上缴合计多于涉及金额"


def _of_students(finding: FindingLine) -> Iterator[str]:
    if finding.refund_students > finding.students:
        yield f"退费学生 {finding.refund_students} 人多于涉及学生 {finding.students} 人"
    if finding.involved_fen and not finding.students:
        yield "有涉及金额，没有涉及学生"


def _of_parts(finding: FindingLine) -> Iterator[str]:
    """Where the figures of the fact are not those of the fields: two papers would differ."""
    computed = computed_fen(FactParts.of(finding))
    if computed is not None and computed != finding.involved_fen:
        yield f"标准、人数、期数算得 {yuan(computed)}，涉及金额是 {yuan(finding.involved_fen)}"
    if finding.rate_fen is not None and finding.rate_fen <= (finding.allowed_fen or -1):
        yield "收取标准不高于规定标准"
    if finding.rate_fen is not None and not (finding.conduct_from and finding.conduct_to):
        yield "没有填行为起止日期"
    largest = max(amounts_in(finding.fact), default=0)
    if finding.involved_fen and largest > finding.involved_fen:
        yield f"事实中写了 {yuan(largest)}，多于涉及金额 {yuan(finding.involved_fen)}"


def _of_period(finding: FindingLine, begun: date, ended: date) -> Iterator[str]:
    first, last = finding.conduct_from, finding.conduct_to
    if first and last and last < first:
        yield REVERSED
    for day in (first, last):
        if day and not begun <= day <= ended:
            yield f"{long_date(day)}不在检查期间（{long_date(begun)}至{long_date(ended)}）"


def of_fee(fee: FeeLine, enrolled: int | None) -> list[str]:
    """`enrolled`: pupils in the register of the whole school."""
    found = []
    if enrolled and fee.heads and fee.heads > enrolled:
        found.append(f"人数 {fee.heads} 多于学籍人数 {enrolled}")
    over = overcharge(fee)
    if over is not None and not over.plausible:
        found.append("收费总额超过 1000 亿元")
    if fee.terms and fee.terms > 60:
        found.append(f"期数 {fee.terms} 太多")
    return found


def of_voucher(voucher: VoucherLine, begun: date, ended: date) -> list[str]:
    if voucher.dated and not begun <= voucher.dated <= ended:
        return [f"凭证日期不在检查期间（{long_date(begun)}至{long_date(ended)}）"]
    return []
