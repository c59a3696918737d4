"""A school's fee and the catalogue's: by name, stage, ownership and the days of conduct."""

import uuid
from datetime import date

import pytest

from db.records.catalogues import LawfulFee
from db.vocabulary import FeeKind, Ownership, Stage
from inspector_gui.accounts.matching import Conduct, alike, bare, in_force, match, namesakes

CONDUCT = Conduct(
    frozenset({Stage.PRI, Stage.JUN}), Ownership.PUBLIC, date(2024, 9, 1), date(2025, 9, 12)
)


def fee(
    name: str,
    *,
    stages: tuple[Stage, ...] = (Stage.PRI,),
    since: date = date(2020, 9, 1),
    until: date | None = None,
) -> LawfulFee:
    return LawfulFee(
        id=uuid.uuid4(),
        region="示例市",
        name=name,
        kind=FeeKind.PASS_THROUGH,
        stages=frozenset(stages),
        ownerships=frozenset({Ownership.PUBLIC}),
        rate_fen=2000,
        unit="元/生·学期",
        basis="示发改价〔2020〕1号",
        valid_from=since,
        valid_to=until,
    )


def test_only_what_is_in_force_for_such_a_school_counts() -> None:
    good = fee("作业本费")
    others = [
        fee("作业本费", stages=(Stage.SEN,)),
        fee("作业本费", until=date(2024, 8, 31)),
        fee("作业本费", since=date(2025, 9, 13)),
    ]
    assert in_force([good, *others], CONDUCT) == [good]
    assert match("作业本", [good, *others], CONDUCT) == good


def test_where_the_rate_changed_meanwhile_the_inspector_chooses() -> None:
    old, new = fee("作业本费", until=date(2025, 1, 31)), fee("作业本费", since=date(2025, 2, 1))
    assert match("作业本费", [old, new], CONDUCT) is None
    assert alike("作业本费", [new, old]) == [old, new]
    assert namesakes("作业本", [new, old, fee("住宿费")]) == [new, old]


@pytest.mark.parametrize(
    "name", ["作业本费", "作业本", "作业本费（代收）", "作业本 费", "作业本费用"]
)
def test_names_that_mean_the_same(name: str) -> None:
    assert bare(name) == "作业本"


def test_likely_names_are_offered_and_others_are_not() -> None:
    books, beds, meals = fee("作业本费"), fee("住宿费"), fee("伙食费")
    assert alike("学生作业本", [beds, books, meals]) == [books]
    assert alike("床位", [beds, books, meals]) == []
    assert alike("", [beds]) == []


@pytest.mark.parametrize("name", ["费", "（）", "　", "𠮷", "\u202e费"])
def test_odd_names_match_nothing_and_break_nothing(name: str) -> None:
    assert match(name, [fee("作业本费")], CONDUCT) is None
