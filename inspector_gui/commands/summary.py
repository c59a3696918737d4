"""`summary`: the numbers the bureau reports."""

import argparse

from db.records.totals import Figures
from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.labels import FIGURES
from inspector_gui.locations import place_of
from inspector_gui.parsing import show_yuan


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=place_of, metavar="BUREAU", help=BUREAU)


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store, store.read() as work:
        totals = totals_of(work.totals.figures(), work.totals.registered())
    lines = (f"{FIGURES[name]}\t{_shown(name, number)}" for name, number in totals.items())
    answer(chosen, {"totals": totals}, lines)
    return DONE


def totals_of(figures: Figures, registered: dict[str, int]) -> dict[str, int]:
    """The report's numbers under its names; money in fen."""
    return {**vars(figures), **registered}


def _shown(name: str, number: int) -> str:
    return show_yuan(number) if name.endswith("_fen") else str(number)
