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


def working_papers(facts: WorkingFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        "".join(words.titles("title", school=facts.school)),
        tuple(_blocks(facts, words, serial)),
        serial=serial,
        open_words=open_words(facts, words),
    )


def _blocks(facts: WorkingFacts, words: Wording, serial: str) -> Iterator[Block]:
    if not facts.papers:
        yield Title(words.titles("title", school=facts.school))
        yield Gap()
        yield Paragraph(words.text("none"))
    for number, group in enumerate(_sheets(facts, words), start=1):
        if number > 1:
            yield Break(part=True)
        yield Title(words.titles("title", school=facts.school))
        yield Gap(0.5)
        yield Aside(words.text("restricted"))
        yield Aside(words.text("serial", serial=f"{serial}-{number:02}"))
        yield from _sheet(group, facts, words)
        yield from _signing(facts, words)


def _sheets(facts: WorkingFacts, words: Wording) -> list[list[PublishedPaper]]:
    """A sheet for each item; where the words say so, one for each area."""
    if not words.words("by_area"):
        return [[paper] for paper in facts.papers]
    groups = groupby(facts.papers, lambda paper: paper.category_name)
    return [list(group) for _area, group in groups]


def _sheet(group: list[PublishedPaper], facts: WorkingFacts, words: Wording) -> Iterator[Block]:
    head = ((head_field("school", facts, words),), _date_and_team(facts, words))
    if not words.words("by_area"):
        yield Fields((*head, *_fields(group[0], words)))
        return
    yield Fields(head)
    yield Heading(1, words.text("area", name=group[0].category_name))
    for paper in group:
        yield Fields(_fields(paper, words, without="category"))
        yield Gap(0.5)


Rows = tuple[tuple[tuple[str, Text], ...], ...]


def _date_and_team(facts: WorkingFacts, words: Wording) -> tuple[tuple[str, Text], ...]:
    return tuple(head_field(key, facts, words) for key in ("date", "team"))


def _fields(paper: PublishedPaper, words: Wording, without: str = "") -> Rows:
    values = _values(paper, words)
    return tuple(
        tuple((words.words(f"field_{key}"), values[key]) for key in row if key != without)
        for row in ROWS
        if row != ("money",) or values["money"]
    )


def _values(paper: PublishedPaper, words: Wording) -> dict[str, Text]:
    none = words.words("nothing")
    return {
        "item": paper.item_code,
        "category": paper.category_name,
        "question": paper.question,
        "verdict": words.label(paper.verdict),
        "figures": _figures(paper, words),
        "examined": "\n".join(_examined(paper, words)) or words.words(_unexamined(paper)),
        "facts": "\n".join(_facts(paper)) or none,
        "money": "\n".join(_money(paper)),
        "computed": "\n".join(_computed(one, words) for one in _charges(paper)) or none,
        "copies": "\n".join(_copies(paper, words)) or none,
    }


def _facts(paper: PublishedPaper) -> Iterator[str]:
    """As the findings word them; what was noted under the item, unless it is one of them."""
    facts = [sentence(one.fact) for one in paper.findings if one.fact.strip()]
    yield from facts
    note = sentence(paper.note)
    if note and not any(note.rstrip("。") in fact for fact in facts):
        yield note


def _figures(paper: PublishedPaper, words: Wording) -> str:
    """Of the findings, as the sheet has them; before there is one, what was noted."""
    figures = [(one.students, one.involved_fen) for one in paper.findings]
    figures = figures or [(paper.students or 0, paper.amount_fen or 0)]
    lines = [_figure(students, fen, words) for students, fen in figures]
    return "\n".join(filter(None, lines)) or words.words("figures_none")


def _figure(students: int, fen: int, words: Wording) -> str:
    people = words.words("students", count=students) if students else ""
    amount = words.words("amount", amount=yuan_in_prose(fen)) if fen else ""
    return "，".join(filter(None, (people, amount)))


def _examined(paper: PublishedPaper, words: Wording) -> Iterator[str]:
    """Vouchers with what is known of them, then those that only a finding names."""
    for one in paper.vouchers:
        amount = "" if one.amount_fen is None else yuan(one.amount_fen)
        row = words.words("voucher", number=one.number, name=one.summary, amount=amount)
        yield row.rstrip("　")
    known = {one.number for one in paper.vouchers}
    named = [number for one in paper.findings for number in vouchers_of(one.vouchers)]
    yield from (number for number in dict.fromkeys(named) if number not in known)


def _unexamined(paper: PublishedPaper) -> str:
    return "examined_none" if paper.copies else "nothing"


def _money(paper: PublishedPaper) -> Iterator[str]:
    """Who collected, and where it went."""
    for one in paper.findings:
        if one.collector or one.account:
            yield "；".join(filter(None, (one.collector, one.account)))


def _charges(paper: PublishedPaper) -> list[PublishedCharge]:
    """As the fees were tested, else as the findings have them."""
    return list(paper.charges) or [one.charge for one in paper.findings if one.charge]


def _copies(paper: PublishedPaper, words: Wording) -> Iterator[str]:
    for n, (kind, title, locator) in enumerate(paper.copies, start=1):
        where = words.words("copy_where", where=locator) if locator.strip() else ""
        yield words.words("copy", number=n, type=words.label(kind), name=title, where=where)


def _computed(charge: PublishedCharge, words: Wording) -> str:
    over = overcharge(charge)
    formula = over.formula() if over else words.words("open")
    return words.words("computed", name=charge.name, amount=formula)


def _signing(facts: WorkingFacts, words: Wording) -> Iterator[Block]:
    yield Together((
        Gap(0.5),
        SignOff(words.lines("signatures_team"), words.lines("signatures_school")),
        *(replace(line, lesser=True) for line in words.lines("checked", place=facts.place)),
    ))  # fmt: skip


def _build(visited: Visited, words: Wording, serial: str) -> Draft:
    return working_papers(working_facts(visited.work, visited.school), words, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.WORKING_PAPER,
    papers=single("-G", _build),
    group=Group.OF_TEAM,
    rules=(OF_VISITED_DAY, SIGNED_BY_TWO),
)
