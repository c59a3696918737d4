"""Runs one command on a day, and with dice, that are the same on every computer.

    AT_NOON=NUMBER at_noon.py COMMAND …

So what two systems answer, and the papers they print, can be compared to the byte. NUMBER: of the
step; it moves the clock on and throws other dice, in the processes that a command begins as well.
"""

import os
import random
import sys
import time
import uuid
from datetime import UTC, datetime, timedelta, tzinfo

step = int(os.environ["AT_NOON"])
moment = datetime(2026, 12, 31, 4, tzinfo=UTC) + timedelta(minutes=step)
dice = random.Random(step)  # noqa: S311  # nothing here is to be kept secret
os.urandom = random._urandom = dice.randbytes  # type: ignore[attr-defined]  # noqa: SLF001
time.time_ns = lambda: int(moment.timestamp()) * 10**9
uuid.getnode = lambda: 0x1234


class Noon(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return moment.astimezone(tz)


import db.ids  # noqa: E402
import inspector_gui.labels  # noqa: E402

db.ids.datetime = inspector_gui.labels.datetime = Noon  # type: ignore[attr-defined]

if __name__ == "__main__":
    from inspector_gui.commands.running import run

    sys.argv[0] = "main.py"
    sys.exit(run(sys.argv[1:]))
