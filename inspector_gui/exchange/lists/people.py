"""Teams and their people from a bureau's list."""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from db.errors import InspectionError
from db.records.inspections import InspectionLine
from db.records.people import MemberLine
from db.records.plans import PlannedSchool
from db.unit_of_work import Work
from db.vocabulary import RecusalReason
from inspector_gui.exchange.lists.plan import (
    SHOWN,
    Entry,
    Given,
    Incoming,
    Kind,
    Listing,
    Reader,
    Status,
)
from inspector_gui.exchange.workbooks.cells import phone_of, text_of
from inspector_gui.exchange.workbooks.headings import Column, Record, Table
from inspector_gui.labels import label, numeral
from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.workplaces import looks_like_school, school_named, suggestions

COLUMNS = (
    Column("name", "姓名", ("人员姓名", "组员", "成员")),
    Column("team", "检查组", ("组别", "所在组", "分组", "组名", "小组")),
    Column("role", "组内职务", ("职务", "分工", "角色", "组内分工"), needed=False),
    Column(
        "source", "工作单位", ("单位", "所在单位", "抽调单位", "派出单位", "所在学校"), needed=False
    ),
    Column("phone", "联系电话", ("电话", "手机", "手机号", "手机号码", "联系方式"), needed=False),
    Column("former", "近三年任职学校", ("曾任职学校", "原任职学校"), needed=False),
    Column("relative", "亲属所在学校", ("近亲属任职或就读学校", "亲属学校"), needed=False),
    Column(
        "kept_books", "近三年记账单位", ("曾记账单位", "经管账务单位", "代理记账单位"), needed=False
    ),
    Column("other", "回避学校", ("需回避学校", "申报回避学校"), needed=False),
)
RECUSALS = {
    "former": RecusalReason.FORMER_POST,
    "relative": RecusalReason.RELATIVE,
    "kept_books": RecusalReason.KEPT_BOOKS,
    "other": RecusalReason.OTHER,
}
_PARTS = re.compile(r"[、,，;；/|\n]")


@dataclass(frozen=True)
class _Known:
    """What the file has: schools, teams by name, people, their recusals."""

    schools: Sequence[PlannedSchool]
    teams: Mapping[str, uuid.UUID]
    people: tuple[MemberLine, ...]
    recusals: frozenset[tuple[uuid.UUID, uuid.UUID, RecusalReason]]
    numbers: Mapping[uuid.UUID, str]

    @classmethod
    def of(cls, work: Work, inspection: str | None) -> "_Known":
        kind = inspection or work.inspections.main().code
        teams = work.people.teams(kind)
        ours = {team.id for team in teams}
        return cls(
            schools=work.plans.schools(kind),
            teams={key: team.id for team in teams for key in (team.name, team.code)},
            people=tuple(member for member in work.people.members() if member.team_id in ours),
            recusals=frozenset(
                (recusal.member_id, recusal.school_id, recusal.reason)
                for recusal in work.people.recusals()
            ),
            numbers=work.people.numbers(),
        )

    def person(self, values: Mapping[str, Any]) -> MemberLine | None:
        """By name and team; by name alone where only one has it."""
        named = [member for member in self.people if member.name == values["name"]]
        team = self.teams.get(values["team"])
        same = [member for member in named if member.team_id == team]
        return next(iter(same), named[0] if len(named) == 1 else None)


def team_name(typed: str) -> str:
    """`1`, `一组`, `第1组` are all 第一检查组."""
    match = re.fullmatch(
        r"第?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*(?:检查)?(?:小)?组?", typed
    )
    if match is None:
        return typed
    number = match[1]
    return f"第{numeral(int(number)) if number.isdigit() else number}检查组"


