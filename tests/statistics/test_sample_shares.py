"""Which classes a share is made of, and for whom it speaks."""

import uuid
from dataclasses import replace

import pytest

from db.records.forms import Asked, Choice
from db.vocabulary import QuestionType, Signal, Stage
from inspector_gui.statistics.percentages import percent, share_of
from inspector_gui.statistics.sample_shares import CountedClass, samples

ASKED = Asked(
    code="S01",
    kind=QuestionType.SINGLE,
    text="收过补课费吗？",
    stages=frozenset(),
    optional=False,
    low=None,
    high=None,
    unit="",
    exclusive="",
    choices=(Choice("A", "没有", Signal.NONE, ()), Choice("B", "收过", Signal.STRONG, ())),
)

TOLD = {Stage.JUN: {"S01"}}


def counted(visit: uuid.UUID, hit: int, stage: Stage = Stage.JUN) -> CountedClass:
    counts = {"S01.A": 39 - hit, "S01.B": hit, "S01.blank": 1}
    return CountedClass(visit, stage, 12, drawn=True, forms=40, questions=(ASKED,), counts=counts)


@pytest.fixture
def classes() -> list[CountedClass]:
    """Two of twelve classes at each of ten schools; at the first all who may be were charged."""
    visits = [uuid.UUID(int=n) for n in range(10)]
    return [
        counted(visit, 8 if n == 0 else (n + k) % 2)
        for n, visit in enumerate(visits)
        for k in range(2)
    ]


def test_every_answer_and_the_blank_ones_have_a_share(classes: list[CountedClass]) -> None:
    (sample,) = samples(classes, TOLD)
    assert [(share.part, share.count) for share in sample.shares] == [
        ("A", 755),
        ("B", 25),
        ("blank", 20),
    ]
    hit = sample.shares[1]
    assert (hit.schools_with, hit.schools_at, hit.schools) == (10, 1, 10)
    assert hit.low is not None
    assert hit.high is not None
    assert hit.low < hit.weighted < hit.high


def test_a_class_without_a_draw_says_nothing_of_others(classes: list[CountedClass]) -> None:
    """It is no part of the sample, nor of what was drawn at its school."""
    by_hand = replace(counted(uuid.UUID(int=3), 40), drawn=False)
    (sample,) = samples([*classes, by_hand], TOLD)
    assert sample.undrawn == 1
    assert sample.shares == samples(classes, TOLD)[0].shares


def test_too_few_classes_have_counts_and_no_range(classes: list[CountedClass]) -> None:
    (sample,) = samples(classes[:8], TOLD)
    assert [(share.count, share.low) for share in sample.shares] == [
        (293, None),
        (19, None),
        (8, None),
    ]


def test_all_together_are_only_the_stages_that_are_shown(classes: list[CountedClass]) -> None:
    """Else a stage that is withheld could be had by subtraction."""
    primary = [replace(class_, stage=Stage.PRI) for class_ in classes[:4]]
    special = counted(uuid.UUID(int=77), 5, Stage.SPE)
    found = samples([*primary, *classes[4:], special], {**TOLD, Stage.PRI: {"S01"}})
    assert [(one.stage, one.classes) for one in found] == [
        (Stage.PRI, 4),
        (Stage.JUN, 16),
        (None, 20),
    ]


def test_a_question_that_gives_a_school_away_is_in_no_sum(classes: list[CountedClass]) -> None:
    primary = [replace(class_, stage=Stage.PRI) for class_ in classes[:4]]
    found = samples([*primary, *classes[4:]], {**TOLD, Stage.PRI: set()})
    assert [len(one.shares) for one in found] == [0, 3, 3]
    assert found[2].shares == found[1].shares


def test_shares_are_rounded_half_up() -> None:
    assert [share_of(1, 8), share_of(1, 16), share_of(0, 9), share_of(3, 0)] == [
        "12.5%",
        "6.3%",
        "0.0%",
        "—",
    ]
    assert [percent(0.0625), percent(0), percent(1)] == ["6.3%", "0.0%", "100.0%"]
