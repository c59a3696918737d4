"""What is pasted on a class's envelope, and how its questionnaires are handed out."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishable.forms import FormFacts
from inspector_gui.documents.blocks import Block, Gap, Heading, Paragraph, SignOff, Title
from inspector_gui.documents.document import Draft
from inspector_gui.documents.template_texts import Wording


def envelope_cover(facts: FormFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        wording.phrase("envelope_name"),
        tuple(_blocks(facts, wording)),
        serial=serial,
        by_team=False,
        foot=wording.phrase("footer_form", campaign=facts.campaign, version=facts.version),
    )


def _blocks(facts: FormFacts, wording: Wording) -> Iterator[Block]:
    yield Title((wording.phrase("envelope_name"),))
    yield Gap()
    yield from wording.lines("envelope_lines")
    yield SignOff(wording.lines("envelope_left"), wording.lines("envelope_right"))
    if not facts.rules:
        return
    yield Gap()
    yield Heading(1, wording.text("envelope_rules"))
    for number, rule in enumerate(facts.rules, start=1):
        yield Paragraph(f"{number}.{rule}")
