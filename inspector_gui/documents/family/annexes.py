"""The annexes of the feedback sheet: findings at a glance, and how the classes were drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import attrgetter

from db.publishable.feedback import FeedbackFacts, PublishedFinding
from inspector_gui.documents.blocks import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Table,
    Title,
)
from inspector_gui.documents.family.draws import draw_fields, draw_signatures
from inspector_gui.documents.family.finding_parts import numbered
from inspector_gui.documents.official_numbers import amount, numeral
from inspector_gui.documents.template_texts import Wording

AMOUNTS: dict[str, Callable[[PublishedFinding], int]] = {
    "involved": attrgetter("involved_fen"),
    "due": attrgetter("due_fen"),
    "refunded": attrgetter("refunded_fen"),
    "surrendered": attrgetter("surrendered_fen"),
}
ALWAYS = {"involved", "due", "refunded"}
SHARE_OF_AMOUNT = 0.13
SUMMARY = 40
_CLAUSE_END = re.compile("[。；！？，\n]")
"""In a table of findings a fact is cut after so many characters; section three has it whole."""


def annex_titles(facts: FeedbackFacts, words: Wording) -> list[str]:
    titles = []
    if facts.findings:
        titles.append(words.words("annex_findings"))
    if facts.draws:
        titles.append(words.words("annex_sampling"))
    return titles


def annexes(facts: FeedbackFacts, words: Wording) -> Iterator[Block]:
    bodies = []
    if facts.findings:
        bodies.append(findings_table(facts, words))
    if facts.draws:
        bodies.append(_sampling_record(facts, words))
    for n, (title, body) in enumerate(zip(annex_titles(facts, words), bodies, strict=True), 1):
        yield Annex(words.words("annex", number=n), Title((title,)))
        yield from body


def findings_table(facts: FeedbackFacts, words: Wording) -> Iterator[Block]:
    """What was surrendered has a column only if anything was."""
    found = [finding for _number, finding in numbered(facts)]
    amounts = {
        key: value for key, value in AMOUNTS.items() if key in ALWAYS or any(map(value, found))
    }
    shares = {
        "number": (0.055, Align.CENTRE),
        "category": (0.115, Align.LEFT),
        "fact": (0.685 - SHARE_OF_AMOUNT * len(amounts), Align.LEFT),
        "students": (0.075, Align.RIGHT),
        **dict.fromkeys(amounts, (SHARE_OF_AMOUNT, Align.RIGHT)),
        "view": (0.07, Align.CENTRE),
    }
    columns = [
        Column(words.words(f"column_{key}"), share, align) for key, (share, align) in shares.items()
    ]
    rows = [
        (
            str(number),
            finding.category_name,
            _summary(finding.fact, words),
            str(finding.students),
            *(amount(fen(finding)) for fen in amounts.values()),
            words.label(finding.severity),
        )
        for number, finding in numbered(facts)
    ]
    # Students may appear in several findings: they are not added up.
    sums = (amount(sum(map(fen, found))) for fen in amounts.values())
    yield Table(tuple(columns), tuple(rows), ("", words.words("total"), "", "", *sums, ""))


def _summary(fact: str, words: Wording) -> str:
    """Whole if short; else up to the last clause that fits, or at least not within a figure."""
    fact = fact.strip()
    if len(fact) <= SUMMARY:
        return fact
    ends = [match.start() for match in _CLAUSE_END.finditer(fact, SUMMARY // 2, SUMMARY)]
    beginning = fact[: ends[-1]] if ends else fact[:SUMMARY].rstrip("0123456789.,")
    return words.words("summary_cut", beginning=beginning)


def _sampling_record(facts: FeedbackFacts, words: Wording) -> Iterator[Block]:
    for n, draw in enumerate(facts.draws, start=1):
        if len(facts.draws) > 1:
            yield Heading(2, words.text("draw_heading", number=numeral(n), count=n))
        yield draw_fields(draw, words, ("about",), ("recipe",))
    yield draw_signatures(words)
