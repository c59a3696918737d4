"""1,000 different feedback sheets through the gate: what a process of the pool ends up holding,
and how long two of them take against one."""

import multiprocessing
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measure import Result
from benchmarks.memory import peak_mb
from benchmarks.sheets import ready

SHEETS, WARM, LARGEST_MB = 1000, 100, 160.0
FIRST_IDEOGRAPH = 0x4E00


def run() -> Iterator[Result]:
    """In processes of their own, as a batch sets them."""
    documents = ready()
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as name:
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            warm = pool.submit(_print, documents, 0, WARM, Path(name)).result()
            began = time.perf_counter()
            full = pool.submit(_print, documents, WARM, SHEETS, Path(name)).result()
            alone = time.perf_counter() - began
        with ProcessPoolExecutor(2, mp_context=context) as pool:
            for started in [pool.submit(_print, documents, 0, WARM, Path(name)) for _ in "12"]:
                started.result()
            began = time.perf_counter()
            middle = (WARM + SHEETS) // 2
            parts = [(WARM, middle), (middle, SHEETS)]
            for half in [pool.submit(_print, documents, *part, Path(name)) for part in parts]:
                half.result()
            together = time.perf_counter() - began
    yield Result("sheets1000.peak_of_a_worker", full, LARGEST_MB, "MB", 1.0)
    yield Result("sheets1000.growth_from_100th", full, warm, "MB", 1.1)
    yield Result("sheets1000.two_workers", together * 1000, alone * 1000, "ms", None)


def _print(documents: list[Any], first: int, last: int, folder: Path) -> float:
    """The most memory this process has had, in MB."""
    from inspector_gui.documents.blocks import Paragraph
    from inspector_gui.documents.release import release

    for number in range(first, last):
        document = documents[number % len(documents)]
        more = Paragraph(f"第{number}份另有说明：{chr(FIRST_IDEOGRAPH + number) * 40}。")
        release(replace(document, blocks=(*document.blocks, more)), folder / f"{number}.pdf")
    return peak_mb()
