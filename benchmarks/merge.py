"""Merging six laptops, against raw ATTACH and INSERT … SELECT of the same tables."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks import merging
from benchmarks.campaign import Files, recorded
from benchmarks.measure import Result, in_turns

_MEMORY_MB = 150.0
_PASSPHRASE = "基准测试用的口令"  # noqa: S105  # it protects nothing


def run() -> Iterator[Result]:
    yield from measured(1, rounds=5, core_bound=2.5)
    yield from measured(10, rounds=3, core_bound=2.0)
    yield from _encrypted()


def measured(factor: int, *, rounds: int, core_bound: float) -> Iterator[Result]:
    """All of it on the reference campaign `factor` times over."""
    name = f"merge.{factor}x"
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        files = recorded(Path(folder) / "campaign", factor)
        raw = partial(merging.raw, files)
        ours, base = in_turns(partial(merging.union, files), raw, rounds)
        yield Result(f"{name}.first", ours, base, "ms", core_bound)
        ours, base = in_turns(partial(merging.full, files), raw, rounds)
        yield Result(f"{name}.first_with_gate_and_backup", ours, base, "ms", 4.0)
        ours, base = in_turns(partial(merging.same_packages, files), raw, rounds)
        yield Result(f"{name}.same_packages", ours, base, "ms", 0.1)
        merged = merging.merged(files)
        ours, base = in_turns(partial(merging.unchanged, files, merged), raw, rounds)
        yield Result(f"{name}.unchanged_files", ours, base, "ms", 1.0 if factor >= 10 else None)
        yield _one_per_cent(name, files, merged, rounds)
        growth = merging.memory_growth_mb(files)
        yield Result(f"{name}.memory_growth", growth, _MEMORY_MB, "MB", 1.0)


def _one_per_cent(name: str, files: Files, merged: Path, rounds: int) -> Result:
    edited = merging.edited(files.teams[0], share=0.01)
    ours, base = in_turns(
        partial(merging.edits, merged, edited), partial(merging.raw_edits, merged, edited), rounds
    )
    return Result(f"{name}.one_per_cent_edits", ours, base, "ms", 3.0)


def _encrypted() -> Iterator[Result]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        plain = recorded(Path(folder) / "plain", 1)
        locked = recorded(Path(folder) / "locked", 1, _PASSPHRASE)
        ours, base = in_turns(
            partial(merging.union, locked, _PASSPHRASE), partial(merging.union, plain), 5
        )
        yield Result("merge.encrypted_against_plain", ours, base, "ms", 2.0)
        ours, base = in_turns(
            partial(merging.scan, locked.teams[0], _PASSPHRASE),
            partial(merging.scan, plain.teams[0]),
            9,
        )
        yield Result("scan.encrypted_against_plain", ours, base, "ms", 3.5)
        ours, base = in_turns(
            partial(merging.bulk_write, Path(folder), _PASSPHRASE),
            partial(merging.bulk_write, Path(folder)),
            9,
        )
        yield Result("bulk_write.encrypted_against_plain", ours, base, "ms", 1.5)
