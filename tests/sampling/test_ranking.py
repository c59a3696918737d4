"""The draw's laws, and that every draw of the scenario comes out again as it stands there."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_gui.resources import SCENARIO
from inspector_gui.sampling import ranking

SCHOOLS = json.loads(SCENARIO.read_text("utf-8"))["schools"]
DRAWS = [
    pytest.param(school, kind, id=f"{school['code']}-{kind}")
    for school in SCHOOLS
    for kind in ("class", "roster")
    if school.get(f"{kind}_sampling")
]

entries = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n")), unique=True)
seeds = st.text(st.characters(codec="utf-8"))


@pytest.mark.parametrize(("school", "kind"), DRAWS)
def test_the_scenarios_draws_come_out_again(school: dict[str, Any], kind: str) -> None:
    made = school[f"{kind}_sampling"]
    population = made.get("population_list") or ranking.numbered(made["population"])
    seed = ranking.Seed(
        f"2025-SF|{school['code']}|{kind}", made["team_nonce"], made["witness_number"]
    )
    assert seed.text == made["seed_text"]
    assert ranking.commitment(made["team_nonce"]) == made["team_nonce_sha256"]
    assert len(population) == made["population"]
    if "list_sha256" in made:
        assert ranking.list_hash(population) == made["list_sha256"]
    order = ranking.draw(seed.text, population, len(made["drawn"]) + len(made["reserve"]))
    assert order == made["drawn"] + made["reserve"]


def test_there_are_draws_to_compare() -> None:
    assert len(DRAWS) == 58 + 52


@given(seeds, entries, st.integers(0, 20))
def test_a_draw_is_a_part_of_the_list_without_repetition(
    seed: str, population: list[str], wanted: int
) -> None:
    order = ranking.draw(seed, population, wanted)
    assert len(order) == min(wanted, len(population))
    assert len(set(order)) == len(order)
    assert set(order) <= set(population)


@given(seeds, entries, st.integers(0, 20), st.integers(0, 20))
def test_a_larger_draw_goes_on_where_the_smaller_ended(
    seed: str, population: list[str], few: int, more: int
) -> None:
    assert ranking.draw(seed, population, few) == ranking.draw(seed, population, few + more)[:few]


@given(seeds, entries, st.randoms())
def test_the_lists_order_does_not_steer_the_draw(
    seed: str, population: list[str], random: Any
) -> None:
    shuffled = random.sample(population, len(population))
    assert ranking.draw(seed, shuffled, 5) == ranking.draw(seed, population, 5)


@given(seeds, st.integers(1, 300))
def test_anyone_can_repeat_it_by_the_recipe(seed: str, rows: int) -> None:
    """The recipe as it is printed: SHA-256 of seed, a bar and the entry; the smallest first."""
    by_hand = sorted(
        (hashlib.sha256(f"{seed}|{number}".encode()).hexdigest(), str(number))
        for number in range(1, rows + 1)
    )
    assert ranking.draw(seed, ranking.numbered(rows), 6) == [entry for _, entry in by_hand[:6]]


@given(st.text())
def test_a_witness_number_is_six_plain_digits(text: str) -> None:
    assert ranking.is_witness_number(text) == (
        len(text) == 6 and all(one in "0123456789" for one in text)
    )


def test_every_row_has_the_same_chance() -> None:
    """Over many numbers each of ten rows is drawn first about as often (chi-square, p > 0.001)."""
    firsts = [ranking.draw(f"s|{n:06}", ranking.numbered(10), 1)[0] for n in range(2_000)]
    expected = 2_000 / 10
    squares = sum((firsts.count(str(r)) - expected) ** 2 / expected for r in range(1, 11))
    assert squares < 27.9
