"""D3, the working papers: a page for each item, or area, that is not in order, kept by the team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from db.publishable.working_papers import PublishedCharge, PublishedPaper, WorkingFacts
from db.publishing.working_papers import working_facts
from db.vocabulary import DocumentKind
from inspector_gui.accounts.finding_sentence import vouchers_of
from inspector_gui.accounts.overcharge import overcharge
from inspector_gui.documents.blocks import (
    Aside,
    Block,
    Break,
    Fields,
    Gap,
    Heading,
    Paragraph,
    SignOff,
    Text,
    Title,
    Together,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.finding_parts import sentence
from inspector_gui.documents.family.heads import head_field, open_words
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, SIGNED_BY_TWO
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import yuan, yuan_in_prose

ROWS = (
    ("item", "category"),
    ("question",),
    ("verdict", "figures"),
    ("examined",),
    ("facts",),
    ("money",),
    ("computed",),
    ("copies",),
)


def working_papers(facts: WorkingFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        tuple(_blocks(facts, wording, serial)),
        serial=serial,
        open_words=open_words(facts, wording),
    )


def _blocks(facts: WorkingFacts, wording: Wording, serial: str) -> Iterator[Block]:
    if not facts.papers:
        yield Title(wording.titles("title", school=facts.school))
        yield Gap()
        yield Paragraph(wording.text("none"))
    for number, group in enumerate(_sheets(facts, wording), start=1):
        if number > 1:
            yield Break(part=True)
        yield Title(wording.titles("title", school=facts.school))
        yield Gap(0.5)
        yield Aside(wording.text("restricted"))
        yield Aside(wording.text("serial", serial=f"{serial}-{number:02}"))
        yield from _sheet(group, facts, wording)
        yield from _signing(facts, wording)


def _sheets(facts: WorkingFacts, wording: Wording) -> list[list[PublishedPaper]]:
    """A sheet for each item; where the words say so, one for each area."""
    if not wording.phrase("by_area"):
        return [[paper] for paper in facts.papers]
    groups = groupby(facts.papers, lambda paper: paper.category_name)
    return [list(group) for _area, group in groups]


def _sheet(group: list[PublishedPaper], facts: WorkingFacts, wording: Wording) -> Iterator[Block]:
    head = ((head_field("school", facts, wording),), _date_and_team(facts, wording))
    if not wording.phrase("by_area"):
        yield Fields((*head, *_fields(group[0], wording)))
        return
    yield Fields(head)
    yield Heading(1, wording.text("area", name=group[0].category_name))
    for paper in group:
        yield Fields(_fields(paper, wording, without="category"))
        yield Gap(0.5)


Rows = tuple[tuple[tuple[str, Text], ...], ...]


def _date_and_team(facts: WorkingFacts, wording: Wording) -> tuple[tuple[str, Text], ...]:
    return tuple(head_field(key, facts, wording) for key in ("date", "team"))


def _fields(paper: PublishedPaper, wording: Wording, without: str = "") -> Rows:
    values = _values(paper, wording)
    return tuple(
        tuple((wording.phrase(f"field_{key}"), values[key]) for key in row if key != without)
        for row in ROWS
        if row != ("money",) or values["money"]
    )


def _values(paper: PublishedPaper, wording: Wording) -> dict[str, Text]:
    none = wording.phrase("nothing")
    return {
        "item": paper.item_code,
        "category": paper.category_name,
        "question": paper.question,
        "verdict": wording.label(paper.verdict),
        "figures": _figures(paper, wording),
        "examined": "\n".join(_examined(paper, wording)) or wording.phrase(_unexamined(paper)),
        "facts": "\n".join(_facts(paper)) or none,
        "money": "\n".join(_money(paper)),
        "computed": "\n".join(_computed(charge, wording) for charge in _charges(paper)) or none,
        "copies": "\n".join(_copies(paper, wording)) or none,
    }


def _facts(paper: PublishedPaper) -> Iterator[str]:
    """As the findings word them; what was noted under the item, unless it is one of them."""
    facts = [sentence(finding.fact) for finding in paper.findings if finding.fact.strip()]
    yield from facts
    note = sentence(paper.note)
    if note and not any(note.rstrip("。") in fact for fact in facts):
        yield note


def _figures(paper: PublishedPaper, wording: Wording) -> str:
    """Of the findings, as the sheet has them; before there is one, what was noted."""
    figures = [(finding.students, finding.involved_fen) for finding in paper.findings]
    figures = figures or [(paper.students or 0, paper.amount_fen or 0)]
    lines = [_figure(students, fen, wording) for students, fen in figures]
    return "\n".join(filter(None, lines)) or wording.phrase("figures_none")


def _figure(students: int, fen: int, wording: Wording) -> str:
    people = wording.phrase("students", count=students) if students else ""
    amount = wording.phrase("amount", amount=yuan_in_prose(fen)) if fen else ""
    return "，".join(filter(None, (people, amount)))


def _examined(paper: PublishedPaper, wording: Wording) -> Iterator[str]:
    """Vouchers with what is known of them, then those that only a finding names."""
    for voucher in paper.vouchers:
        amount = "" if voucher.amount_fen is None else yuan(voucher.amount_fen)
        row = wording.phrase("voucher", number=voucher.number, name=voucher.summary, amount=amount)
        yield row.rstrip("　")
    known = {voucher.number for voucher in paper.vouchers}
    named = [number for finding in paper.findings for number in vouchers_of(finding.vouchers)]
    yield from (number for number in dict.fromkeys(named) if number not in known)


def _unexamined(paper: PublishedPaper) -> str:
    return "examined_none" if paper.copies else "nothing"


def _money(paper: PublishedPaper) -> Iterator[str]:
    """Who collected, and where it went."""
    for finding in paper.findings:
        if finding.collector or finding.account:
            yield "；".join(filter(None, (finding.collector, finding.account)))


def _charges(paper: PublishedPaper) -> list[PublishedCharge]:
    """As the fees were tested, else as the findings have them."""
    return list(paper.charges) or [finding.charge for finding in paper.findings if finding.charge]


def _copies(paper: PublishedPaper, wording: Wording) -> Iterator[str]:
    for n, (kind, title, locator) in enumerate(paper.copies, start=1):
        where = wording.phrase("copy_where", where=locator) if locator.strip() else ""
        yield wording.phrase("copy", number=n, type=wording.label(kind), name=title, where=where)


def _computed(charge: PublishedCharge, wording: Wording) -> str:
    over = overcharge(charge)
    formula = over.formula() if over else wording.phrase("open")
    return wording.phrase("computed", name=charge.name, amount=formula)


def _signing(facts: WorkingFacts, wording: Wording) -> Iterator[Block]:
    yield Together((
        Gap(0.5),
        SignOff(wording.lines("signatures_team"), wording.lines("signatures_school")),
        *(replace(line, lesser=True) for line in wording.lines("checked", place=facts.place)),
    ))  # fmt: skip


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    return working_papers(working_facts(visited.work, visited.school), wording, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.WORKING_PAPER,
    papers=single("-G", _build),
    group=Group.OF_TEAM,
    rules=(OF_VISITED_DAY, SIGNED_BY_TWO),
)
