"""Sections three and four of the feedback sheet: what was found, and what the team suggests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from db.publishable.feedback import Citation, FeedbackFacts, PublishedFinding
from db.vocabulary import Handling
from inspector_gui.documents.adjectives import remarks
from inspector_gui.documents.blocks import (
    Block,
    Heading,
    Label,
    LawTitle,
    Mixed,
    Paragraph,
    Piece,
    Text,
    joined,
)
from inspector_gui.documents.law_text import part_text
from inspector_gui.documents.official_numbers import rounded
from inspector_gui.documents.template_texts import Wording
from inspector_gui.labels import long_date, numeral, yuan

SIGNED = ("involved_fen", "due_fen", "refunded_fen")
UNFINISHED = "，、；：,;. "
_ENDED = re.compile("[。！？…][”’）》]?$")
_EDITION = re.compile("（([^（）]*)）$")


def numbered(facts: FeedbackFacts) -> list[tuple[int, PublishedFinding]]:
    """The findings by category, the categories in the order given; one count for all."""
    order = {finding.category: n for n, finding in reversed(list(enumerate(facts.findings)))}
    ordered = sorted(facts.findings, key=lambda finding: order[finding.category])
    return list(enumerate(ordered, start=1))


def remarks_on(facts: FeedbackFacts) -> tuple[str, ...]:
    """Words of the findings that claim more than they show, by the findings' numbers."""
    told = ((n, why) for n, one in numbered(facts) for why in remarks(f"{one.fact}\n{one.advice}"))
    return tuple(f"问题{number}：{why}" for number, why in told)


def signed_totals(facts: FeedbackFacts) -> tuple[int, ...]:
    """Findings, then fen involved, due and refunded."""
    found = facts.findings
    money = (sum(getattr(one, name) for one in found) for name in SIGNED)
    return (len(found), *money)


def findings(facts: FeedbackFacts, words: Wording) -> Iterator[Block]:
    yield Heading(1, words.text("heading_findings"))
    if not facts.findings:
        yield Paragraph(words.text("findings_none" if facts.checked else "findings_open"))
        return
    groups = [list(group) for _code, group in groupby(numbered(facts), lambda n: n[1].category)]
    yield Paragraph(_lead(facts, len(groups), words))
    for n, group in enumerate(groups, start=1):
        name = group[0][1].category_name
        yield Heading(2, words.text("category", number=numeral(n), name=name))
        for number, finding in group:
            yield from _parts(number, finding, facts, words)


def _lead(facts: FeedbackFacts, categories: int, words: Wording) -> Text:
    """The sum is of fen, rounded once."""
    count, involved = len(facts.findings), sum(f.involved_fen for f in facts.findings)
    if not involved:
        return words.text("findings_lead", categories=categories, count=count)
    amount = rounded(involved)
    return words.text("findings_lead_money", categories=categories, count=count, involved=amount)


def _parts(
    number: int, finding: PublishedFinding, facts: FeedbackFacts, words: Wording
) -> Iterator[Block]:
    """Fact, evidence, basis, view, figures: five fixed parts. Evidence has kinds, never persons."""
    fact = sentence(finding.fact)
    yield Paragraph(words.text("fact", number=number, fact=fact), leads=True)
    kinds = "、".join(words.label(kind) for kind in finding.evidence)
    evidence = _labelled("evidence", f"{kinds}。", words) if kinds else ""
    yield Paragraph(
        joined(
            evidence,
            _labelled("basis", joined(basis_of(finding, facts.bureau, words), "。"), words),
        )
    )
    view = _labelled("view", f"{words.label(finding.severity)}。", words)
    scope = _labelled("scope", f"{scope_of(finding, words)}。", words)
    yield Paragraph(joined(view, scope))


def _labelled(key: str, text: Text, words: Wording) -> Text:
    return joined(Mixed((Label(words.words(key)),)), text)


def basis_of(finding: PublishedFinding, bureau: str, words: Wording) -> Text:
    if not finding.basis:
        return words.text("basis_none", bureau=bureau)
    cited: list[Piece] = []
    for citation in finding.basis:
        cited += ["；" if cited else "", *citation_pieces(citation)]
    return Mixed(tuple(cited))


def citation_pieces(citation: Citation) -> tuple[Piece, ...]:
    """《title》（edition, number）article, and the part of the conduct it governs.

    The title is the finance office's, not the team's.
    """
    edition = _EDITION.search(citation.title)
    title = citation.title[: edition.start()] if edition else citation.title
    remarks = [remark for remark in (edition and edition[1], citation.doc_no) if remark]
    note = f"（{'，'.join(remarks)}）" if remarks else ""
    part = part_text(citation.since, citation.until)
    return LawTitle(f"《{title.strip('《》')}》"), f"{note}{citation.article or ''}{part}"


def scope_of(finding: PublishedFinding, words: Wording) -> str:
    parts = []
    if finding.students:
        parts.append(words.words("students", count=finding.students))
    amounts = {
        "involved": finding.involved_fen,
        "due": finding.due_fen,
        "refunded": finding.refunded_fen,
        "surrendered": finding.surrendered_fen,
    }
    parts += [words.words(key, amount=yuan(fen)) for key, fen in amounts.items() if fen]
    return "，".join(parts) or words.words("scope_none")


def advice(facts: FeedbackFacts, words: Wording) -> Iterator[Block]:
    """Suggestions only. The last sentence is under every finding, so it gives nothing away."""
    yield Heading(1, words.text("heading_advice"))
    if not facts.findings:
        yield Paragraph(words.text("advice_none"))
        return
    for number, finding in numbered(facts):
        actions = _actions(finding, words)
        text = words.text("advice", number=number, actions=actions) if actions else ""
        if finding.advice.strip():
            text = joined(text or f"{number}.", sentence(finding.advice))
        if text:
            yield Paragraph(text)
    yield Paragraph(words.text("advice_other"))


def _actions(finding: PublishedFinding, words: Wording) -> str:
    """What is handed to other organs is not said to the school."""
    ways = {Handling.ONSPOT: "advice_onspot", Handling.RECTIFY: "advice_rectify"}
    steps = [words.words(key) for way, key in ways.items() if way in finding.handling]
    if Handling.REFUND in finding.handling:
        steps.append(_refund(finding, words))
    actions = "；".join(steps)
    if actions and finding.due_on:
        actions += f"，{words.words('advice_due', date=long_date(finding.due_on))}"
    return actions


def _refund(finding: PublishedFinding, words: Wording) -> str:
    rest = finding.due_fen - finding.refunded_fen - finding.surrendered_fen
    if not finding.due_fen:
        return words.words("advice_refund_open")
    if rest <= 0:
        return words.words("advice_refund_done")
    if rest < finding.due_fen:
        return words.words("advice_refund_rest", amount=yuan(rest))
    if finding.students:
        return words.words("advice_refund", students=finding.students, amount=yuan(rest))
    return words.words("advice_refund_plain", amount=yuan(rest))


def sentence(text: str) -> str:
    """As it was written, but ended."""
    text = text.strip().rstrip(UNFINISHED)
    return text if not text or _ENDED.search(text) else f"{text}。"
