"""What each register shows, what one types for a new line, what its form holds."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from db.records.plans import PlannedSchool
from db.records.registers import (
    ComplaintLine,
    ContactLine,
    PledgeLine,
    SanctionLine,
    SelfReportLine,
)
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
from inspector_gui.labels import label, today
from inspector_gui.parsing import Unreadable, grouped_yuan
from inspector_gui.statistics.register_totals import (
    complaint_totals,
    contact_totals,
    pledge_totals,
    sanction_totals,
    self_report_totals,
)
from inspector_gui.window.forms.choice_fields import ChoiceField, TickField
from inspector_gui.window.forms.entry_table import Register, RegisterKey
from inspector_gui.window.forms.fields import (
    LineField,
    count_field,
    date_field,
    day_field,
    money_field,
    needed_field,
)
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.table import Column

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class RegisterDesk:
    """`key` is that of its list for import; `make` builds its table for the schools there are;
    `totals` says what is shown in sum."""

    key: str
    line: type[Any]
    title: str
    make: Callable[["SchoolNames"], Register]
    totals: Callable[[Sequence[Any]], str]


class SchoolNames:
    """Schools by code and name, as fields read and show them; kept up by the presenter."""

    def __init__(self) -> None:
        self.ids: dict[str, uuid.UUID] = {}
        self.names: dict[uuid.UUID, str] = {}

    def show(self, schools: Sequence[PlannedSchool]) -> None:
        self.ids = {school.name: school.id for school in schools} | {
            school.code: school.id for school in schools
        }
        self.names = {school.id: school.name for school in schools}

    def read(self, typed: str) -> uuid.UUID | None:
        text = "".join(typed.split())
        if not text:
            return None
        if text in self.ids:
            return self.ids[text]
        like = [name for name in self.names.values() if text in name]
        if len(like) == 1:
            return self.ids[like[0]]
        more = "有好几所，请写全称或代码" if like else "学校名单里没有，请写全称或代码"
        raise Unreadable(f"“{text[:20]}”{more}")

    def field(self, name: str) -> LineField:
        return LineField(name, read=self.read, show=self._shown, hint="校名或代码", limit=100)

    def _shown(self, value: uuid.UUID | None) -> str:
        return self.names.get(value, "") if value is not None else ""


def _day(name: str) -> LineField:
    return day_field(name, today)


def _needed_day(name: str) -> LineField:
    return date_field(name, today)


def _choice(enum_type: type[StrEnum], *, empty: str = "") -> Callable[[str], ChoiceField]:
    return lambda name: ChoiceField(name, tuple(enum_type), empty=empty)


def _when(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day_column(title: str, name: str) -> Column[Any]:
    return Column(title, lambda row: _when(getattr(row, name)), 88)


def _complaint_tone(row: ComplaintLine) -> Tone:
    colours = theme().colours
    if row.outcome is ComplaintOutcome.OPEN:
        return colours.warn
    return colours.bad if row.outcome is ComplaintOutcome.SUBSTANTIATED else colours.calm


def _over(row: ComplaintLine) -> str:
    """The day it is due; overdue ones say by how much."""
    if row.due_on is None:
        return ""
    late = (today() - row.due_on).days
    if row.outcome is ComplaintOutcome.OPEN and late > 0:
        return f"! 超 {late} 天"
    return row.due_on.isoformat()


def _complaints(schools: SchoolNames) -> Register:
    table = "complaint"
    return Register(
        "complaints",
        "信访举报",
        (
            Column("编号", lambda row: row.number, 68),
            _day_column("收到", "received_on"),
            Column("来源", lambda row: label(row.source), 70, drops=2),
            Column("事项", lambda row: label(row.category), 46, drops=3),
            Column("事项摘要", lambda row: row.note),
            Column("学校", lambda row: row.school, 128, drops=1),
            Column("期限", _over, 96),
            Column("办理结果", lambda row: label(row.outcome), 124, _CENTRE, tone=_complaint_tone),
        ),
        lambda row: row.id,
        lambda: (
            Spec.of(table, "number", lambda name: LineField(name, hint="如 XF-131", limit=60)),
            Spec.of(table, "received_on", _needed_day),
            Spec.of(table, "source", _choice(ComplaintSource)),
            Spec.of(table, "category", _choice(Cause)),
            Spec.of(table, "school_id", schools.field),
            Spec.of(table, "note", partial(LineField, hint="不写信访人姓名"), wide=True),
        ),
        lambda: (
            Spec.of(table, "outcome", _choice(ComplaintOutcome)),
            Spec.of(table, "school_id", schools.field),
            Spec.of(table, "number", partial(needed_field, limit=60)),
            Spec.of(table, "received_on", _needed_day),
            Spec.of(table, "source", _choice(ComplaintSource)),
            Spec.of(table, "channel", LineField),
            Spec.of(table, "nature", _choice(Nature)),
            Spec.of(table, "category", _choice(Cause)),
            Spec.of(table, "accepted_on", _day),
            Spec.of(table, "due_on", _day),
            Spec.of(table, "extended_on", _day),
            Spec.of(table, "replied_on", _day),
            Spec.of(table, "handler", LineField),
            Spec.of(table, "case_no", partial(LineField, limit=60)),
            Spec.of(table, "students", lambda name: count_field(name, "人，列为问题的不填")),
            Spec.of(table, "involved_fen", lambda name: money_field(name, "元，列为问题的不填")),
            Spec.of(table, "due_fen", lambda name: money_field(name, "元")),
            Spec.of(table, "anonymous", TickField),
            Spec.of(table, "basis", partial(LineField, limit=1000)),
            Spec.of(table, "note", lambda name: ProseField(name, lines=2), wide=True),
        ),
        "number",
        "还没有信访件。导入办公室的信访台账，或在上面一件一件填；信访人的姓名、电话不录在这里。",
        "Enter 修改　R 记案件退费　Delete 删除　Ctrl+V 粘贴　Ctrl+F 查找",
        keys=(("r", RegisterKey.REFUND),),
    )


def _contacts(schools: SchoolNames) -> Register:
    table = "admission_contact"
    return Register(
        "contacts",
        "招生咨询举报",
        (
            Column("编号", lambda row: row.number, 84),
            _day_column("收到", "received_on"),
            Column("渠道", lambda row: label(row.channel), 84),
            Column("类别", lambda row: label(row.kind), 56),
            Column("人次", lambda row: "" if row.persons is None else str(row.persons), 52, _RIGHT),
            Column("事项摘要", lambda row: row.topic),
            Column("学校", lambda row: row.school, 128, drops=1),
            Column("答复", lambda row: _when(row.answered_on), 88, drops=2),
            Column("", lambda row: "转信访" if row.complaint_id else "", 64, _CENTRE),
        ),
        lambda row: row.id,
        lambda: (
            Spec.of(table, "number", lambda name: LineField(name, hint="如 ZS-70", limit=60)),
            Spec.of(table, "received_on", _needed_day),
            Spec.of(table, "channel", _choice(Channel)),
            Spec.of(table, "kind", _choice(ContactKind)),
            Spec.of(table, "persons", lambda name: count_field(name, "来访填")),
            Spec.of(table, "topic", partial(LineField, hint="不写姓名、电话"), wide=True),
        ),
        lambda: (
            Spec.of(table, "number", partial(needed_field, limit=60)),
            Spec.of(table, "received_on", _needed_day),
            Spec.of(table, "channel", _choice(Channel)),
            Spec.of(table, "kind", _choice(ContactKind)),
            Spec.of(table, "persons", count_field),
            Spec.of(table, "school_id", schools.field),
            Spec.of(table, "answered_on", _day),
            Spec.of(table, "answered_by", LineField),
            Spec.of(table, "topic", partial(LineField, limit=1000), wide=True),
        ),
        "number",
        "还没有招生咨询举报。导入值班记录，或在上面一件一件填。",
        "Enter 修改　X 举报转信访　Delete 删除　Ctrl+V 粘贴　Ctrl+F 查找",
        keys=(("x", RegisterKey.TO_COMPLAINTS),),
    )


def _sanctions(schools: SchoolNames) -> Register:
    table = "sanction"
    return Register(
        "sanctions",
        "问责",
        (
            Column("事由", lambda row: label(row.cause), 64),
            Column("方式", lambda row: label(row.kind), 104),
            Column("人次", lambda row: str(row.persons), 56, _RIGHT),
            Column("职务", lambda row: row.roles, 160, drops=3),
            Column("决定机关", lambda row: row.organ, 140, drops=1),
            Column("学校", lambda row: row.school),
            Column("案号", lambda row: row.case_no or "", 72, drops=2),
            _day_column("决定日期", "decided_on"),
            Column("", lambda row: "别处已计" if row.counted_elsewhere else "", 72, _CENTRE),
        ),
        lambda row: row.id,
        lambda: (
            Spec.of(table, "cause", _choice(Cause, empty="请选事由")),
            Spec.of(table, "kind", _choice(Sanction)),
            Spec.of(table, "persons", count_field),
            Spec.of(table, "roles", partial(LineField, hint="写职务，不写姓名"), wide=True),
            Spec.of(table, "organ", partial(LineField, hint="如 局纪委")),
            Spec.of(table, "case_no", partial(LineField, limit=60)),
            Spec.of(table, "decided_on", _day),
        ),
        lambda: (
            Spec.of(table, "cause", _choice(Cause)),
            Spec.of(table, "kind", _choice(Sanction)),
            Spec.of(table, "persons", _needed_count),
            Spec.of(table, "roles", LineField),
            Spec.of(table, "organ", LineField),
            Spec.of(table, "school_id", schools.field),
            Spec.of(table, "case_no", partial(LineField, limit=60)),
            Spec.of(table, "decided_on", _day),
            Spec.of(table, "counted_elsewhere", TickField),
            Spec.of(table, "note", partial(LineField, limit=1000), wide=True),
        ),
        "persons",
        "还没有问责记录。一个决定记一条，只记人次和职务，不记姓名。",
        "Enter 修改　Delete 删除　Ctrl+V 粘贴　Ctrl+F 查找",
    )


def _needed_count(name: str) -> LineField:
    from inspector_gui.parsing import read_count

    def read(typed: str) -> int:
        found = read_count(typed)
        if not found:
            raise Unreadable("人次要大于 0")
        return found

    return LineField(name, read=read, limit=12)


def _pledges(_schools: SchoolNames) -> Register:
    table = "unit_pledge"
    return Register(
        "pledges",
        "责任书和承诺书",
        (
            Column("单位", lambda row: row.unit),
            Column("种类", lambda row: label(row.kind), 150),
            Column("年度", lambda row: str(row.year), 56, _RIGHT),
            Column("签订日期", lambda row: _when(row.signed_on) or "未签", 96, tone=_signed_tone),
            Column("签订人职务", lambda row: row.signed_by, 130, drops=2),
            Column("说明", lambda row: row.note, 160, drops=1),
        ),
        lambda row: row.id,
        lambda: (
            Spec.of(table, "unit", LineField, wide=True),
            Spec.of(table, "kind", _choice(PledgeKind)),
            Spec.of(table, "year", lambda name: count_field(name, "如 2025")),
            Spec.of(table, "signed_on", lambda name: day_field(name, today, "未签不填")),
            Spec.of(table, "signed_by", partial(LineField, hint="如 校长")),
        ),
        lambda: (
            Spec.of(table, "unit", needed_field),
            Spec.of(table, "kind", _choice(PledgeKind)),
            Spec.of(table, "year", _needed_count),
            Spec.of(table, "signed_on", _day),
            Spec.of(table, "signed_by", LineField),
            Spec.of(table, "note", partial(LineField, limit=1000)),
        ),
        "unit",
        "还没有责任书。先导入应签单位的名单（没有签订日期的就是未签），签一份填一份。",
        "Enter 修改　Delete 删除　Ctrl+V 粘贴　Ctrl+F 查找",
    )


def _signed_tone(row: PledgeLine) -> Tone | None:
    return None if row.signed_on else theme().colours.warn


def _received_tone(row: SelfReportLine) -> Tone | None:
    return None if row.received_on else theme().colours.warn


def _self_reports(schools: SchoolNames) -> Register:
    table = "self_report"
    return Register(
        "selfreports",
        "自查报告",
        (
            Column("学校", lambda row: row.school),
            Column(
                "收到日期", lambda row: _when(row.received_on) or "未收", 96, tone=_received_tone
            ),
            Column("缺少内容", lambda row: row.missing, 120, drops=1),
            Column("自查问题", lambda row: _count(row.problems), 72, _RIGHT, drops=3),
            Column("自查金额（元）", lambda row: grouped_yuan(row.fees_fen), 104, _RIGHT, drops=2),
            Column("查出问题", lambda row: str(row.findings or ""), 72, _RIGHT),
            Column("", lambda row: "自查未报而查出" if row.is_silent else "", 112, _CENTRE),
        ),
        lambda row: row.id,
        lambda: (
            Spec.of(table, "school_id", schools.field, wide=True),
            Spec.of(table, "received_on", _day),
            Spec.of(table, "missing", partial(LineField, hint="齐全不填")),
            Spec.of(table, "problems", count_field),
            Spec.of(table, "fees_fen", money_field),
        ),
        lambda: (
            Spec.of(table, "received_on", _day),
            Spec.of(table, "missing", partial(LineField, limit=1000)),
            Spec.of(table, "problems", count_field),
            Spec.of(table, "fees_fen", money_field),
            Spec.of(table, "note", partial(LineField, limit=1000), wide=True),
        ),
        "school_id",
        "还没有要检查的学校；先在“准备”里派学校，这里就列出谁还没有交自查报告。",
        "Enter 修改　Delete 清除登记　Ctrl+V 粘贴　Ctrl+F 查找",
    )


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


COMPLAINTS = RegisterDesk("complaints", ComplaintLine, "信访举报", _complaints, complaint_totals)
CONTACTS = RegisterDesk("contacts", ContactLine, "招生咨询举报", _contacts, contact_totals)
SANCTIONS = RegisterDesk("sanctions", SanctionLine, "问责", _sanctions, sanction_totals)
PLEDGES = RegisterDesk("pledges", PledgeLine, "责任书承诺书", _pledges, pledge_totals)
SELF_REPORTS = RegisterDesk(
    "selfreports", SelfReportLine, "自查报告", _self_reports, self_report_totals
)
