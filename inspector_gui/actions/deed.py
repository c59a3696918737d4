"""What is known of every deed: whose it is, from which states it may start, what it refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import wraps
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ParamSpec, TypeVar, cast

from db.errors import InspectionError
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Desk

P = ParamSpec("P")
R = TypeVar("R")


class Doer(Enum):
    """Who may do a deed. On the bureau's file all may be done but what is the team's alone."""

    ANYBODY = auto()
    LEAD = auto()
    BUREAU = auto()
    TEAM = auto()


@dataclass(frozen=True)
class Deed:
    """`starts`: the states it may start from; empty where there is nothing before it.

    `ends`: the state it leads to; None where it leads to none. `refuses`: what else it refuses.
    """

    name: str
    of: str
    doer: Doer
    starts: tuple[Enum, ...]
    ends: Enum | None
    refuses: tuple[str, ...]


#: Deeds by the name of their function, of the modules imported so far.
DEEDS: dict[str, Deed] = {}


def all_deeds() -> dict[str, Deed]:
    """Every deed there is: of every module of this package."""
    import inspector_gui.actions as package

    for module in iter_modules(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return DEEDS


def deed(
    name: str,
    *,
    of: str,
    doer: Doer = Doer.ANYBODY,
    starts: tuple[Enum, ...] = (),
    ends: Enum | None = None,
    refuses: tuple[str, ...] = (),
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Enter a function into the table of deeds, and let it begin only for its doer.

    Unless anybody may do it, the function takes its `store` by name.
    """

    def entered(function: Callable[P, R]) -> Callable[P, R]:
        entry = Deed(name, of, doer, starts, ends, refuses)
        DEEDS[function.__name__] = entry

        @wraps(function)
        def begun(*args: P.args, **given: P.kwargs) -> R:
            _require_doer(cast("Any", given)["store"], entry)
            return function(*args, **given)

        return function if doer is Doer.ANYBODY else begun

    return entered


def may(store: Store, work: Work, doer: Doer) -> bool:
    """Whether whoever is recording may do what is this doer's."""
    bureau = work.file().desk is Desk.BUREAU
    match doer:
        case Doer.ANYBODY:
            return True
        case Doer.BUREAU:
            return bureau
        case Doer.TEAM:
            return not bureau
        case Doer.LEAD:
            return bureau or store.person in work.people.leads()


_ONLY = {
    Doer.LEAD: "只有组长能{name}；请按 F8 换成组长再试。",
    Doer.BUREAU: "只有局里的总文件能{name}；请用总文件再试。",
    Doer.TEAM: "只有检查组的文件能{name}；请用组里的文件再试。",
}


def _require_doer(store: Store, entry: Deed) -> None:
    with store.read() as work:
        if not may(store, work, entry.doer):
            raise InspectionError(_ONLY[entry.doer].format(name=entry.name))
