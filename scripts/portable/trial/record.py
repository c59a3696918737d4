"""What came of a trial: kept part by part beside what was tried, and in docs/measured.md."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from portable.fetching import ROOT
from portable.trial.windows import Outcome

RECORD = ROOT / "docs" / "measured.md"
_OURS = "## Tried under Wine\n"
_HEAD = """\
Written by `scripts/try_windows.py --record`. **Wine is not Windows**; nothing was run on a real
one. Code page 936; Chinese and a blank in every path; a screen of 1366x768. Each part is named with
its day and the archive that was tried, by the beginning of its SHA-256.
"""


@dataclass(frozen=True)
class Tried:
    """What came of a part, on a day, of an archive by its SHA-256."""

    day: str
    digest: str
    outcomes: tuple[Outcome, ...]


def keep(kept: Path, part: str, digest: str, outcomes: Iterable[Outcome]) -> None:
    """In the place of what came of this part the last time."""
    tried = load(kept)
    tried[part] = Tried(datetime.now(UTC).date().isoformat(), digest, tuple(outcomes))
    text = json.dumps({name: asdict(one) for name, one in tried.items()}, ensure_ascii=False)
    kept.write_text(text, "utf-8")


def load(kept: Path) -> dict[str, Tried]:
    """By part."""
    found = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    return {
        part: Tried(one["day"], one["digest"], tuple(Outcome(**line) for line in one["outcomes"]))
        for part, one in found.items()
    }


def record(parts: Sequence[str], kept: Path, version: str) -> None:
    before = RECORD.read_text("utf-8")
    RECORD.write_text(with_section(before, section(parts, load(kept), version)), "utf-8")


def section(parts: Sequence[str], tried: dict[str, Tried], version: str) -> str:
    """The parts in their order; those that were never tried are named too."""
    lines = [line for part in parts if part in tried for line in _lines(tried[part])]
    table = "\n".join(["| tried | result | seconds | of |", "|---|---|---|---|", *lines])
    lacking = [part for part in parts if part not in tried]
    never = f"\nNot tried: {', '.join(lacking)}.\n" if lacking else ""
    return f"{_OURS}\n{_HEAD}\n{version}.\n\n{table}\n{never}"


def _lines(tried: Tried) -> list[str]:
    of = f"{tried.day}, {tried.digest[:8]}…"
    return [f"| {said(outcome)} | {outcome.seconds:.0f} | {of} |" for outcome in tried.outcomes]


def said(outcome: Outcome) -> str:
    """What was tried and what came of it, as two cells of a table."""
    detail = "; ".join(line.strip() for line in outcome.detail.split("\n")).replace("|", "/")
    result = f"{'' if outcome.held else '**failed** '}{detail}".strip() or "done"
    return f"{outcome.what} | {result}"


def with_section(before: str, ours: str) -> str:
    """The file with this section in the place of the one before it, or at its end."""
    parts = re.split(r"^(?=## )", before, flags=re.MULTILINE)
    kept = [kept_part for kept_part in parts if not kept_part.startswith(_OURS)]
    at = next((n for n, part in enumerate(parts) if part.startswith(_OURS)), len(kept))
    last = at == len(kept)
    return "".join([*kept[:at], ours if last else ours + "\n", *kept[at:]])
