"""Which items a school or unit is asked, from the shipped catalogues in a real file."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.records.asked_items import items_for
from db.records.catalogues import Item
from db.store import Store
from db.vocabulary import Area, Ownership, Stage
from inspector_gui.resources import CHECKLISTS


@pytest.fixture
def items(demo: Path) -> Iterator[list[Item]]:
    with Store.open(next(demo.glob("*-SF*.inspection"))) as store, store.read() as work:
        yield work.catalogues.items()


def asked(items: list[Item], inspection: str, *stages: Stage, **other: object) -> list[str]:
    where = {"ownership": Ownership.PUBLIC, "area": Area.URBAN, **other}
    visited = SimpleNamespace(inspection=inspection, stages=stages, **where)
    return [item.code for item in items_for(items, visited)]


def test_a_unit_without_stages_gets_the_checklist_of_its_inspection(items: list[Item]) -> None:
    finance = [item for item in items if item.inspection == "finance"]
    public = [one.code for one in finance if Ownership.PUBLIC in one.ownerships]
    assert asked(items, "finance") == public
    assert len(public) > 0


def test_a_school_is_asked_by_its_own_inspection_alone(items: list[Item]) -> None:
    fee = set(asked(items, "fee", Stage.PRI, Stage.JUN))
    finance = set(asked(items, "finance", Stage.PRI, Stage.JUN))
    assert fee
    assert finance
    assert fee.isdisjoint(finance)


def test_stage_and_ownership_decide_what_a_school_is_asked(items: list[Item]) -> None:
    kindergarten = asked(items, "fee", Stage.KG)
    private = asked(items, "fee", Stage.KG, ownership=Ownership.PRIVATE)
    assert kindergarten != asked(items, "fee", Stage.SEN)
    assert kindergarten != private


def test_an_inspection_that_the_file_does_not_have_asks_nothing(items: list[Item]) -> None:
    assert asked(items, "other", Stage.PRI) == []


def test_law_that_nobody_read_waits_to_be_checked(demo: Path) -> None:
    """Only what was read in the statute or on a page comes locked, dated and by its article."""
    content = json.loads(CHECKLISTS.read_text("utf-8"))
    titles = {one["id"]: one["title"] for one in content["regulations"]}
    unread = {
        (item["code"], titles[cited["reg"]], cited["article"])
        for part in ("fee", "finance")
        for category in content[part]["categories"]
        for item in category["items"]
        for cited in item["basis"]
        if cited["verification"] not in ("statute_text", "web_page")
    }
    assert len(unread) > 100
    with Store.open(next(demo.glob("*-SF*.inspection"))) as store, store.read() as work:
        items = {item.id: item.code for item in work.catalogues.items()}
        locked = {
            (items[one.item_id], one.citation.title, one.citation.article)
            for one in work.catalogues.bases()
            if one.locked
        }
    assert locked
    assert locked.isdisjoint(unread)
    assert all(article for _item, _title, article in locked)
