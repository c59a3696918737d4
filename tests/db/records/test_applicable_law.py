"""Which law may be cited for a conduct."""

import dataclasses
import uuid
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.publishable.citations import Citation
from db.records.applicable_law import (
    Basis,
    Case,
    Condition,
    assess,
    format_article,
    format_conditions,
    lawful,
    parse_conditions,
    starts_ticked,
    ungoverned,
)
from db.vocabulary import ConditionKind, LawRole, Obstacle, Ownership, Stage, Standing

ITEM = uuid.uuid4()


def basis(**values: object) -> Basis:
    article = values.pop("article", "第十六条")
    plain = Basis(
        id=uuid.uuid4(),
        item_id=ITEM,
        regulation_id=uuid.uuid4(),
        citation=Citation("会计法", None, article),  # type: ignore[arg-type]
        in_force_from=date(2024, 7, 1),
        repealed_on=None,
        only_stages=frozenset(),
        only_ownerships=frozenset(),
        locked=True,
    )
    return dataclasses.replace(plain, **values)  # type: ignore[arg-type]


def under(kind: ConditionKind, argument: str = "") -> Basis:
    return basis(conditions=(Condition(kind, argument),))


CASE = Case(
    stages=frozenset({Stage.PRI}),
    ownership=Ownership.PUBLIC,
    begun=date(2024, 9, 1),
    ended=date(2025, 6, 30),
    dated=True,
)


def case(**values: object) -> Case:
    return dataclasses.replace(CASE, **values)  # type: ignore[arg-type]


def test_an_empty_date_is_not_always() -> None:
    undated = basis(in_force_from=None)
    assert assess(undated, CASE).standing is Standing.UNDATED
    assert undated.obstacles == (Obstacle.NO_DATE,)
    assert lawful([undated], CASE) == []


def test_a_paper_of_november_is_not_cited_for_september() -> None:
    guide = basis(in_force_from=date(2024, 11, 22))
    september = case(begun=date(2024, 9, 1), ended=date(2024, 9, 30))
    assert assess(guide, september).standing is Standing.NOT_IN_FORCE
    assert lawful([guide], september) == []


@pytest.mark.parametrize(
    ("values", "obstacle"),
    [
        ({"placeholder": True}, Obstacle.PLACEHOLDER),
        ({"article": None}, Obstacle.NO_ARTICLE),
        ({"article": "  "}, Obstacle.NO_ARTICLE),
    ],
)
def test_a_lock_does_not_make_it_printable(values: dict[str, object], obstacle: Obstacle) -> None:
    assert obstacle in basis(**values).obstacles
    assert lawful([basis(**values)], CASE) == []


@pytest.mark.parametrize(
    ("kind", "values", "standing"),
    [
        (ConditionKind.SUPERVISION, {}, Standing.UNANSWERED),
        (ConditionKind.SUPERVISION, {"supervision": False}, Standing.CONDITION_FAILS),
        (ConditionKind.SUPERVISION, {"supervision": True}, Standing.APPLIES),
        (ConditionKind.COUNTY_ORGAN, {}, Standing.UNANSWERED),
        (ConditionKind.COUNTY_ORGAN, {"county": False}, Standing.CONDITION_FAILS),
        (ConditionKind.RETALIATION, {}, Standing.ASKED),
        (ConditionKind.BY_TEACHER, {}, Standing.ASKED),
        (ConditionKind.GOVERNMENT_PRICE, {}, Standing.ASKED),
        (ConditionKind.GOVERNMENT_RUN, {}, Standing.ASKED),
        (
            ConditionKind.GOVERNMENT_RUN,
            {"ownership": Ownership.PRIVATE},
            Standing.CONDITION_FAILS,
        ),
        (ConditionKind.COMPULSORY_STAGE, {}, Standing.APPLIES),
        (
            ConditionKind.COMPULSORY_STAGE,
            {"stages": frozenset({Stage.SEN})},
            Standing.CONDITION_FAILS,
        ),
        (
            ConditionKind.COMPULSORY_STAGE,
            {"stages": frozenset({Stage.JUN, Stage.SEN})},
            Standing.ASKED,
        ),
        (ConditionKind.COMPULSORY_STAGE, {"stages": frozenset({Stage.SPE})}, Standing.ASKED),
    ],
)
def test_a_condition_is_known_or_asked_never_assumed(
    kind: ConditionKind, values: dict[str, object], standing: Standing
) -> None:
    assert assess(under(kind), case(**values)).standing is standing


