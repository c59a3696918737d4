"""D14, the minutes of the meeting with those who keep a unit's books."""

from __future__ import annotations

from collections.abc import Iterator

from db.publishable.accounts import MinutesFacts, PublishedMeeting
from db.publishing.accounts import minutes_facts
from db.vocabulary import DocumentKind
from inspector_gui.documents.blocks import (
    Align,
    Aside,
    Block,
    Break,
    Column,
    Fields,
    Gap,
    Heading,
    Note,
    Paragraph,
    SignOff,
    Table,
    Title,
    Together,
)
from inspector_gui.documents.document import Draft
from inspector_gui.documents.family.finding_parts import sentence
from inspector_gui.documents.family.heads import head_field, open_words
from inspector_gui.documents.family.numbering import renumbered
from inspector_gui.documents.lock_mark import Wanting
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, SIGNED_BY_TWO
from inspector_gui.documents.official_numbers import minute
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import long_date, numeral
from inspector_gui.statistics.gap import Gap as Open


def minutes(facts: MinutesFacts, wording: Wording, serial: str) -> Draft:
    return Draft(
        "".join(wording.titles("title", school=facts.school)),
        tuple(_blocks(facts, wording, serial)),
        serial=serial,
        open_words=open_words(facts, wording),
        missing=() if facts.meetings else (Wanting(wording.phrase("none"), gap=Open.NO_MEETING),),
    )


def _blocks(facts: MinutesFacts, wording: Wording, serial: str) -> Iterator[Block]:
    """A page for each meeting, each signed by itself."""
    if not facts.meetings:
        yield Title(wording.titles("title", school=facts.school))
        yield Paragraph(wording.text("none"))
    for number, meeting in enumerate(facts.meetings, start=1):
        if number > 1:
            yield Break(part=True)
        yield Title(wording.titles("title", school=facts.school))
        yield Gap(0.5)
        yield Aside(wording.text("restricted"))
        yield Aside(wording.text("serial", serial=f"{serial}-{number:02}"))
        yield _fields(facts, meeting, wording)
        yield from renumbered(_text(meeting, wording))
        yield Together((
            Note(wording.text("closing")),
            SignOff(wording.lines("signatures_left"), wording.lines("signatures_right")),
        ))  # fmt: skip


def _fields(facts: MinutesFacts, meeting: PublishedMeeting, wording: Wording) -> Fields:
    nothing = wording.phrase("nothing")
    values = {
        "time": minute(meeting.held_at) if meeting.held_at else nothing,
        "place": meeting.place or nothing,
        "participants": _participants(meeting, wording) or nothing,
        "recorders": "、".join(meeting.recorders) or nothing,
    }

    def named(*keys: str) -> tuple[tuple[str, str], ...]:
        return tuple((wording.phrase(f"field_{key}"), values[key]) for key in keys)

    school, team = (head_field(name, facts, wording) for name in ("school", "team"))
    return Fields(
        ((school,), (team,), named("time", "place"), named("participants"), named("recorders"))
    )


def _participants(meeting: PublishedMeeting, wording: Wording) -> str:
    """By post and number."""
    posts = [
        wording.phrase("participant", name=role, count=persons)
        for role, persons in meeting.participants
    ]
    if not posts:
        return ""
    total = sum(persons for _role, persons in meeting.participants)
    return wording.phrase("participants", entry="、".join(posts), count=total)


def _text(meeting: PublishedMeeting, wording: Wording) -> Iterator[Block]:
    yield Heading(1, wording.text("heading_topics"))
    discussed = {area: text for area, text in meeting.topics.items() if text.strip()}
    for number, (area, text) in enumerate(discussed.items(), start=1):
        yield Heading(2, wording.text("topic", number=numeral(number), name=area))
        yield Paragraph(sentence(text))
    if bare := [area for area in meeting.topics if area not in discussed]:
        yield Paragraph(wording.text("topics_bare", entry="、".join(bare)))
    if not meeting.topics:
        yield Paragraph(wording.text("topics_none"))
    elif meeting.unspoken:
        yield Paragraph(wording.text("unspoken", entry="、".join(meeting.unspoken)))
    if meeting.promised:
        yield Heading(1, wording.text("heading_promised"))
        yield _promised(meeting, wording)
    if meeting.note.strip():
        yield Heading(1, wording.text("heading_more"))
        yield Paragraph(sentence(meeting.note))


def _promised(meeting: PublishedMeeting, wording: Wording) -> Table:
    columns = (
        Column(wording.phrase("column_number"), 0.1, Align.CENTRE),
        Column(wording.phrase("column_name"), 0.5),
        Column(wording.phrase("column_due"), 0.2, Align.CENTRE),
        Column(wording.phrase("column_received"), 0.2, Align.CENTRE),
    )
    rows = tuple(
        (
            str(number),
            entry.name,
            long_date(entry.due_on) if entry.due_on else wording.phrase("nothing"),
            long_date(entry.received_on) if entry.received_on else "",
        )
        for number, entry in enumerate(meeting.promised, start=1)
    )
    return Table(columns, rows)


def _build(visited: Visited, wording: Wording, serial: str) -> Draft:
    return minutes(minutes_facts(visited.work, visited.school), wording, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.MINUTES,
    papers=single("-ZT", _build),
    group=Group.OF_TEAM,
    rules=(OF_VISITED_DAY, SIGNED_BY_TWO),
    guarded=False,
)
