"""What an earlier campaign found, taken in from its bureau file; that file stays as it is."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from db.errors import InspectionError
from db.records.plans import PlannedSchool
from db.records.rectifications import FollowedFinding
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, FindingStatus
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.labels import in_china
from inspector_gui.statistics.workplaces import name_key

#: What no school was told of, or nobody stands by.
_UNTOLD = frozenset({FindingStatus.DRAFT, FindingStatus.CONFIRMED, FindingStatus.WITHDRAWN})
_NAMED = 3


@dataclass(frozen=True)
class TakenIn:
    """`findings` of how many `schools`; `notes`: what was not taken in, or is called otherwise."""

    campaign: str
    findings: int
    schools: int
    notes: tuple[str, ...]


@deed(
    "带入以往问题",
    of="准备",
    doer=Doer.BUREAU,
    refuses=("不是局里的总文件", "就是这次检查", "没有反馈过的问题"),
)
def take_in_earlier_findings(*, store: Store, last: Store) -> TakenIn:
    """What an earlier campaign's schools were told of and what became of it: each school's stands
    in the file of the team that visits it. Taken in again, it is brought up to date."""
    with last.read() as old, store.act(Act.PLAN) as work:
        then = old.campaigns.current()
        if then.code == work.campaigns.current().code:
            raise InspectionError("这就是本次检查的总文件；请选上一次检查的总文件。")
        found = list(_known_findings(old))
        if not found:
            raise InspectionError("这个总文件里没有反馈过的问题，没有可以带入的。")
        here, notes = _matched(old, work)
        taken = [
            (here[followed_finding.school_id], followed_finding)
            for followed_finding in found
            if followed_finding.school_id in here
        ]
        kept = {(school.id, finding.serial) for school, finding in taken}
        work.earlier_findings.forget_others(then.code, kept)
        for school, finding in taken:
            work.earlier_findings.keep(
                school.id,
                then.code,
                finding.serial,
                campaign_name=then.name,
                **_values(old, finding),
            )
    return TakenIn(then.name, len(taken), len({school.id for school, _ in taken}), tuple(notes))


def _known_findings(old: Work) -> Iterator[FollowedFinding]:
    for kind in old.inspections.lines():
        for rectification in old.rectifications.followed(kind.code):
            if rectification.status not in _UNTOLD:
                yield rectification


def _matched(old: Work, work: Work) -> tuple[dict[uuid.UUID, PlannedSchool], list[str]]:
    """This year's school of each earlier one, by its code, else by its name; what is said of it."""
    schools = work.plans.schools(with_units=True)
    by_code = {school.code: school for school in schools}
    by_name = {name_key(school.name): school for school in schools}
    here: dict[uuid.UUID, PlannedSchool] = {}
    notes, gone = [], []
    for school in old.plans.schools(with_units=True):
        found = by_code.get(school.code) or by_name.get(name_key(school.name))
        if found is None:
            gone.append(school.name)
            continue
        here[school.id] = found
        if found.code != school.code:
            notes.append(f"“{school.name}”的代码由 {school.code} 改为 {found.code}，按校名对上。")
        elif name_key(found.name) != name_key(school.name):
            notes.append(f"{school.code} 原名“{school.name}”，现名“{found.name}”，按代码对上。")
    if gone:
        more = "等" if len(gone) > _NAMED else ""
        listed = "、".join(gone[:_NAMED])
        notes.append(f"{len(gone)} 所学校不在本次名单里，没有带入：{listed}{more}。")
    return here, notes


def _values(old: Work, followed_finding: FollowedFinding) -> dict[str, object]:
    closed = (
        old.findings.closings(followed_finding.id)
        if followed_finding.status is FindingStatus.CLOSED
        else []
    )
    names = ("item_code", "category", "severity", "fact", "students", "involved_fen", "due_fen")
    return {
        **{name: getattr(followed_finding, name) for name in (*names, "open_fen", "status")},
        "found_on": followed_finding.visited_on,
        "closed_on": in_china(closed[0].at).date() if closed else None,
    }
