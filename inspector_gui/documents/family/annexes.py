"""The annexes of the feedback sheet: findings at a glance, and how the classes were drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from db.labels import column_label, table_label
from db.masking import mask_accounts
from db.publishable.feedback import FeedbackFacts, PublishedFinding
from db.records.accounts import BankLine, WorkingLine
from inspector_gui.accounts.assessing import name_of
from inspector_gui.accounts.differences import wrong_differences
from inspector_gui.documents.blocks import (
    Align,
    Annex,
    Attachments,
    Block,
    Column,
    Heading,
    Table,
    Title,
    Together,
)
from inspector_gui.documents.family.draws import draw_fields, draw_signatures
from inspector_gui.documents.family.finding_parts import numbered
from inspector_gui.documents.official_numbers import amount
from inspector_gui.documents.page_format import LANDSCAPE, UPRIGHT, Format
from inspector_gui.documents.template_texts import Wording
from inspector_gui.labels import long_date, numeral, yuan

AMOUNTS: dict[str, Callable[[PublishedFinding], int]] = {
    "involved": attrgetter("involved_fen"),
    "due": attrgetter("due_fen"),
    "refunded": attrgetter("refunded_fen"),
    "surrendered": attrgetter("surrendered_fen"),
}
ALWAYS = {"involved", "due", "refunded"}
SHARES = {"number": 0.055, "category": 0.115, "students": 0.075, "view": 0.07}
LEAST_FOR_AMOUNT, LEAST_FOR_FACTS = 0.13, 0.2
FIGURE, SIDES = 6.1, 7.0
"""A figure of the table's type in bold, and both sides of a cell, in points."""

SUMMARY = 40
_CLAUSE_END = re.compile("[。；！？，\n]")
"""In a table of findings a fact is cut after so many characters; section three has it whole."""


@dataclass(frozen=True)
class Annexed:
    """An annex before it has its number."""

    title: str
    blocks: tuple[Block, ...]
    turned: bool = False


def feedback_annexes(facts: FeedbackFacts, wording: Wording) -> list[Annexed]:
    """A sheet without findings is one leaf: the school has the record of its draw apart."""
    if not facts.findings:
        return []
    found = [findings_annex(facts, wording)]
    if differing := list(_differing(facts, wording)):
        found.append(Annexed(wording.phrase("annex_differences"), tuple(differing)))
    if facts.draws:
        title = wording.phrase("annex_sampling")
        found.append(Annexed(title, tuple(_sampling_record(facts, wording))))
    return found


def findings_annex(facts: FeedbackFacts, wording: Wording) -> Annexed:
    """Turned where its amounts would leave too little room for what was found."""
    upright = _room_for_facts(facts, UPRIGHT) >= LEAST_FOR_FACTS
    format_ = UPRIGHT if upright else LANDSCAPE
    table = findings_table(facts, wording, format_)
    return Annexed(wording.phrase("annex_findings"), (table,), turned=format_.turned)


def attachments(annexes: Sequence[Annexed], wording: Wording) -> tuple[Attachments, ...]:
    """The note that names them; one alone has no number."""
    if not annexes:
        return ()
    titles = [annex.title for annex in annexes]
    if len(titles) > 1:
        titles = [
            wording.phrase("attachment", number=n, name=title) for n, title in enumerate(titles, 1)
        ]
    return (Attachments(wording.phrase("attachments"), tuple(titles)),)


def annex_pages(annexes: Sequence[Annexed], wording: Wording) -> Iterator[Block]:
    for number, annex in enumerate(annexes, start=1):
        mark = wording.phrase("annex", number=number if len(annexes) > 1 else "")
        yield Annex(mark, Title((annex.title,)), annex.turned)
        yield from annex.blocks


def _amounts_of(facts: FeedbackFacts) -> dict[str, int]:
    """The sums of the columns; what was surrendered has one only if anything was."""
    sums = {key: sum(map(value, facts.findings)) for key, value in AMOUNTS.items()}
    return {key: total for key, total in sums.items() if key in ALWAYS or total}


def _share_of_amount(facts: FeedbackFacts, format_: Format) -> float:
    """Room for the largest sum in the type of the table, so that none is set small or torn."""
    longest = max(len(amount(total)) for total in _amounts_of(facts).values())
    return max(LEAST_FOR_AMOUNT, (longest * FIGURE + SIDES) / format_.width)


def _room_for_facts(facts: FeedbackFacts, format_: Format) -> float:
    taken = _share_of_amount(facts, format_) * len(_amounts_of(facts))
    return 1 - sum(SHARES[key] for key in SHARES if _is_shown(key, facts)) - taken


def _is_shown(key: str, facts: FeedbackFacts) -> bool:
    """Students have a column where any are concerned."""
    return key != "students" or any(finding.students for finding in facts.findings)


