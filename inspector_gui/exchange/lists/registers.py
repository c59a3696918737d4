"""The office's own workbooks of complaints, admission contacts, sanctions, pledges, self-checks.

Names and numbers of who complained are not read: such columns are left out, and said so.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from db.records.registers import (
    ComplaintLine,
    ContactLine,
    PledgeLine,
    SanctionLine,
    SelfReportLine,
)
from db.unit_of_work import Work
from db.vocabulary import (
    Cause,
    Channel,
    ComplaintOutcome,
    ComplaintSource,
    ContactKind,
    Nature,
    PledgeKind,
    Sanction,
)
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
from inspector_gui.exchange.workbooks.book import Cell
from inspector_gui.exchange.workbooks.cells import count_of, day_of, prose_of, text_of, yuan_of
from inspector_gui.exchange.workbooks.headings import Column, Record, Table
from inspector_gui.labels import label
from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.workplaces import name_key

Means = Callable[[Cell], Any]


def _word(patterns: Mapping[str, StrEnum], cell: Cell) -> StrEnum | None:
    """The word that is written, or else the first whose pattern is found in the cell."""
    typed = re.sub(r"\s", "", text_of(cell))
    if not typed:
        return None
    for word in type(next(iter(patterns.values()))):
        if typed in (label(word), word.value):
            return word
    for pattern, word in patterns.items():
        if re.search(pattern, typed):
            return word
    known = "、".join(dict.fromkeys(label(word) for word in patterns.values()))
    raise Unreadable(f"请写 {known}")


_SOURCES: Mapping[str, StrEnum] = {
    "省": ComplaintSource.PROVINCIAL,
    "市转|市": ComplaintSource.MUNICIPAL,
    "自办|自收|本级|本局|自": ComplaintSource.SELF,
}
_CAUSES: Mapping[str, StrEnum] = {
    "收费": Cause.FEE,
    "招生|入学": Cause.ADMISSION,
    "师德|教师": Cause.TEACHER_CONDUCT,
    "管理": Cause.MANAGEMENT,
    "其他|其它|违纪|政纪": Cause.OTHER,
}
_OUTCOMES: Mapping[str, StrEnum] = {
    "部分|其他问题": ComplaintOutcome.PARTLY_NONFEE,
    "不属实|失实|不实|未查实": ComplaintOutcome.UNSUBSTANTIATED,
    "查实|属实": ComplaintOutcome.SUBSTANTIATED,
    "解释|说明|答复": ComplaintOutcome.EXPLAINED,
    "转": ComplaintOutcome.TRANSFERRED,
    "办理|未办结|在办": ComplaintOutcome.OPEN,
}
_NATURES: Mapping[str, StrEnum] = {
    "建议|意见": Nature.ADVICE,
    "检举|控告|举报": Nature.ACCUSATION,
    "申诉|求决": Nature.CLAIM,
    "咨询": Nature.INQUIRY,
}
_CHANNELS: Mapping[str, StrEnum] = {
    "短信": Channel.SMS,
    "电": Channel.CALL,
    "访|来人": Channel.VISIT,
    "领导|转办": Channel.LEADER,
}
_CONTACTS: Mapping[str, StrEnum] = {
    "举报|投诉": ContactKind.REPORT,
    "咨询": ContactKind.CONSULT,
}
_SANCTIONS: Mapping[str, StrEnum] = {
    "集体约谈": Sanction.GROUP_TALK,
    "约谈": Sanction.SUMMONS_TALK,
    "诫勉": Sanction.ADMONITION_TALK,
    "批评": Sanction.CRITICISM,
    "党内": Sanction.PARTY_WARNING,
    "政务|行政警告": Sanction.OFFICE_WARNING,
    "警告": Sanction.WARNING,
    "记过": Sanction.DEMERIT,
}
_PLEDGES: Mapping[str, StrEnum] = {
    "党风|廉政责任": PledgeKind.INTEGRITY,
    "收费|招生": PledgeKind.FEES,
    "回避|廉洁": PledgeKind.RECUSAL,
}


def _yes(cell: Cell) -> bool:
    typed = text_of(cell)
    if typed in ("", "否", "无", "不", "0"):
        return False
    if typed in ("是", "有", "√", "1", "匿名", "已计"):
        return True
    raise Unreadable("请写 是 或 否")


def _short(limit: int) -> Means:
    return lambda cell: prose_of(cell)[:limit]


def _or_none(cell: Cell) -> str | None:
    return text_of(cell)[:60] or None


@dataclass(frozen=True)
class _Field:
    """A column of a register: what it looks like, and what its cells mean."""

    column: Column
    means: Means


def _field(key: str, title: str, means: Means, *also: str, needed: bool = False) -> _Field:
    return _Field(Column(key, title, also, needed=needed), means)


def _day_means(cell: Cell) -> date | None:
    return day_of(cell, date.today())  # noqa: DTZ011  # the year of days that have none


@dataclass(frozen=True)
class Register:
    """`same`: the fields by which a line is known again; `title`: the one that names a row."""

    line: type[Any]
    kind: str
    title: str
    fields: tuple[_Field, ...]
    named: str
    same: tuple[str, ...]
    own: frozenset[str]
    names: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(field.column for field in self.fields)


_SCHOOL = _field(
    "school", "学校", text_of, "涉及学校", "被反映单位", "涉及单位", "学校名称", "校名", "单位名称"
)
_NOTE = _field("note", "说明", _short(1000), "备注")

COMPLAINTS = Register(
    ComplaintLine,
    "complaints",
    "信访举报",
    (
        _field("number", "信访编号", lambda cell: text_of(cell)[:60], "编号", "信访件编号",
               "件号", "登记号", needed=True),
        _field("source", "来源", partial(_word, _SOURCES), "件来源", "信访来源", needed=True),
        _field("channel", "渠道", _short(200), "信访渠道", "形式", "信访形式", "方式"),
        _field("received_on", "收到日期", _day_means, "收件日期", "收到时间", "登记日期",
               "来信日期", needed=True),
        _field("accepted_on", "受理日期", _day_means, "受理时间"),
        _field("nature", "性质", partial(_word, _NATURES), "信访性质", "诉求性质"),
        _SCHOOL,
        _field("category", "事项", partial(_word, _CAUSES), "事项类别", "类别", "问题类别",
               "内容分类", needed=True),
        _field("note", "事项摘要", _short(4000), "摘要", "反映内容", "主要内容", "反映问题"),
        _field("anonymous", "匿名", _yes, "是否匿名"),
        _field("handler", "承办人", _short(200), "承办科室", "经办人"),
        _field("due_on", "期限", _day_means, "办结期限", "办理期限", "到期日"),
        _field("extended_on", "延期批准日期", _day_means),
        _field("outcome", "办理结果", partial(_word, _OUTCOMES), "结果", "处理结果", "查办结果"),
        _field("basis", "查实依据", _short(1000)),
        _field("replied_on", "答复日期", _day_means, "回复日期"),
        _field("case_no", "案件编号", _or_none, "案号", "案件号"),
        _field("students", "涉及学生", count_of, "学生人数"),
        _field("involved_fen", "涉及金额", yuan_of, "查实金额", "违规金额"),
        _field("due_fen", "应退", yuan_of, "应退金额", "应清退金额"),
    ),
    "number",
    ("number",),
    frozenset({"source", "accepted_on", "nature", "outcome", "case_no"}),
    ("信访编号", "信访件编号", "信访来源"),
)  # fmt: skip
CONTACTS = Register(
    ContactLine,
    "contacts",
    "招生咨询举报",
    (
        _field("number", "招生编号", lambda cell: text_of(cell)[:60], "编号", "序号编号", "登记号",
               needed=True),
        _field("channel", "受理渠道", partial(_word, _CHANNELS), "渠道", "来源渠道", "形式",
               needed=True),
        _field("received_on", "收到日期", _day_means, "日期", "来电日期", "登记日期", "受理日期",
               needed=True),
        _field("persons", "来访人次", count_of, "人次", "来访人数"),
        _field("kind", "咨询或举报", partial(_word, _CONTACTS), "咨询举报", "类型",
               "性质", needed=True),
        _field("topic", "咨询内容", _short(1000), "事项摘要", "内容", "主要内容", "事项"),
        _SCHOOL,
        _field("answered_on", "答复日期", _day_means),
        _field("answered_by", "答复人", _short(200), "接待人", "值班人"),
    ),
    "number",
    ("number",),
    frozenset({"persons", "kind", "topic"}),
    ("招生编号", "咨询或举报", "咨询举报", "来访人次"),
)  # fmt: skip
SANCTIONS = Register(
    SanctionLine,
    "sanctions",
    "问责",
    (
        _field("cause", "问责事由", partial(_word, _CAUSES), "事由", "违纪类别", needed=True),
        _field("kind", "问责方式", partial(_word, _SANCTIONS), "方式", "处分种类", "处理方式",
               needed=True),
        _field("persons", "人次", count_of, "人数", needed=True),
        _field("roles", "职务", _short(200), "被问责人职务"),
        _field("organ", "决定机关", _short(200), "决定单位"),
        _SCHOOL,
        _field("case_no", "案件编号", _or_none, "案号"),
        _field("decided_on", "决定日期", _day_means, "处分日期", "日期"),
        _field("counted_elsewhere", "别处已计", _yes),
        _NOTE,
    ),
    "kind",
    ("cause", "kind", "roles", "organ", "case_no", "decided_on", "school_id"),
    frozenset({"organ", "decided_on", "roles"}),
    ("问责事由", "问责方式", "处分种类", "违纪类别"),
)  # fmt: skip
PLEDGES = Register(
    PledgeLine,
    "pledges",
    "责任书和承诺书",
    (
        _field("unit", "签订单位", lambda cell: text_of(cell)[:200], "单位", "单位名称", "承诺单位",
               needed=True),
        _field("kind", "责任书种类", partial(_word, _PLEDGES), "种类", "承诺书种类",
               needed=True),
        _field("year", "年度", count_of, "年份"),
        _field("signed_on", "签订日期", _day_means, "签订时间", "签字日期"),
        _field("signed_by", "签订人职务", _short(200), "签订人", "责任人职务"),
        _NOTE,
    ),
    "unit",
    ("unit", "kind", "year"),
    frozenset({"signed_on", "signed_by", "year"}),
    ("签订单位", "责任书种类", "承诺书种类", "承诺单位"),
)  # fmt: skip
SELF_REPORTS = Register(
    SelfReportLine,
    "selfreports",
    "自查报告",
    (
        _field("school", "学校", text_of, "学校名称", "校名", "报送学校", needed=True),
        _field("received_on", "自查报告收到日期", _day_means, "收到日期", "报送日期", "收到时间",
               needed=True),
        _field("missing", "缺少内容", _short(1000), "缺项"),
        _field("problems", "自查问题数", count_of, "自查问题"),
        _field("fees_fen", "自查违规金额", yuan_of, "自查金额", "违规金额"),
        _NOTE,
    ),
    "school",
    ("school_id",),
    frozenset({"missing", "problems", "fees_fen"}),
    ("自查报告收到日期", "自查问题数", "自查违规金额"),
)  # fmt: skip
REGISTERS = {
    register.kind: register for register in (COMPLAINTS, CONTACTS, SANCTIONS, PLEDGES, SELF_REPORTS)
}
_INFORMANT = re.compile(
    "(信访人|举报人|来访人|反映人|投诉人|咨询人|联系)(姓名|电话|方式|地址)?|电话|手机|住址|地址"
)


def _read(
    register: Register, work: Work, source: str, tables: Sequence[Table], _given: Given
) -> Listing:
    reader = Reader()
    schools = _schools(work)
    year = work.campaigns.current().visits_from.year
    entries = [
        Entry(record, _values(register, record, reader, schools, year))
        for table in tables
        for record in reader.named(table, register.named, _title(register))
    ]
    complaint = "相同" if len(register.same) == 1 else "是同一条，请合并人次或核对"
    reader.blame_repeated(
        entries,
        register.named,
        lambda values: tuple(values.get(name) for name in register.same),
        complaint,
    )
    for entry in entries:
        _require(register, entry, reader)
    notes = (*_left_out(tables), *reader.notes(_title(register)))
    return Listing(source, tuple(entries), tuple(reader.faults), notes)


def _title(register: Register) -> str:
    return next(
        field.column.title for field in register.fields if field.column.key == register.named
    )


def _schools(work: Work) -> dict[str, Any]:
    lines = work.plans.schools(with_units=True)
    return {name_key(line.name): line for line in lines} | {line.code: line for line in lines}


def _values(
    register: Register, record: Record, reader: Reader, schools: Mapping[str, Any], year: int
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in register.fields:
        key = field.column.key
        if key not in record.table.positions:
            continue
        value = reader.cell(record, key, field.means)
        if key == "school":
            values["school_id"] = _school(record, reader, schools, value)
        elif value is not None and (value != "" or not field.column.needed):
            values[key] = value
    if register is PLEDGES:
        values.setdefault("year", year)
        found = schools.get(name_key(values.get("unit", "")))
        values["school_id"] = found.id if found else None
    return values


def _school(record: Record, reader: Reader, schools: Mapping[str, Any], typed: str | None) -> Any:
    if not typed:
        return None
    found = schools.get(typed) or schools.get(name_key(typed))
    if found is None:
        reader.blame(record, "school", f"写的是“{typed[:20]}”，学校名单里没有；请核对校名或留空")
    return found.id if found else None


def _require(register: Register, entry: Entry, reader: Reader) -> None:
    """What a line cannot do without is blamed in its own cell, or where the table lacks it."""
    blamed = {(fault.sheet, fault.row, fault.key) for fault in reader.faults}
    record = entry.record
    for field in register.fields:
        key = "school_id" if field.column.key == "school" else field.column.key
        at = (record.table.sheet.name, record.row.number, field.column.key)
        if field.column.needed and entry.values.get(key) is None and at not in blamed:
            reader.ask(record, field.column, f"没有填{field.column.title}")


def _left_out(tables: Sequence[Table]) -> Iterator[str]:
    """Columns that name who complained do not come in."""
    titles = [
        title
        for table in tables
        for title in table.unread()
        if _INFORMANT.fullmatch(re.sub(r"\s", "", title))
    ]
    if titles:
        listed = "、".join(f"“{title}”" for title in dict.fromkeys(titles))
        yield f"{listed}会指向信访人，没有读入；请仍在信访部门的登记簿里保管。"


def _compare(register: Register, work: Work, listing: Listing) -> Iterator[Incoming]:
    known = {
        tuple(getattr(line, name) for name in register.same): line
        for line in work.registers.lines(register.line)
    }
    titles = {
        "school_id" if field.column.key == "school" else field.column.key: field.column.title
        for field in register.fields
    }
    names = {school.id: school.name for school in work.plans.schools(with_units=True)}
    for entry in listing.entries:
        key = tuple(entry.values.get(name, _EMPTY.get(name)) for name in register.same)
        found = known.get(key)
        title = _shown(entry.values.get(register.named), names) or _shown(
            entry.values.get("school_id"), names
        )
        if found is None or _blank(register, found):
            shown = [_shown(value, names) for value in list(entry.values.values())[1:6]]
            yield Incoming(Status.NEW, title, " · ".join(filter(None, shown)), entry)
            continue
        formatter = partial(_shown, names=names)
        what = differences(entry.values, found, titles, formatter)
        yield Incoming(Status.CHANGED if what else Status.SAME, title, what, entry, found)


#: What a column that a workbook lacks stands for, where it tells lines apart.
_EMPTY: Mapping[str, Any] = {"roles": "", "organ": ""}


def _blank(register: Register, found: Any) -> bool:
    """A school that no report is registered of yet."""
    return (
        register is SELF_REPORTS
        and not (found.missing or found.problems or found.note)
        and (found.received_on is None)
    )


def _shown(value: Any, names: Mapping[Any, str]) -> str:
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return names.get(value) or ("" if value is None else str(value))


def _keep(register: Register, work: Work, lines: Sequence[Incoming]) -> None:
    for line in lines:
        values = dict(line.entry.values)
        if line.known is None:
            work.registers.register(register.line, **values)
        else:
            work.registers.correct(register.line, line.known.id, **values)


def _kind(register: Register) -> Kind:
    needed = "、".join(f"“{column.title}”" for column in register.columns if column.needed)
    rest = "、".join(column.title for column in register.columns if not column.needed)
    return Kind(
        register.kind,
        register.title,
        register.columns,
        partial(_read, register),
        partial(_compare, register),
        partial(_keep, register),
        f"要有{needed}；有{rest}的一并读入。信访人的姓名、电话不读入。",
        own=register.own,
        names=register.names,
    )


REGISTER_KINDS = {key: _kind(register) for key, register in REGISTERS.items()}


def cells_of(register: Register, line: Any) -> list[Any]:
    """A line as a row of a workbook under the register's columns; it can be imported again."""
    return [cell_of(getattr(line, column.key)) for column in register.columns]


def cell_of(value: Any) -> Any:
    """A value as a cell says it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, StrEnum):
        return label(value)
    return "" if value is None else value
