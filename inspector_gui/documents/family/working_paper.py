"""D3, the working papers: a page for each item that is not in order, kept by the team."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishable.working_papers import PublishedCharge, PublishedPaper, WorkingFacts
from inspector_gui.accounts.overcharge import overcharge
from inspector_gui.documents.blocks import (
    Aside,
    Block,
    Break,
    Fields,
    Gap,
    Paragraph,
    SignOff,
    Text,
    Title,
    Together,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.heads import head_field, open_words
from inspector_gui.documents.template_texts import Wording
from inspector_gui.labels import yuan

ROWS = (
    ("item", "category"),
    ("question",),
    ("verdict", "figures"),
    ("examined",),
    ("facts",),
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
    for number, paper in enumerate(facts.papers, start=1):
        if number > 1:
            yield Break(part=True)
        yield Title(words.titles("title", school=facts.school))
        yield Gap(0.5)
        yield Aside(words.text("restricted"))
        yield Aside(words.text("serial", serial=f"{serial}-{number:02}"))
        yield _fields(facts, paper, words)
        yield from _signing(facts, words)


def _fields(facts: WorkingFacts, paper: PublishedPaper, words: Wording) -> Fields:
    values = _values(paper, words)
    named = [tuple((words.words(f"field_{key}"), values[key]) for key in row) for row in ROWS]
    heads = [tuple(head_field(key, facts, words) for key in row) for row in (("date", "team"),)]
    school = (head_field("school", facts, words),)
    return Fields((school, *heads, *named))


def _values(paper: PublishedPaper, words: Wording) -> dict[str, Text]:
    none = words.words("nothing")
    copies = (
        words.words("copy", number=n, type=words.label(kind), name=title, where=locator or none)
        for n, (kind, title, locator) in enumerate(paper.copies, start=1)
    )
    examined = (
        words.words(
            "voucher",
            number=one.number,
            name=one.summary or none,
            amount=none if one.amount_fen is None else yuan(one.amount_fen),
        )
        for one in paper.vouchers
    )
    return {
        "item": paper.item_code,
        "category": paper.category_name,
        "question": paper.question,
        "verdict": words.label(paper.verdict),
        "figures": _figures(paper, words),
        "examined": "\n".join(examined) or words.words("examined_none"),
        "facts": "\n".join((*paper.facts, *filter(None, [paper.note.strip()]))) or none,
        "computed": "\n".join(_computed(one, words) for one in paper.charges) or none,
        "copies": "\n".join(copies) or none,
    }


def _figures(paper: PublishedPaper, words: Wording) -> str:
    parts = []
    if paper.students:
        parts.append(words.words("students", count=paper.students))
    if paper.amount_fen:
        parts.append(words.words("amount", amount=yuan(paper.amount_fen)))
    return "，".join(parts) or words.words("nothing")


def _computed(charge: PublishedCharge, words: Wording) -> str:
    over = overcharge(charge)
    formula = over.formula() if over else words.words("open")
    return words.words("computed", name=charge.name, amount=formula)


def _signing(facts: WorkingFacts, words: Wording) -> Iterator[Block]:
    yield Together((
        Gap(0.5),
        SignOff(words.lines("signatures_team"), words.lines("signatures_school")),
        *words.lines("checked", place=facts.place),
    ))  # fmt: skip
