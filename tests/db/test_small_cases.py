"""Nobody works out the amount of few pupils by subtracting what is published."""

from hypothesis import given
from hypothesis import strategies as st

from db.publishable.bulletin import Amount
from db.publishing.small_cases import Case, Published, edges, is_few, published_amounts

_CASES = st.lists(
    st.builds(
        Case,
        category=st.sampled_from("甲乙丙丁"),
        students=st.sampled_from([0, 3, 9, 10, 400]),
        involved_fen=st.sampled_from([0, 1, 30_000, 999_999, 1_000_000, 3_000_000, 80_000_000]),
        exact=st.booleans(),
    ).filter(lambda one: not (one.exact and is_few(one.students))),
    max_size=8,
)


def _rests(cases: list[Case]) -> dict[str, int]:
    names = {case.category for case in cases}
    return {
        name: sum(case.involved_fen for case in cases if case.category == name and not case.exact)
        for name in names
    }


def _few(cases: list[Case], name: str) -> bool:
    return is_few(sum(case.students for case in cases if case.category == name and not case.exact))


def _range(cases: list[Case], told: Published, name: str) -> tuple[int, float]:
    """What a reader knows of what is left of a category: from, and up to and with."""
    if told.total.fen is None:
        return 0, float("inf")
    rests = _rests(cases)
    others = [rest for rest in rests if rest != name and told.categories[rest].hidden]
    known = rests[name] + sum(rests[other] for other in others)
    low, high = 0, 0.0
    for other in others:
        banded = told.categories[other].band is not None
        low += edges(rests[other])[0] if banded else 0
        high += (edges(rests[other])[1] or 0) - 1 if banded else float("inf")
    return max(0, known - int(min(high, known))), known - low


@given(_CASES)
def test_what_few_pupils_paid_may_still_be_anything_in_its_band(cases: list[Case]) -> None:
    told = published_amounts(cases)
    for name, rest in _rests(cases).items():
        if rest and _few(cases, name):
            assert told.categories[name].hidden
            begun, ended = _range(cases, told, name)
            low, high = edges(rest)
            assert begun <= low
            assert ended >= (high or rest) - 1


@given(_CASES)
def test_the_same_is_published_whatever_the_small_amount_is_in_its_band(cases: list[Case]) -> None:
    """Money moved between a small amount and what covers it changes nothing that is told."""
    told = published_amounts(cases)
    small = [name for name, rest in _rests(cases).items() if rest and _few(cases, name)]
    assert all(told.categories[name].hidden for name in small)
    if small and not told.total.hidden:
        hidden = [name for name, amount in told.categories.items() if amount.hidden]
        assert len(hidden) > 1


@given(_CASES.filter(lambda cases: not any(is_few(case.students) for case in cases)))
def test_without_few_pupils_all_is_told(cases: list[Case]) -> None:
    told = published_amounts(cases)
    assert told.total == Amount(sum(case.involved_fen for case in cases))
    assert not any(amount.hidden for amount in told.categories.values())


def test_five_pupils_alone_in_a_category_are_banded_and_the_next_is_left_out() -> None:
    cases = [
        Case("择校", 5, 3_000_000),
        Case("补课", 312, 8_112_000),
        Case("服装", 400, 90_000_000),
    ]
    told = published_amounts(cases)
    assert told.categories["择校"] == Amount(band=5_000_000)
    assert told.categories["补课"] == Amount()
    assert told.categories["服装"] == Amount(90_000_000)
    assert told.total == Amount(101_112_000)


def test_what_a_named_school_leaves_of_a_category_is_not_given_away() -> None:
    """8.1 of 8.4 is told of a named school: the rest would be five pupils'."""
    cases = [
        Case("择校", 5, 300_000),
        Case("择校", 312, 8_112_000, exact=True),
        Case("服装", 400, 90_000_000),
    ]
    told = published_amounts(cases)
    assert told.categories["择校"] == Amount()
    assert told.categories["服装"].hidden


def test_where_nothing_covers_it_the_total_is_a_band_too() -> None:
    told = published_amounts([Case("择校", 5, 3_000_000)])
    assert told.total == told.categories["择校"] == Amount(band=5_000_000)
