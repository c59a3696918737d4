"""No hidden cell can be worked out, whoever adds and subtracts."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.statistics.suppression import FEW, Shown, suppress, suppress_apart

cells = st.lists(st.one_of(st.integers(0, 9), st.integers(0, 60)), min_size=2, max_size=5).map(
    lambda counts: {f"{n}": count for n, count in enumerate(counts)}
)


def worlds(counts: dict[str, int], shown: dict[str, Shown]) -> list[dict[str, int]]:
    """Everything that could stand behind what is shown, for one who knows the rules."""
    hidden = [name for name in counts if shown[name] is not Shown.COUNT]
    if not hidden:
        return [{}]
    total = sum(counts[name] for name in hidden)
    may = {
        Shown.FEW: list(FEW),
        Shown.COVERED: [0, *range(FEW.stop, total + 1)],
    }
    found = product(*(may[shown[name]] for name in hidden[:-1]))
    complete = ((*some, total - sum(some)) for some in found)
    return [
        dict(zip(hidden, world, strict=True))
        for world in complete
        if world[-1] in may[shown[hidden[-1]]]
    ]


@given(cells)
def test_a_small_cell_may_always_be_another(counts: dict[str, int]) -> None:
    shown = suppress(counts)
    if shown is None:
        return
    possible = worlds(counts, shown)
    for name, how in shown.items():
        if how is Shown.FEW:
            assert len({world[name] for world in possible}) > 1


@given(cells)
def test_exactly_the_small_cells_say_few(counts: dict[str, int]) -> None:
    for shown in (suppress(counts), suppress_apart(counts)):
        if shown is not None:
            said = {name for name, how in shown.items() if how is Shown.FEW}
            assert said == {name for name, count in counts.items() if count in FEW}


@given(cells.filter(lambda counts: not any(count in FEW for count in counts.values())))
def test_nothing_is_hidden_without_need(counts: dict[str, int]) -> None:
    assert suppress(counts) == dict.fromkeys(counts, Shown.COUNT)


def test_a_second_cell_covers_a_lone_small_one() -> None:
    shown = suppress({"A": 40, "B": 2, "C": 9, "blank": 0})
    assert shown == {"A": Shown.COUNT, "B": Shown.FEW, "C": Shown.COVERED, "blank": Shown.COUNT}


def test_where_nothing_can_cover_nothing_is_shown() -> None:
    assert suppress({"A": 1}) is None
