"""docs/measured.md: what was measured last on a quiet machine, and what has become worse since."""

import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Result, mark

RECORD = Path(__file__).resolve().parents[1] / "docs" / "measured.md"
#: By how much more a ratio may exceed what is recorded before it is said.
TOLERANCE = 1.1
#: Waiting processes a core, above which times are not those of a quiet machine.
_QUIET = 0.3
_ROW = re.compile(r"^\| `(?P<name>[^`]+)` \|(?:[^|]*\|){2} (?P<ratio>[0-9.]+) \|", re.MULTILINE)

_TITLE = "# Measured\n\n"
_OURS = "## Benchmarks"
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_HEAD = f"""\
{_OURS}

Written by `python -m benchmarks --record`, on a machine that does nothing else; renew it before
every release. Each figure is a median, measured in turns with its baseline in one run, so that the
ratios can be compared between machines. `python -m benchmarks` says what exceeds its ratio here by
more than a tenth.
"""


class Load:
    """How busy others keep the machine, looked at before the first measurement and in between."""

    def __init__(self) -> None:
        self.before = _waiting()
        self.seconds: dict[str, float] = {}

    @property
    def is_quiet(self) -> bool:
        return self.before is None or self.before <= _QUIET

    def __str__(self) -> str:
        if self.before is None:
            return "load not known here"
        quiet = "quiet" if self.is_quiet else "NOT QUIET: others were at work, do not compare"
        return f"load before the first measurement {self.before:.2f} a core ({quiet})"


def _waiting() -> float | None:
    """Processes that ran or waited in the last minute, a core."""
    if not hasattr(os, "getloadavg"):
        return None
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def worsened(results: Iterable[Result], recorded: Mapping[str, float]) -> list[str]:
    """A sentence on each result whose ratio is a tenth above the recorded one."""
    return [
        f"{row.name}: ratio {row.ratio:.3f}, recorded {recorded[row.name]:.3f}"
        f" (+{row.ratio / recorded[row.name] - 1:.0%})"
        for row in results
        if recorded.get(row.name) and row.ratio > recorded[row.name] * TOLERANCE
    ]


def recorded_ratios(text: str) -> dict[str, float]:
    """The ratios of a record by the names of what was measured."""
    return {found["name"]: float(found["ratio"]) for found in _ROW.finditer(text)}


def known() -> dict[str, float]:
    """The ratios of the record that comes with the program."""
    return recorded_ratios(RECORD.read_text("utf-8")) if RECORD.exists() else {}


def as_record(results: Sequence[Result], load: Load, when: datetime, before: str = "") -> str:
    """The whole record, as it is kept; of what stood there `before`, the sections of others."""
    sections = re.split(_SECTION, before)[1:]
    others = "".join(section for section in sections if not section.startswith(_OURS))
    facts = [
        f"- date: {when.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        f"- machine: {_machine()}",
        f"- {load}",
        "- took: " + ", ".join(f"{name} {took:.0f} s" for name, took in load.seconds.items()),
    ]
    rows = [
        f"| `{row.name}` | {row.ours:.3f} {row.unit} | {row.baseline:.3f} {row.unit} |"
        f" {row.ratio:.3f} | {'' if row.bound is None else f'{row.bound:g}'} | {mark(row)} |"
        for row in results
    ]
    table = ["| what | ours | baseline | ratio | bound | |", "|---|---|---|---|---|---|", *rows]
    own = "\n".join([_HEAD, *facts, "", *table]) + "\n"
    return _TITLE + own + (f"\n{others}" if others else "")


def _machine() -> str:
    cores = f"{os.cpu_count()} cores"
    return ", ".join([_processor(), cores, _system(), f"Python {platform.python_version()}"])


def _system() -> str:
    return f"{platform.system()} {platform.release().split('-')[0]}"


def _processor() -> str:
    cpu_info = Path("/proc/cpuinfo")
    if cpu_info.exists():
        for line in cpu_info.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
