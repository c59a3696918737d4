"""Tries the portable folder for Windows under Wine, which is not Windows but much like it.

    python3 scripts/try_windows.py FOLDER.zip [--record]
    python3 scripts/try_windows.py FOLDER.zip --only pages-125 typing --work DIR [--record]

On Debian. The first time it fetches Wine 10 (240 MB). Every command's answers and papers are
compared with this computer's; every page is gone through by its keys in a real window at three
sizes and photographed; the tests run by the folder's own interpreter. It takes hours on a slow
computer: `--work` keeps what was set up, and what came of each part, for the next time. Ends with 1
where anything failed.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from bootstrap import ROOT, VENV, ensure
from portable import wine
from portable.trial.commands import compare_commands
from portable.trial.pages import SCALES, walk_pages
from portable.trial.record import keep, record
from portable.trial.starting import start_program
from portable.trial.suites import PARTS, run_tests
from portable.trial.windows import Windows

_ANSWERS, _START = "answers", "start"
EVERY = (_ANSWERS, _START, *SCALES, *PARTS)


def main() -> int:
    chosen = _arguments()
    if Path(sys.prefix).resolve() != VENV.resolve():
        python, environment = ensure(dev=True)
        command = [str(python), __file__, *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode
    wine.set_up()
    if chosen.work:
        chosen.work.mkdir(parents=True, exist_ok=True)
        return _try(chosen, chosen.work)
    with tempfile.TemporaryDirectory() as scratch:
        return _try(chosen, Path(scratch))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--pictures", type=Path, default=ROOT / ".cache" / "pictures-windows")
    parser.add_argument("--work", type=Path, help="where a Windows of 2 GB has room, and stays")
    parser.add_argument("--only", nargs="*", choices=EVERY, default=EVERY, metavar="PART")
    parser.add_argument("--seconds", type=float, default=7200, help="at most, for each part")
    parser.add_argument("--record", action="store_true", help="renew docs/measured.md")
    return parser.parse_args()


def _try(chosen: argparse.Namespace, work: Path) -> int:
    """Part after part; what came of each is kept before the next begins."""
    windows, kept = Windows(work.resolve(), chosen.archive), work / "outcomes.json"
    failed = 0
    for part in (part for part in EVERY if part in chosen.only):
        windows.outcomes.clear()
        _try_part(windows, part, chosen)
        keep(kept, part, windows.digest, windows.outcomes)
        failed += sum(not outcome.held for outcome in windows.outcomes)
        if chosen.record:
            record(EVERY, kept, wine.version(windows.work))
    print(f"{failed} failed" if failed else "all passed")
    return 1 if failed else 0


def _try_part(windows: Windows, part: str, chosen: argparse.Namespace) -> None:
    if part == _ANSWERS:
        compare_commands(windows)
    elif part == _START:
        start_program(windows)
    elif part in SCALES:
        walk_pages(windows, SCALES[part], chosen.pictures)
    else:
        run_tests(windows, part, chosen.seconds)


if __name__ == "__main__":
    sys.exit(main())
