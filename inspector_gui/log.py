"""The log that keeps what the screen does not show. It holds no names and no phone numbers."""

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

_LIMIT, _KEPT = 1_000_000, 3


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
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.WARNING)
