"""The schools of a campaign from a bureau's list."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from db.errors import InspectionError
from db.limits import MAX_COUNT
from db.records.plans import PlannedSchool
from db.unit_of_work import Work
from db.vocabulary import Area, Circumstance, Ownership, SchoolType, Stage
from inspector_gui.exchange.lists.plan import (
    Entry,
    Given,
    Incoming,
    Kind,
    Listing,
    Reader,
    Status,
    differences,
)
from inspector_gui.exchange.lists.vocabulary import (
    STAGES_OF,
    area_of,
    owner_of,
    present_of,
    stages_of,
    type_named,
    type_of,
)
from inspector_gui.exchange.workbooks.book import Cell
from inspector_gui.exchange.workbooks.cells import count_of, text_of
from inspector_gui.exchange.workbooks.headings import Column, Record, Table
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.workplaces import name_key, suggestions

#: The field of a row, by what it says the school has or has not.
_PRESENT = {circumstance: f"has_{circumstance.value}" for circumstance in Circumstance}
_SHORTER = {
    Circumstance.CANTEEN: "食堂",
    Circumstance.TRIPS: "研学",
    Circumstance.BUILDING: "基建项目",
}


def _column(circumstance: Circumstance, key: str) -> Column:
    """A longer name than the thing's own: `课后服务人数` says something else."""
    named = [label(circumstance), *filter(None, [_SHORTER.get(circumstance)])]
    title, *also = (f"{asks}{name}" for asks in ("有无", "是否有", "有没有") for name in named)
    return Column(key, title, tuple(also), needed=False)


COLUMNS = (
    Column("name", "学校名称", ("校名", "单位名称", "学校", "园校名称", "校园名称", "名称")),
    Column("code", "学校代码", ("学校标识码", "标识码", "代码", "学校编码", "编码"), needed=False),
    Column("kind", "学校类别", ("办学类型", "学校类型", "类别", "类型"), needed=False),
    Column("stages", "学段", ("办学学段", "办学层次"), needed=False),
    Column("ownership", "办学性质", ("性质", "公办民办", "公民办", "举办者类型"), needed=False),
    Column("area", "城乡", ("城乡类型", "城乡分类", "所在地类型", "城镇农村"), needed=False),
    Column("district", "区县", ("县区", "所属区县", "所在区县", "县市区", "区域"), needed=False),
    Column("head", "校长", ("校长姓名", "负责人", "法定代表人", "园长"), needed=False),
    Column(
        "registry_headcount",
        "学籍人数",
        ("在籍人数", "学生数", "在校生数", "在校学生数", "学生人数", "人数"),
        needed=False,
    ),
    *(_column(circumstance, key) for circumstance, key in _PRESENT.items()),
)
_TITLES = {column.key: column.title for column in COLUMNS if column.key != "code"}
#: Between two characters it is never part of a name.
_BLANK = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_CODE = re.compile(r"[!-~]{1,60}")


def _read(work: Work, source: str, tables: Sequence[Table], _given: Given) -> Listing:
    reader = Reader()
    entries = [
        Entry(record, _values(record, reader))
        for table in tables
        for record in reader.named(table, "name", "学校名称")
    ]
    reader.blame_repeated(entries, "code", lambda values: values.get("code"), "代码相同")
    if not any(entry.holds("code") for entry in entries):
        reader.blame_repeated(entries, "name", lambda values: values["name"], "同名")
    _require_kinds(work, entries, reader)
    notes = (*_notes(tables), *reader.notes("学校名称"))
    return Listing(source, tuple(entries), tuple(reader.faults), notes)


def _require_kinds(work: Work, entries: Sequence[Entry], reader: Reader) -> None:
    """Of a new school it must be clear what it is; what was not understood is blamed already."""
    schools = work.plans.schools(with_units=True)
    codes, names = (
        {planned.code for planned in schools},
        {name_key(planned.name) for planned in schools},
    )
    blamed = {(fault.sheet, fault.row) for fault in reader.faults}
    for entry in entries:
        record, values = entry.record, entry.values
        known = (
            values["code"] in codes if entry.holds("code") else name_key(values["name"]) in names
        )
        if (
            _filled(values)["kind"]
            or known
            or (record.table.sheet.name, record.row.number) in blamed
        ):
            continue
        key = "kind" if "kind" in record.table.positions else "name"
        reader.blame(record, key, "看不出学校类别，请在“学校类别”一列写明")


_USUAL: dict[str, Any] = {"ownership": Ownership.PUBLIC, "area": Area.URBAN}


def _values(record: Record, reader: Reader) -> dict[str, Any]:
    """What the row says; what it does not say is not touched in a school that is known."""
    name = _BLANK.sub("", text_of(record["name"]))
    if _CODE.fullmatch(name) and re.search(r"\d", name):
        reader.blame(record, "name", f"写的是“{name[:20]}”，像是代码，不是校名")
    values: dict[str, Any] = {"name": name[:200]}
    for key, means in _MEANINGS.items():
        if key in record.table.positions:
            value = reader.cell(record, key, means)
            if value not in (None, "", ()):
                values[key] = value
    return values


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """A new school's values: what is not said follows from the name, or is what is usual."""
    kind: SchoolType | None = (
        values.get("kind") or type_named(values["name"]) or _type_by(values.get("stages", ()))
    )
    stages = STAGES_OF[kind] if kind else ()
    return {**_USUAL, "kind": kind, "stages": stages, **values}


def _type_by(stages: tuple[Stage, ...]) -> SchoolType | None:
    return next((kind for kind, own in STAGES_OF.items() if stages and own == stages), None)


