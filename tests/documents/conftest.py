"""What tests of documents share: the one school of the small campaign."""

import pytest

from db.store import Store
from inspector_gui.documents.scope import Scope


@pytest.fixture
def scope(store: Store) -> Scope:
    with store.read() as work:
        line = work.schools.lines()[0]
        return Scope(line.name, work.campaigns.current().id, line)