def _read(
    inspection: str | None, work: Work, source: str, tables: Sequence[Table], _given: Given
) -> Listing:
    reader, known = Reader(), _Known.of(work, inspection)
    entries = [
        Entry(record, _values(record, team, known, reader))
        for table in tables
        for record, team in _with_team(table, reader)
    ]
    reader.blame_repeated(
        entries, "name", lambda values: (values["team"], values["name"]), "同组同名"
    )
    notes = (*_notes(entries, known), *reader.notes("姓名"))
    return Listing(source, tuple(entries), tuple(reader.faults), notes)


def _with_team(table: Table, reader: Reader) -> Iterator[tuple[Record, str]]:
    """Each person with their team, which is written once over a merged block."""
    above = ""
    teams = {}
    for record in table.records():
        above = teams[record.row.number] = text_of(record["team"]) or above
    for record in reader.named(table, "name", "姓名", carried="team"):
        yield record, teams[record.row.number]


def _notes(entries: Sequence[Entry], known: _Known) -> Iterator[str]:
    """Workplaces that will have to be answered for."""
    names = [entry.values.get("source", "") for entry in entries if not entry.values.get("home")]
    open_ = [
        name
        for name in dict.fromkeys(filter(None, names))
        if looks_like_school(name) or suggestions(name, known.schools)
    ]
    if open_ and known.schools:
        listed = "、".join(f"“{name}”" for name in open_[:SHOWN])
        more = f"等 {len(open_)} 个" if len(open_) > SHOWN else ""
        yield f"单位{listed}{more}像是学校，但名单里没有同名的，导入后请在“检查组”一步逐个指定。"


def _values(record: Record, team: str, known: _Known, reader: Reader) -> dict[str, Any]:
    if not team:
        reader.blame(record, "team", "没有填检查组")
    values: dict[str, Any] = {"name": text_of(record["name"])[:200], "team": team_name(team)[:200]}
    for key in ("role", "source"):
        if key in record.table.positions:
            values[key] = text_of(record[key])[:200]
    if "phone" in record.table.positions:
        values["phone"] = reader.cell(record, "phone", phone_of) or ""
    if "source" in values:
        home = school_named(values["source"], known.schools)
        values["home"] = home.id if home else None
    values["recusals"] = tuple(
        (school, reason)
        for key, reason in RECUSALS.items()
        if key in record.table.positions
        for school in reader.cell(record, key, lambda cell: _schools(text_of(cell), known)) or ()
    )
    return values


def _schools(typed: str, known: _Known) -> list[uuid.UUID]:
    names = [
        name.strip() for name in _PARTS.split(typed) if name.strip() not in ("", "无", "-", "/")
    ]
    return [_school(name, known).id for name in names]


def _school(name: str, known: _Known) -> PlannedSchool:
    found = school_named(name, known.schools)
    if found is None:
        likely = suggestions(name, known.schools)
        perhaps = f"是不是“{likely[0].name}”？" if likely else ""
        raise Unreadable(f"学校名单里没有“{name}”，{perhaps}请写全称或代码")
    return found


def is_lead(role: str) -> bool:
    return "组长" in role and "副" not in role


def _compare(inspection: str | None, work: Work, listing: Listing) -> Iterator[Incoming]:
    known = _Known.of(work, inspection)
    for entry in listing.entries:
        values = entry.values
        title = f"{values['team']}　{values['name']}"
        found = known.person(values)
        what = _changes(values, found, known)
        if found is None:
            role = " · ".join(filter(None, (values.get("role"), values.get("source"))))
            yield Incoming(Status.NEW, title, role, entry)
        else:
            yield Incoming(Status.CHANGED if what else Status.SAME, title, what, entry, found)


