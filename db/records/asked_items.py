"""Which items of the catalogues a school or unit is asked."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from db.records.catalogues import Item
from db.vocabulary import Area, Circumstance, Ownership, Stage


class Visited(Protocol):
    """A school or unit, visited by an inspection (its code).

    `absent`: what it is known not to have or do; `recorded`: items of which something is recorded
    at this visit, though the school may not have what they are about.
    """

    @property
    def inspection(self) -> str: ...
    @property
    def stages(self) -> Sequence[Stage]: ...
    @property
    def ownership(self) -> Ownership: ...
    @property
    def area(self) -> Area: ...
    @property
    def absent(self) -> Collection[Circumstance]: ...
    @property
    def recorded(self) -> Collection[uuid.UUID]: ...


def items_for(items: Iterable[Item], visited: Visited) -> list[Item]:
    """Those of the visiting inspection that are meant for such a school, in their order."""
    return [item for item in items if is_asked(item, visited)]


def is_asked(item: Item, visited: Visited) -> bool:
    """Whether an item is for this stage, ownership and area, and for what the school has.

    A unit that teaches nobody has no stages: it is asked by ownership alone, as the finance
    inspection asks it (an office is neither a town's nor a village's). What is not known of a
    school is asked, and what is recorded stays.
    """
    return _is_for(item, visited) and (item.id in visited.recorded or not is_moot(item, visited))


def _is_for(item: Item, visited: Visited) -> bool:
    if item.inspection != visited.inspection or visited.ownership not in item.ownerships:
        return False
    if not visited.stages:
        return True
    return not item.stages.isdisjoint(visited.stages) and visited.area in item.areas


def is_moot(item: Item, visited: Visited) -> bool:
    """The school is known to have nothing of what the item is about."""
    return bool(item.circumstances) and item.circumstances.issubset(visited.absent)


def circumstances_that_matter(items: Iterable[Item], visited: Visited) -> tuple[Circumstance, ...]:
    """What of a school decides which of these items it is asked, in the list's order; words that
    only a newer program knows come last."""
    found = {
        circumstance
        for item in items
        if _is_for(item, visited)
        for circumstance in item.circumstances
    }
    known = [circumstance for circumstance in Circumstance if circumstance in found]
    return (*known, *sorted(found.difference(known)))
