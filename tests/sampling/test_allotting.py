"""The draw of schools to teams: recusal is never violated, it repeats, it shares out evenly."""

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import InspectionError
from db.records.plans import Allotted
from db.store import Store
from db.vocabulary import Act, Area, Ownership, RecusalReason, SchoolType, Stage
from inspector_gui.sampling import allotting, ranking
from inspector_gui.sampling.allotting import Question, allot, mutual, question_of


@st.composite
def questions(draw: st.DrawFn, schools: int = 12, teams: int = 4) -> Question:
    codes = tuple(f"S{n:03}" for n in range(draw(st.integers(1, schools))))
    names = [f"T{n}" for n in range(draw(st.integers(1, teams)))]
    pairs = st.sampled_from(list(product(names, codes)))
    homes = draw(st.frozensets(pairs, max_size=6))
    return Question(
        codes,
        {name: draw(st.integers(0, 3)) for name in names},
        homes | draw(st.frozensets(pairs, max_size=12)),
        homes,
    )


def _answered(seed: str, asked: Question) -> dict[str, str] | None:
    try:
        return allot(seed, asked)
    except InspectionError:
        return None


def _may(asked: Question, school: str) -> list[str]:
    return [team for team in asked.teams if (team, school) not in asked.apart]


@given(st.text("0123456789abcdef", min_size=1), questions())
def test_nobody_visits_what_they_keep_away_from(seed: str, asked: Question) -> None:
    found = _answered(seed, asked)
    if found is None:
        assert any(not _may(asked, school) for school in asked.schools)
        return
    assert set(found) == set(asked.schools)
    assert {(team, school) for school, team in found.items()}.isdisjoint(asked.apart)


@given(st.text("0123456789abcdef", min_size=1), questions())
def test_it_repeats_from_what_was_frozen_and_the_seed_alone(seed: str, asked: Question) -> None:
    assert question_of(asked.lines()) == asked
    assert _answered(seed, question_of(asked.lines())) == _answered(seed, asked)


def _unevenness(asked: Question, found: dict[str, str]) -> int:
    loads = dict(asked.teams)
    for team in found.values():
        loads[team] += 1
    return sum(load * load for load in loads.values())


@settings(max_examples=60)
@given(st.text("0123456789abcdef", min_size=1), questions(schools=6, teams=3))
def test_no_more_even_sharing_out_is_missed(seed: str, asked: Question) -> None:
    found = _answered(seed, asked)
    if found is None:
        return
    every = product(*(_may(asked, school) for school in asked.schools))
    best = min(_unevenness(asked, dict(zip(asked.schools, one, strict=True))) for one in every)
    assert _unevenness(asked, found) == best


@given(st.text("0123456789abcdef", min_size=1), questions())
def test_mutual_inspection_is_left_only_where_no_change_of_two_ends_it(
    seed: str, asked: Question
) -> None:
    found = _answered(seed, asked)
    if found is None:
        return
    left = asked.mutual(found)
    for one, other in product(found, found):
        changed = {**found, one: found[other], other: found[one]}
        if asked.apart.isdisjoint((team, school) for school, team in changed.items()):
            assert asked.mutual(changed) >= left


def test_teams_that_can_avoid_each_other_do() -> None:
    """Three teams of six, each from a school of its own: without care most draws had a pair."""
    schools, teams = tuple(f"S{n:03}" for n in range(18)), ("A", "B", "C")
    homes = frozenset((team, f"S{n:03}") for n, team in enumerate("AABBCC"))
    asked = Question(schools, dict.fromkeys(teams, 0), homes, homes)
    blind = Question(schools, dict.fromkeys(teams, 0), homes)
    seeds = [f"2025-SF|bureau|schools|secret|{n:06}" for n in range(60)]
    assert sum(asked.mutual(allot(seed, blind)) > 0 for seed in seeds) > 30
    assert not any(asked.mutual(allot(seed, asked)) for seed in seeds)


def test_a_list_frozen_before_homes_were_known_gives_what_it_gave() -> None:
    lines = (
        "school|S1",
        "school|S2",
        "school|S3",
        "school|S4",
        "team|A|0",
        "team|B|0",
        "apart|A|S1",
    )
    assert allot("seed", question_of(lines)) == {"S2": "A", "S4": "B", "S3": "A", "S1": "B"}


def test_the_number_decides() -> None:
    asked = Question(tuple(f"S{n:03}" for n in range(58)), dict.fromkeys("ABCDEF", 0), frozenset())
    found = [allot(f"2025-SF|bureau|schools|secret|{n:06}", asked) for n in range(20)]
    assert len({tuple(one.items()) for one in found}) == 20
    assert all(
        sorted(list(one.values()).count(t) for t in "ABCDEF") == [9, 9, 10, 10, 10, 10]
        for one in found
    )
    assert {one["S000"] for one in found} == set("ABCDEF")


def test_mutual_inspection_is_seen() -> None:
    homes = {"A": {"S1"}, "B": {"S2"}, "C": {"S3"}}
    assert mutual(homes, {"S1": "B", "S2": "A", "S3": "A"}) == [("A", "B")]
    assert mutual(homes, {"S1": "B", "S2": "C", "S3": "A"}) == []


