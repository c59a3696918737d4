"""What must be in order before anything is handed out."""

from db.errors import InspectionError
from db.unit_of_work import Work
from inspector_gui.statistics.readiness import lacking

_SHOWN = 2


def grave_lacks(work: Work) -> list[str]:
    """Why nothing can be handed out yet, in words; empty where it can."""
    return [lack.words for lack in lacking(work) if lack.grave]


def require_ready(work: Work) -> None:
    """Raises InspectionError with what stands in the way."""
    grave = grave_lacks(work)
    if grave:
        raise InspectionError(not_yet(grave))


def not_yet(grave: list[str]) -> str:
    more = f"；等 {len(grave)} 处" if len(grave) > _SHOWN else ""
    return f"还不能发放：{'；'.join(grave[:_SHOWN])}{more}。"
