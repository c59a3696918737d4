"""Files on their way in: looked at, previewed, and kept to be merged as they were looked at."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from db.errors import InspectionError
from db.merge.batch_import import take_in
from db.merge.inbox import Arrival
from db.merge.receipts import Receipt
from db.merge.validation import looked_at
from db.progress import Progress, unwatched
from db.store import Store


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
        self.again = True
        waiting = self.waiting()
        for number, (path, arrival) in enumerate(waiting.items()):
            progress(number, len(waiting))
            self.files[path] = self._previewed(path, arrival)
        progress(1, 1)

    def add(self, sources: Mapping[Path, bytes | None], progress: Progress = unwatched) -> None:
        """Let the gate look at files, and tell what each would bring. Nothing is changed."""
        guests = self._stack.enter_context(looked_at(self._bureau, sources))
        for number, (path, guest) in enumerate(guests.items()):
            progress(number, len(guests))
            match guest:
                case Arrival():
                    self.files[path] = self._previewed(path, guest)
                case Receipt():
                    self.files[path] = Dropped(path, guest)
                case InspectionError():
                    self.files[path] = Dropped(path, refusal=str(guest))
        progress(len(guests), len(guests))

    def _previewed(self, path: Path, arrival: Arrival) -> Dropped:
        try:
            receipt = take_in(self._bureau, arrival, preview=True, again=self.again)
        except InspectionError as error:
            return Dropped(path, refusal=str(error))
        return Dropped(path, receipt, arrival=arrival)

    def waiting(self) -> dict[Path, Arrival]:
        """What may come in and has not yet."""
        return {
            path: one.arrival
            for path, one in self.files.items()
            if one.waits and one.arrival is not None
        }

    def note_merged(self, path: Path, receipt: Receipt) -> None:
        """One that waited has come in."""
        self.files[path] = replace(self.files[path], receipt=receipt, merged=True)

    def close(self) -> None:
        """Forget the files and their copies."""
        self._stack.close()
        self.files.clear()
        self.again = False
