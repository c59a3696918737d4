"""What may happen to copies of one file, for the laws.

People meet on few rows and say few things, so that laws are tried on what files disagree on.
"""

from typing import Any, TypeVar

from hypothesis import strategies as st

from db.vocabulary import FindingStatus, Verdict

COPIES = 4
T = TypeVar("T")


def mostly(*kinds: tuple[int, st.SearchStrategy[T]]) -> st.SearchStrategy[T]:
    """One of these, each as often as its number says; `one_of` drops repetitions."""
    weighted = [kind for number, kind in kinds for _ in range(number)]
    return st.sampled_from(weighted).flatmap(lambda kind: kind)


copy = st.sampled_from((0, 0, 0, 1, 1, 1, 2, 3))
place = st.sampled_from((0, 0, 0, 1, 2))
_statuses = (FindingStatus.CONFIRMED, FindingStatus.WITHDRAWN)
_often = st.one_of(
    st.tuples(st.just("type_class"), st.just(1), st.sampled_from((None, 40, 41))),
    st.tuples(st.just("tally"), place, st.sampled_from((None, 1, 2))),
    st.tuples(st.just("answer"), place, st.sampled_from((Verdict.OK, Verdict.VIOLATION))),
    st.tuples(st.just("restate"), place, st.just("involved_fen"), st.sampled_from((100, 200))),
    st.tuples(st.just("restate"), place, st.just("fact"), st.sampled_from("乙丙")),
    st.tuples(st.just("restate"), place, st.just("status"), st.sampled_from(_statuses)),
    st.tuples(st.just("restate"), place, st.just("advice"), st.sampled_from("甲乙")),
    st.tuples(st.just("delete"), st.integers(0, 4)),
)
_seldom = st.one_of(
    st.tuples(st.just("type_school"), st.sampled_from("甲乙"), st.sampled_from(("", "王喆"))),
    st.tuples(st.just("type_class"), st.just(2), st.sampled_from((None, 40))),
    st.tuples(st.just("open_envelope"), place, st.integers(40, 42)),
    st.tuples(st.just("begin_counting"), place),
    st.tuples(st.just("raise_finding"), st.sampled_from("甲乙")),
    st.tuples(st.just("undo")),
)
deed: st.SearchStrategy[Any] = mostly((3, _often), (1, _seldom))
_happening = st.one_of(
    st.tuples(st.just("merge"), copy, copy),
    st.tuples(st.just("fork"), copy, copy),
    st.tuples(st.just("skew"), copy, st.integers(-5000, 5000)),
)
event = mostly((4, st.tuples(st.just("do"), copy, deed)), (1, _happening))
#: A history may begin where work has begun: there is something to change from the first event on.
BEGUN = ("begun",)


def from_some_point(events: st.SearchStrategy[list[Any]]) -> st.SearchStrategy[list[Any]]:
    return mostly((1, events), (2, events.map(lambda one: [BEGUN, *one])))


history = from_some_point(st.lists(event, min_size=10, max_size=24))
