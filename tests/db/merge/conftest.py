"""A world of copies for the laws, on a fast disk where there is one."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.conftest import Clock, prepare
from tests.db.merge.histories import COPIES
from tests.db.merge.replicas import Replica
from tests.db.merge.world import World
from tests.sharing import fast_folder

LAWS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    report_multiple_bugs=False,
    database=None,
)


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    with tempfile.TemporaryDirectory(dir=fast_folder()) as name:
        folder = Path(name)
        seed = folder / "总.inspection"
        prepare(seed, Clock())
        replicas = [Replica(folder / f"r{n}.inspection", seed) for n in range(COPIES)]
        masters = [Replica(folder / f"m{n}.inspection", seed) for n in range(COPIES)]
        yield World(seed, replicas, masters)
        for replica in (*replicas, *masters):
            replica.store.close()
