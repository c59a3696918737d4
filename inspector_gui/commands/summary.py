"""`summary`: the numbers the bureau reports."""

import argparse

from db.records.inspections import InspectionLine
from db.unit_of_work import Work
from inspector_gui.commands.naming import declare_inspection, inspection_named
from inspector_gui.commands.running import BUREAU, DONE, answer, opened
from inspector_gui.labels import figure_names, size_names
from inspector_gui.locations import place_of
from inspector_gui.parsing import show_yuan


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("bureau", type=place_of, metavar="BUREAU", help=BUREAU)
    declare_inspection(command)


def run(chosen: argparse.Namespace) -> int:
    with opened(chosen.bureau, chosen) as store, store.read() as work:
        kind = inspection_named(work, chosen.inspection)
        totals, names = totals_of(work, kind), names_of(work, kind)
        areas = work.totals.categories(kind.code)
    lines = [f"{names[name]}\t{_shown(name, number)}" for name, number in totals.items()]
    lines += [f"{area.name}\t{area.findings}" for area in areas if chosen.inspection]
    facts = {"inspection": kind.code, "totals": totals, "areas": [vars(area) for area in areas]}
    answer(chosen, facts, lines)
    return DONE


def totals_of(work: Work, kind: InspectionLine) -> dict[str, int]:
    """The numbers of one inspection under their names; money in fen. Beside the first one stands
    what the bureau registers of the whole campaign, and how large each other inspection is.
    """
    figures = vars(work.totals.figures(inspection=kind.code))
    first, *others = work.inspections.lines()
    if kind.code != first.code:
        return {**figures, **work.totals.size(kind.code)}
    sizes = [work.totals.size(one.code) for one in others]
    return {
        **figures,
        **work.totals.registered(),
        **{k: v for one in sizes for k, v in one.items()},
    }


def names_of(work: Work, kind: InspectionLine) -> dict[str, str]:
    """What each of them is called."""
    sizes = (size_names(one.code, one.kind) for one in work.inspections.lines())
    return {**figure_names(vars(kind.amounts)), **{k: v for one in sizes for k, v in one.items()}}


def _shown(name: str, number: int) -> str:
    return show_yuan(number) if name.endswith("_fen") else str(number)
