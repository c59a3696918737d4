"""Shares as they are printed: per cent to one decimal, rounded half up."""

from decimal import ROUND_HALF_UP, Decimal

_TENTH = Decimal("0.1")


def share_of(count: int, whole: int) -> str:
    """Exact, so that everybody's calculator agrees; a dash where there is nothing to share."""
    if not whole:
        return "—"
    tenths = (2000 * count + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def percent(share: float) -> str:
    """Of a share that was estimated, from 0 to 1."""
    return f"{Decimal(100 * share).quantize(_TENTH, ROUND_HALF_UP)}%"
