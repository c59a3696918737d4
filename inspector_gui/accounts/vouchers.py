"""Vouchers to draw from: a month's numbers from first to last, as the ledger names them."""

from db.errors import InspectionError

MAX_VOUCHERS = 20_000
SCOPE = "voucher"


def entries(prefix: str, first: int, last: int) -> list[str]:
    """`记-1` … `记-380`. Raises InspectionError where no such list can be meant."""
    if last < first:
        raise InspectionError("凭证止号小于起号；请核对后重填。")
    if last - first + 1 > MAX_VOUCHERS:
        raise InspectionError(f"凭证号超过 {MAX_VOUCHERS} 个；请按月份分开抽取。")
    return [f"{prefix}{number}" for number in range(first, last + 1)]
