"""What is still missing before teams can go out, each with the step where it is put right."""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from db.records.applicable_law import Basis
from db.records.campaigns import CampaignFacts
from db.records.inspections import InspectionLine
from db.records.people import MemberLine, TeamLine
from db.records.plans import PlannedSchool
from db.unit_of_work import Work
from db.vocabulary import ConditionKind, FormKind, VisitPage
from inspector_gui.sampling.allotting import mutual
from inspector_gui.sampling.school_draw import chosen
from inspector_gui.statistics.step import Step
from inspector_gui.statistics.workplaces import open_workplaces

NAMES = 3


@dataclass(frozen=True)
class Lack:
    """`grave`: nothing can be handed out before it is put right. `about`: the row, if it is one.
    `inspection`: the code of the one that lacks it; empty: the campaign."""

    step: Step
    words: str
    grave: bool = False
    about: uuid.UUID | None = None
    inspection: str = ""


def lacking(work: Work) -> tuple[Lack, ...]:
    """Of the campaign and of every inspection that has teams; of the first one where none has."""
    teams = work.people.teams()
    first, *others = work.inspections.lines()
    manned = [
        other for other in (first, *others) if any(team.inspection == other.code for team in teams)
    ]
    common = (*_notice(work), *_schools(work.plans.schools(first.code)))
    own = (lack for kind in manned or [first] for lack in _of_inspection(work, kind, first))
    return (*common, *own, *_in_two_teams(work))


def _in_two_teams(work: Work) -> Iterator[Lack]:
    """Who is on one day in two teams, be they of one inspection or of two: the same name from the
    same workplace."""
    teams = {team.id: team for team in work.people.teams()}
    days: defaultdict[uuid.UUID, set[date]] = defaultdict(set)
    for kind in work.inspections.lines():
        for school in work.plans.schools(kind.code):
            if school.team_id and school.planned_on:
                days[school.team_id].add(school.planned_on)
    people: defaultdict[tuple[str, object], list[MemberLine]] = defaultdict(list)
    for member in work.people.members():
        people[member.name, member.home_school_id or member.source].append(member)
    for (name, _), teams_of in people.items():
        for this, other in combinations(teams_of, 2):
            if shared := days[this.team_id] & days[other.team_id]:
                first, second = teams[this.team_id], teams[other.team_id]
                sentence = f"{name} {min(shared)} 同时排在{first.name}和{second.name}"
                yield Lack(Step.DAYS, sentence, about=this.id, inspection=first.inspection)


def _of_inspection(work: Work, kind: InspectionLine, first: InspectionLine) -> Iterator[Lack]:
    """What one inspection lacks; beside the first one it says which."""
    schools, teams = work.plans.schools(kind.code), work.people.teams(kind.code)
    ours = {team.id for team in teams}
    members = [member for member in work.people.members() if member.team_id in ours]
    for lack in (
        *_people(teams, members),
        *_workplaces(members, work.plans.schools(with_units=True)),
        *_assignment(work, schools, teams, members, chosen(work, kind.code)),
        *_days(work, schools, kind),
        *_contents(work, kind),
    ):
        sentence = lack.words if kind == first else f"{kind.kind}：{lack.words}"
        yield replace(lack, words=sentence, inspection=kind.code)


def _notice(work: Work) -> Iterator[Lack]:
    campaign = work.campaigns.current()
    if not campaign.notice_title:
        yield Lack(Step.NOTICE, "没有填通知标题")
    if not campaign.notice_no:
        yield Lack(Step.NOTICE, "没有填通知文号")
    if campaign.conduct_from > campaign.conduct_to:
        yield Lack(Step.NOTICE, "检查期间的起止颠倒了", grave=True)
    if campaign.visits_from > campaign.visits_to:
        yield Lack(Step.NOTICE, "进校时间的起止颠倒了", grave=True)
    if campaign.retention_until is None:
        yield Lack(Step.NOTICE, "没有规定家长号码保存到哪一天")
    elif campaign.retention_until < campaign.visits_to:
        yield Lack(Step.NOTICE, "家长号码的保存期限早于进校结束的那一天")


def _schools(schools: list[PlannedSchool]) -> Iterator[Lack]:
    if not schools:
        yield Lack(Step.SCHOOLS, "还没有学校", grave=True)
    unknown = sum(school.headcount is None for school in schools)
    if unknown:
        yield Lack(Step.SCHOOLS, f"{unknown} 所学校没有学籍人数，核不了花名册")
    same = [
        name
        for name, n in Counter(planned_school.name for planned_school in schools).items()
        if n > 1
    ]
    if same:
        yield Lack(Step.SCHOOLS, f"有同名的学校：{_names(same)}")


def _people(teams: list[TeamLine], members: list[MemberLine]) -> Iterator[Lack]:
    if not teams:
        yield Lack(Step.PEOPLE, "还没有检查组", grave=True)
    for team in teams:
        own = [member for member in members if member.team_id == team.id]
        if len(own) < 2:
            yield Lack(Step.PEOPLE, f"{team.name}不足两人", grave=not own)
        elif not any(member.is_lead for member in own):
            yield Lack(Step.PEOPLE, f"{team.name}没有组长，问题确认不了")


