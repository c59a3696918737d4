"""A draw of the schools that are inspected, stratum by stratum, that anybody can repeat.

The bureau's secret and a witness' six digits give the seed, as in every other draw. Schools that no
team has yet are put into strata by what they are; within each they are ranked as classes are
(`ranking.draw`). The first ones of each stratum are drawn, those after them wait in their order.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.errors import InspectionError
from db.records.plans import Allotted, DrawOf, PlannedSchool
from db.unit_of_work import Work
from inspector_gui.labels import label
from inspector_gui.sampling import ranking

ALGORITHM = f"{DrawOf.SCHOOLS.value}-v1"
_INSPECTION, _STRATUM, _SCHOOL = "inspection", "stratum", "school"
_WHOLE = "全部"
_REST = "其余"


class Trait(StrEnum):
    """What schools are told apart by; the value is what people call it."""

    KIND = "学校类别"
    OWNERSHIP = "办学性质"
    AREA = "城乡"
    DISTRICT = "区县"

    def of(self, school: PlannedSchool) -> str:
        return _TRAITS[self](school)


_TRAITS: Mapping[Trait, Callable[[PlannedSchool], str]] = {
    Trait.KIND: lambda school: label(school.kind),
    Trait.OWNERSHIP: lambda school: label(school.ownership),
    Trait.AREA: lambda school: label(school.area),
    Trait.DISTRICT: lambda school: school.district.replace("|", "／") or "区县未填",
}


@dataclass(frozen=True)
class Stratum:
    """`schools`: their codes; `wanted`: how many of them are drawn."""

    name: str
    schools: tuple[str, ...]
    wanted: int


@dataclass(frozen=True)
class Population:
    """What is drawn from, for an inspection (its code)."""

    inspection: str
    strata: tuple[Stratum, ...]

    @property
    def wanted(self) -> int:
        return sum(stratum.wanted for stratum in self.strata)

    @property
    def size(self) -> int:
        return sum(len(stratum.schools) for stratum in self.strata)

    def lines(self) -> tuple[str, ...]:
        """The frozen list: everything the result depends on."""
        return (
            f"{_INSPECTION}|{self.inspection}",
            *(f"{_STRATUM}|{stratum.name}|{stratum.wanted}" for stratum in self.strata),
            *(
                f"{_SCHOOL}|{code}|{stratum.name}"
                for stratum in self.strata
                for code in stratum.schools
            ),
        )


def population_of(lines: Iterable[str]) -> Population:
    """What was frozen, read back."""
    parts = [line.split("|") for line in lines]
    schools = [(part[1], part[2]) for part in parts if part[0] == _SCHOOL]
    strata = tuple(
        Stratum(part[1], tuple(code for code, name in schools if name == part[1]), int(part[2]))
        for part in parts
        if part[0] == _STRATUM
    )
    return Population(next(p[1] for p in parts if p[0] == _INSPECTION), strata)


def parse_traits(text: str) -> tuple[Trait, ...]:
    """`学校类别、城乡`; none: all schools are one stratum. Raises InspectionError for others."""
    named = [part.strip() for part in re.split("[,，、;；\\s]", text) if part.strip()]
    if unknown := [name for name in named if name not in list(Trait)]:
        raise InspectionError(f"不能按“{unknown[0][:20]}”分层；可以按 {'、'.join(Trait)}。")
    return tuple(Trait(name) for name in named)


# how many of each stratum

_PART = re.compile(r"(?P<name>\D*?)[:：\s]*(?P<number>[0-9]{1,4})\s*(?P<share>[%％])?\s*所?")


@dataclass(frozen=True)
class Take:
    """So many of a stratum, or so many of a hundred, rounded up."""

    number: int
    is_share: bool = False

    def of(self, size: int) -> int:
        return -(-size * self.number // 100) if self.is_share else self.number


def parse_takes(text: str) -> dict[str, Take]:
    """`30%`, `2`, or `小学 5、初中 30%、其余 2`: how many of each, by how its name begins.

    Raises InspectionError where that cannot be read.
    """
    parts = [part for part in re.split("[,，、;；\n]", text) if part.strip()]
    takes: dict[str, Take] = {}
    for part in parts:
        found = _PART.fullmatch(part.strip())
        share = bool(found and found["share"])
        if found is None or (share and int(found["number"]) > 100):
            raise InspectionError(
                f"看不懂抽取数“{part.strip()[:20]}”；请写如 30%、3，或 小学 5、初中 30%、其余 2。"
            )
        takes[found["name"].strip().removesuffix("抽").strip() or _REST] = Take(
            int(found["number"]), share
        )
    if not takes:
        raise InspectionError("没有写抽取数；请写如 30%、3，或 小学 5、初中 30%、其余 2。")
    return takes


def population(
    work: Work, inspection: str, traits: Sequence[Trait], takes: Mapping[str, Take]
) -> Population:
    """The schools of an inspection that no team has and no earlier draw took, in their strata.

    Raises InspectionError where a stratum has fewer schools than are wanted, or a name is none's.
    """
    before = chosen(work, inspection) or frozenset()
    groups: dict[str, list[str]] = {}
    for school in work.plans.schools(inspection):
        if school.team_id is None and school.code not in before:
            name = "·".join(trait.of(school) for trait in Trait if trait in traits) or _WHOLE
            groups.setdefault(name, []).append(school.code)
    _require_known(takes, groups)
    return Population(
        inspection,
        tuple(_stratum(name, tuple(groups[name]), takes) for name in sorted(groups)),
    )


def _require_known(takes: Mapping[str, Take], groups: Iterable[str]) -> None:
    for name in takes:
        if name != _REST and not any(group.startswith(name) for group in groups):
            known = "、".join(sorted(groups)[:6])
            raise InspectionError(f"没有“{name[:20]}”这一层；现有各层：{known or '没有'}。")


def _stratum(name: str, schools: tuple[str, ...], takes: Mapping[str, Take]) -> Stratum:
    own = max((take for take in takes if name.startswith(take)), key=len, default=_REST)
    wanted = takes[own].of(len(schools)) if own in takes else 0
    if wanted > len(schools):
        raise InspectionError(
            f"“{name}”只有 {len(schools)} 所学校，抽不出 {wanted} 所；请改抽取数。"
        )
    return Stratum(name, schools, wanted)


# the draw


@dataclass(frozen=True)
class Ranked:
    """A stratum as it was drawn: the codes that were drawn, and those after them, in order."""

    name: str
    drawn: tuple[str, ...]
    reserve: tuple[str, ...]


def ranked(seed: str, drawn_from: Population) -> tuple[Ranked, ...]:
    """Every stratum in its order by the seed."""
    return tuple(
        Ranked(stratum.name, tuple(order[: stratum.wanted]), tuple(order[stratum.wanted :]))
        for stratum in drawn_from.strata
        for order in [ranking.draw(seed, stratum.schools, len(stratum.schools))]
    )


def freeze(
    work: Work, drawn_from: Population, secret: Callable[[], str] = ranking.new_secret
) -> None:
    """Fix what is drawn from and the hash of a new secret. Raises InspectionError where nothing
    would be drawn."""
    if not drawn_from.size:
        raise InspectionError("没有可抽的学校：都已派给检查组，或已经抽中。")
    if not drawn_from.wanted:
        raise InspectionError("抽取数都是 0；请改抽取数。")
    own, lines = secret(), drawn_from.lines()
    work.plans.freeze(
        work.campaigns.current().id,
        algorithm=ALGORITHM,
        entries="\n".join(lines),
        list_sha256=ranking.list_hash(lines),
        commitment=ranking.commitment(own),
        nonce=own,
    )


def reveal(work: Work, draw: Allotted, number: str, witness: str) -> int:
    """Draw with the witness' six digits; how many schools were drawn.

    Raises InspectionError where a school of the list has a team by now, or is not there any more.
    """
    if not ranking.is_witness_number(number):
        raise InspectionError("监督人要报六位数字，如 058213；请重新输入。")
    drawn_from = population_of(draw.entries)
    free = {s.code for s in work.plans.schools(drawn_from.inspection) if s.team_id is None}
    listed = {code for stratum in drawn_from.strata for code in stratum.schools}
    if not listed <= free:
        raise InspectionError("冻结以后名单里的学校有改动；请作废这次冻结，重新来过。")
    seed = ranking.Seed(f"{work.campaigns.current().code}|bureau|strata", draw.nonce, number).text
    work.plans.reveal(draw.id, witness=witness, witness_number=number, seed_text=seed)
    return drawn_from.wanted


def repeats(draw: Allotted) -> tuple[Ranked, ...] | None:
    """What was drawn, drawn again; None where what is kept does not agree with itself."""
    if not ranking.agrees(draw):
        return None
    return ranked(draw.seed_text, population_of(draw.entries))


def draws_of(work: Work, inspection: str) -> list[Allotted]:
    """The draws of schools for an inspection (its code), the latest first."""
    found = work.plans.draws(DrawOf.SCHOOLS)
    return [draw for draw in found if population_of(draw.entries).inspection == inspection]


def chosen(work: Work, inspection: str) -> frozenset[str] | None:
    """The codes of all schools that draws took for an inspection; None: none was made."""
    made = [draw for draw in draws_of(work, inspection) if draw.witness_number]
    if not made:
        return None
    again = (ranked(draw.seed_text, population_of(draw.entries)) for draw in made)
    return frozenset(code for strata in again for stratum in strata for code in stratum.drawn)


def counted(strata: Iterable[Stratum], most: int = 8) -> str:
    """What will be drawn, in words: `小学·城镇 12 所抽 4 所`."""
    counts = [
        f"{stratum.name} {len(stratum.schools)} 所抽 {stratum.wanted} 所" for stratum in strata
    ]
    more = f"等 {len(counts)} 层" if len(counts) > most else ""
    return "，".join(counts[:most]) + more
