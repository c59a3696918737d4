"""What came of a trial, as docs/measured.md keeps it beside what others wrote there."""

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from portable.fetching import ROOT
from portable.trial.windows import Outcome

RECORD = ROOT / "docs" / "measured.md"
_OURS = "## Tried under Wine\n"
_HEAD = """\
Written by `scripts/try_windows.py --record`. **Wine is not Windows**; nothing was run on a real
one. Code page 936; Chinese and a blank in every path; a screen of 1366x768.
"""


def record(outcomes: Iterable[Outcome], archive: Path, version: str) -> None:
    before = RECORD.read_text("utf-8")
    RECORD.write_text(with_section(before, section(outcomes, archive, version)), "utf-8")


def section(outcomes: Iterable[Outcome], archive: Path, version: str) -> str:
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    day = datetime.now(UTC).date()
    what = f"{day}, {version}, SHA-256 of the archive {digest[:16]}…"
    return f"{_OURS}\n{_HEAD}\n{what}\n\n{rows(outcomes)}"


def rows(outcomes: Iterable[Outcome]) -> str:
    lines = ["| tried | result | seconds |", "|---|---|---|"]
    for outcome in outcomes:
        detail = "; ".join(outcome.detail.split("\n")).replace("|", "/")
        result = f"{'' if outcome.held else '**failed** '}{detail}".strip() or "done"
        lines.append(f"| {outcome.what} | {result} | {outcome.seconds:.0f} |")
    return "\n".join(lines) + "\n"


def with_section(before: str, ours: str) -> str:
    """The file with this section in the place of the one before it, or at its end."""
    parts = re.split(r"^(?=## )", before, flags=re.MULTILINE)
    kept = [kept_part for kept_part in parts if not kept_part.startswith(_OURS)]
    at = next((n for n, part in enumerate(parts) if part.startswith(_OURS)), len(kept))
    last = at == len(kept)
    return "".join([*kept[:at], ours if last else ours + "\n", *kept[at:]])