def findings_table(facts: FeedbackFacts, wording: Wording, format_: Format = UPRIGHT) -> Table:
    sums = _amounts_of(facts)
    share = _share_of_amount(facts, format_)
    shares = {
        "number": (SHARES["number"], Align.CENTRE),
        "category": (SHARES["category"], Align.LEFT),
        "fact": (_room_for_facts(facts, format_), Align.LEFT),
        "students": (SHARES["students"], Align.RIGHT),
        **dict.fromkeys(sums, (share, Align.RIGHT)),
        "view": (SHARES["view"], Align.CENTRE),
    }
    keys = [key for key in shares if _is_shown(key, facts)]
    columns = (Column(wording.phrase(f"column_{key}"), *shares[key]) for key in keys)
    cells = (_cells(number, finding, wording) for number, finding in numbered(facts))
    rows = (tuple(cell[key] for key in keys) for cell in cells)
    # Students may appear in several findings: they are not added up.
    totals = {key: _amount(total, wording) for key, total in sums.items()}
    totals["category"] = wording.phrase("total")
    return Table(tuple(columns), tuple(rows), tuple(totals.get(key, "") for key in keys))


def _cells(number: int, finding: PublishedFinding, wording: Wording) -> dict[str, str]:
    return {
        "number": str(number),
        "category": finding.category_name,
        "fact": _summary(finding.fact, wording),
        "students": str(finding.students or wording.phrase("nothing")),
        **{key: _amount(value(finding), wording) for key, value in AMOUNTS.items()},
        "view": wording.label(finding.severity),
    }


def _amount(fen: int, wording: Wording) -> str:
    return amount(fen) if fen else wording.phrase("nothing")


def _summary(fact: str, wording: Wording) -> str:
    """Whole if short; else up to the last clause that fits, or at least not within a figure."""
    fact = fact.strip()
    if len(fact) <= SUMMARY:
        return fact
    ends = [match.start() for match in _CLAUSE_END.finditer(fact, SUMMARY // 2, SUMMARY)]
    beginning = fact[: ends[-1]] if ends else fact[:SUMMARY].rstrip("0123456789.,")
    return wording.phrase("summary_cut", beginning=beginning)


def _differing(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    """Table by table, the lines whose figures should agree and do not."""
    lines = [line for line in facts.tables if wrong_differences(line)]
    groups = groupby(lines, lambda line: line.kept_in)
    for n, (table, group) in enumerate(groups, start=1):
        caption = table_label(table)
        yield Heading(2, wording.text("difference_heading", number=numeral(n), name=caption))
        columns = (
            Column(wording.phrase("column_line"), 0.2),
            Column(wording.phrase("column_figures"), 0.4),
            Column(wording.phrase("column_difference"), 0.22),
            Column(wording.phrase("column_explained"), 0.18),
        )
        yield Table(columns, tuple(_difference(line, wording) for line in group), close=True)


def _difference(line: WorkingLine, wording: Wording) -> tuple[str, ...]:
    differences = "；".join(map(str, wrong_differences(line)))
    note = mask_accounts(line.note.strip())
    return _called(line), _figures_of(line), differences, note or wording.phrase("nothing")


def _called(line: WorkingLine) -> str:
    """As on the screen, but with its day as papers write one."""
    if isinstance(line, BankLine) and line.as_of:
        return f"{line.account} {long_date(line.as_of)}"
    return name_of(line)


def _figures_of(line: WorkingLine) -> str:
    """What was read, under the names of the table's columns."""
    values = {name: getattr(line, name) for name in vars(line)}
    parts = [
        f"{column_label(line.kept_in, name)}{_signed(value)}"
        for name, value in values.items()
        if name.endswith("_fen") and value is not None
    ]
    parts += [
        f"{column_label(line.kept_in, name)}{values[name]}"
        for name in ("card", "book", "counted")
        if values.get(name) is not None
    ]
    return "，".join(parts)


def _signed(fen: int) -> str:
    """A balance may be in the red."""
    return yuan(fen) if fen >= 0 else f"-{yuan(-fen)}"


def _sampling_record(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    """Who signs stands under the last draw; how to draw again is in the record the school has."""
    for n, draw in enumerate(facts.draws, start=1):
        if len(facts.draws) > 1:
            yield Heading(2, wording.text("draw_heading", number=numeral(n), count=n))
        fields = draw_fields(draw, facts.stages, wording, ("about",))
        if n < len(facts.draws):
            yield fields
    again = (wording.phrase("draw_recipe"), wording.text("draw_recipe_at", serial=facts.serial))
    whole = replace(fields, rows=(*fields.rows, (again,)))
    yield Together((whole, draw_signatures(wording)))
