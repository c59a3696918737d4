"""Rules that are asked again once laptops' files are together: keeping away, and visiting once."""

from pathlib import Path

import pytest

from db.merge.batch_import import merge
from db.records.oversight import RecusalBroken, VisitedTwice
from db.store import Store
from db.vocabulary import Act, RecusalReason
from tests.commands.cli import did
from tests.db.looking import visit_of
from tests.db.packages.pairs import Pair, lay_pair


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Pair:
    return lay_pair(tmp_path_factory, tmp_path)


def _attended(pair: Pair) -> str:
    """Somebody of the team says that they were there; their name."""
    with Store.open(pair.team) as store:
        with store.read() as work:
            member = work.people.members()[0]
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.attend(visit_of(store), member.id)
    return member.name


def _keep_away(bureau: Store, name: str) -> str:
    """The bureau learns that this person had a post at the school; the school's name."""
    with bureau.read() as work:
        [member] = [member for member in work.people.members() if member.name == name]
        school = work.plans.schools()[0]
    with bureau.act(Act.PLAN) as work:
        work.people.recuse(member.id, school.id, reason=RecusalReason.FORMER_POST)
    return school.name


def test_who_had_to_keep_away_was_there(pair: Pair) -> None:
    name = _attended(pair)
    with Store.open(pair.bureau) as bureau:
        merge(bureau, pair.team)
        with bureau.read() as work:
            assert work.oversight.breaches() == []
        school = _keep_away(bureau, name)
        with bureau.read() as work:
            assert work.oversight.breaches() == [
                RecusalBroken(school, name, RecusalReason.FORMER_POST)
            ]


def test_a_merge_says_so(pair: Pair) -> None:
    name = _attended(pair)
    with Store.open(pair.bureau) as bureau:
        school = _keep_away(bureau, name)
    done = did("merge", pair.bureau, pair.team)
    assert done.lines[-1].startswith(f"{name}到“{school}”检查过，但按规定需要回避")
    told = did("merge", pair.bureau, pair.team, "--json").json()
    assert told["breaches"] == done.lines[-1:]


def test_a_school_that_was_given_to_another_team_while_the_first_was_there(pair: Pair) -> None:
    pair.record(place="会议室")
    with Store.open(pair.bureau) as bureau:
        with bureau.act(Act.PLAN) as work:
            other = work.people.add_team(work.file().campaign_id, "T8", "第八检查组")
        with bureau.read() as work:
            school = work.plans.schools()[0]
        with bureau.act(Act.PLAN) as work:
            work.plans.assign(school.id, other)
        merge(bureau, pair.team)
        with bureau.read() as work:
            assert work.oversight.breaches() == [
                VisitedTwice(school.name, ("第一检查组", "第八检查组"))
            ]
