"""One way in: an act is kept whole or not at all, and says what it touched."""

import uuid
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import text, update

from db.errors import InspectionError
from db.schema.base import table_of
from db.schema.finding import Finding
from db.schema.journal import Pen
from db.schema.questionnaire import Draft, TallyCount
from db.store import Changed, Store
from db.unit_of_work import Work
from db.vocabulary import Act, Desk, FormKind, Stage, Subject
from tests.db.looking import ask, dump, item_of, visit_of


def _acts(store: Store) -> list[tuple[Any, ...]]:
    return ask(store.path, "SELECT what, person, device, school, reason FROM act ORDER BY id")


def _raise(work: Work, store: Store, serial: str = "WT-01") -> uuid.UUID:
    return work.findings.raise_finding(visit_of(store), item_of(store).id, serial, fact="甲")


def _count(store: Store, work: Work) -> uuid.UUID:
    """An envelope of a class with two cells to count; the entry."""
    school = work.schools.lines()[0]
    owner = work.schools.add_class(school.id, Stage.PRI, 3, 1, 40)
    form = work.forms.script(FormKind.STUDENT).id
    batch = work.questionnaires.open_envelope(school.visit_id, owner, form)
    return work.questionnaires.begin_counting(batch, 1, ["S01.A", "S01.B"])


@pytest.fixture
def heard(store: Store) -> list[Changed]:
    news: list[Changed] = []
    store.subscribe(news.append)
    return news


def test_an_act_is_kept_with_who_where_and_why(store: Store) -> None:
    with store.read() as work:
        person, school = work.people.members()[0].id, work.schools.lines()[0].id
    store.person = person
    with store.act(Act.RAISE_FINDING, school=school, reason="复核") as work:
        _raise(work, store)
    assert _acts(store)[-1] == (
        "raise_finding",
        person.bytes,
        store.device,
        school.bytes,
        "复核",
    )


def test_an_exception_inside_keeps_nothing_and_frees_the_pen(
    store: Store, heard: list[Changed]
) -> None:
    before = dump(store.path)

    def give_up() -> None:
        with store.act(Act.RAISE_FINDING) as work:
            _raise(work, store)
            work.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up()
    assert dump(store.path) == before
    assert heard == []
    with store.act(Act.RAISE_FINDING) as work:
        _raise(work, store)
    assert len(heard) == 1


def test_a_fault_found_at_the_end_keeps_nothing(store: Store) -> None:
    before = dump(store.path)
    with pytest.raises(InspectionError, match="1000 万"), store.act(Act.RAISE_FINDING) as work:
        work.session.get_one(Finding, _raise(work, store)).students = 10**9
    assert dump(store.path) == before


@pytest.mark.parametrize(
    "nothing",
    [
        lambda _work, _visit: None,
        lambda work, visit: work.visits.record(visit, place="甲地"),
        lambda work, visit: work.session.execute(
            text("UPDATE visit SET place = place WHERE id = :id"), {"id": visit.bytes}
        ),
        lambda work, _visit: work.session.execute(
            update(table_of(TallyCount)).values(count=TallyCount.count)
        ),
        lambda work, _visit: work.session.execute(
            update(table_of(Finding)).where(Finding.id == uuid.uuid4()).values(students=1)
        ),
    ],
    ids=["nothing", "same value", "same value in SQL", "same value in Core", "no row"],
)
def test_an_act_that_changes_nothing_leaves_no_trace(
    store: Store, heard: list[Changed], nothing: Callable[[Work, uuid.UUID], Any]
) -> None:
    visit = visit_of(store)
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit, place="甲地")
        _count(store, work)
    before = dump(store.path)
    heard.clear()
    with store.act(Act.RECORD_VISIT) as work:
        nothing(work, visit)
    assert dump(store.path) == before
    assert heard == []


def test_what_stays_in_this_file_is_kept_but_is_no_act(store: Store, heard: list[Changed]) -> None:
    acts, call = _acts(store), uuid.uuid4()
    with store.act(Act.LOG_CALL) as work:
        work.calls.keep_number(call, "13800000000")
    with store.act(Act.ENTER_SHEET) as work:
        work.session.merge(Draft(entry_id=call, keys="AB"))
    with store.read() as work:
        assert work.calls.number(call) == "13800000000"
        assert work.session.get_one(Draft, call).keys == "AB"
    assert _acts(store) == acts
    assert store.undo() is None
    assert [one.subjects for one in heard] == [{Subject.CALLS}, {Subject.QUESTIONNAIRES}]


def test_changed_names_what_the_orm_touched(store: Store, heard: list[Changed]) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        finding = _raise(work, store)
        work.visits.record(visit_of(store), place="甲地")
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(finding, fact="乙")
    assert heard == [
        Changed(Act.RAISE_FINDING, frozenset({Subject.FINDINGS, Subject.VISITS})),
        Changed(Act.EDIT_FINDING, frozenset({Subject.FINDINGS})),
    ]


