"""Some laptops and some masters, and what happens to them."""

import itertools
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.vocabulary import Verdict
from tests.db.merge.histories import BEGUN
from tests.db.merge.replicas import Replica


def begun(seed: Path) -> Path:
    """A copy of the file in which there is a row of every kind that histories touch."""
    replica = Replica(seed.with_name(f"begun-{seed.name}"), seed)
    replica.type_school("甲", "")
    replica.type_class(1, None)
    replica.open_envelope(0, 40)
    replica.begin_counting(0)
    replica.answer(0, Verdict.OK)
    replica.raise_finding("甲")
    replica.store.close()
    return replica.path


class World:
    """Copies of one file after a history, and fresh masters to merge them into."""

    def __init__(self, seed: Path, replicas: list[Replica], masters: list[Replica]) -> None:
        self.bare, self.replicas, self._masters = seed, replicas, masters
        self._begun, self._seed = begun(seed), seed
        self._next = itertools.count()

    def beside(self, other: "World") -> "World":
        """The same laptops after what the other world played, and masters of this one."""
        self._seed, self._next = other.bare if other.is_bare else self._begun, itertools.count()
        return self

    @property
    def is_bare(self) -> bool:
        return self._seed == self.bare

    def play(self, events: list[Any]) -> "World":
        self._seed = self._begun if BEGUN in events else self.bare
        for replica in self.replicas:
            replica.begin_anew(self._seed)
        self._next = itertools.count()
        for event in events:
            self._happen(event)
        return self

    def _happen(self, one: Any) -> None:
        match one:
            case ("do", number, (name, *arguments)):
                # undoing what others changed since is refused
                with suppress(InspectionError):
                    getattr(self.replicas[number], name)(*arguments)
            case ("merge", into, source) if into != source:
                self.replicas[into].merge(self.replicas[source])
            case ("fork", source, into) if into != source:
                self.replicas[into].become(self.replicas[source])
            case ("skew", number, seconds):
                self.replicas[number].skew += timedelta(seconds=seconds)
            case _:
                pass

    def master(self, order: list[int]) -> Replica:
        """The file everybody began with, with the replicas merged in this order."""
        master = self._masters[next(self._next)]
        master.begin_anew(self._seed)
        for number in order:
            master.merge(self.replicas[number])
        return master
