"""`summary`: the numbers the bureau reports."""

import argparse

from db.records.totals import Figures
from inspector_gui.commands.running import BUREAU, DONE, opened, say, say_json
from inspector_gui.locations import place_of


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=place_of, metavar="BUREAU", help=BUREAU)
    command.add_argument("--json", action="store_true", help="输出 JSON")


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store, store.read() as work:
        figures, registered = work.totals.figures(), work.totals.registered()
    totals = totals_of(figures, registered)
    if chosen.json:
        say_json({"totals": totals})
        return DONE
    from inspector_gui.labels import FIGURES

    for name, number in totals.items():
        if name in FIGURES:
            shown = f"{number / 100:.2f}" if name.endswith("_fen") else number
            say(f"{FIGURES[name]}\t{shown}")
    return DONE


def totals_of(figures: Figures, registered: dict[str, int]) -> dict[str, int | float]:
    """The report's numbers under its names; money in fen, and the refund in yuan besides."""
    yuan, fen = divmod(figures.refunded_fen, 100)
    refund = figures.refunded_fen / 100 if fen else yuan
    return {**vars(figures), "refund_yuan": refund, **registered}