def test_changed_names_what_core_and_raw_sql_touched(store: Store, heard: list[Changed]) -> None:
    with store.act(Act.TALLY) as work:
        entry = _count(store, work)
    with store.act(Act.TALLY) as work:
        work.questionnaires.tally(entry, "S01.A", 3)
    with store.act(Act.RECORD_VISIT) as work:
        work.session.connection().exec_driver_sql("UPDATE visit SET place = '乙地'")
    with store.act(Act.RECORD_INTERVIEW) as work:
        work.session.connection().exec_driver_sql(
            "INSERT INTO interview (id, visit_id, stage, place_kind, persons, note, act, deleted)"
            " VALUES (?, ?, 'PRI', '', 1, '', ?, 0)",
            (uuid.uuid4().bytes, visit_of(store).bytes, work.act.bytes if work.act else b""),
        )
    assert [set(one.subjects) for one in heard] == [
        {Subject.SCHOOLS, Subject.QUESTIONNAIRES},
        {Subject.QUESTIONNAIRES},
        {Subject.VISITS},
        {Subject.INTERVIEWS},
    ]


def test_listeners_may_act_themselves_and_may_leave(store: Store) -> None:
    done: list[Act | None] = []

    def answer(changed: Changed) -> None:
        store.unsubscribe(answer)
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), place="甲地")
        done.append(changed.act)

    store.subscribe(answer)
    with store.act(Act.RAISE_FINDING) as work:
        _raise(work, store)
    assert done == [Act.RAISE_FINDING]


def test_an_act_inside_an_act_is_our_mistake_and_says_so_at_once(store: Store) -> None:
    with (
        pytest.raises(RuntimeError, match="under way"),
        store.act(Act.RAISE_FINDING),
        store.act(Act.RECORD_VISIT),
    ):
        pass
    with store.act(Act.RAISE_FINDING) as work:
        _raise(work, store)


def test_acts_of_many_threads_come_one_after_the_other(store: Store) -> None:
    visit, threads, turns = visit_of(store), 6, 15

    def count() -> None:
        for _ in range(turns):
            with store.act(Act.RECORD_VISIT) as work:
                seen = work.visits.facts(visit).sites_seen or 0
                work.visits.record(visit, sites_seen=seen + 1)

    running = [Thread(target=count) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    with store.read() as work:
        assert work.visits.facts(visit).sites_seen == threads * turns
    edits = "SELECT e.id, s.new FROM edit e LEFT JOIN supersedes s ON s.old = e.id"
    chain = ask(store.path, f"{edits} WHERE e.col = 'sites_seen'")
    assert len(chain) == threads * turns
    assert [new for _, new in chain].count(None) == 1


def test_a_read_is_one_moment_of_the_file(store: Store) -> None:
    visit = visit_of(store)
    with store.read() as work:
        assert work.visits.facts(visit).place == ""
        with store.act(Act.RECORD_VISIT) as other:
            other.visits.record(visit, place="甲地")
        work.session.expire_all()
        assert work.visits.facts(visit).place == ""
    with store.read() as work:
        assert work.visits.facts(visit).place == "甲地"


def test_a_read_cannot_write(store: Store) -> None:
    before = dump(store.path)
    with store.read() as work:
        work.session.add(Draft(entry_id=uuid.uuid4(), keys="A"))
        work.session.flush()
    assert dump(store.path) == before


def test_the_clock_never_goes_back(store: Store, clock: Any) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        first = _raise(work, store)
    clock.moment = clock.moment.replace(year=2001)
    with store.act(Act.EDIT_FINDING) as work:
        work.findings.state(first, fact="乙")
    ids = [row[0] for row in ask(store.path, "SELECT id FROM act")]
    raised, stated = ask(store.path, "SELECT id FROM act WHERE what LIKE '%finding' ORDER BY id")
    assert stated[0] == max(ids)
    assert raised < stated
    with store.read() as work:
        assert work.session.get_one(Pen, 1).clock == stated[0].hex()[:16]


def test_a_file_says_what_it_is(store: Store) -> None:
    info = store.info()
    assert (info.desk, info.title, info.team_id) == (Desk.BUREAU, "测试", None)


def test_after_closing_nothing_but_the_file_and_its_backups_is_left(
    campaign_file: Path, clock: Any
) -> None:
    with Store.open(campaign_file, now=clock) as store, store.act(Act.RAISE_FINDING) as work:
        _raise(work, store)
    left = {path.name for path in campaign_file.parent.iterdir()}
    assert left == {campaign_file.name, "备份"}
