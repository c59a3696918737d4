"""The merge of a campaign a hundred times as large; on request, it needs some 10 GB of disk."""

from collections.abc import Iterator

from benchmarks.measure import Result
from benchmarks.merge import measured


def run() -> Iterator[Result]:
    yield from measured(100, rounds=1, core_bound=2.0)
