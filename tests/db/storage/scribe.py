"""Records one word after the other and says each, until it is killed.

    python scribe.py FILE honest|hasty LAST [KEY]

honest: says a word once its act is kept. hasty: says it inside the act, which is the control: such
a promise must be caught breaking. After saying LAST it kills itself at once.
"""

import itertools
import os
import signal
import sys
from pathlib import Path

from db.store import Store
from db.vocabulary import Act


def main(path: Path, manner: str, last: int, key: bytes | None) -> None:
    with Store.open(path, key) as store:
        with store.read() as work:
            visit = work.schools.lines()[0].visit_id
        for number in itertools.count(1):
            with store.act(Act.RECORD_VISIT) as work:
                work.visits.record(visit, sites_seen=number)
                if manner == "hasty":
                    _say(number, last)
            if manner == "honest":
                _say(number, last)


def _say(number: int, last: int) -> None:
    print(number, flush=True)
    if number == last:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        sys.argv[2],
        int(sys.argv[3]),
        bytes.fromhex(sys.argv[4]) if len(sys.argv) > 4 else None,
    )
