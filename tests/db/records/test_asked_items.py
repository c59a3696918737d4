"""Which items a school or unit is asked, from the shipped catalogues in a real file."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from db.records.asked_items import items_for
from db.records.catalogues import Item
from db.store import Store
from db.vocabulary import Area, Circumstance, Ownership, Stage
from inspector_gui.resources import CHECKLISTS


@pytest.fixture
def items(demo: Path) -> Iterator[list[Item]]:
    with Store.open(next(demo.glob("*-SF*.inspection"))) as store, store.read() as work:
        yield work.catalogues.items()


def asked(items: list[Item], inspection: str, *stages: Stage, **other: object) -> list[str]:
    where = {"ownership": Ownership.PUBLIC, "area": Area.URBAN, "absent": (), "recorded": ()}
    where |= other
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


def test_what_a_school_has_not_it_is_not_asked_about(items: list[Item]) -> None:
    """What is not known is asked; what only kindergartens or private schools are asked goes by
    stage and ownership."""
    whole = asked(items, "fee", Stage.PRI)
    kitchenless = asked(items, "fee", Stage.PRI, absent={Circumstance.CANTEEN})
    assert set(whole) - set(kitchenless) == {"F-FW-08A", "F-FW-08B", "F-FW-08C", "F-FW-08D"}
    plain = asked(items, "fee", Stage.PRI, absent=set(Circumstance))
    assert (len(whole), len(plain)) == (74, 53)


def test_what_is_recorded_stays_on_the_list(items: list[Item]) -> None:
    [rate] = [item for item in items if item.code == "F-FW-10A"]
    absent = {Circumstance.AFTER_SCHOOL}
    shown = asked(items, "fee", Stage.PRI, absent=absent, recorded={rate.id})
    assert [code for code in shown if code.startswith("F-FW-10")] == ["F-FW-10A"]
    assert "F-FW-10A" not in asked(items, "fee", Stage.SEN, absent=absent, recorded={rate.id})


def test_an_item_of_two_things_is_asked_where_there_is_one_of_them(items: list[Item]) -> None:
    [rate] = [item for item in items if item.code == "F-FW-10A"]
    both = frozenset({Circumstance.AFTER_SCHOOL, Circumstance.CANTEEN})
    changed = [replace(rate, circumstances=both)]
    assert asked(changed, "fee", Stage.PRI, absent={Circumstance.CANTEEN}) == ["F-FW-10A"]
    assert asked(changed, "fee", Stage.PRI, absent=both) == []


def test_prohibitions_are_asked_whatever_a_school_says_of_itself(items: list[Item]) -> None:
    """A school that says it does none of it is still asked whether it does what is forbidden."""
    plain = asked(items, "fee", Stage.PRI, Stage.JUN, absent=set(Circumstance))
    assert {"F-BK-01", "F-JF-03", "F-JF-04", "F-FW-05", "F-FW-12", "F-QT-02A"} <= set(plain)


def test_law_that_nobody_read_waits_to_be_checked(demo: Path) -> None:
    """Only what was read in the statute or on a page comes locked, dated and by its article."""
    content = json.loads(CHECKLISTS.read_text("utf-8"))
    titles = {regulation["id"]: regulation["title"] for regulation in content["regulations"]}
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
            (items[basis.item_id], basis.citation.title, basis.citation.article)
            for basis in work.catalogues.bases()
            if basis.locked
        }
    assert locked
    assert locked.isdisjoint(unread)
    assert all(article for _item, _title, article in locked)
