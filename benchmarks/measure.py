"""One measurement: ours against a baseline, taken in turns."""

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Result:
    """Medians in `unit`; `bound`: what the ratio must not exceed, None where nothing is asked."""

    name: str
    ours: float
    baseline: float
    unit: str
    bound: float | None

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline if self.baseline else float("inf")

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": round(self.ratio, 3)}

    def __str__(self) -> str:
        within = "" if self.bound is None else f"  bound {self.bound:g}  {mark(self)}"
        return (
            f"{self.name:34} ours {self.ours:10.3f}  baseline {self.baseline:10.3f} {self.unit:4}"
            f"  ratio {self.ratio:7.3f}{within}"
        )


def mark(result: Result) -> str:
    """Whether a result keeps within its bound; nothing where none is asked for."""
    if result.bound is None:
        return ""
    return "met" if result.ratio <= result.bound else "NOT MET"


Benchmark = Callable[[], Iterator[Result]]


def in_turns(
    ours: Callable[[], float], baseline: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """Medians of both, one after the other in every round. Each call returns its own measure."""
    mine, theirs = [], []
    for _ in range(rounds):
        theirs.append(baseline())
        mine.append(ours())
    return statistics.median(mine), statistics.median(theirs)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of wall time."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def children_ms(work: Callable[[], object]) -> float:
    """Milliseconds of processor time of the processes that were started and waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    mine = after.ru_utime - before.ru_utime
    return (mine + after.ru_stime - before.ru_stime) * 1000
