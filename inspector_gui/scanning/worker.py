"""A process of its own that reads pages, watched: one answer to each request, within bounds."""

import json
import os
import queue
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Lock, Thread
from typing import IO, Any, Self

from db.process_limits import MemoryBound

SECONDS = 20.0
"""For one page."""
MEMORY = 300 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]
_RUN = (
    "import runpy, sys; sys.path.insert(0, sys.argv[1]); "
    "runpy.run_module('inspector_gui.scanning.reader', run_name='__main__')"
)


class Worker:
    """Begun when first asked, and again after it has died or was too slow."""

    def __init__(self, greeting: Mapping[str, Any], seconds: float = SECONDS) -> None:
        self._greeting = json.dumps({**greeting, "memory": MEMORY}).encode() + b"\n"
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._bound: MemoryBound | None = None
        self._answers: queue.Queue[bytes | None] = queue.Queue()
        self._closed, self._turning = False, Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Also ends a request that another thread waits for."""
        with self._turning:
            self._closed = True
        self._end()

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer, or the name of a `Reason` why there is none."""
        try:
            stream = self._input()
            stream.write(json.dumps(request).encode() + b"\n")
            stream.flush()
            line = self._answers.get(timeout=self._seconds)
            if line is not None:
                answer: dict[str, Any] = json.loads(line)
                return answer
            reason = "TOO_LARGE"
        except queue.Empty:
            reason = "TOO_SLOW"
        except (OSError, ValueError):
            reason = "BROKEN"
        self._end()
        return {"reason": reason}

    def _input(self) -> IO[bytes]:
        with self._turning:
            if self._closed:
                raise BrokenPipeError
            process = self._process or self._begin()
        assert process.stdin is not None  # noqa: S101  # narrows the type
        return process.stdin

    def _begin(self) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603  # our own script, by our own interpreter
            [sys.executable, "-I", "-c", _RUN, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
        assert process.stdin is not None  # noqa: S101  # narrows the type
        assert process.stdout is not None  # noqa: S101  # narrows the type
        self._process, self._answers = process, queue.Queue()
        self._bound = MemoryBound(process, MEMORY)
        Thread(target=_pass_on, args=(process.stdout, self._answers), daemon=True).start()
        process.stdin.write(self._greeting)
        return process

    def _end(self) -> None:
        with self._turning:
            process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if self._bound is not None:
            self._bound.__exit__()
        if process.stdin is not None:
            try:
                process.stdin.close()
            except OSError:
                return  # what it was to read, it will not


def _pass_on(stream: IO[bytes], answers: "queue.Queue[bytes | None]") -> None:
    with stream:
        for line in stream:
            answers.put(line)
    answers.put(None)
