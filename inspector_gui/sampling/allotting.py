"""A draw of schools to teams that anybody can repeat, and that honours recusal.

The bureau's secret and a witness' six digits give the seed, as in every other draw. Schools queue
by SHA-256 of `seed|school`. In each round the teams with fewest schools may take one each: every
school asks its teams by SHA-256 of `seed|school|team`; where all it may go to have taken theirs,
schools that came before it are asked to change theirs, in the same order. So no team visits a
school that one of its people has to keep away from, and no even sharing out is missed.

Last, where two teams would visit schools of each other's people, the first school in the queue that
lessens this by changing teams with another, the first of those in the queue, does so; until no such
change is left. Where some is left, it is drawn again with `seed|1` to `seed|19`, and the first draw
with least of it holds. A list frozen without `home` lines gives what it gave before there were any.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from db.errors import InspectionError
from db.records.plans import Allotted, DrawOf
from db.unit_of_work import Work
from inspector_gui.sampling import ranking
from inspector_gui.sampling.school_draw import chosen

ALGORITHM = "sha256-allot-v2"
_TURNS = 20
_SCHOOL, _TEAM, _APART, _HOME, _HELD = "school", "team", "apart", "home", "held"


@dataclass(frozen=True)
class Question:
    """What is drawn: free schools, teams with the number of schools they have, who is kept apart
    from what (team, school); from which schools a team's people come (team, school), and in whose
    hands such schools are already."""

    schools: tuple[str, ...]
    teams: Mapping[str, int]
    apart: frozenset[tuple[str, str]]
    homes: frozenset[tuple[str, str]] = frozenset()
    held: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> tuple[str, ...]:
        """The frozen list: everything the result depends on."""
        return (
            *(f"{_SCHOOL}|{school}" for school in self.schools),
            *(f"{_TEAM}|{team}|{load}" for team, load in self.teams.items()),
            *(f"{_APART}|{team}|{school}" for team, school in sorted(self.apart)),
            *(f"{_HOME}|{team}|{school}" for team, school in sorted(self.homes)),
            *(f"{_HELD}|{school}|{team}" for school, team in sorted(self.held.items())),
        )

    def mutual(self, given: Mapping[str, str]) -> int:
        """How many visits would have to change so that no two teams visit schools of each other's
        people."""
        hands = {**self.held, **given}
        visits = Counter((hands[school], home) for home, school in self.homes if school in hands)
        return sum(min(n, visits[home, team]) for (team, home), n in visits.items() if team < home)


def question_of(lines: Iterable[str]) -> Question:
    """What was frozen, read back."""
    parts = [line.split("|") for line in lines]
    return Question(
        schools=tuple(part[1] for part in parts if part[0] == _SCHOOL),
        teams={part[1]: int(part[2]) for part in parts if part[0] == _TEAM},
        apart=frozenset((part[1], part[2]) for part in parts if part[0] == _APART),
        homes=frozenset((part[1], part[2]) for part in parts if part[0] == _HOME),
        held={part[1]: part[2] for part in parts if part[0] == _HELD},
    )


def allot(seed: str, question: Question) -> dict[str, str]:
    """Each school's team. Raises InspectionError naming a school that no team may visit."""
    given = _allot(seed, question)
    for turn in range(1, _TURNS):
        if not question.mutual(given):
            break
        given = min(given, _allot(f"{seed}|{turn}", question), key=question.mutual)
    return given


def _allot(seed: str, question: Question) -> dict[str, str]:
    queue = sorted(question.schools, key=lambda school: _rank(seed, school))
    wishes = {school: _wishes(seed, school, question) for school in queue}
    for school, teams in wishes.items():
        if not teams:
            raise InspectionError(
                f"学校 {school} 各组都有人回避，派不出去；请先调整组员，或另编一个组。"
            )
    given: dict[str, str] = {}
    loads = dict(question.teams)
    most = min(loads.values(), default=0)
    while len(given) < len(queue):
        most += 1
        for school in queue:
            if school not in given:
                _assign(school, wishes, given, loads, most)
    while (swap := _swap(queue, given, question)) is not None:
        given.update(swap)
    return {school: given[school] for school in queue}


def _swap(
    queue: Sequence[str], given: Mapping[str, str], question: Question
) -> dict[str, str] | None:
    """Two schools that change teams so that teams inspect each other less."""
    now = question.mutual(given)
    homes = {school for _team, school in question.homes}
    for school in (waiting for waiting in queue if now and waiting in homes):
        for other in queue:
            swap = {school: given[other], other: given[school]}
            allowed = question.apart.isdisjoint((team, code) for code, team in swap.items())
            if allowed and question.mutual({**given, **swap}) < now:
                return swap
    return None