def _workplaces(members: list[MemberLine], schools: list[PlannedSchool]) -> Iterator[Lack]:
    """Who may be sent to their own school because nobody said whether it is theirs."""
    for workplace in open_workplaces(members, schools):
        yield Lack(Step.PEOPLE, str(workplace), grave=True, about=workplace.people[0].id)


def _assignment(
    work: Work,
    schools: list[PlannedSchool],
    teams: list[TeamLine],
    members: list[MemberLine],
    drawn: frozenset[str] | None,
) -> Iterator[Lack]:
    """Where schools were `drawn` to be inspected, only those wait for a team."""
    if not teams or not schools:
        yield Lack(Step.ASSIGN, "学校还没有派给检查组")
        return
    if all(planned_school.team_id is None for planned_school in schools):
        yield Lack(Step.ASSIGN, "一所学校都没有派给检查组", grave=True)
        return
    free = [
        planned_school
        for planned_school in schools
        if planned_school.team_id is None and (drawn is None or planned_school.code in drawn)
    ]
    if free:
        yield Lack(Step.ASSIGN, f"{len(free)} 所学校没有派给检查组")
    busy = {school.team_id for school in schools}
    if idle := [team.name for team in teams if team.id not in busy]:
        yield Lack(Step.ASSIGN, f"{_names(idle)}没有学校")
    held = {
        (planned_school.team_id, planned_school.id): planned_school.name
        for planned_school in schools
    }
    for bar in work.plans.bars():
        if name := held.get((bar.team_id, bar.school_id)):
            yield Lack(Step.ASSIGN, f"{bar.member}要回避“{name}”，却派给了本组", grave=True)
    names = {str(team.id): team.name for team in teams}
    homes = {
        str(team.id): {str(m.home_school_id) for m in members if m.team_id == team.id}
        for team in teams
    }
    given = {
        str(planned_school.id): str(planned_school.team_id)
        for planned_school in schools
        if planned_school.team_id
    }
    for first, other in mutual(homes, given):
        yield Lack(Step.ASSIGN, f"{names[first]}与{names[other]}互查对方组员的学校")


def _days(work: Work, schools: list[PlannedSchool], kind: InspectionLine) -> Iterator[Lack]:
    campaign = kind.terms(work.campaigns.current())
    days = [
        school.planned_on
        for school in schools
        if school.planned_on is not None and not school.begun
    ]
    if not days:
        if not any(school.begun for school in schools):
            yield Lack(Step.DAYS, "还没有排检查日期")
        return
    working = set(work.campaigns.working_days(min(days), max(days)))
    off = sum(day not in working for day in days)
    if off:
        yield Lack(Step.DAYS, f"{off} 所学校排在休息日")
    outside = sum(not campaign.visits_from <= day <= campaign.visits_to for day in days)
    if outside:
        yield Lack(Step.DAYS, f"{outside} 所学校排在进校时间以外")
    busy = Counter((school.team_id, school.planned_on) for school in schools if school.planned_on)
    twice = sum(n > 1 for n in busy.values())
    if twice:
        yield Lack(Step.DAYS, f"有 {twice} 天一个组要去两所以上学校")
    lacking_years = sorted({day.year for day in days} - work.campaigns.calendar_years())
    if lacking_years:
        yield Lack(Step.DAYS, f"没有 {'、'.join(map(str, lacking_years))} 年的节假日安排")


def _contents(work: Work, kind: InspectionLine) -> Iterator[Lack]:
    items = work.catalogues.items(kind.code)
    if not items:
        yield Lack(Step.CONTENTS, "没有检查清单", grave=True)
    own = {item.id for item in items}
    bases = [basis for basis in work.catalogues.bases() if basis.item_id in own]
    printable = {basis.item_id for basis in bases if basis.printable}
    bare = sum(item.id not in printable for item in items)
    if bare:
        yield Lack(Step.BASES, f"{bare} 个检查项没有锁定的依据，印不出")
    yield from _unanswered(kind.terms(work.campaigns.current()), bases)
    if kind.has(VisitPage.QUESTIONNAIRES) and work.forms.latest(FormKind.STUDENT) is None:
        yield Lack(Step.CONTENTS, "没有学生问卷")
    if kind.has(VisitPage.FEES) and not work.catalogues.fees():
        yield Lack(Step.FEES, "没有收费目录，核不了超标准收费")


def _unanswered(campaign: CampaignFacts, bases: list[Basis]) -> Iterator[Lack]:
    """What the bureau answers for the whole inspection, where something cited depends on it."""
    kinds = {condition.kind for basis in bases for condition in basis.conditions}
    if ConditionKind.SUPERVISION in kinds and campaign.under_supervision is None:
        yield Lack(Step.KINDS, "没有填写是否以教育督导名义检查，督导条例不能引用")
    if ConditionKind.COUNTY_ORGAN in kinds and campaign.county_level is None:
        yield Lack(Step.NOTICE, "没有填写本局是否县级教育部门，限县级的条款不能引用")


def _names(names: list[str]) -> str:
    more = f"等 {len(names)} 个" if len(names) > NAMES else ""
    return "、".join(names[:NAMES]) + more
