"""What the merged file still waits for; as long as it does, no number of it is final."""

from collections.abc import Iterator

from db.unit_of_work import Work

_NAMED = 4


def undecided(work: Work) -> tuple[str, ...]:
    """A clause for each kind of thing that is open; empty where all is settled."""
    pairs, rows = work.pairs.number(), work.quarantined.number()
    found = (
        _conflicts(work),
        f"{pairs} 对疑似重复没有判定" if pairs else "",
        f"{rows} 行还在隔离" if rows else "",
        *_missing_packages(work),
    )
    return tuple(clause for clause in found if clause)


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
