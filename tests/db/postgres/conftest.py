"""A server for the tests of one process, and masters on it."""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.postgres.founding import found
from db.postgres.master import Master
from db.postgres.master_url import Address
from db.store import Store
from tests.commands.conftest import (  # noqa: F401  # the demo, and a small campaign
    Office,
    log_apart,
    merged,
    merged_once,
    office_once,
    parted_once,
    recorded,
    recorded_once,
)
from tests.conftest import Clock, prepare
from tests.db.merge.histories import COPIES
from tests.db.merge.replicas import Replica
from tests.db.merge.world import World
from tests.db.postgres.masters import MasterReplica
from tests.db.postgres.server import Server, running
from tests.journeys.conftest import opened, settings_apart  # noqa: F401  # a real window
from tests.sharing import fast_folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with (
        tempfile.TemporaryDirectory(dir=fast_folder(), prefix="pg-") as name,
        running(Path(name)) as one,
    ):
        yield one


_numbers = itertools.count(1)


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """An empty database, for as long as the test."""
    name = f"bureau{next(_numbers)}"
    server.run(f"CREATE DATABASE {name}")
    yield server.url(name)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def office(office_once: Path, tmp_path: Path) -> Office:
    return _with_keys(office_once, office_once, tmp_path)


@pytest.fixture
def parted(parted_once: Path, office_once: Path, tmp_path: Path) -> Office:
    """Bureau and team both changed the place of signing and what the finding states."""
    return _with_keys(parted_once, office_once, tmp_path)


def _with_keys(folder: Path, keys: Path, target: Path) -> Office:
    for path in (*folder.glob("*.inspection"), *keys.glob("*.keys")):
        shutil.copy(path, target)
    return Office(target)


@pytest.fixture
def master(url: str, campaign_file: Path, clock: Clock) -> Iterator[Master]:
    """A master of the small campaign."""
    with Store.open(campaign_file, now=clock) as bureau:
        address = found(Address.parse(url), bureau)
    with Master.at(address, now=clock) as store:
        yield store


Open = Callable[[], Master]


@pytest.fixture
def another(master: Master) -> Iterator[Open]:
    """Other officers at the same master."""
    opened: list[Master] = []

    def open_one() -> Master:
        opened.append(Master.at(master.address))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def copies(server: Server) -> Iterator[World]:
    """Laptops, and files to merge them into."""
    with tempfile.TemporaryDirectory(dir=fast_folder()) as name:
        folder = Path(name)
        seed = folder / "总.inspection"
        prepare(seed, Clock())
        replicas = [Replica(folder / f"r{n}.inspection", seed) for n in range(COPIES)]
        masters = [Replica(folder / f"m{n}.inspection", seed) for n in range(COPIES)]
        yield World(seed, replicas, masters)
        for replica in (*replicas, *masters):
            replica.store.close()


@pytest.fixture
def files(copies: World) -> World:
    return copies


@pytest.fixture(scope="session")
def world(copies: World, server: Server) -> Iterator[World]:
    """The same laptops, and masters to merge them into."""
    masters = []
    for number in range(2):
        server.run(f"CREATE DATABASE world{number}")
        masters.append(MasterReplica(server.url(f"world{number}"), copies.bare))
    yield World(copies.bare, copies.replicas, masters)
    for master in masters:
        master.store.close()
