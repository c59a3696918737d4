"""D6, the call register: restricted, with masked numbers and without names."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishable.calls import CallFacts, PublishedAnswer, PublishedCall
from db.publishing.calls import call_facts
from db.vocabulary import DocumentKind, Signal
from inspector_gui.documents.blocks import (
    Align,
    Aside,
    Block,
    Column,
    Gap,
    Paragraph,
    SignOff,
    Table,
    Title,
    Together,
    joined,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.heads import head_fields, open_words
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, mentions
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import in_china
from inspector_gui.statistics.gap import Gap as Lacking

COLUMNS = {
    "code": (0.12, Align.CENTRE),
    "row": (0.08, Align.RIGHT),
    "number": (0.175, Align.CENTRE),
    "attempts": (0.26, Align.LEFT),
    "outcome": (0.12, Align.LEFT),
    "answers": (0.245, Align.LEFT),
}


def call_register(facts: CallFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        "".join(words.titles("title", school=facts.school)),
        tuple(_blocks(facts, words, serial)),
        serial=serial,
        open_words=open_words(facts, words),
    )


def _blocks(facts: CallFacts, words: Wording, serial: str) -> Iterator[Block]:
    yield Title(words.titles("title", school=facts.school))
    yield Gap(0.5)
    yield Aside(words.text("restricted"))
    yield Aside(words.text("serial", serial=serial))
    yield head_fields(facts, words, ("school",), ("code", "team"))
    if not facts.calls:
        yield Paragraph(words.text("none"))
    else:
        yield Paragraph(
            words.text(
                "totals",
                dialled=facts.dialled,
                attempts=facts.attempts,
                connected=facts.connected,
                completed=facts.completed,
            )
        )
        yield _table(facts, words)
    erased = facts.calls and not any(call.number for call in facts.calls)
    done = words.text("erased_note") if erased else ""
    about = Paragraph(joined(words.text("about", bureau=facts.bureau), done))
    signing = SignOff(words.lines("signatures_left"), words.lines("signatures_right"))
    yield Together((about, Gap(0.5), signing))


def _table(facts: CallFacts, words: Wording) -> Table:
    columns = tuple(
        Column(words.words(f"column_{key}"), share, align)
        for key, (share, align) in COLUMNS.items()
    )
    return Table(columns, tuple(_row(call, words) for call in facts.calls))


def _row(call: PublishedCall, words: Wording) -> tuple[str, ...]:
    attempts = (f"{in_china(at):%m-%d %H:%M} {words.label(how)}" for at, how in call.attempts)
    return (
        call.code,
        str(call.roster_seq),
        call.number or words.words("erased"),
        "\n".join(attempts),
        words.label(call.outcome) if call.outcome else words.words("open"),
        "\n".join(_said(answer, words) for answer in call.answers),
    )


def _said(answer: PublishedAnswer, words: Wording) -> str:
    signal = "" if answer.signal is Signal.NONE else words.words(f"signal_{answer.signal.value}")
    return f"{answer.question} {answer.answer}{signal}"


def _build(visited: Visited, words: Wording, serial: str) -> Draft:
    return call_register(call_facts(visited.work, visited.school), words, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.CALL_REGISTER,
    papers=single("-D", _build),
    group=Group.OF_TEAM,
    rules=(OF_VISITED_DAY, mentions({Lacking.CALLS_OPEN: "登记表只列已经拨打的"})),
    guarded=False,
)
