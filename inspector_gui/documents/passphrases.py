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
    wording = fixed_wording("passphrases")
    locked = [handed_file for handed_file in handed if handed_file.passphrase]
    teams = "、".join(handed_file.team.name for handed_file in locked)
    foot = wording.phrase(
        "foot",
        campaign=campaign.name,
        team=teams if len(locked) == 1 else f"{len(locked)}个检查组",
        number=max(handed_file.number for handed_file in locked),
        time=minute(now),
    )
    draft = Draft(
        wording.phrase("name", team=teams),
        tuple(_blocks(campaign, locked, wording)),
        serial=campaign.code,
        by_team=False,
        open_words=wording.fixed,
        foot=foot,
    )
    return draft.stamped(Stamp(now, locked=True), wording)


def _blocks(campaign: CampaignFacts, handed: Iterable[Handed], wording: Wording) -> Iterator[Block]:
    for number, handed_file in enumerate(handed):
        if number:
            yield Break()
        yield from _sheet(campaign, handed_file, wording)


def _sheet(campaign: CampaignFacts, handed_file: Handed, wording: Wording) -> Iterator[Block]:
    yield Aside(wording.text("restricted"))
    yield Title(wording.titles("title"))
    yield Gap(0.5)
    values = (
        ("campaign", campaign.name),
        ("team", handed_file.team.name),
        ("file", handed_file.path.name),
    )
    yield Fields(tuple(((wording.phrase(f"field_{key}"), value),) for key, value in values))
    yield Paragraph(wording.text("field_passphrase"), leads=True)
    yield Title(tuple(_groups(handed_file.passphrase or "")))
    yield Gap(0.5)
    yield Heading(1, wording.text("heading_use"))
    for rule in wording.parts("use_changes" if "-更改" in handed_file.path.stem else "use"):
        yield Paragraph(rule)
    yield Gap(1)
    yield SignOff(wording.lines("signatures_left"), wording.lines("signatures_right"))


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
    for handed_file in handed:
        path = folder / f"{handed_file.path.stem}-口令单.pdf"
        if path.exists():
            raise InspectionError(f"“{path.name}”已经存在；请换一个文件夹，或先移走原文件。")
        keep(sheet_pdf(store, [handed_file]), path)
        written.append(path)
    return written
