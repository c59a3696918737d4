"""Points heard in an interview: one per question, whoever wrote it where."""

import uuid

from db.schema.talk import InterviewPoint
from db.store import Store
from db.vocabulary import Act, Stage


def _talk(store: Store) -> tuple[uuid.UUID, uuid.UUID]:
    with store.read() as work:
        visit = work.schools.lines()[0].visit_id
    with store.act(Act.RECORD_INTERVIEW) as work:
        talk = work.interviews.record(visit, Stage.PRI, place_kind="操场", persons=2)
    return visit, talk


def _hear(store: Store, talk: uuid.UUID, text: str | None) -> None:
    with store.act(Act.RECORD_INTERVIEW) as work:
        work.interviews.hear(talk, "I01", text)


def test_a_point_is_changed_and_taken_back(store: Store) -> None:
    visit, talk = _talk(store)
    for text in ("甲", "乙", "乙"):
        _hear(store, talk, text)
    with store.read() as work:
        [line] = work.interviews.lines(visit)
    assert dict(line.points) == {"I01": "乙"}
    assert (line.persons, line.place_kind) == (2, "操场")
    _hear(store, talk, None)
    with store.read() as work:
        assert dict(work.interviews.lines(visit)[0].points) == {}
    store.undo()
    with store.read() as work:
        assert dict(work.interviews.lines(visit)[0].points) == {"I01": "乙"}


def test_what_two_laptops_heard_stands_side_by_side(store: Store) -> None:
    visit, talk = _talk(store)
    _hear(store, talk, "甲")
    with store.act(Act.RECORD_INTERVIEW) as work:
        work.session.add(InterviewPoint(interview_id=talk, question="I01", text="乙"))
    with store.read() as work:
        assert dict(work.interviews.lines(visit)[0].points) == {"I01": "甲；乙"}
    _hear(store, talk, "丙")
    with store.read() as work:
        assert dict(work.interviews.lines(visit)[0].points) == {"I01": "丙"}


def test_a_dropped_interview_counts_no_persons(store: Store) -> None:
    visit, talk = _talk(store)
    _hear(store, talk, "甲")
    with store.act(Act.DELETE) as work:
        work.interviews.drop(talk)
    with store.read() as work:
        assert work.interviews.persons(visit) == 0
        assert work.totals.figures(visit).student_interviews == 0
    store.undo()
    with store.read() as work:
        assert work.interviews.persons(visit) == 2
        assert dict(work.interviews.lines(visit)[0].points) == {"I01": "甲"}
