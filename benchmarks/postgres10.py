"""The same of ten times as many records: minutes, on request."""

from collections.abc import Iterator

from benchmarks.measure import Result
from benchmarks.postgres import measured


def run() -> Iterator[Result]:
    yield from measured(10, rounds=1)