@pytest.fixture
def bureau(store: Store) -> Store:
    """Two teams of two people, who come from schools; six schools."""
    with store.act(Act.PLAN) as work:
        campaign = work.campaigns.current().id
        schools = [
            work.schools.register(
                campaign,
                code=f"S{n:03}",
                name=f"第{n}小学",
                kind=SchoolType.PRIMARY,
                stages=(Stage.PRI,),
                ownership=Ownership.PUBLIC,
                area=Area.URBAN,
            )
            for n in range(2, 8)
        ]
        other = work.people.add_team(campaign, "T2", "第二检查组")
        mine = work.people.teams()[0].id
        for team, home in ((mine, schools[0]), (other, schools[1])):
            member = work.people.add_member(team, code=f"{home}"[:8], name="某", role="组员")
            work.people.settle(member, home)
        away = work.people.add_member(other, code="X", name="甲", role="组员")
        work.people.recuse(away, schools[2], reason=RecusalReason.FORMER_POST)
    return store


def test_from_the_frozen_list_to_the_teams(bureau: Store, campaign_file: Path) -> None:
    with bureau.act(Act.PLAN) as work:
        allotting.freeze(work, secret=lambda: "0123456789abcdef")
    with bureau.read() as work:
        [draw] = work.plans.draws()
    assert not draw.witness_number
    with bureau.act(Act.DRAW) as work:
        assert allotting.reveal(work, draw, "058213", "局纪委") == 6
    with bureau.read() as work:
        [draw], schools = work.plans.draws(), work.plans.schools()
        apart = {(bar.team_id, bar.school_id) for bar in work.plans.bars()}
        codes = {team.id: team.code for team in work.people.teams()}
        days = {school.planned_on for school in schools}
        working = work.campaigns.working_days(min(days), max(days))
    assert {(school.team_id, school.id) for school in schools}.isdisjoint(apart)
    told = allotting.repeats(draw)
    assert told == {s.code: codes[s.team_id] for s in schools if s.code != "S001"}
    assert sorted([*told.values(), "T1"].count(team) for team in ("T1", "T2")) == [3, 4]
    assert days == set(working), "each on a working day of its own, one after the other"
    with pytest.raises(InspectionError, match="已经抽过"), bureau.act(Act.DRAW) as work:
        work.plans.reveal(draw.id, witness_number="000000")


def _drawn(bureau: Store) -> Allotted:
    with bureau.act(Act.PLAN) as work:
        allotting.freeze(work, secret=lambda: "0123456789abcdef")
    with bureau.read() as work:
        [draw] = work.plans.draws()
    with bureau.act(Act.DRAW) as work:
        allotting.reveal(work, draw, "058213", "局纪委")
    with bureau.read() as work:
        return work.plans.draws()[0]


OTHER = "fedcba9876543210"


@pytest.mark.parametrize(
    "forged",
    [
        {"commitment": ranking.commitment(OTHER)},
        {"nonce": OTHER},
        {"nonce": OTHER, "seed_text": f"2025-SF|bureau|schools|{OTHER}|058213"},
        {"witness_number": "058214"},
        {"seed_text": "2025-SF|bureau|schools|0123456789abcdef|058214"},
        {"list_sha256": "0" * 64},
        {"entries": ("school|S002", "team|T1|0")},
    ],
    ids=lambda forged: " ".join(forged),
)
def test_a_draw_whose_parts_do_not_fit_each_other_does_not_repeat(
    bureau: Store, forged: dict[str, Any]
) -> None:
    """Above all a secret that is not the one whose hash the witness wrote down."""
    draw = _drawn(bureau)
    assert allotting.repeats(draw) is not None
    assert allotting.repeats(replace(draw, **forged)) is None


def test_what_changed_since_it_was_frozen_is_not_drawn(bureau: Store) -> None:
    with bureau.act(Act.PLAN) as work:
        allotting.freeze(work)
        work.people.add_team(work.campaigns.current().id, "T3", "第三检查组")
    with bureau.read() as work:
        [draw] = work.plans.draws()
    with pytest.raises(InspectionError, match="有改动"), bureau.act(Act.DRAW) as work:
        allotting.reveal(work, draw, "058213", "")


def test_a_school_for_nobody_is_named_before_anything_is_frozen(bureau: Store) -> None:
    with bureau.act(Act.PLAN) as work:
        for team in work.people.teams():
            code = f"Y{team.code}"
            member = work.people.add_member(team.id, code=code, name="乙", role="组员")
            reason = RecusalReason.RELATIVE
            work.people.recuse(member, work.plans.schools()[4].id, reason=reason)
    with pytest.raises(InspectionError, match="S005 各组都有人回避"), bureau.act(Act.PLAN) as work:
        allotting.freeze(work)
    with bureau.read() as work:
        assert work.plans.draws() == []


def test_own_school_is_refused_in_one_sentence(bureau: Store) -> None:
    with bureau.read() as work:
        home = next(member for member in work.people.members() if member.home_school_id)
        first = work.plans.schools()[0]
    says = r"某是“第\d小学”的人，不能检查本校，第.检查组不能检查"
    with pytest.raises(InspectionError, match=says), bureau.act(Act.PLAN) as work:
        work.plans.assign(home.home_school_id, home.team_id)
    with bureau.read() as work:
        assert all(
            school.team_id is None for school in work.plans.schools() if school.code != "S001"
        )
    says = "第一检查组正要检查这所学校"
    with pytest.raises(InspectionError, match=says), bureau.act(Act.PLAN) as work:
        work.people.settle(
            work.people.add_member(first.team_id, code="Z", name="丙", role="组员"), first.id
        )
    with bureau.read() as work:
        assert all(member.name != "丙" for member in work.people.members())