def _assign(
    school: str,
    wishes: Mapping[str, Sequence[str]],
    given: dict[str, str],
    loads: dict[str, int],
    most: int,
) -> bool:
    """Give the school a team that may take one more, moving others on where it must."""
    asked: set[str] = set()

    def seat(code: str) -> bool:
        for team in wishes[code]:
            if team in asked:
                continue
            asked.add(team)
            if loads[team] < most:
                loads[team] += 1
                given[code] = team
                return True
            for other in [known for known, its in given.items() if its == team]:
                if seat(other):
                    given[code] = team
                    return True
        return False

    return seat(school)


def _wishes(seed: str, school: str, question: Question) -> list[str]:
    allowed = (team for team in question.teams if (team, school) not in question.apart)
    return sorted(allowed, key=lambda team: _rank(seed, f"{school}|{team}"))


def _rank(seed: str, entry: str) -> str:
    return hashlib.sha256(f"{seed}|{entry}".encode()).hexdigest()


# from the file and back


def question(work: Work, inspection: str) -> Question:
    """The schools that an inspection (its code) put in nobody's hands, beside its teams; of those
    that were drawn to be inspected, where schools were drawn."""
    drawn = chosen(work, inspection)
    schools, teams = work.plans.schools(inspection), work.people.teams(inspection)
    codes = {team.id: team.code for team in teams}
    names = {school.id: school.code for school in schools}
    homes = {
        (codes[member.team_id], names[member.home_school_id])
        for member in work.people.members()
        if member.team_id in codes and member.home_school_id in names
    }
    from_home = {school for _team, school in homes}
    return Question(
        schools=tuple(
            school.code
            for school in schools
            if school.team_id is None and (drawn is None or school.code in drawn)
        ),
        teams={team.code: sum(s.team_id == team.id for s in schools) for team in teams},
        apart=frozenset(
            (codes[bar.team_id], names[bar.school_id])
            for bar in work.plans.bars()
            if bar.team_id in codes and bar.school_id in names
        ),
        homes=frozenset(homes),
        held={
            school.code: codes[school.team_id]
            for school in schools
            if school.team_id in codes and school.code in from_home
        },
    )


def inspection_of(work: Work, draw: Allotted) -> str:
    """The code of the inspection to whose teams was drawn."""
    teams = question_of(draw.entries).teams
    found = (team.inspection for team in work.people.teams() if team.code in teams)
    return next(found, work.inspections.main().code)


def draws_of(work: Work, inspection: str) -> list[Allotted]:
    """The draws to the teams of an inspection, the latest first."""
    return [
        draw for draw in work.plans.draws(DrawOf.TEAMS) if inspection_of(work, draw) == inspection
    ]


def freeze(
    work: Work, secret: Callable[[], str] = ranking.new_secret, inspection: str | None = None
) -> None:
    """Fix what is drawn for an inspection, or the first one, and the hash of a new secret.

    Raises InspectionError where there is nothing to draw, or no team may visit some school.
    """
    asked = question(work, inspection or work.inspections.main().code)
    if not asked.teams:
        raise InspectionError("还没有检查组，不能抽签分派；请先编组。")
    if not asked.schools:
        raise InspectionError("学校都已分派，没有可抽的；要重抽请先取消分派。")
    allot("", asked)
    chosen, lines = secret(), asked.lines()
    work.plans.freeze(
        work.campaigns.current().id,
        algorithm=ALGORITHM,
        entries="\n".join(lines),
        list_sha256=ranking.list_hash(lines),
        commitment=ranking.commitment(chosen),
        nonce=chosen,
    )


def reveal(work: Work, draw: Allotted, number: str, witness: str) -> int:
    """Draw with the witness' six digits and put the schools into their teams' hands; how many.

    Raises InspectionError where the plan has changed since it was frozen.
    """
    if not ranking.is_witness_number(number):
        raise InspectionError("监督人要报六位数字，如 058213；请重新输入。")
    inspection = inspection_of(work, draw)
    if question(work, inspection).lines() != draw.entries:
        raise InspectionError("冻结以后学校、检查组或回避有改动；请作废这次冻结，重新来过。")
    seed = ranking.Seed(_scope(work), draw.nonce, number).text
    work.plans.reveal(draw.id, witness=witness, witness_number=number, seed_text=seed)
    schools = {school.code: school.id for school in work.plans.schools(inspection)}
    teams = {team.code: team.id for team in work.people.teams(inspection)}
    given = allot(seed, question_of(draw.entries))
    for school, team in given.items():
        work.plans.assign(schools[school], teams[team])
    return len(given)


def _scope(work: Work) -> str:
    return f"{work.campaigns.current().code}|bureau|schools"


def repeats(draw: Allotted) -> dict[str, str] | None:
    """Which team each school was drawn to; None where what is kept does not agree with itself."""
    if not ranking.agrees(draw):
        return None
    return allot(draw.seed_text, question_of(draw.entries))


def mutual(homes: Mapping[str, set[str]], given: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of teams that would visit schools of each other's people.

    `homes`: by team the schools its people come from; `given`: the team of each school.
    """
    visits = {
        (team, given[school]) for team, own in homes.items() for school in own if school in given
    }
    return sorted(
        (first, other) for first, other in visits if first < other and (other, first) in visits
    )
