"""The second of README's two commands: set up and pass every check.

Format, lint, types, the demo, tests (offscreen), journeys in a real window under Xvfb. Types and
demo keep one core busy each, so they run side by side.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bootstrap import ROOT, ensure, tool


@dataclass(frozen=True)
class Step:
    name: str
    command: Sequence[str | Path]
    environment: dict[str, str]

    def passes(self, *, quiet: bool = False) -> bool:
        """Run it and say how it went. `quiet`: what it says comes in one piece at its end."""
        began = time.monotonic()
        if not quiet:
            print(f"== {self.name}", flush=True)
        done = subprocess.run(
            self.command,
            env=self.environment,
            cwd=ROOT,
            check=False,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
        )
        took = f"passed in {time.monotonic() - began:.0f} s"
        ending = f"== {self.name} {'FAILED' if done.returncode else took}"
        if quiet:
            output = done.stdout.decode("utf-8", "replace")
            ending = f"== {self.name}\n{output}{ending}"
        print(ending, flush=True)
        return done.returncode == 0


def main() -> int:
    python, environment = ensure(dev=True)
    offscreen = {**environment, "QT_QPA_PLATFORM": "offscreen"}
    shutil.rmtree(ROOT / "demo", ignore_errors=True)
    module: list[str | Path] = [python, "-m"]
    demo: list[str | Path] = [python, ROOT / "scripts" / "demo.py", "--headless"]
    # whoever has run out of tests takes some of the other's: the last are long
    tests = [*module, "pytest", "-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal"]
    passed = (
        Step("format", [*module, "ruff", "format", "--check", "."], offscreen).passes()
        and Step("lint", [*module, "ruff", "check", "."], offscreen).passes()
        and _side_by_side(
            [Step("types", [*module, "mypy"], offscreen)],
            [Step("demo", demo, offscreen), Step("demo again", demo, offscreen)],
        )
        and Step("tests", [*tests, "-m", "not journey", "--no-xvfb"], offscreen).passes()
        and Step("journeys", [*tests, "-m", "journey"], _screen(environment)).passes()
    )
    print("== all passed" if passed else "== not passed", flush=True)
    return 0 if passed else 1


def _side_by_side(*lanes: Sequence[Step]) -> bool:
    """Whether all passed; each lane ends with its first step that does not."""
    with ThreadPoolExecutor(len(lanes)) as pool:
        ways = pool.map(lambda lane: all(step.passes(quiet=True) for step in lane), lanes)
        return all(list(ways))


def _screen(environment: dict[str, str]) -> dict[str, str]:
    """A real window where a display can be had (each worker gets its own), else offscreen."""
    if os.name == "nt":
        return environment
    if tool("Xvfb"):
        return {**environment, "QT_QPA_PLATFORM": "xcb"}
    print("no Xvfb here: the journeys run offscreen", flush=True)
    return {**environment, "QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    sys.exit(main())
