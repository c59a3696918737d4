"""Which school of the list somebody comes from, by what their workplace is called.

Names are compared without blanks, width and ways to write a number. The same name is the same
school. A part of the name, an abbreviation or a department of the school only suggests it: whoever
prepares the campaign says which school it is, or that it is none.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from db.records.people import MemberLine
from db.records.plans import PlannedSchool
from inspector_gui.labels import numeral

_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff·]+")
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
#: 江城市, 东湖区, 市: where a school lies, in front of its name.
_REGION = re.compile(r"^(?:[\u4e00-\u9fff]{0,6}?(?:自治[区州县]|省|市|区|县|旗|州|镇|乡|街道))")
_SCHOOL = re.compile(
    r".*?(?:学校|小学|中学|幼儿园|高中|初中|附小|附中|附幼|中专|职高|职中|技校|实小|实中|"
    r"[一二三四五六七八九十]中学?)"
)
_OFFICE = re.compile("局|厅|委员会|政府|公司")
_NUMERAL = re.compile("[一二三四五六七八九十]+")
_MOST = 5
_SHORT, _PART, _SAME = 1, 3, 5


@dataclass(frozen=True)
class Workplace:
    """A workplace that may be a school, and of which nobody said whether it is: whose it is, and
    the schools it most likely means, the likeliest first."""

    name: str
    people: tuple[MemberLine, ...]
    suggestions: tuple[PlannedSchool, ...]

    def __str__(self) -> str:
        names = "、".join(person.name for person in self.people[:3])
        more = f"等 {len(self.people)} 人" if len(self.people) > 3 else ""
        like = f"“{self.suggestions[0].name}”" if self.suggestions else "学校"
        return f"{names}{more}的单位“{self.name}”像是{like}，请指定是哪所学校，或不在名单里"


def name_key(name: str) -> str:
    """What is the same in all ways to write a name."""
    return _NUMBER.sub(
        lambda found: numeral(int(found[0])) if int(found[0]) else found[0], _plain(name)
    )


def _plain(name: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", name)).lower()


def school_named(name: str, schools: Iterable[PlannedSchool]) -> PlannedSchool | None:
    """The only school of this very name or code."""
    wanted, code = name_key(name), _plain(name)
    same = [
        school
        for school in schools
        if code and (wanted == name_key(school.name) or code == school.code.lower())
    ]
    return same[0] if len(same) == 1 else None


def looks_like_school(workplace: str) -> bool:
    found = _SCHOOL.match(name_key(workplace))
    return found is not None and not _OFFICE.search(found[0])


def suggestions(workplace: str, schools: Sequence[PlannedSchool]) -> tuple[PlannedSchool, ...]:
    """The schools that a workplace may mean, the likeliest first; of the weaker signs none where
    there is a stronger one."""
    wanted = name_key(workplace)
    if not wanted or (_OFFICE.search(wanted) and not looks_like_school(workplace)):
        return ()
    ranked = [
        (_likeness(wanted, name_key(planned_school.name)), planned_school)
        for planned_school in schools
    ]
    best = max((likeness for likeness, _ in ranked), default=0)
    return tuple(school for likeness, school in ranked if likeness == best > 0)[:_MOST]


def _likeness(workplace: str, school: str) -> int:
    """The same, one with another region before it or a department after, abbreviated; a little
    more where the school lies in the region that is written."""
    if workplace == school:
        return _SAME
    found = _SCHOOL.match(workplace)
    whole = found[0] if found else workplace
    head, bare = _bare(whole), _bare(school)
    near = int(whole != head and whole.removesuffix(head) in school)
    if len(head) > 2 and (bare == head or school.endswith(head) or head.endswith(bare)):
        return _PART + near
    return (_SHORT + near) * _abbreviates(head, bare, school.removesuffix(bare))


def _bare(name: str) -> str:
    """Without the region in front, as long as a name is left."""
    while (found := _REGION.match(name)) and len(name) - found.end() > 1:
        name = name[found.end() :]
    return name


def _abbreviates(short: str, name: str, region: str) -> bool:
    """`三中`, `实小`, `江城三中`: some characters of the name in their order, the first among
    them, all of its numbers, and before them at most some of the region's."""
    if _NUMERAL.findall(short) != _NUMERAL.findall(name):
        return False
    return any(
        short[start] in (name[:1], name.removeprefix("第")[:1])
        and _runs_through(short[start:], name)
        and _runs_through(short[:start], region)
        for start in range(max(0, len(short) - 1))
    )


def _runs_through(part: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in part)


def open_workplaces(
    members: Iterable[MemberLine], schools: Sequence[PlannedSchool]
) -> tuple[Workplace, ...]:
    """What has to be answered before anybody is sent to a school."""
    by_name: defaultdict[str, list[MemberLine]] = defaultdict(list)
    for member in _unanswered(members, schools):
        by_name[member.source].append(member)
    found = ((name, people, suggestions(name, schools)) for name, people in by_name.items())
    return tuple(
        Workplace(name, tuple(people), likely)
        for name, people, likely in found
        if likely or looks_like_school(name)
    )


def _unanswered(
    members: Iterable[MemberLine], schools: Sequence[PlannedSchool]
) -> Iterator[MemberLine]:
    keys = {school.id: name_key(school.name) for school in schools}
    for member in members:
        home = keys.get(member.home_school_id) if member.home_school_id else None
        answered = member.checked_workplace == member.source or home == name_key(member.source)
        if schools and member.source and not answered:
            yield member