def test_what_the_bureau_has_not_answered_is_not_cited() -> None:
    assert lawful([under(ConditionKind.SUPERVISION)], CASE) == []
    assert len(lawful([under(ConditionKind.SUPERVISION)], case(supervision=True))) == 1


def test_only_for_conduct_from_a_day_on() -> None:
    free = under(ConditionKind.CONDUCT_SINCE, "2025-09-01")
    assert assess(free, CASE).standing is Standing.NOT_IN_FORCE
    [cited] = lawful([free], case(ended=date(2025, 10, 31)))
    assert (cited.citation.since, cited.citation.until) == (date(2025, 9, 1), None)


def test_each_part_of_a_conduct_has_its_own_version() -> None:
    old = basis(in_force_from=date(2017, 11, 5), repealed_on=date(2024, 7, 1))
    new = basis()
    spanning = case(begun=date(2024, 3, 1), ended=date(2024, 12, 31))
    parts = [(one.citation.since, one.citation.until) for one in lawful([old, new], spanning)]
    assert parts == [(None, date(2024, 6, 30)), (date(2024, 7, 1), None)]
    assert ungoverned([old, new], spanning) == []
    assert ungoverned([new], spanning) == [(date(2024, 3, 1), date(2024, 6, 30))]


def test_without_days_of_its_own_a_conduct_takes_only_what_governs_the_whole_period() -> None:
    late = basis(in_force_from=date(2025, 6, 1))
    assert assess(late, case(dated=False)).standing is Standing.DAYS_UNKNOWN
    assert lawful([late], case(dated=False)) == []
    [cited] = lawful([basis()], case(dated=False))
    assert cited.citation.since is cited.citation.until is None


def test_nothing_starts_ticked_but_the_one_law_of_one_wrong() -> None:
    assert starts_ticked(basis(), 1, CASE)
    assert not starts_ticked(basis(), 2, CASE)
    assert not starts_ticked(basis(), 0, CASE)
    assert not starts_ticked(basis(locked=False), 1, CASE)
    assert not starts_ticked(basis(role=LawRole.LIABILITY), 1, CASE)
    assert not starts_ticked(basis(doubt="须确认"), 1, CASE)
    assert not starts_ticked(under(ConditionKind.SUPERVISION), 1, case(supervision=True))
    assert not starts_ticked(under(ConditionKind.COMPULSORY_STAGE), 1, CASE)
    assert not starts_ticked(basis(only_stages=frozenset({Stage.KG})), 1, CASE)


days = st.dates(date(2024, 1, 1), date(2026, 1, 1))


@given(st.lists(st.tuples(days, days | st.none()), max_size=5), days, days)
def test_every_day_of_a_conduct_is_governed_or_said_to_be_not(
    versions: list[tuple[date, date | None]], one: date, other: date
) -> None:
    conduct = case(begun=min(one, other), ended=max(one, other))
    bases = [basis(in_force_from=since, repealed_on=end) for since, end in versions]
    cited = lawful(bases, conduct)
    gaps = ungoverned(bases, conduct)
    for number in range((conduct.ended - conduct.begun).days + 1):
        day = conduct.begun + timedelta(days=number)
        governed = any(
            (b.citation.since or conduct.begun) <= day <= (b.citation.until or conduct.ended)
            for b in cited
        )
        really = any(since <= day and (end is None or day < end) for since, end in versions)
        assert governed is really
        assert governed is not any(begun <= day <= ended for begun, ended in gaps)


def test_conditions_are_kept_as_they_were_read() -> None:
    text = "run_by_government\namount_at_least:公开招标数额标准"
    assert format_conditions(parse_conditions(text)) == text
    assert parse_conditions("") == ()
    with pytest.raises(ValueError, match="soon"):
        parse_conditions("conduct_from:soon")


def test_a_condition_of_a_newer_program_is_never_taken_as_met() -> None:
    [newer] = parse_conditions("within_the_year@0.9:2026")
    assert not newer.kind.is_known
    assert assess(basis(conditions=(newer,)), CASE).standing is Standing.UNANSWERED


def test_an_item_of_an_article_is_written_without_brackets() -> None:
    assert format_article("第三十条第（五）项") == "第三十条第五项"
    assert format_article(" 第十六条 第一款第(二)项 ") == "第十六条第一款第二项"
    assert format_article("第一项") == "第一项"
