"""Keeps one field many times; run under the counting shim. Prints syncs per act."""

import sys
from pathlib import Path

from benchmarks.save import _keeper
from db.store import Store


def main(file: Path, acts: int, tally: Path) -> None:
    with Store.open(file) as store:
        keep = _keeper(store)
        keep(-1 % 7)
        before = tally.stat().st_size
        for number in range(acts):
            keep(1000 + number)
        print((tally.stat().st_size - before) / acts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
