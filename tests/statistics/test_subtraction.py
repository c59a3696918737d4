"""The city's table, less what its schools published, tells nothing that a school hides."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_gui.statistics.subtraction import SchoolCells, gives_away
from inspector_gui.statistics.suppression import LEAST_FORMS, Shown, suppress, suppress_apart

PARTS = ("A", "B", "blank")
counts = st.tuples(*(st.integers(0, 8) for _ in PARTS)).map(
    lambda numbers: dict(zip(PARTS, numbers, strict=True))
)
campaigns = st.booleans().flatmap(
    lambda adds_up: st.tuples(
        st.just(adds_up), st.lists(counts, min_size=2, max_size=3 if adds_up else 2)
    )
)


def published(counts: dict[str, int], *, adds_up: bool) -> SchoolCells:
    """As the school's own table shows it."""
    if sum(counts.values()) < LEAST_FORMS:
        return SchoolCells(counts, None)
    return SchoolCells(counts, suppress(counts) if adds_up else suppress_apart(counts))


def rows(school: SchoolCells, most: dict[str, int], *, adds_up: bool) -> Iterator[tuple[int, ...]]:
    """Everything that could stand behind one school's table."""
    for row in product(*(range(most[part] + 1) for part in PARTS)):
        looks = all(school.may_be(part, n) for part, n in zip(PARTS, row, strict=True))
        if looks and (not adds_up or sum(row) == sum(school.counts.values())):
            yield row


def worlds(schools: list[SchoolCells], *, adds_up: bool) -> list[tuple[tuple[int, ...], ...]]:
    """Everything that looks the same to one who has the city's table and every school's."""
    city = {part: sum(school.counts[part] for school in schools) for part in PARTS}
    *some, last = (list(rows(school, city, adds_up=adds_up)) for school in schools)
    ends = set(last)
    found = []
    for world in product(*some):
        taken = zip(*world, strict=True)
        rest = tuple(city[part] - sum(got) for part, got in zip(PARTS, taken, strict=True))
        if rest in ends:
            found.append((*world, rest))
    return found


@given(campaigns)
@settings(max_examples=80, deadline=None)
def test_what_is_published_leaves_every_hidden_cell_open(
    campaign: tuple[bool, list[dict[str, int]]],
) -> None:
    adds_up, numbers = campaign
    schools = [published(number, adds_up=adds_up) for number in numbers]
    if gives_away(schools, adds_up=adds_up):
        return
    possible = worlds(schools, adds_up=adds_up)
    for number, school in enumerate(schools):
        for part in school.guarded():
            place = PARTS.index(part)
            assert len({world[number][place] for world in possible}) > 1


def test_a_small_cell_against_a_school_that_shows_all_is_given_away() -> None:
    """City 42, the one school shows 40: the other, which says 少于5, has 2."""
    open_, hides = ({"A": 40, "B": 20, "blank": 0}, {"A": 2, "B": 30, "blank": 9})
    schools = [published(one, adds_up=True) for one in (open_, hides)]
    assert schools[1].shown == {"A": Shown.FEW, "B": Shown.COUNT, "blank": Shown.COVERED}
    assert gives_away(schools, adds_up=True)


def test_a_school_too_small_to_publish_is_not_what_is_left_of_the_city() -> None:
    big, small = {"A": 40, "B": 20, "blank": 0}, {"A": 8, "B": 5, "blank": 0}
    two = [published(one, adds_up=True) for one in (big, small)]
    assert gives_away(two, adds_up=True)
    assert not gives_away(
        [*two, published({"A": 6, "B": 6, "blank": 1}, adds_up=True)], adds_up=True
    )


def test_two_schools_that_hide_the_same_cells_hide_each_other() -> None:
    alike = [published({"A": n, "B": 30, "blank": 9}, adds_up=True) for n in (2, 3)]
    assert not gives_away(alike, adds_up=True)


def test_a_school_of_two_stages_keeps_its_own_total() -> None:
    shown = {"A": Shown.FEW, "B": Shown.COVERED, "blank": Shown.COUNT}
    both = SchoolCells({"A": 1, "B": 20, "blank": 0}, shown, {"A": 3, "B": 9, "blank": 0})
    others = [SchoolCells({"A": n, "B": 9, "blank": 20}, shown) for n in (1, 2)]
    assert not both.may_be("A", 2)
    assert both.may_be("A", 0)
    assert not gives_away([both, *others], adds_up=True)
    assert gives_away([both], adds_up=True)
