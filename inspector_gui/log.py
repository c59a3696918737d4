"""The log that keeps what the screen does not show. It holds nothing that people typed.

Messages of errors carry values (「Could not decode … with text '…'」, `int('…')`): what stands in
quotes, what is not ASCII and longer digits are cut out of them. Where in the code it was stays.
"""

import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator
from copy import copy
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_LIMIT, _KEPT = 1_000_000, 3
_CUT = "…"
_TYPED = re.compile(
    r"(?s)(?<=with text ).*"  # SQLite does not close the quotation reliably
    r"|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
    r"|[^\x00-\x7f]+|[0-9]{5,}|\S*@\S*"
)


def log_folder() -> Path:
    """Where the log lies: the user's own folder, never beside the data."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "inspector"


def keep_log() -> None:
    """Write warnings and errors to the log; a disk that refuses must not stop the work."""
    try:
        log_folder().mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_folder() / "inspector.log", maxBytes=_LIMIT, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError:
        return
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)


def without_typed(message: str) -> str:
    """An error's message without the values in it."""
    return _TYPED.sub(_CUT, message)


class Discreet(logging.Formatter):
    """Errors with their place in the code and without what people typed."""

    def format(self, record: logging.LogRecord) -> str:
        own = copy(record)
        own.msg, own.args, own.exc_text = without_typed(record.getMessage()), (), None
        return super().format(own)

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "\n".join(_parts(ei[1])) if ei[1] is not None else ""


def _parts(error: BaseException) -> Iterator[str]:
    """What led to an error first, as Python itself tells it."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _parts(before)
        yield "which led to"
    yield "".join(traceback.format_tb(error.__traceback__)).rstrip("\n")
    yield f"{type(error).__module__}.{type(error).__qualname__}: {without_typed(str(error))}"
