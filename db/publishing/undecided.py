"""What the merged file still waits for; as long as it does, no number of it is final."""

from collections.abc import Iterator
from enum import Enum

from db.unit_of_work import Work

_NAMED = 4


class Matter(Enum):
    """What may wait at the bureau."""

    CONFLICTS = "conflicts"
    DUPLICATES = "duplicates"
    QUARANTINE = "quarantine"
    PACKAGES = "packages"


def undecided(work: Work) -> tuple[str, ...]:
    """A clause for each thing that is open; empty where all is settled."""
    return tuple(clause for _matter, clause in open_matters(work))


def open_matters(work: Work) -> Iterator[tuple[Matter, str]]:
    """Each thing that is open: of what kind, and a clause."""
    pairs, rows = work.pairs.number(), work.quarantined.number()
    if conflicts := _conflicts(work):
        yield Matter.CONFLICTS, conflicts
    if pairs:
        yield Matter.DUPLICATES, f"{pairs} 对疑似重复没有判定"
    if rows:
        yield Matter.QUARANTINE, f"{rows} 行还在隔离"
    for clause in _missing_packages(work):
        yield Matter.PACKAGES, clause


def _missing_packages(work: Work) -> Iterator[str]:
    """Those that were made, and are known of, but have not come in."""
    for team in work.packages.deliveries(work.now().date()):
        if team.missing:
            numbers = "、".join(map(str, team.missing))
            yield f"{team.team}第 {numbers} 号数据包没有收到"


def _conflicts(work: Work) -> str:
    """How many, and of which schools."""
    number = work.conflicts.count()
    if not number:
        return ""
    schools = list(dict.fromkeys(line.school for line in work.conflicts.lines() if line.school))
    more = "等" if len(schools) > _NAMED else ""
    where = f"（{'、'.join(schools[:_NAMED])}{more}）" if schools else ""
    return f"{number} 个冲突没有裁定{where}"
