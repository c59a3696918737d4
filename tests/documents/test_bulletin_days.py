"""The bulletin tells the numbers of the day written in it, and what changed since the last."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.publishing.bulletin import bulletin_facts
from db.store import Store
from db.vocabulary import Act, DocumentKind, FindingStatus
from inspector_gui.documents.document import Document
from inspector_gui.documents.document_list import papers_of_campaign
from inspector_gui.documents.issues import sheet_of
from inspector_gui.documents.surface import Surface
from inspector_gui.statistics.figure_changes import changes_since, last_bulletin
from tests.conftest import Clock, prepare
from tests.db.looking import item_of, visit_of
from tests.documents.samples import recorded


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Store, Clock]]:
    clock = Clock()
    prepare(tmp_path / "总.inspection", clock)
    with Store.open(tmp_path / "总.inspection", now=clock) as store:
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), visited_on=date(2025, 9, 15))
        yield store, clock


def _find(store: Store, serial: str) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(
            visit_of(store), item_of(store).id, serial, fact="甲", status=FindingStatus.FED_BACK
        )


def _write(store: Store, **values: str) -> None:
    with store.act(Act.EDIT_TEXT) as work:
        campaign = work.campaigns.current().id
        for name, value in values.items():
            work.documents.fill_in(campaign, DocumentKind.BULLETIN, name, value)


def _bulletin(store: Store, place: int = 0) -> tuple[str, tuple[str, ...]]:
    with store.read() as work:
        paper = [
            paper for paper in papers_of_campaign(work) if paper.kind is DocumentKind.BULLETIN
        ][place]
        sheet = sheet_of(work, paper, (), store.now())
    return _text(sheet.document), sheet.frozen.body.missing


def _text(document: Document) -> str:
    """What is drawn, line after line, without what stands between the lines."""
    drawn = recorded(document).operations
    runs = (arguments[2] for operation, arguments in drawn if operation is Surface.text)
    return "".join(run.text for line in runs for run in line)


def _lock(store: Store) -> None:
    with store.act(Act.ISSUE_DOCUMENT) as work:
        work.documents.lock(
            None,
            kind=DocumentKind.BULLETIN,
            serial="2025-SF-T",
            version=1,
            content_hash="",
            locked_at=store.now(),
        )


def test_what_came_after_its_day_is_the_next_bulletin_s(office: tuple[Store, Clock]) -> None:
    """China's midnight ends the day: 15:59 UTC is still in it, 16:00 is not."""
    store, clock = office
    clock.moment = datetime(2025, 9, 15, 15, 59, 0, tzinfo=UTC)
    _find(store, "WT-01")
    clock.moment = datetime(2025, 9, 15, 16, 0, 0, tzinfo=UTC)
    _find(store, "WT-02")
    _write(store, cut_off="2025-09-15", issued_on="2025-09-20")
    text, missing = _bulletin(store)
    assert "检查发现问题1个" in text
    assert "数据截至2025年9月15日24:00" in text
    assert not [one for one in missing if "截至" in one]
    _write(store, cut_off="2025-09-16")
    assert "检查发现问题2个" in _bulletin(store)[0]


@pytest.mark.parametrize(
    ("written", "word"),
    [("", "还没有填写数据截至日期"), ("2025-09-17", "还没有到"), ("2025-09-16", "晚于成文日期")],
)
def test_a_day_that_cannot_be_keeps_the_bulletin_from_being_final(
    office: tuple[Store, Clock], written: str, word: str
) -> None:
    store, clock = office
    clock.moment = datetime(2025, 9, 16, 1, tzinfo=UTC)
    _write(store, cut_off=written, issued_on="2025-09-15")
    assert any(word in one for one in _bulletin(store)[1])


def test_what_changed_since_the_last_bulletin_stands_in_the_next_and_by_which_records(
    office: tuple[Store, Clock],
) -> None:
    store, clock = office
    _find(store, "WT-01")
    clock.moment = datetime(2025, 9, 16, 1, tzinfo=UTC)
    _write(store, cut_off="2025-09-15", issued_on="2025-09-16")
    assert "与上次通报" not in _bulletin(store)[0]
    _lock(store)
    assert "与上次通报" not in _bulletin(store)[0], "the bulletin is not compared with itself"
    _find(store, "WT-02")
    clock.moment = datetime(2025, 9, 20, 1, tzinfo=UTC)
    _write(store, cut_off="2025-09-19", issued_on="2025-09-20")
    since = "与上次通报（数据截至2025年9月15日24:00）相比，发现的问题由1个变为2个。"
    assert since in _bulletin(store)[0]
    annex, _ = _bulletin(store, 1)
    assert "上次通报（数据截至2025年9月15日24:00）以来变化的数" in annex
    assert "WT-02" in annex
    with store.read() as work:
        last = last_bulletin(work)
        assert last == datetime(2025, 9, 15, 16, tzinfo=UTC)
        changed = {one.after.key: one for one in changes_since(work, "fee", last)}
        facts = bulletin_facts(work)
    assert changed["findings"].sentence.startswith("问题 1 → 2 个（WT-02")
    assert (facts.then["findings"], facts.figures.findings) == (1, 2)
