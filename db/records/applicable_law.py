"""Which law may be cited for a conduct: by its date, the school's kind, and its condition.

A citation without a date of entry into force is not "always in force": it cannot be locked. A
condition is decided from what the file knows, or else asked of a person; it is never assumed.
"""

import dataclasses
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from db.publishable.citations import Citation
from db.vocabulary import ConditionKind, LawRole, Obstacle, Ownership, Stage, Standing

_COMPULSORY = frozenset({Stage.PRI, Stage.JUN})
#: Stages of which some classes are of compulsory education, or may be.
_PARTLY_COMPULSORY = _COMPULSORY | {Stage.SPE}
_DAY = timedelta(days=1)
#: What whoever cites can answer; the rest the bureau answers, or a newer program.
_ASKED_AT_FINDING = frozenset(
    {
        *(ConditionKind.RETALIATION, ConditionKind.BY_TEACHER, ConditionKind.GOVERNMENT_RUN),
        *(ConditionKind.COMPULSORY_STAGE, ConditionKind.GOVERNMENT_PRICE, ConditionKind.AMOUNT),
    }
)


@dataclass(frozen=True)
class Condition:
    """What must be so for a citation to apply. `argument`: the date, or the limit it names."""

    kind: ConditionKind
    argument: str = ""

    @property
    def since(self) -> date | None:
        """For conduct from this day on."""
        if self.kind is not ConditionKind.CONDUCT_SINCE:
            return None
        return date.fromisoformat(self.argument)


def parse_conditions(text: str) -> tuple[Condition, ...]:
    """`kind` or `kind:argument`, one a line; a kind that a newer program knows stands for itself.

    Raises ValueError for what can be no condition.
    """
    parts = (line.partition(":") for line in text.split("\n") if line)
    found = tuple(Condition(ConditionKind.kept(kind), argument) for kind, _, argument in parts)
    for condition in found:
        _ = condition.since
    return found


def format_conditions(conditions: Iterable[Condition]) -> str:
    return "\n".join(f"{stated.kind}:{stated.argument}".rstrip(":") for stated in conditions)


@dataclass(frozen=True)
class Basis:
    """A citation an item offers. `locked`: the finance office lets it print."""

    id: uuid.UUID
    item_id: uuid.UUID
    regulation_id: uuid.UUID
    citation: Citation
    in_force_from: date | None
    repealed_on: date | None
    only_stages: frozenset[Stage]
    only_ownerships: frozenset[Ownership]
    locked: bool
    role: LawRole = LawRole.DUTY
    conditions: tuple[Condition, ...] = ()
    doubt: str = ""
    placeholder: bool = False

    @property
    def obstacles(self) -> tuple[Obstacle, ...]:
        """Why the finance office cannot lock it, the gravest first."""
        return obstacles(self.placeholder, self.citation.article, self.in_force_from)

    @property
    def printable(self) -> bool:
        return self.locked and not self.obstacles


def obstacles(placeholder: bool, article: str | None, since: date | None) -> tuple[Obstacle, ...]:
    """What stands against locking a citation with these facts."""
    missing = (
        (Obstacle.PLACEHOLDER, placeholder),
        (Obstacle.NO_ARTICLE, not (article or "").strip()),
        (Obstacle.NO_DATE, since is None),
    )
    return tuple(obstacle for obstacle, so in missing if so)


@dataclass(frozen=True)
class Case:
    """A conduct at a school. `dated`: its days are its own, not the whole period inspected.

    `supervision`, `county`: what the bureau answered for the whole inspection, None: not yet.
    """

    stages: frozenset[Stage]
    ownership: Ownership
    begun: date
    ended: date
    dated: bool
    supervision: bool | None = None
    county: bool | None = None


@dataclass(frozen=True)
class Assessment:
    """How a citation stands to a case; `begun` to `ended`: the days of the conduct it governs."""

    standing: Standing
    begun: date
    ended: date
    asked: Condition | None = None

    @property
    def citable(self) -> bool:
        """It applies, or does if a person affirms its condition by citing it."""
        return self.standing in (Standing.APPLIES, Standing.ASKED)


def assess(basis: Basis, case: Case) -> Assessment:
    """Decide whether a citation governs a case, and which days of it."""
    begun, ended = _governed(basis, case)
    standing, asked = _standing(basis, case, begun, ended)
    return Assessment(standing, begun, ended, asked)


