"""工作总结数字段: the sentences of the bureau's yearly report, every figure filled in.

Of what nobody recorded nothing is said. Each sentence knows the numbers it is made of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from db.unit_of_work import Work
from inspector_gui.labels import yuan_in_prose
from inspector_gui.statistics.figures import FigureSheet, figure_sheet


@dataclass(frozen=True)
class Sentence:
    """`numbers`: the keys of what it says, in their order. `inspection`: of which (its code)."""

    text: str
    numbers: tuple[str, ...]
    inspection: str


@dataclass(frozen=True)
class _Part:
    """A clause that is said where its first number is more than nothing; `{}` are the numbers."""

    template: str
    numbers: tuple[str, ...]


_VISITS = (
    _Part("组建{}个检查组，对{}所学校开展{matter}", ("teams", "schools")),
    _Part("随机抽取{}个班级", ("classes",)),
    _Part(
        "发放问卷{}份，收回{}份，有效{}份",
        ("questionnaires_issued", "questionnaires_returned", "questionnaires_valid"),
    ),
    _Part("随机访问学生{}人次", ("student_interviews",)),
    _Part("电话访问家长{}个号码，完成{}个", ("parent_calls_dialled", "parent_calls_completed")),
)
_FOUND = (
    _Part("发现问题{}个，涉及{areas}个方面", ("findings",)),
    _Part("已销号{}个，整改率{}%", ("closed", "rectification_rate")),
)
_SIZE = (
    _Part("组织{matter}{}个组、{}人", ("groups", "members")),
    _Part("检查学校和单位{}所", ("units",)),
    _Part("发现问题{}个，涉及{areas}个方面", ("findings",)),
)
_COMPLAINTS = (
    _Part(
        "受理信访举报{}件，其中省转{}件、市转{}件、自办{}件",
        ("complaints", "complaints_provincial", "complaints_municipal", "complaints_self"),
    ),
    _Part("查实收费案件{}件", ("substantiated_fee_cases",)),
    _Part("清退{}，涉及学生{}人", ("case_refunded_fen", "case_refund_students")),
    _Part(
        "没有列为检查问题的案件清退{}，涉及学生{}人",
        ("own_case_refunded_fen", "own_case_refund_students"),
    ),
)
_CONTACTS = (
    _Part(
        "受理招生咨询举报{}件，其中短信{}件、来电{}件、来人来访{}件（{}人次）、领导转办{}件",
        (
            *("admission", "admission_sms", "admission_call"),
            *("admission_visit", "admission_visit_persons", "admission_leader"),
        ),
    ),
)
_CAUSES = {"admission": "招生", "fee": "收费", "other": "其他违纪"}
_KINDS = {
    "warn": "警告处分",
    "party_warn": "党内警告",
    "office_warn": "政务警告",
    "demerit": "记过",
    "talk": "诫勉谈话",
    "criticism": "批评教育",
}


def year_paragraph(work: Work, cut_off: datetime | None = None) -> list[Sentence]:
    """Of every inspection and register of the file, as of a UTC moment."""
    first, *others = work.inspections.lines()
    with work.as_of(cut_off):
        areas = {other.code: len(work.totals.categories(other.code)) for other in (first, *others)}
    sheet = figure_sheet(work, first.code, cut_off)
    sentences = [
        _sentence(sheet, _VISITS, first.code, matter=first.kind),
        _sentence(sheet, _FOUND, first.code, areas=areas[first.code]),
    ]
    for kind in others:
        parts = [_Part(p.template, tuple(f"{kind.code}_{n}" for n in p.numbers)) for p in _SIZE]
        sentences.append(
            _sentence(sheet, parts, first.code, matter=kind.kind, areas=areas[kind.code])
        )
    sentences += [
        _sentence(sheet, _COMPLAINTS, first.code),
        _sentence(sheet, list(_sanctions(sheet)), first.code),
        _sentence(sheet, _CONTACTS, first.code),
    ]
    return [sentence for sentence in sentences if sentence is not None]


def _sentence(
    sheet: FigureSheet, parts: "tuple[_Part, ...] | list[_Part]", kind: str, **values: str | int
) -> Sentence | None:
    """Its clauses that have something to say; none where there is none."""
    filled = [part for part in parts if sheet[part.numbers[0]].value]
    if not filled or (filled[0] is not parts[0] and parts is _VISITS):
        return None
    text = "；".join(_filled(part, sheet, values) for part in filled)
    return Sentence(f"{text}。", tuple(n for part in filled for n in part.numbers), kind)


def _filled(part: _Part, sheet: FigureSheet, values: Mapping[str, str | int]) -> str:
    return part.template.format(*(_figure_text(sheet, key) for key in part.numbers), **values)


def _figure_text(sheet: FigureSheet, key: str) -> str:
    figure = sheet[key]
    return yuan_in_prose(figure.value) if figure.is_money else figure.text


def _sanctions(sheet: FigureSheet) -> Iterator[_Part]:
    """By cause, each kind apart: kinds are never summed."""
    lead = "问责"
    for cause, name in _CAUSES.items():
        counts = {kind: sheet[f"{kind}_{cause}"].value for kind in _KINDS}
        counted = [kind for kind, count in counts.items() if count]
        if counted:
            clause = "、".join(f"{_KINDS[kind]}{{}}人次" for kind in counted)
            yield _Part(f"{lead}{name}方面{clause}", tuple(f"{kind}_{cause}" for kind in counted))
            lead = ""
    yield _Part(f"{lead and '问责中'}约谈校长{{}}人次", ("heads_summoned",))
    yield _Part("集体约谈{}人次", ("group_talk_heads",))
