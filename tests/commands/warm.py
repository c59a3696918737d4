"""Runs `main.py` in a new process per call that has the libraries imported already.

A call is the same code in a process of its own, as after `python main.py …`; only the half second
that imports take is saved. Requests and answers are lines of JSON.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Warm:
    """The process that waits. It ends with this one."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, str(Path(__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def run(self, arguments: list[str], out: Path, err: Path, largest: int | None) -> int:
        """The exit code. `largest`: no file may grow beyond so many bytes."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        request = {
            "arguments": arguments,
            "out": str(out),
            "err": str(err),
            "largest": largest,
            "environment": dict(os.environ),
        }
        print(json.dumps(request), file=self._server.stdin, flush=True)
        return int(self._server.stdout.readline())


def _serve() -> None:
    import db.store  # noqa: F401
    import inspector_gui.commands.running
    import inspector_gui.labels  # noqa: F401
    import main

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(_answer(main.main, json.loads(line)))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _answer(run: Any, request: dict[str, Any]) -> int:
    os.environ.clear()
    os.environ.update(request["environment"])
    new = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(request["out"], new), 1)
    os.dup2(os.open(request["err"], new), 2)
    sys.argv = ["main.py", *request["arguments"]]
    if request["largest"] is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (request["largest"],) * 2)
    try:
        return int(run())
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    _serve()
