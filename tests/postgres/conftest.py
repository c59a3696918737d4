"""A server for the tests of one process, and masters on it."""

import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from db.postgres.address import Address
from db.postgres.founding import found
from db.postgres.master import Master
from db.store import Store
from tests.commands.conftest import (  # noqa: F401  # the demo, merged once
    log_apart,
    merged,
    merged_once,
    recorded,
    recorded_once,
)
from tests.conftest import Clock
from tests.postgres.server import Server, running
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
def url(server: Server) -> str:
    """An empty database."""
    name = f"bureau{next(_numbers)}"
    server.run(f"CREATE DATABASE {name}")
    return server.url(name)


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
