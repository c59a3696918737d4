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
from inspector_gui.documents.lock_rules import OF_VISITED_DAY, SIGNED_BY_TWO
from inspector_gui.documents.official_numbers import minute
from inspector_gui.documents.paper import Group, OfVisit, single
from inspector_gui.documents.template_texts import Wording
from inspector_gui.documents.visited import Visited
from inspector_gui.labels import long_date, numeral


def minutes(facts: MinutesFacts, words: Wording, serial: str) -> Draft:
    return Draft(
        "".join(words.titles("title", school=facts.school)),
        tuple(_blocks(facts, words, serial)),
        serial=serial,
        open_words=open_words(facts, words),
        missing=() if facts.meetings else (words.words("none"),),
    )


def _blocks(facts: MinutesFacts, words: Wording, serial: str) -> Iterator[Block]:
    """A page for each meeting, each signed by itself."""
    if not facts.meetings:
        yield Title(words.titles("title", school=facts.school))
        yield Paragraph(words.text("none"))
    for number, meeting in enumerate(facts.meetings, start=1):
        if number > 1:
            yield Break(part=True)
        yield Title(words.titles("title", school=facts.school))
        yield Gap(0.5)
        yield Aside(words.text("restricted"))
        yield Aside(words.text("serial", serial=f"{serial}-{number:02}"))
        yield _fields(facts, meeting, words)
        yield from renumbered(_text(meeting, words))
        yield Together((
            Note(words.text("closing")),
            SignOff(words.lines("signatures_left"), words.lines("signatures_right")),
        ))  # fmt: skip


def _fields(facts: MinutesFacts, meeting: PublishedMeeting, words: Wording) -> Fields:
    nothing = words.words("nothing")
    values = {
        "time": minute(meeting.held_at) if meeting.held_at else nothing,
        "place": meeting.place or nothing,
        "participants": _participants(meeting, words) or nothing,
        "recorders": "、".join(meeting.recorders) or nothing,
    }

    def named(*keys: str) -> tuple[tuple[str, str], ...]:
        return tuple((words.words(f"field_{key}"), values[key]) for key in keys)

    school, team = (head_field(name, facts, words) for name in ("school", "team"))
    return Fields(
        ((school,), (team,), named("time", "place"), named("participants"), named("recorders"))
    )


def _participants(meeting: PublishedMeeting, words: Wording) -> str:
    """By post and number."""
    posts = [
        words.words("participant", name=role, count=persons)
        for role, persons in meeting.participants
    ]
    if not posts:
        return ""
    total = sum(persons for _role, persons in meeting.participants)
    return words.words("participants", entry="、".join(posts), count=total)


def _text(meeting: PublishedMeeting, words: Wording) -> Iterator[Block]:
    yield Heading(1, words.text("heading_topics"))
    told = {area: text for area, text in meeting.topics.items() if text.strip()}
    for number, (area, text) in enumerate(told.items(), start=1):
        yield Heading(2, words.text("topic", number=numeral(number), name=area))
        yield Paragraph(sentence(text))
    if bare := [area for area in meeting.topics if area not in told]:
        yield Paragraph(words.text("topics_bare", entry="、".join(bare)))
    if not meeting.topics:
        yield Paragraph(words.text("topics_none"))
    elif meeting.unspoken:
        yield Paragraph(words.text("unspoken", entry="、".join(meeting.unspoken)))
    if meeting.promised:
        yield Heading(1, words.text("heading_promised"))
        yield _promised(meeting, words)
    if meeting.note.strip():
        yield Heading(1, words.text("heading_more"))
        yield Paragraph(sentence(meeting.note))


def _promised(meeting: PublishedMeeting, words: Wording) -> Table:
    columns = (
        Column(words.words("column_number"), 0.1, Align.CENTRE),
        Column(words.words("column_name"), 0.5),
        Column(words.words("column_due"), 0.2, Align.CENTRE),
        Column(words.words("column_received"), 0.2, Align.CENTRE),
    )
    rows = tuple(
        (
            str(number),
            one.name,
            long_date(one.due_on) if one.due_on else words.words("nothing"),
            long_date(one.received_on) if one.received_on else "",
        )
        for number, one in enumerate(meeting.promised, start=1)
    )
    return Table(columns, rows)


def _build(visited: Visited, words: Wording, serial: str) -> Draft:
    return minutes(minutes_facts(visited.work, visited.school), words, serial)


OF_VISIT = OfVisit(
    kind=DocumentKind.MINUTES,
    papers=single("-ZT", _build),
    group=Group.OF_TEAM,
    rules=(OF_VISITED_DAY, SIGNED_BY_TWO),
    guarded=False,
)
