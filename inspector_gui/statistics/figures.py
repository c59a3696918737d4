"""The numbers the bureau reports, each with what it means and the rows behind it.

Whoever shows a number, on screen, on paper, in a workbook or by command, takes it from here; it is
computed in one place, `db/records/totals.py`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from db.errors import InspectionError
from db.publishing.undecided import undecided
from db.records.figure_rows import FigureRow
from db.records.inspections import InspectionLine
from db.unit_of_work import Work
from db.vocabulary import VisitPage
from db.working_days import end_of_day
from inspector_gui.labels import cut_off_words, figure_names, long_date, size_names
from inspector_gui.parsing import show_yuan
from inspector_gui.statistics.figure_meanings import meaning_of

#: The share of what stands that is closed out; the only number that is no count and no sum.
RATE = "rectification_rate"


def cut_off_of(day: date | None, today: date) -> datetime | None:
    """The moment (UTC) at which a day ends; None where none is named, which means now. Raises
    InspectionError for a day to come."""
    if day is not None and day > today:
        raise InspectionError(f"截至日期{long_date(day)}还没有到；请填今天或以前的日期。")
    return end_of_day(day) if day is not None else None


@dataclass(frozen=True)
class Figure:
    """`value`: a count, fen, or tenths of a percent where `unit` is %. `rows`: whose rows are
    behind it, another number's where it is a rate."""

    key: str
    name: str
    unit: str
    meaning: str
    value: int
    rows: str
    formula: str = ""

    @property
    def is_money(self) -> bool:
        return self.unit == "元"

    @property
    def text(self) -> str:
        """As it is written without its unit: 178716.00, 58, 95.1."""
        if self.is_money:
            return show_yuan(self.value) if self.value >= 0 else f"-{show_yuan(-self.value)}"
        return f"{self.value // 10}.{self.value % 10}" if self.unit == "%" else str(self.value)

    @property
    def grouped(self) -> str:
        """As a screen shows it, thousands apart: 178,716.00."""
        whole, point, rest = self.text.partition(".")
        return f"{int(whole):,}{point}{rest}" if whole != "-0" else self.text


@dataclass(frozen=True)
class FigureSheet:
    """Every number of an inspection at one moment. `undecided`: what is still open, so that none
    of them is final."""

    inspection: InspectionLine
    cut_off: datetime
    undecided: tuple[str, ...]
    figures: Mapping[str, Figure]

    def __getitem__(self, key: str) -> Figure:
        return self.figures[key]

    @property
    def at(self) -> str:
        """截至 …"""
        return f"截至{cut_off_words(self.cut_off)}"

    @property
    def totals(self) -> dict[str, int]:
        """The counts and sums by key."""
        return {key: figure.value for key, figure in self.figures.items() if key != RATE}

    def named(self, name: str) -> Figure:
        """By key or by what it is called. Raises InspectionError, which names some, otherwise."""
        wanted = name.strip()
        for figure in self.figures.values():
            if wanted in (figure.key, figure.name, f"{figure.name}（{figure.unit}）"):
                return figure
        near = [figure.name for figure in self.figures.values() if wanted and wanted in figure.name]
        some = "、".join(near[:5] or [figure.name for figure in self.figures.values()][:5])
        raise InspectionError(f"没有叫“{name}”的数；可以写：{some}……，summary 列出全部。")


@dataclass(frozen=True)
class Explanation:
    """Where a number comes from."""

    figure: Figure
    sheet: FigureSheet
    rows: tuple[FigureRow, ...]


def figure_sheet(
    work: Work, inspection: str | None = None, cut_off: datetime | None = None
) -> FigureSheet:
    """Every number of an inspection (its code), as of a UTC moment; of now without one."""
    lines = work.inspections.lines()
    kind = work.inspections.of(inspection) if inspection else work.inspections.main()
    with work.as_of(cut_off):
        numbers = work.totals.numbers(kind.code)
    figures = {figure.key: figure for figure in _figures(numbers, kind, lines)}
    return FigureSheet(kind, cut_off or work.now(), undecided(work), figures)


def explained(work: Work, sheet: FigureSheet, key: str, cut_off: datetime | None) -> Explanation:
    """A number of the sheet with its rows at the same moment."""
    with work.as_of(cut_off):
        rows = work.figure_rows.of(sheet[key].rows, sheet.inspection.code)
    return Explanation(sheet[key], sheet, tuple(rows))


def _figures(
    numbers: Mapping[str, int], kind: InspectionLine, kinds: list[InspectionLine]
) -> Iterator[Figure]:
    sizes = (size_names(inspection.code, inspection.kind) for inspection in kinds)
    names = {
        **figure_names(vars(kind.amounts)),
        **{k: v for size in sizes for k, v in size.items()},
    }
    for key, value in numbers.items():
        if key in _COUNTED_WITH and not _COUNTED_WITH[key](kind):
            continue
        name, unit = _apart(names[key])
        yield Figure(key, name, unit, meaning_of(key, kinds), value, key)
        if key == "closed":
            yield _rate(value, numbers["findings"])


def _has_page(page: VisitPage) -> Callable[[InspectionLine], bool]:
    return lambda kind: kind.has(page)


#: What an inspection must have for a number to be one of its own.
_COUNTED_WITH: Mapping[str, Callable[[InspectionLine], bool]] = {
    key: condition
    for condition, keys in (
        (_has_page(VisitPage.SAMPLING), ("classes",)),
        (
            _has_page(VisitPage.QUESTIONNAIRES),
            ("questionnaires_issued", "questionnaires_returned", "questionnaires_valid"),
        ),
        (_has_page(VisitPage.INTERVIEWS), ("student_interviews",)),
        (
            _has_page(VisitPage.CALLS),
            ("parent_calls_dialled", "parent_call_attempts", "parent_calls_completed"),
        ),
        (
            attrgetter("has_refunds"),
            (
                *("refund_students", "reported_fen", "irrecoverable_fen", "open_fen"),
                *("case_fen", "case_refunded_fen", "case_refund_students"),
            ),
        ),
    )
    for key in keys
}


def _rate(closed: int, standing: int) -> Figure:
    """Half a tenth is rounded up; of nothing there is no rate but nought."""
    tenths = (2000 * closed + standing) // (2 * standing) if standing else 0
    formula = f"{closed} ÷ {standing}"
    return Figure(RATE, "整改率", "%", meaning_of(RATE, ()), tenths, "findings", formula)


def _apart(name: str) -> tuple[str, str]:
    """`问卷发放（份）`: name and unit."""
    head, _, tail = name.rpartition("（")
    return (head, tail.removesuffix("）")) if head and tail.endswith("）") else (name, "个")
