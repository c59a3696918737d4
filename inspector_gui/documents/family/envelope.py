"""What is pasted on a class's envelope, and how its questionnaires are handed out."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishable.forms import FormFacts
from inspector_gui.documents.blocks import Block, Gap, Heading, Paragraph, SignOff, Title
from inspector_gui.documents.document import Draft
from inspector_gui.documents.template_texts import Wording


def envelope_cover(facts: FormFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        words.words("envelope_name"),
        tuple(_blocks(facts, words)),
        serial=serial,
        by_team=False,
        foot=words.words("footer_form", campaign=facts.campaign, version=facts.version),
    )


def _blocks(facts: FormFacts, words: Wording) -> Iterator[Block]:
    yield Title((words.words("envelope_name"),))
    yield Gap()
    yield from words.lines("envelope_lines")
    yield SignOff(words.lines("envelope_left"), words.lines("envelope_right"))
    if not facts.rules:
        return
    yield Gap()
    yield Heading(1, words.text("envelope_rules"))
    for number, rule in enumerate(facts.rules, start=1):
        yield Paragraph(f"{number}.{rule}")
