"""Keeping one field with its journal, against one synced write of 8 KB; and how often the disk is
asked to sync meanwhile, counted by a preloaded shim."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Result, in_turns, timed
from benchmarks.shim import build_shim

ROUNDS, WARM = 300, 30
COUNTED = 200


def run() -> Iterator[Result]:
    from inspector_gui.demo.campaign import build

    with tempfile.TemporaryDirectory(dir=Path.cwd()) as name:
        folder = Path(name)
        file = build(folder / "demo")[1]
        yield _field(file, folder)
        counted = _syncs(file, folder)
        if counted is not None:
            yield counted


def _field(file: Path, folder: Path) -> Result:
    from db.store import Store

    block = os.urandom(8192)
    handle = os.open(folder / "block", os.O_CREAT | os.O_WRONLY)
    with Store.open(file) as store:
        keep = _keeper(store)
        for number in range(WARM):
            keep(number)
        numbers = iter(range(WARM, WARM + 10 * ROUNDS))
        offsets = iter(range(0, 8192 * 10 * ROUNDS, 8192))

        def write() -> None:
            os.pwrite(handle, block, next(offsets))
            _datasync(handle)

        ours, base = in_turns(
            lambda: timed(lambda: keep(next(numbers))), lambda: timed(write), ROUNDS
        )
    os.close(handle)
    return Result("save.field", ours, base, "ms", 8.0)


def _datasync(handle: int) -> None:
    getattr(os, "fdatasync", os.fsync)(handle)


def _keeper(store: "object"):  # type: ignore[no-untyped-def]
    """What a field does when it is left: one act that changes one value."""
    from db.vocabulary import Act

    with store.read() as work:  # type: ignore[attr-defined]
        line = work.schools.lines()[0]

    def keep(number: int) -> None:
        with store.act(Act.RECORD_VISIT, school=line.id) as work:  # type: ignore[attr-defined]
            work.visits.record(line.visit_id, vouchers_checked=number)

    return keep


def _syncs(file: Path, folder: Path) -> Result | None:
    """Syncs per act, against the one that durability needs."""
    shim, tally = build_shim(folder), folder / "tally"
    if shim is None:
        print("save.syncs: no C compiler here, not counted")
        return None
    environment = {
        **os.environ,
        "LD_PRELOAD": str(shim),
        "SYNC_TALLY": str(tally),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "benchmarks.saving", str(file), str(COUNTED), str(tally)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return Result("save.syncs_per_field", float(done.stdout.split()[-1]), 1.0, "sync", 1.2)
