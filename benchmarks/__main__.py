"""python -m benchmarks [NAME …] [--json FILE] [--record]"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.measure import Result
from benchmarks.record import RECORD, Load, as_record, known, worsened

#: What is measured when nothing is named, and recorded; the rest only on request.
ALWAYS = (
    *("start", "commands", "save", "keys", "tables", "look"),
    *("merge", "postgres", "sheets", "preview"),
)
ON_REQUEST = (
    "merge100",
    "postgres10",
    "postgres100",
    "keystrokes",
    "typesetters",
    "sheets1000",
    "ledger",
)


def main() -> int:
    chosen = _chosen()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as on a laptop: compiled by the first start
    load = Load()
    results = list(_measured(chosen.names or ALWAYS, load))
    if chosen.json:
        listed = json.dumps([result.as_dict() for result in results], ensure_ascii=False, indent=1)
        chosen.json.write_text(listed + "\n", "utf-8")
    missed = [
        result for result in results if result.bound is not None and result.ratio > result.bound
    ]
    print(f"{len(results)} measured, {len(missed)} over their bound; {load}")
    for sentence in worsened(results, known()):
        print(f"worse than recorded: {sentence}")
    if chosen.record:
        before = RECORD.read_text("utf-8") if RECORD.exists() else ""
        RECORD.write_text(as_record(results, load, datetime.now(UTC), before), "utf-8")
        print(f"recorded in {RECORD}")
    return 0


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALWAYS, *ON_REQUEST, []], metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as a list")
    parser.add_argument("--record", action="store_true", help="renew docs/measured.md")
    chosen = parser.parse_args()
    if chosen.record and chosen.names:
        parser.error("--record takes all that is always measured")
    return chosen


def _measured(names: Iterable[str], load: Load) -> Iterable[Result]:
    for name in names:
        began = time.monotonic()
        for result in import_module(f"benchmarks.{name}").run():
            print(result, flush=True)
            yield result
        load.seconds[name] = time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
