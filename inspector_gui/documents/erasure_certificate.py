"""The certificate that numbers and names were erased: what, how many, where, when, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from db.records.campaigns import CampaignFacts
from db.records.erasures import ErasureLine
from db.store import Store
from inspector_gui.documents.atomic_file import store as keep
from inspector_gui.documents.blocks import Block, Fields, Gap, Heading, Paragraph, SignOff, Title
from inspector_gui.documents.document import Document, Draft, Stamp
from inspector_gui.documents.fonts import beside, fonts
from inspector_gui.documents.official_numbers import minute
from inspector_gui.documents.release import checked_pdf
from inspector_gui.documents.template_texts import Wording, fixed_wording
from inspector_gui.labels import in_china, long_date


def write_certificate(store: Store, folder: Path) -> Path:
    """The last erasure's certificate as a PDF in `folder`. Raises InspectionError, OSError."""
    with store.read() as work:
        campaign, line = work.campaigns.current(), work.erasures.lines()[-1]
    pdf = checked_pdf(_certificate(campaign, line, store.now()), fonts=fonts(beside(store.path)))
    moment = in_china(line.started_at)
    path = folder / f"{store.path.stem}-清除证明-{moment:%Y%m%d-%H%M%S}.pdf"
    keep(pdf, path)
    return path


def _certificate(campaign: CampaignFacts, line: ErasureLine, now: datetime) -> Document:
    wording = fixed_wording("erasure_certificate")
    serial = line.id.hex[:12].upper()
    foot = wording.phrase("foot", campaign=campaign.name, serial=serial, time=minute(now))
    draft = Draft(
        wording.phrase("name"),
        tuple(_blocks(campaign, line, wording)),
        serial=serial,
        by_team=False,
        open_words=wording.fixed,
        foot=foot,
    )
    return draft.stamped(Stamp(now, locked=True), wording)


def _blocks(campaign: CampaignFacts, line: ErasureLine, wording: Wording) -> Iterator[Block]:
    yield Title(wording.titles("title"))
    yield Gap(1)
    until, done = campaign.retention_until, line.finished_at
    values = (
        ("campaign", campaign.name),
        ("origin", line.origin),
        ("until", long_date(until) if until else wording.phrase("no_limit")),
        ("numbers", _amount(wording, line.numbers, "个")),
        ("names", _amount(wording, line.names, "个")),
        ("texts", _amount(wording, line.texts, "处")),
        ("copies", _amount(wording, line.copies, "个")),
        ("started", minute(line.started_at)),
        ("finished", minute(done) if done else wording.phrase("not_yet")),
        ("person", line.person or wording.phrase("nobody")),
    )
    yield Fields(tuple(((wording.phrase(f"field_{key}"), value),) for key, value in values))
    yield Gap(0.5)
    yield Paragraph(wording.text("about"))
    if line.files:
        yield Heading(1, wording.text("heading_files"))
        yield from (Paragraph(name) for name in line.files)
    yield Gap(1)
    yield SignOff(wording.lines("signatures_left"), wording.lines("signatures_right"))


def _amount(wording: Wording, count: int, unit: str) -> str:
    return wording.phrase("amount", count=count, unit=unit)
