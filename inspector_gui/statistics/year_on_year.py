"""This campaign beside an earlier one: rates, never counts; what cannot be compared is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from db.records.catalogues import Item
from db.records.rectifications import FollowedFinding
from db.unit_of_work import Work
from db.vocabulary import FindingStatus, Severity
from inspector_gui.statistics.percentages import share_of

_UNTOLD = (FindingStatus.DRAFT, FindingStatus.WITHDRAWN)
_NAMED = 3


@dataclass(frozen=True)
class Compared:
    """A rate of both campaigns, each with its two numbers: `45/58 77.6%`."""

    name: str
    then: str
    now: str


@dataclass(frozen=True)
class YearOnYear:
    """`notes`: where the two differ, so that a rate is to be read with care."""

    then: str
    now: str
    rates: tuple[Compared, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Year:
    """What is compared of one campaign. `codes`: of the schools visited, with their names."""

    numbers: Mapping[str, int]
    findings: Sequence[FollowedFinding]
    codes: Mapping[str, str]
    at: Mapping[object, str]
    catalogue: str

    @property
    def schools(self) -> int:
        return self.numbers["schools"]


def year_on_year(now: Work, then: Work) -> YearOnYear:
    """The first inspection of both; categories by this campaign's items."""
    mine, theirs = _year(now), _year(then)
    items = now.catalogues.items(now.inspections.main().code)
    rates = (
        *_rates(theirs, mine),
        *_by_category(theirs, mine, items),
        _repeats(theirs, mine, items),
    )
    return YearOnYear(
        then.campaigns.current().name,
        now.campaigns.current().name,
        rates,
        tuple(_notes(theirs, mine)),
    )


def _year(work: Work) -> _Year:
    kind = work.inspections.main().code
    visited = [line for line in work.schools.lines(kind) if line.visited_on]
    found = [
        rectification
        for rectification in work.rectifications.followed(kind)
        if rectification.status not in _UNTOLD
    ]
    catalogues = [
        catalogue for catalogue in work.catalogues.lines() if catalogue.inspection == kind
    ]
    return _Year(
        work.totals.numbers(kind),
        found,
        {line.code: line.name for line in visited},
        {line.id: line.code for line in visited},
        "、".join(catalogue.version for catalogue in catalogues),
    )


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}　{share_of(part, whole)}" if whole else "—"


_SHARES = (
    ("检查覆盖：已检查/应检查学校", "schools", "schools_in_scope"),
    ("问卷回收率：回收/发放", "questionnaires_returned", "questionnaires_issued"),
    ("问卷有效率：有效/回收", "questionnaires_valid", "questionnaires_returned"),
    ("电话完成率：完成/拨打号码", "parent_calls_completed", "parent_calls_dialled"),
    ("有问题的学校：占已检查学校", "schools_with_findings", "schools"),
    ("整改率：已销号/问题", "closed", "findings"),
    ("涉及金额的问题：占问题", "findings_with_amount", "findings"),
)


def _rates(then: _Year, now: _Year) -> Iterator[Compared]:
    for name, part, whole in _SHARES:
        shares = [_share(year.numbers[part], year.numbers[whole]) for year in (then, now)]
        yield Compared(name, *shares)
    yield Compared("每所学校的问题（个）", *(_per_school(year) for year in (then, now)))
    serious = [
        _share(sum(f.severity is Severity.SERIOUS for f in year.findings), len(year.findings))
        for year in (then, now)
    ]
    yield Compared("程度严重的问题：占问题", *serious)


def _per_school(year: _Year) -> str:
    """One decimal, rounded half up."""
    if not year.schools:
        return "—"
    tenths = (20 * year.numbers["findings"] + year.schools) // (2 * year.schools)
    return f"{year.numbers['findings']}/{year.schools}　{tenths // 10}.{tenths % 10}"


def _by_category(then: _Year, now: _Year, items: Sequence[Item]) -> Iterator[Compared]:
    """In how many of the schools visited; an item of before by what took its place."""
    category = {code: item.category_name for item in items for code in _codes(item)}
    names = dict.fromkeys(item.category_name for item in items)
    for name in names:
        shares = [
            _share(
                len({f.school_id for f in year.findings if _is_in(f, name, category)}), year.schools
            )
            for year in (then, now)
        ]
        if any("/" in share and not share.startswith("0/") for share in shares):
            yield Compared(f"{name}：查出的学校占已检查学校", *shares)


def _is_in(finding: FollowedFinding, name: str, category: Mapping[str, str]) -> bool:
    return category.get(finding.item_code, finding.category) == name


def _codes(item: Item) -> tuple[str, ...]:
    return (item.code, *item.replaced)


def _repeats(then: _Year, now: _Year, items: Sequence[Item]) -> Compared:
    """Of the schools visited both times with findings then: where the same item was found again."""
    current = {code: item.code for item in items for code in _codes(item)}
    before = {(then.at.get(f.school_id), current.get(f.item_code)) for f in then.findings}
    again = {(now.at.get(f.school_id), f.item_code) for f in now.findings}
    both = {code for code, _ in before if code in now.codes}
    repeated = {code for code, item in before & again if code in both and item is not None}
    return Compared(
        "同一所学校又查出同一项：占两次都检查、上次有问题的学校",
        "—",
        _share(len(repeated), len(both)),
    )


def _notes(then: _Year, now: _Year) -> Iterator[str]:
    if then.catalogue != now.catalogue:
        yield f"检查清单版本不同（{then.catalogue} 与 {now.catalogue}），类别按本次的项目编码对应。"
    left, new = set(then.codes) - set(now.codes), set(now.codes) - set(then.codes)
    if left or new:
        same = len(set(then.codes) & set(now.codes))
        yield (
            f"检查的学校不同：两次都检查的 {same} 所，只上次检查的 {len(left)} 所，"
            f"只本次检查的 {len(new)} 所。"
        )
    renamed = [
        f"{code} {then.codes[code]} → {now.codes[code]}"
        for code in sorted(set(then.codes) & set(now.codes))
        if then.codes[code] != now.codes[code]
    ]
    if renamed:
        more = "等" if len(renamed) > _NAMED else ""
        yield f"代码相同、校名不同：{'；'.join(renamed[:_NAMED])}{more}；请核对是不是同一所。"
