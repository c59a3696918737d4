"""What people do and ask, on a master: the same tests as on a file."""

import pytest

from db.postgres.master import Master
from tests.db.records.test_fees import *  # noqa: F403
from tests.db.records.test_findings import *  # noqa: F403
from tests.db.records.test_interviews import *  # noqa: F403
from tests.db.records.test_sheets import *  # noqa: F403


@pytest.fixture
def store(master: Master) -> Master:
    return master
