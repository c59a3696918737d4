"""Merging six laptops into PostgreSQL, against raw COPY of the same rows."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import pouring
from benchmarks.campaign import recorded
from benchmarks.measure import Result, in_turns


def run() -> Iterator[Result]:
    yield from measured(1, rounds=3)


def measured(factor: int, *, rounds: int) -> Iterator[Result]:
    name = f"postgres.{factor}x"
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder, pouring.server() as server:
        files = recorded(Path(folder) / "campaign", factor)
        raw = partial(pouring.raw, files, server)
        ours, base = in_turns(partial(pouring.union, files, server), raw, rounds)
        yield Result(f"{name}.first", ours, base, "ms", 4.0)
        ours, base = in_turns(partial(pouring.full, files, server), raw, rounds)
        yield Result(f"{name}.first_with_gate_and_checks", ours, base, "ms", None)
        again = partial(pouring.again, files, server)
        ours, base = in_turns(again, raw, rounds)
        yield Result(f"{name}.unchanged_files", ours, base, "ms", None)
