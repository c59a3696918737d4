"""A bureau, a team and a stick for each test."""

from pathlib import Path

import pytest

from tests.db.packages.pairs import Pair, lay_pair


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Pair:
    return lay_pair(tmp_path_factory, tmp_path)
