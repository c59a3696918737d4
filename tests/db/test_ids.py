"""Ids keep the order in which things were made."""

from concurrent.futures import ThreadPoolExecutor

from db.ids import new_id


def test_ids_made_one_after_the_other_sort_in_that_order() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_threads_never_make_the_same_id() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [
            one
            for part in pool.map(lambda _: [new_id() for _ in range(2000)], range(8))
            for one in part
        ]
    assert len({one.int >> 64 for one in made}) == len(made)
