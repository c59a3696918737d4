"""Several finance officers at one master, at the same time."""

import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.errors import InspectionError
from db.journal.fields import live
from db.merge.attaching import joined
from db.merge.batch_import import merge_all
from db.merge.cancellation import given_up_at_once
from db.postgres import engine
from db.postgres.master import Master
from db.progress import Cancelled
from db.schema.journal import Edit
from db.schema.school import School
from db.schema.visit import Visit
from db.store import Store
from db.vocabulary import Act, FindingStatus
from inspector_gui.actions.findings import revise_finding
from tests.db.looking import visit_of
from tests.db.merge.replicas import state

Open = Callable[[], Master]


def _place(store: Master, place: str, wait: Callable[[], Any] = lambda: None) -> None:
    visit = visit_of(store)
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit, place=place)
        work.session.flush()
        wait()


def _heads(store: Master, column: str) -> list[Any]:
    with store.read() as work:
        return list(work.session.scalars(select(Edit.new).where(Edit.col == column, live(Edit))))


def _waiting(store: Master) -> bool:
    """Somebody waits for a lock."""
    with store.read() as work:
        waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(work.session.scalar(waits))


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(2000):
        if holds():
            return
    raise AssertionError("never came")


@pytest.fixture
def meanwhile() -> Any:
    with ThreadPoolExecutor(2) as pool:
        yield pool.submit


def test_officers_write_beside_each_other(master: Master, another: Open) -> None:
    other = another()
    visit = visit_of(master)
    with master.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit, place="校门")
        work.session.flush()
        with other.act(Act.REGISTER) as theirs:  # does not wait
            school = theirs.session.scalars(select(School)).one()
            school.head = "王喆"
    with master.read() as work:
        assert work.session.scalars(select(Visit.place)).one() == "校门"
        assert work.session.scalars(select(School.head)).one() == "王喆"
        assert work.conflicts.count() == 0


def test_on_one_field_the_second_waits_and_knows_the_first(
    master: Master, another: Open, meanwhile: Any
) -> None:
    other, watcher, written, go_on = another(), another(), Event(), Event()

    def hold() -> None:
        written.set()
        go_on.wait(10)

    first: Future[None] = meanwhile(_place, master, "校门", hold)
    written.wait(10)
    second: Future[None] = meanwhile(_place, other, "会议室")
    _until(lambda: _waiting(watcher))
    go_on.set()
    first.result(10)
    second.result(10)
    assert _heads(master, "place") == ["会议室"]
    with master.read() as work:
        assert work.session.scalars(select(Visit.place)).one() == "会议室"
        assert work.conflicts.count() == 0


def test_a_pen_is_its_holder_s(master: Master, another: Open) -> None:
    other = another()
    with master.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit_of(other), place="校门")
        with pytest.raises(IntegrityError), other.engine.begin() as connection:
            connection.execute(text("UPDATE school SET name = 'x'"))


def test_who_comes_during_a_merge_is_told(
    master: Master, another: Open, campaign_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 100)
    other = another()
    with joined(master, campaign_file), pytest.raises(InspectionError, match="合并或裁定"):
        _place(other, "校门")
    _place(other, "校门")
    assert _heads(master, "place") == ["校门"]


def test_two_merges_come_one_after_the_other(
    master: Master, another: Open, recorded_visit: Path, meanwhile: Any
) -> None:
    other = another()

    def merge(store: Master) -> Any:
        [receipt] = merge_all(store, {recorded_visit: None})
        return receipt

    receipts = [one.result(60) for one in [meanwhile(merge, master), meanwhile(merge, other)]]
    assert sorted(receipt.edits for receipt in receipts) == [0, 1]
    assert _heads(master, "place") == ["操场"]


@pytest.fixture
def recorded_visit(campaign_file: Path, tmp_path: Path) -> Path:
    """A laptop's copy of the file, in which somebody filled in the visit."""
    copy = Path(shutil.copy(campaign_file, tmp_path / "组.inspection"))
    with Store.open(copy) as store, store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit_of(store), place="操场")
    return copy


def test_a_merge_that_is_given_up_leaves_nothing(master: Master, recorded_visit: Path) -> None:
    before = state(master)

    def give_up(done: int, total: int) -> None:
        if done > 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(merge_all(master, {recorded_visit: None}, progress=lambda _: give_up))
    assert state(master) == before
    [receipt] = merge_all(master, {recorded_visit: None})
    assert receipt.edits == 1


def test_a_long_statement_is_given_up_in_the_middle(master: Master) -> None:
    def give_up(done: int, total: int) -> None:
        raise Cancelled

    def sleep(session: Session) -> None:
        with given_up_at_once(session, give_up):
            session.execute(text("SELECT pg_sleep(60)"))

    with Session(master.engine) as session, pytest.raises(Cancelled):
        sleep(session)


def _objected(store: Master) -> Any:
    with store.read() as work:
        item = work.catalogues.items("fee")[0]
    with store.act(Act.RAISE_FINDING) as work:
        return work.findings.raise_finding(
            visit_of(store),
            item.id,
            "WT-77",
            fact="超标准收费",
            due_fen=10_000,
            status=FindingStatus.OBJECTED,
        )


def test_two_officers_decide_one_objection_and_the_second_is_told(
    master: Master, another: Open, meanwhile: Any
) -> None:
    other, finding = another(), _objected(master)
    given = {"store": other, "school": None, "finding": finding, "reason": "部分采纳"}
    with master.act(Act.JUDGE_FINDING) as work:
        work.findings.require_status(finding, [FindingStatus.OBJECTED])
        work.findings.judge(finding, FindingStatus.UPHELD, "理由不成立")
        work.session.flush()
        late: Future[Any] = meanwhile(lambda: revise_finding(**given))
        _until(lambda: _waiting(another()))
    with pytest.raises(InspectionError, match="状态已变"):
        late.result(20)
    with other.read() as work:
        [line] = [line for line in work.findings.lines(visit_of(other)) if line.id == finding]
    assert (line.status, line.reason) == (FindingStatus.UPHELD, "理由不成立")


def test_two_officers_do_not_note_more_together_than_is_due(
    master: Master, another: Open, meanwhile: Any
) -> None:
    other, finding = another(), _objected(master)

    def note(store: Master, then: Callable[[], Any] = lambda: None) -> None:
        with store.act(Act.FOLLOW_UP) as work:
            work.refunds.note(finding, 6_000, sighted_on=date(2025, 10, 20))
            then()

    late: list[Future[Any]] = []

    def second() -> None:
        late.append(meanwhile(lambda: note(other)))
        _until(lambda: _waiting(another()))

    note(master, second)
    with pytest.raises(InspectionError, match="不能多于应退"):
        late[0].result(20)
