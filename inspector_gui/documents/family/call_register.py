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


def call_register(facts: CallFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        tuple(_blocks(facts, wording, serial)),
        serial=serial,
        open_words=open_words(facts, wording),
    )


def _blocks(facts: CallFacts, wording: Wording, serial: str) -> Iterator[Block]:
    yield Title(wording.titles("title", school=facts.school))
    yield Gap(0.5)
    yield Aside(wording.text("restricted"))
    yield Aside(wording.text("serial", serial=serial))
    yield head_fields(facts, wording, ("school",), ("code", "team"))
    if not facts.calls:
        yield Paragraph(wording.text("none"))
    else:
        yield Paragraph(
            wording.text(
                "totals",
                dialled=facts.dialled,
                attempts=facts.attempts,
                connected=facts.connected,
                completed=facts.completed,
            )
        )
        yield _table(facts, wording)
    erased = facts.calls and not any(call.number for call in facts.calls)
    done = wording.text("erased_note") if erased else ""
    about = Paragraph(joined(wording.text("about", bureau=facts.bureau), done))
    signing = SignOff(wording.lines("signatures_left"), wording.lines("signatures_right"))
    yield Together((about, Gap(0.5), signing))


def _table(facts: CallFacts, wording: Wording) -> Table:
    columns = tuple(
        Column(wording.phrase(f"column_{key}"), share, align)
        for key, (share, align) in COLUMNS.items()
    )
    return Table(columns, tuple(_row(call, wording) for call in facts.calls))


def _row(call: PublishedCall, wording: Wording) -> tuple[str, ...]:
    attempts = (f"{in_china(at):%m-%d %H:%M} {wording.label(how)}" for at, how in call.attempts)
    return (
        call.code,
        str(call.roster_seq),
        call.number or wording.phrase("erased"),
        "\n".join(attempts),
        wording.label(call.outcome) if call.outcome else wording.phrase("open"),
        "\n".join(_answer_text(answer, wording) for answer in call.answers),
    )


def _answer_text(answer: PublishedAnswer, wording: Wording) -> str:
    signal = "" if answer.signal is Signal.NONE else wording.phrase(f"signal_{answer.signal.value}")
    return f"{answer.question} {answer.answer}{signal}"


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    return call_register(call_facts(visited.work, visited.school), wording, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.CALL_REGISTER,
    papers=single("-D", _build),
    group=Group.OF_TEAM,
    rules=(OF_VISITED_DAY, mentions({Lacking.CALLS_OPEN: "登记表只列已经拨打的"})),
    guarded=False,
)
