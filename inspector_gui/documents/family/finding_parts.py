"""Sections three and four of the feedback sheet: what was found, and what the team suggests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from db.publishable.citations import Citation
from db.publishable.feedback import AreaState, FeedbackFacts, PublishedFinding
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
from inspector_gui.labels import long_date, numeral, yuan_in_prose

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
    doubtful = (
        (n, why)
        for n, finding in numbered(facts)
        for why in remarks(f"{finding.fact}\n{finding.advice}")
    )
    return tuple(f"问题{number}：{why}" for number, why in doubtful)


def signed_totals(facts: FeedbackFacts) -> tuple[int, ...]:
    """Findings, then fen involved, due and refunded."""
    found = facts.findings
    money = (sum(getattr(finding, name) for finding in found) for name in SIGNED)
    return (len(found), *money)


def findings(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    yield Heading(1, wording.text("heading_findings"))
    if not facts.findings:
        yield Paragraph(wording.text("findings_none" if facts.checked else "findings_open"))
        return
    groups = {code: list(g) for code, g in groupby(numbered(facts), lambda n: n[1].category)}
    yield Paragraph(_lead(facts, len(groups), wording))
    names = {code: group[0][1].category_name for code, group in groups.items()}
    every = {area.code: area for area in facts.areas if wording.source("every_area")}
    order = [
        checked_area.code
        for checked_area in facts.areas
        if checked_area.code in every or checked_area.code in names
    ]
    order += [code for code in names if code not in order]
    for n, code in enumerate(order, start=1):
        if code not in names:
            key = AREA_TEXTS[every[code].state]
            yield Paragraph(wording.text(key, number=numeral(n), name=every[code].name))
            continue
        yield Heading(2, wording.text("category", number=numeral(n), name=names[code]))
        for number, finding in groups[code]:
            yield from _parts(number, finding, facts, wording)


#: What is said of an area without a finding, where a sheet goes through every area.
AREA_TEXTS = {
    AreaState.SOUND: "area_sound",
    AreaState.PARTLY: "area_part",
    AreaState.UNSETTLED: "area_unsettled",
    AreaState.OPEN: "area_open",
    AreaState.NOT_APPLICABLE: "area_none",
}


def _lead(facts: FeedbackFacts, categories: int, wording: Wording) -> Text:
    """The sum is of fen, rounded once."""
    count, involved = len(facts.findings), sum(f.involved_fen for f in facts.findings)
    if not involved:
        return wording.text("findings_lead", categories=categories, count=count)
    amount = rounded(involved)
    return wording.text("findings_lead_money", categories=categories, count=count, involved=amount)


def _parts(
    number: int, finding: PublishedFinding, facts: FeedbackFacts, wording: Wording
) -> Iterator[Block]:
    """Fact, evidence, basis, view, figures: five fixed parts. Evidence has kinds, never persons."""
    fact = sentence(finding.fact)
    yield Paragraph(wording.text("fact", number=number, fact=fact), leads=True)
    kinds = "、".join(wording.label(kind) for kind in finding.evidence)
    evidence = _labelled("evidence", f"{kinds}。", wording) if kinds else ""
    yield Paragraph(
        joined(
            evidence,
            _labelled("basis", joined(basis_of(finding, facts.bureau, wording), "。"), wording),
        )
    )
    view = _labelled("view", f"{wording.label(finding.severity)}。", wording)
    involved = scope_of(finding, wording)
    yield Paragraph(joined(view, _labelled("scope", f"{involved}。", wording) if involved else ""))


def _labelled(key: str, text: Text, wording: Wording) -> Text:
    return joined(Mixed((Label(wording.phrase(key)),)), text)


def basis_of(finding: PublishedFinding, bureau: str, wording: Wording) -> Text:
    if not finding.basis:
        return wording.text("basis_none", bureau=bureau)
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


def scope_of(finding: PublishedFinding, wording: Wording) -> str:
    """Pupils and amounts; empty where none are concerned."""
    parts = []
    if finding.students:
        parts.append(wording.phrase("students", count=finding.students))
    amounts = {
        "involved": finding.involved_fen,
        "due": finding.due_fen,
        "refunded": finding.refunded_fen,
        "surrendered": finding.surrendered_fen,
        "irrecoverable": finding.irrecoverable_fen,
        "excess": finding.excess_fen,
    }
    parts += [wording.phrase(key, amount=yuan_in_prose(fen)) for key, fen in amounts.items() if fen]
    return "，".join(parts)


def advice(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    """Suggestions only. The last sentence is under every finding, so it gives nothing away.

    Nothing at all where nothing is suggested: what goes to other organs is not said to the school.
    """
    suggested = list(_suggested(facts, wording))
    if suggested:
        yield Heading(1, wording.text("heading_advice"))
        yield from suggested
        yield Paragraph(wording.text("advice_other"))


def _suggested(facts: FeedbackFacts, wording: Wording) -> Iterator[Block]:
    """What is the same for several findings is said once; what is to be paid back, for each."""
    alike: dict[tuple[str, str, int], list[int]] = {}
    for number, finding in numbered(facts):
        actions, own = _actions(finding, wording), sentence(finding.advice)
        alone = number if Handling.REFUND in finding.handling else 0
        if own or actions:
            alike.setdefault((actions, own, alone), []).append(number)
    merged = any(len(numbers) > 1 for numbers in alike.values())
    for (actions, own, _alone), numbers in alike.items():
        yield Paragraph(_suggestion(actions, own, numbers, wording, merged=merged))


def _suggestion(
    actions: str, own: str, numbers: list[int], wording: Wording, *, merged: bool
) -> Text:
    text: Text = ""
    if merged:
        entry = "、".join(map(str, numbers))
        text = wording.text("advice_items", entry=entry)
        return joined(text, f"{actions}。" if actions else "", own)
    number = numbers[0]
    text = wording.text("advice", number=number, actions=actions) if actions else f"{number}."
    return joined(text, own)


def _actions(finding: PublishedFinding, wording: Wording) -> str:
    """What is handed to other organs is not said to the school. The last day is named once."""
    day = long_date(finding.due_on) if finding.due_on else ""
    steps = []
    if Handling.ONSPOT in finding.handling:
        steps.append(_dated("advice_onspot", day, wording))
    rectify, refund = (way in finding.handling for way in (Handling.RECTIFY, Handling.REFUND))
    ended = _is_refunded(finding)
    if rectify:
        steps.append(wording.phrase("advice_rectify"))
    if refund and not ended:
        steps.append(_refund(finding, wording))
    if day and (rectify or (refund and not ended)):
        both = rectify and refund and not ended
        steps[-1] += "，" + wording.phrase("advice_due_all" if both else "advice_due", date=day)
    if refund and ended:
        steps.append(_dated(_settled(finding), day, wording))
    return "；".join(steps)


def _settled(finding: PublishedFinding) -> str:
    """How what was due is settled: given back, or surrendered as well, or in part never to be."""
    if finding.irrecoverable_fen:
        return "advice_refund_but"
    whole = finding.refunded_fen >= finding.due_fen
    return "advice_refund_done" if whole else "advice_refund_gone"


def _dated(key: str, day: str, wording: Wording) -> str:
    return wording.phrase(f"{key}_due", date=day) if day else wording.phrase(key)


def _is_refunded(finding: PublishedFinding) -> bool:
    return finding.due_fen > 0 and not finding.open_fen


def _refund(finding: PublishedFinding, wording: Wording) -> str:
    rest = finding.open_fen
    if not finding.due_fen:
        return wording.phrase("advice_refund_open")
    if rest < finding.due_fen:
        return wording.phrase("advice_refund_rest", amount=yuan_in_prose(rest))
    if finding.students:
        return wording.phrase(
            "advice_refund", students=finding.students, amount=yuan_in_prose(rest)
        )
    return wording.phrase("advice_refund_plain", amount=yuan_in_prose(rest))


def sentence(text: str) -> str:
    """As it was written, but ended."""
    text = text.strip().rstrip(UNFINISHED)
    return text if not text or _ENDED.search(text) else f"{text}。"
