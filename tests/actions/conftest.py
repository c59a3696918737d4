"""A school and an item of its checklist, before anything is recorded."""

import pytest

from db.records.catalogues import Item
from db.records.findings import FindingLine
from db.records.schools import SchoolLine
from db.store import Store


@pytest.fixture
def school(store: Store) -> SchoolLine:
    with store.read() as work:
        return work.schools.lines()[0]


@pytest.fixture
def item(store: Store) -> Item:
    with store.read() as work:
        return work.catalogues.items("fee")[0]


def only_finding(store: Store, school: SchoolLine) -> FindingLine:
    with store.read() as work:
        (line,) = work.findings.lines(school.visit_id)
    return line
