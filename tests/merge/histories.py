"""What may happen to copies of one file, for the laws."""

from hypothesis import strategies as st

from db.vocabulary import FindingStatus, Verdict

COPIES = 4

copy = st.integers(0, COPIES - 1)
small = st.integers(0, 3)
deed = st.one_of(
    st.tuples(st.just("type_school"), st.sampled_from("甲乙"), st.sampled_from(["", "王喆"])),
    st.tuples(st.just("type_class"), st.integers(1, 2), st.sampled_from([None, 40, 41])),
    st.tuples(st.just("open_envelope"), small, st.integers(40, 42)),
    st.tuples(st.just("begin_counting"), small),
    st.tuples(st.just("tally"), small, st.sampled_from([None, 1, 2])),
    st.tuples(st.just("answer"), small, st.sampled_from([Verdict.OK, Verdict.VIOLATION])),
    st.tuples(st.just("raise_finding"), st.sampled_from("甲乙")),
    st.tuples(st.just("restate"), small, st.just("involved_fen"), st.sampled_from([100, 200])),
    st.tuples(st.just("restate"), small, st.just("fact"), st.sampled_from("甲乙")),
    st.tuples(st.just("restate"), small, st.just("status"), st.sampled_from(FindingStatus)),
    st.tuples(st.just("restate"), small, st.just("advice"), st.sampled_from("甲乙")),
    st.tuples(st.just("delete"), small),
    st.tuples(st.just("undo")),
)
event = st.one_of(
    st.tuples(st.just("do"), copy, deed),
    st.tuples(st.just("do"), copy, deed),
    st.tuples(st.just("do"), copy, deed),
    st.tuples(st.just("merge"), copy, copy),
    st.tuples(st.just("fork"), copy, copy),
    st.tuples(st.just("skew"), copy, st.integers(-5000, 5000)),
)
history = st.lists(event, max_size=24)
