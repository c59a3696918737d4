"""Which items of the catalogues a school or unit is asked."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from db.records.catalogues import Item
from db.vocabulary import Area, Ownership, Stage


class Visited(Protocol):
    """A school or unit, visited by an inspection (its code)."""

    @property
    def inspection(self) -> str: ...
    @property
    def stages(self) -> Sequence[Stage]: ...
    @property
    def ownership(self) -> Ownership: ...
    @property
    def area(self) -> Area: ...


def items_for(items: Iterable[Item], visited: Visited) -> list[Item]:
    """Those of the visiting inspection that are meant for such a school, in their order."""
    return [item for item in items if is_asked(item, visited)]


def is_asked(item: Item, visited: Visited) -> bool:
    """Whether an item is for this stage, ownership and area.

    A unit that teaches nobody has no stages: it is asked by ownership alone, as the finance
    inspection asks it (an office is neither a town's nor a village's).
    """
    if item.inspection != visited.inspection or visited.ownership not in item.ownerships:
        return False
    if not visited.stages:
        return True
    return not item.stages.isdisjoint(visited.stages) and visited.area in item.areas
