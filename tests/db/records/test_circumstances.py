"""What is known of a school, and what it does to what the school is asked, in a real file."""

import uuid

import pytest

from db.records.asked_items import circumstances_that_matter, items_for
from db.records.schools import SchoolLine
from db.store import Store
from db.vocabulary import Act, Circumstance, FindingStatus, Verdict
from inspector_gui.statistics.gap import Gap
from inspector_gui.statistics.unfinished import unfinished

CANTEEN, UNIFORMS = Circumstance.CANTEEN, Circumstance.UNIFORMS


@pytest.fixture
def item(store: Store) -> uuid.UUID:
    """The first item is about the canteen from now on."""
    with store.act(Act.PLAN) as work:
        first = work.catalogues.items("fee")[0]
        work.catalogues.change_item(first.id, circumstances=(CANTEEN,))
    return first.id


def _line(store: Store) -> SchoolLine:
    with store.read() as work:
        return work.schools.lines()[0]


def _note(store: Store, present: dict[Circumstance, bool | None]) -> None:
    with store.act(Act.RECORD_VISIT) as work:
        work.circumstances.note(_line(store).id, present)


def _asked(store: Store) -> list[str]:
    line = _line(store)
    with store.read() as work:
        return [one.code for one in items_for(work.catalogues.items(), line)]


def _open(store: Store) -> dict[Gap, tuple[str, ...]]:
    line = _line(store)
    with store.read() as work:
        return {gap.gap: gap.names for gap in unfinished(work, line)}


@pytest.mark.usefixtures("item")
def test_unknown_is_asked_no_is_not_and_undone_is_asked_again(store: Store) -> None:
    assert _asked(store) == ["F-FW-01", "F-FW-02"]
    _note(store, {CANTEEN: False})
    assert _asked(store) == ["F-FW-02"]
    store.undo()
    assert _asked(store) == ["F-FW-01", "F-FW-02"]
    _note(store, {CANTEEN: False})
    _note(store, {CANTEEN: None})
    assert _asked(store) == ["F-FW-01", "F-FW-02"]
    with store.read() as work:
        assert work.circumstances.known() == {}


@pytest.mark.parametrize("recorded", ["verdict", "note", "amount", "finding", "withdrawn"])
def test_an_item_with_something_recorded_never_disappears(
    store: Store, item: uuid.UUID, recorded: str
) -> None:
    visit = _line(store).visit_id
    values = {"verdict": Verdict.NA, "note": "看过", "amount": 100}
    with store.act(Act.ANSWER_ITEM) as work:
        if recorded in values:
            name = {"amount": "amount_fen"}.get(recorded, recorded)
            work.checklists.answer(visit, item, **{name: values[recorded]})
        else:
            finding = work.findings.raise_finding(visit, item, "WT-01", fact="事实")
            if recorded == "withdrawn":
                work.findings.judge(finding, FindingStatus.WITHDRAWN, "记错了")
    _note(store, {CANTEEN: False})
    assert _asked(store) == ["F-FW-01", "F-FW-02"]


def test_a_verdict_taken_back_is_no_record(store: Store, item: uuid.UUID) -> None:
    visit = _line(store).visit_id
    for verdict in (Verdict.OK, None):
        with store.act(Act.ANSWER_ITEM) as work:
            work.checklists.answer(visit, item, verdict=verdict)
    _note(store, {CANTEEN: False})
    assert _asked(store) == ["F-FW-02"]


def test_what_is_unknown_is_said_only_where_it_decides_something(
    store: Store, item: uuid.UUID
) -> None:
    assert _open(store)[Gap.CIRCUMSTANCE_UNKNOWN] == ("食堂供餐",)
    with store.act(Act.ANSWER_ITEM) as work:
        work.checklists.answer(_line(store).visit_id, item, verdict=Verdict.OK)
    assert Gap.CIRCUMSTANCE_UNKNOWN not in _open(store)
    _note(store, {CANTEEN: False})
    assert _open(store)[Gap.CIRCUMSTANCE_DENIED] == ("F-FW-01",)
    _note(store, {CANTEEN: True})
    assert Gap.CIRCUMSTANCE_DENIED not in _open(store)


@pytest.mark.usefixtures("item")
def test_only_what_decides_an_item_is_asked_of_the_school(store: Store) -> None:
    line = _line(store)
    _note(store, {UNIFORMS: True})
    with store.read() as work:
        assert circumstances_that_matter(work.catalogues.items(), line) == (CANTEEN,)
