"""The sheet that brings a team its passphrase. It is printed once; nobody keeps the passphrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from db.errors import InspectionError
from db.handout.team_files import Handed
from db.records.campaigns import CampaignFacts
from db.store import Store
from inspector_gui.documents.atomic_file import store as keep
from inspector_gui.documents.blocks import (
    Aside,
    Block,
    Break,
    Fields,
    Gap,
    Heading,
    Paragraph,
    SignOff,
    Title,
)
from inspector_gui.documents.document import Document, Draft, Stamp
from inspector_gui.documents.fonts import beside, fonts
from inspector_gui.documents.official_numbers import minute
from inspector_gui.documents.persons import private_of
from inspector_gui.documents.release import checked_pdf
from inspector_gui.documents.template_texts import Wording, fixed_wording


def passphrase_sheets(campaign: CampaignFacts, handed: Sequence[Handed], now: datetime) -> Document:
    """A page per team."""
    words = fixed_wording("passphrases")
    locked = [one for one in handed if one.passphrase]
    teams = "、".join(one.team.name for one in locked)
    foot = words.words(
        "foot",
        campaign=campaign.name,
        team=teams if len(locked) == 1 else f"{len(locked)}个检查组",
        number=max(one.number for one in locked),
        time=minute(now),
    )
    draft = Draft(
        words.words("name", team=teams),
        tuple(_blocks(campaign, locked, words)),
        serial=campaign.code,
        by_team=False,
        open_words=words.fixed,
        foot=foot,
    )
    return draft.stamped(Stamp(now, locked=True), words)


def _blocks(campaign: CampaignFacts, handed: Iterable[Handed], words: Wording) -> Iterator[Block]:
    for number, one in enumerate(handed):
        if number:
            yield Break()
        yield from _sheet(campaign, one, words)


def _sheet(campaign: CampaignFacts, one: Handed, words: Wording) -> Iterator[Block]:
    yield Aside(words.text("restricted"))
    yield Title(words.titles("title"))
    yield Gap(0.5)
    values = (
        ("campaign", campaign.name),
        ("team", one.team.name),
        ("file", one.path.name),
    )
    yield Fields(tuple(((words.words(f"field_{key}"), value),) for key, value in values))
    yield Paragraph(words.text("field_passphrase"), leads=True)
    yield Title(tuple(_groups(one.passphrase or "")))
    yield Gap(0.5)
    yield Heading(1, words.text("heading_use"))
    for rule in words.parts("use_changes" if "-更改" in one.path.stem else "use"):
        yield Paragraph(rule)
    yield Gap(1)
    yield SignOff(words.lines("signatures_left"), words.lines("signatures_right"))


def _groups(passphrase: str) -> Iterator[str]:
    """Large, to be typed from paper; a line goes on only after a hyphen."""
    *firsts, last = passphrase.split("-")
    yield from (f"{group}-" for group in firsts)
    yield last


def sheet_pdf(store: Store, handed: Sequence[Handed]) -> bytes:
    """As it is printed, through the same gate as every document."""
    with store.read() as work:
        document = passphrase_sheets(work.campaigns.current(), handed, store.now())
        private = private_of(work)
    return checked_pdf(document, private=private, fonts=fonts(beside(store.path)))


def write_sheets(store: Store, handed: Sequence[Handed], folder: Path) -> list[Path]:
    """A PDF per team, named after its file; the passphrase is in no name."""
    written = []
    for one in handed:
        path = folder / f"{one.path.stem}-口令单.pdf"
        if path.exists():
            raise InspectionError(f"“{path.name}”已经存在；请换一个文件夹，或先移走原文件。")
        keep(sheet_pdf(store, [one]), path)
        written.append(path)
    return written
