"""A school of several stages is drawn from in each."""

from db.vocabulary import Stage
from inspector_gui.sampling.stages import Stages

JUNIOR, SENIOR = list(Stage)[1], list(Stage)[2]


def stages(*, listed: set[Stage], drawn: set[Stage]) -> Stages:
    return Stages((JUNIOR, SENIOR), frozenset(listed), frozenset(drawn))


def test_what_is_missing_is_said_of_each_stage() -> None:
    none = stages(listed={JUNIOR}, drawn=set())
    assert none.open == [JUNIOR, SENIOR]
    assert "还没有抽；" in none.lacking
    assert none.lacking.endswith("还没有班级名单")


def test_the_stage_that_was_not_drawn_from_is_next() -> None:
    half = stages(listed={JUNIOR, SENIOR}, drawn={JUNIOR})
    assert half.open == [SENIOR]
    assert half.lacking.endswith("还没有抽")
    assert stages(listed={JUNIOR, SENIOR}, drawn={JUNIOR, SENIOR}).lacking == ""


def test_a_school_of_one_stage_is_told_nothing() -> None:
    assert Stages((JUNIOR,), frozenset(), frozenset()).lacking == ""
