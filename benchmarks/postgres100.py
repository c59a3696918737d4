"""The campaign a hundred times as large, 1e7 answers, into PostgreSQL by the command; on request.

Of each package: seconds against raw COPY, the largest memory of the command with its gate, and that
of the server's process beside what it shares, both against 512 MB.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import pouring
from benchmarks.campaign import recorded
from benchmarks.measure import Result

_FACTOR = 100
_MEMORY_MB = 512.0


def run() -> Iterator[Result]:
    yield from measured(_FACTOR)


def measured(factor: int) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder, pouring.server() as server:
        files = recorded(Path(folder) / "campaign", factor)
        master = pouring.founded(files, server)
        for number, path in enumerate(files.teams, 1):
            raw = pouring.raw_one(path, server)
            ours, memory, theirs = pouring.commanded(master, path, server)
            name = f"postgres.{factor}x.package{number}"
            yield Result(name, ours / 1000, raw / 1000, "s", None)
            yield Result(f"{name}.memory", memory, _MEMORY_MB, "MB", 1.0)
            yield Result(f"{name}.server_memory", theirs, _MEMORY_MB, "MB", None)
        volume = pouring.volume_of(master)
        yield Result(f"postgres.{factor}x.answers", volume.answers, 1e7, "", None)
        yield Result(f"postgres.{factor}x.disk", volume.disk_mb, volume.files_mb(files), "MB", None)