def _governed(basis: Basis, case: Case) -> tuple[date, date]:
    starts = [case.begun, basis.in_force_from, *(stated.since for stated in basis.conditions)]
    last = basis.repealed_on - _DAY if basis.repealed_on else case.ended
    return max(day for day in starts if day), min(case.ended, last)


def _standing(
    basis: Basis, case: Case, begun: date, ended: date
) -> tuple[Standing, Condition | None]:
    if (basis.only_stages and basis.only_stages.isdisjoint(case.stages)) or (
        basis.only_ownerships and case.ownership not in basis.only_ownerships
    ):
        return Standing.OTHER_SCHOOLS, None
    answers = [(stated, answer(stated, case)) for stated in basis.conditions]
    failed = next((condition for condition, so in answers if so is False), None)
    if failed is not None:
        return Standing.CONDITION_FAILS, failed
    if basis.in_force_from is None:
        return Standing.UNDATED, None
    if begun > ended:
        return Standing.NOT_IN_FORCE, None
    if not case.dated and (begun, ended) != (case.begun, case.ended):
        return Standing.DAYS_UNKNOWN, None
    open_ = next((condition for condition, so in answers if so is None), None)
    if open_ is None:
        return Standing.APPLIES, None
    asked = open_.kind in _ASKED_AT_FINDING
    return (Standing.ASKED if asked else Standing.UNANSWERED), open_


def answer(condition: Condition, case: Case) -> bool | None:
    """Whether a condition holds, as far as the file knows it."""
    match condition.kind:
        case ConditionKind.SUPERVISION:
            return case.supervision
        case ConditionKind.COUNTY_ORGAN:
            return case.county
        case ConditionKind.GOVERNMENT_RUN:
            return None if case.ownership is Ownership.PUBLIC else False
        case ConditionKind.COMPULSORY_STAGE:
            return _compulsory(case.stages)
        case ConditionKind.CONDUCT_SINCE:
            return True  # decided by the days it governs
        case _:
            return None


def _compulsory(stages: frozenset[Stage]) -> bool | None:
    if stages.isdisjoint(_PARTLY_COMPULSORY):
        return False
    return True if stages <= _COMPULSORY else None


def starts_ticked(basis: Basis, wrongs: int, case: Case) -> bool:
    """Whether it is cited unless somebody objects: the item has one wrong, and nothing is asked.

    `wrongs`: how many the item covers; 0 where the catalogue does not say.
    """
    return (
        wrongs == 1
        and basis.printable
        and basis.role is LawRole.DUTY
        and not basis.conditions
        and not basis.doubt
        and assess(basis, case).standing is Standing.APPLIES
    )


def lawful(cited: Iterable[Basis], case: Case) -> list[Basis]:
    """Of what is cited, what may be printed.

    What governs only some days of the conduct says which: each part has its own law.
    """
    return list(_lawful(cited, case))


def _lawful(cited: Iterable[Basis], case: Case) -> Iterator[Basis]:
    for basis in cited:
        found = assess(basis, case)
        if basis.printable and found.citable:
            yield dataclasses.replace(
                basis,
                citation=dataclasses.replace(
                    basis.citation,
                    since=found.begun if found.begun > case.begun else None,
                    until=found.ended if found.ended < case.ended else None,
                ),
            )


def ungoverned(cited: Iterable[Basis], case: Case) -> list[tuple[date, date]]:
    """The days of the conduct that none of what may be printed governs."""
    spans = sorted(
        (a.begun, a.ended) for a in (assess(basis, case) for basis in lawful(cited, case))
    )
    gaps, next_day = [], case.begun
    for begun, ended in spans:
        if begun > next_day:
            gaps.append((next_day, begun - _DAY))
        next_day = max(next_day, ended + _DAY)
    if next_day <= case.ended:
        gaps.append((next_day, case.ended))
    return gaps


_BRACKETED = re.compile(r"第\s*[（(]\s*([一二三四五六七八九十百零〇]+)\s*[）)]\s*项")


def format_article(text: str) -> str:
    """`第三十条第（五）项` as citations of law write it: 第三十条第五项 (立法技术规范)."""
    return _BRACKETED.sub(r"第\1项", "".join(text.split()))


_NUMBER = "[一二三四五六七八九十百千零〇]+"
_BASE = re.compile(rf"第{_NUMBER}条(?:之{_NUMBER})?|第{_NUMBER}项")


def base_article(article: str) -> str:
    """The article that a paragraph or item belongs to: 第三十条第五项 → 第三十条."""
    found = _BASE.match(article)
    return found[0] if found else article