def _code(cell: Cell) -> str:
    typed = text_of(cell).replace(" ", "")
    if typed and not _CODE.fullmatch(typed):
        raise Unreadable("代码只能用字母、数字和符号")
    return typed


def _count(cell: Cell) -> int | None:
    found = count_of(cell)
    if found is not None and found > MAX_COUNT:
        raise Unreadable("数目太大，请核对")
    return found


_MEANINGS: dict[str, Any] = {
    "code": _code,
    "kind": type_of,
    "stages": stages_of,
    "ownership": owner_of,
    "area": area_of,
    "district": lambda cell: text_of(cell)[:200],
    "head": lambda cell: text_of(cell)[:200],
    "registry_headcount": _count,
    **dict.fromkeys(_PRESENT.values(), present_of),
}


def _notes(tables: Sequence[Table]) -> Iterator[str]:
    """What is taken for granted where a column is missing."""
    lacking = {c.key for c in COLUMNS} - {key for table in tables for key in table.positions}
    if "code" in lacking:
        yield "没有“学校代码”列：按校名核对，新学校自动编号。"
    if "kind" in lacking:
        yield "没有“学校类别”列：按校名判断类别。"
    if "ownership" in lacking:
        yield "没有“办学性质”列：新学校按公办登记，民办的请再改。"
    if "area" in lacking:
        yield "没有“城乡”列：新学校按城镇登记，农村的请再改。"


def _compare(work: Work, listing: Listing) -> Iterator[Incoming]:
    known = work.plans.schools(with_units=True)
    by_code = {school.code: school for school in known}
    by_name = {name_key(school.name): school for school in known}
    for entry in listing.entries:
        code, name = entry.values.get("code"), name_key(entry.values["name"])
        found = by_code.get(code) if code else by_name.get(name)
        yield _beside(entry, found)


def _beside(entry: Entry, found: PlannedSchool | None) -> Incoming:
    title = entry.values["name"]
    if found is None:
        entry = Entry(entry.record, _filled(entry.values))
        what = " · ".join(filter(None, map(_format_value, (entry.values.get(k) for k in _SHOWN))))
        return Incoming(Status.NEW, title, what, entry)
    if entry.holds("kind") and entry.values["kind"] is not found.kind:
        entry = Entry(entry.record, {"stages": STAGES_OF[entry.values["kind"]], **entry.values})
    what = differences(entry.values, _Known(found), _TITLES, _format_value)
    return Incoming(Status.CHANGED if what else Status.SAME, title, what, entry, found)


_SHOWN = ("kind", "ownership", "district", "registry_headcount")


class _Known:
    """A school by the names its table has."""

    def __init__(self, school: PlannedSchool) -> None:
        self._school = school

    def __getattr__(self, name: str) -> Any:
        if name in _PRESENT.values():
            circumstance = next(known for known, key in _PRESENT.items() if key == name)
            return self._school.circumstances.get(circumstance)
        return getattr(self._school, {"registry_headcount": "headcount"}.get(name, name))


def _format_value(value: Any) -> str:
    if isinstance(value, bool):
        return "有" if value else "没有"
    if isinstance(value, tuple):
        return "、".join(label(part) for part in value)
    if isinstance(value, SchoolType | Ownership | Area):
        return label(value)
    return "" if value is None else str(value)


def _keep(work: Work, lines: Sequence[Incoming]) -> None:
    campaign = work.campaigns.current().id
    free = _free_codes({planned.code for planned in work.plans.schools(with_units=True)})
    for line in lines:
        values = dict(line.entry.values)
        present = {known: values.pop(key) for known, key in _PRESENT.items() if key in values}
        code = values.pop("code", None)
        if line.known is not None:
            school = line.known.id
            work.schools.change(school, **values)
        else:
            values["code"] = code or next(free)
            school = work.schools.register(campaign, **values)
        work.circumstances.note(school, present)
    ask_again(work, [line.title for line in lines if line.known is None])


def ask_again(work: Work, added: Collection[str]) -> None:
    """A workplace that was no school of the list may be one of those that were added."""
    schools = [planned for planned in work.plans.schools(with_units=True) if planned.name in added]
    for member in work.people.members():
        answered = member.checked_workplace and member.home_school_id is None
        if answered and suggestions(member.source, schools):
            work.people.change_member(member.id, checked_workplace="")


def register(work: Work, **values: Any) -> None:
    """One school by hand. Raises InspectionError where its code is taken."""
    known = {planned.code: planned.name for planned in work.plans.schools(with_units=True)}
    code = str(values.pop("code", "") or next(_free_codes(set(known)))).replace(" ", "")
    if not _CODE.fullmatch(code):
        raise InspectionError(f"代码“{code}”不能用；请用字母、数字和符号。")
    if code in known:
        raise InspectionError(f"代码 {code} 已经是“{known[code]}”；请核对代码。")
    campaign = work.campaigns.current().id
    work.schools.register(campaign, **{**_filled(values), **values, "code": code})
    ask_again(work, [str(values["name"])])


def _free_codes(taken: set[str]) -> Iterator[str]:
    return (code for code in (f"S{n:03}" for n in range(1, 100_000)) if code not in taken)


SCHOOLS = Kind(
    "schools",
    "学校",
    COLUMNS,
    _read,
    _compare,
    _keep,
    "要有“学校名称”一列；有代码、类别、办学性质、城乡、区县、校长、学籍人数的一并读入，"
    "“有无食堂”“有无课后服务”等列也是。",
    own=frozenset({"code", "stages", "ownership", "area"}),
    names=("学校名称", "校名", "园校名称", "校园名称"),
)
