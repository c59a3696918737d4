"""python -m benchmarks [NAME …] [--json FILE]"""

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

#: What is measured when nothing is named; the rest only on request.
ALWAYS = ("start", "save", "keys", "tables", "merge", "postgres", "sheets", "preview")
ON_REQUEST = ("merge100", "postgres100", "keystrokes", "typesetters", "sheets1000", "ledger")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*ALWAYS, *ON_REQUEST, []], metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results as a list")
    chosen = parser.parse_args()
    results = []
    for name in chosen.names or ALWAYS:
        for result in import_module(f"benchmarks.{name}").run():
            print(result, flush=True)
            results.append(result)
    if chosen.json:
        listed = json.dumps([one.as_dict() for one in results], ensure_ascii=False, indent=1)
        chosen.json.write_text(listed + "\n", "utf-8")
    missed = [one for one in results if one.bound is not None and one.ratio > one.bound]
    print(f"{len(results)} measured, {len(missed)} over their bound")
    return 0


if __name__ == "__main__":
    sys.exit(main())