def _changes(values: Mapping[str, Any], found: MemberLine | None, known: _Known) -> str:
    if found is None:
        return ""
    changes: list[str] = []
    if known.teams.get(values["team"]) != found.team_id:
        changes.append(f"转到{values['team']}")
    for key, title in (("role", "职务"), ("source", "单位")):
        if key in values and values[key] != getattr(found, key):
            changes.append(f"{title}：{getattr(found, key) or '空'} → {values[key] or '空'}")
    if values.get("phone") and values["phone"] != known.numbers.get(found.id):
        changes.append("联系电话")
    if values.get("home") and values["home"] != found.home_school_id:
        changes.append("所在学校")
    for school, reason in values["recusals"]:
        if (found.id, school, reason) not in known.recusals:
            changes.append(f"回避：{label(reason)}")
    return "；".join(changes)


def _keep(inspection: str | None, work: Work, lines: Sequence[Incoming]) -> None:
    campaign = work.campaigns.current().id
    known = _Known.of(work, inspection)
    teams = dict(known.teams)
    for line in lines:
        values = line.entry.values
        if values["team"] not in teams:
            teams[values["team"]] = new_team(work, campaign, values["team"], inspection)
        member = _member(work, line, teams[values["team"]])
        if values.get("phone"):
            work.people.keep_number(member, values["phone"])
        if values.get("home"):
            work.people.settle(member, values["home"])
        for school, reason in values["recusals"]:
            if (member, school, reason) not in known.recusals:
                work.people.recuse(member, school, reason=reason)


def _member(work: Work, line: Incoming, team: uuid.UUID) -> uuid.UUID:
    values = {key: line.entry.values[key] for key in ("role", "source") if line.entry.holds(key)}
    if "role" in values:
        values["is_lead"] = is_lead(values["role"])
    if line.known is None:
        return new_member(work, team, **{"role": "组员", **values}, name=line.entry.values["name"])
    found: MemberLine = line.known
    if found.team_id != team:
        return work.people.move(found.id, team, new_code(work, team), **values)
    work.people.change_member(found.id, **values)
    return found.id


def new_team(
    work: Work, campaign: uuid.UUID, name: str = "", inspection: str | None = None
) -> uuid.UUID:
    """The next team of an inspection, or of the first one, under its usual name unless it has
    another. No two teams of a file have one name: their files would."""
    kind = work.inspections.of(inspection) if inspection else work.inspections.main()
    teams = work.people.teams()
    taken, names = {team.code for team in teams}, {team.name for team in teams}
    number = next(n for n in count(1) if f"T{n}" not in taken)
    if name in names:
        raise InspectionError(
            f"已经有{name}，是另一种检查的；请换一个组名，如“{kind.kind}{name}”。"
        )
    usual = name or _usual_name(kind, number, names, first=kind.id == work.inspections.main().id)
    return work.people.add_team(campaign, f"T{number}", usual, kind.code)


def _usual_name(kind: InspectionLine, number: int, taken: set[str], *, first: bool) -> str:
    """第三检查组; of another inspection 财务检查第一组."""
    if first:
        return f"第{numeral(number)}检查组"
    names = (f"{kind.kind}第{numeral(n)}组" for n in count(1))
    return next(name for name in names if name not in taken)


def new_member(work: Work, team: uuid.UUID, **values: Any) -> uuid.UUID:
    return work.people.add_member(team, code=new_code(work, team), **values)


def new_code(work: Work, team: uuid.UUID) -> str:
    code = next(team_line.code for team_line in work.people.teams() if team_line.id == team)
    taken = {member.code for member in work.people.members()}
    return next(found for n in count(1) if (found := f"{code}-M{n}") not in taken)


def people_of(inspection: str | None) -> Kind:
    """The list of the people of an inspection (its code), or of the first one."""
    return Kind(
        "people",
        "检查人员",
        COLUMNS,
        partial(_read, inspection),
        partial(_compare, inspection),
        partial(_keep, inspection),
        "要有“姓名”“检查组”两列；职务、工作单位、电话、近三年任职学校、亲属所在学校、近三年记账单位、"
        "回避学校一并读入。"
        "工作单位在学校名单里的，自动回避本校。",
        own=frozenset({"team"}),
    )


PEOPLE = people_of(None)
