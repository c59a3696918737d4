"""Files on their way in: looked at, previewed, and kept to be merged as they were looked at."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from db.errors import InspectionError
from db.merge.batch_import import rehearsal
from db.merge.inbox import Arrival
from db.merge.receipts import Receipt
from db.merge.validation import looked_at
from db.progress import Progress, unwatched
from db.store import Store

#: Into how much the progress of a file is divided.
_STEPS = 100


@dataclass(frozen=True)
class Dropped:
    """One file. `refusal`: why it stays out. `merged`: the receipt is no longer a preview."""

    path: Path
    receipt: Receipt | None = None
    refusal: str = ""
    merged: bool = False
    arrival: Arrival | None = None

    @property
    def waits(self) -> bool:
        """It may come in and has not yet."""
        return self.arrival is not None and self.receipt is not None and not self.merged


class Drop:
    """Private copies of what was dropped, until it is closed: the stick may be pulled out."""

    def __init__(self, bureau: Store) -> None:
        self._bureau, self._stack = bureau, ExitStack()
        self.files: dict[Path, Dropped] = {}
        #: What the files hold of batches that were taken back is brought again with them.
        self.again = False

    def bring_again(self, progress: Progress = unwatched) -> None:
        """What was taken back is to come again with what waits: tell anew what that brings."""
        self.files.update(self._previewed(self.waiting(), progress, again=True))
        self.again = True

    def add(self, sources: Mapping[Path, bytes | None], progress: Progress = unwatched) -> None:
        """Let the gate look at files, and tell what each would bring after those before it.

        Nothing is changed.
        """
        guests = self._stack.enter_context(looked_at(self._bureau, sources))
        come = {path: guest for path, guest in guests.items() if isinstance(guest, Arrival)}
        waiting = {path: state for path, state in self.waiting().items() if path not in guests}
        seen = self._previewed({**waiting, **come}, progress, again=self.again)
        for path, guest in guests.items():
            self.files.pop(path, None)  # what comes last is merged last
            match guest:
                case Arrival():
                    self.files[path] = seen[path]
                case Receipt():
                    self.files[path] = Dropped(path, guest)
                case InspectionError():
                    self.files[path] = Dropped(path, refusal=str(guest))
        self.files.update(seen)

    def _previewed(
        self, arrivals: Mapping[Path, Arrival], progress: Progress, *, again: bool
    ) -> dict[Path, Dropped]:
        seen, total = {}, max(1, len(arrivals)) * _STEPS
        progress(0, total)
        with rehearsal(self._bureau, [*arrivals.values()], progress) as take:
            for number, (path, arrival) in enumerate(arrivals.items()):
                within = _within(progress, number, total)
                seen[path] = _previewed(path, arrival, partial(take, again=again, progress=within))
        progress(total, total)
        return seen

    def waiting(self) -> dict[Path, Arrival]:
        """What may come in and has not yet."""
        return {
            path: state.arrival
            for path, state in self.files.items()
            if state.waits and state.arrival is not None
        }

    def note_merged(self, path: Path, receipt: Receipt) -> None:
        """One that waited has come in."""
        self.files[path] = replace(self.files[path], receipt=receipt, merged=True)

    def close(self) -> None:
        """Forget the files and their copies."""
        self._stack.close()
        self.files.clear()
        self.again = False


def _within(progress: Progress, number: int, total: int) -> Progress:
    """How far one file is, as a part of all."""
    return lambda done, steps: progress(number * _STEPS + done * _STEPS // steps, total)


def _previewed(path: Path, arrival: Arrival, take: Callable[[Arrival], Receipt]) -> Dropped:
    try:
        return Dropped(path, take(arrival), arrival=arrival)
    except InspectionError as error:
        return Dropped(path, refusal=str(error))
