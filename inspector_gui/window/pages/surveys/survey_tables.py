"""The lists of the page: sheets, the questions of one, the rows of a table that one asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt

from db.records.forms import Asked, TableColumn
from db.records.surveys import SurveyAnswerLine, SurveyLine, SurveyRowLine
from db.vocabulary import CellKind, QuestionType, Signal
from inspector_gui.parsing import grouped_yuan
from inspector_gui.statistics.surveying import chosen
from inspector_gui.window.accounting.columns import today
from inspector_gui.window.forms.choice_fields import ChoiceField, TickField
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField, count_field, day_field, money_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.table import Column

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class Sheet:
    """A sheet, how much of it is filled in, and how many answers point to something."""

    line: SurveyLine
    answered: int
    asked: int
    signals: int

    @property
    def name(self) -> str:
        return f"{self.line.respondent} {self.line.detail}".strip()

    @property
    def detail(self) -> str:
        return self.line.detail

    @property
    def filled_on(self) -> date | None:
        return self.line.filled_on

    @property
    def signed(self) -> bool:
        return self.line.signed


@dataclass(frozen=True)
class Question:
    """A question with what a sheet says to it."""

    asked: Asked
    line: SurveyAnswerLine | None
    rows: tuple[SurveyRowLine, ...]

    @property
    def value(self) -> str:
        return self.line.value if self.line else ""

    @property
    def note(self) -> str:
        return self.line.note if self.line else ""

    @property
    def signal(self) -> Signal:
        found = chosen(self.asked, self.value)
        return found.signal if found else Signal.NONE

    @property
    def shown(self) -> str:
        if self.asked.kind is QuestionType.TABLE:
            return f"{len(self.rows)} 行" if self.rows else ""
        found = chosen(self.asked, self.value)
        answer = found.text if found else f"{self.value}{self.asked.unit}" if self.value else ""
        return "；".join(filter(None, (answer, self.note.replace("\n", " "))))


def _of_signal(question: Question) -> str:
    return {Signal.STRONG: "强提示", Signal.WEAK: "弱提示", Signal.NONE: ""}[question.signal]


def _signal_tone(question: Question) -> Tone | None:
    colours = theme().colours
    return {Signal.STRONG: colours.bad, Signal.WEAK: colours.warn}.get(question.signal)


def sheets(respondents: Callable[[], Sequence[str]]) -> Register:
    """`respondents`: the posts that the form is put to."""
    return Register(
        key="sheets",
        title="收回的表",
        columns=(
            Column[Sheet]("填表人", lambda column: column.line.respondent),
            Column[Sheet]("班级或部门", lambda column: column.line.detail, 150),
            Column[Sheet]("填表日期", lambda column: str(column.line.filled_on or ""), 100),
            Column[Sheet]("已录", lambda column: f"{column.answered}/{column.asked}", 64, _RIGHT),
            Column[Sheet](
                "线索",
                lambda column: str(column.signals or ""),
                64,
                _CENTRE,
                tone=lambda column: theme().colours.warn if column.signals else None,
            ),
        ),
        id_of=lambda column: column.line.id,
        entry=lambda: (
            Spec.of("survey", "respondent", lambda name: _respondent(name, respondents())),
            Spec.of(
                "survey",
                "detail",
                lambda name: LineField(name, hint="如 高一（2）班，可不填", limit=200),
                wide=True,
            ),
        ),
        form=lambda: (
            Spec.of("survey", "detail", lambda name: LineField(name, limit=200)),
            Spec.of("survey", "filled_on", lambda name: day_field(name, today)),
            Spec("signed", "", lambda _: TickField("已签名、盖章")),
        ),
        needed="respondent",
        empty="还没有收回的调查表。选填表人（1、2、3），在“班级或部门”按 Enter 收一份，再逐题录入。"
        "班主任的表单独发、单独收，不写姓名。",
        hint="Enter 逐题录入 · Delete 删除（可撤销）· X 有提示的登记线索",
    )


def _respondent(name: str, choices: Sequence[str]) -> ChoiceField:
    return ChoiceField(name, choices, formatter=str)


QUESTION_COLUMNS: tuple[Column[Question], ...] = (
    Column("题号", lambda column: column.asked.code, 56),
    Column("题目", lambda column: column.asked.text),
    Column("回答", lambda column: column.shown, 190, drops=1),
    Column("", _of_signal, 76, _CENTRE, tone=_signal_tone),
)


def grid(question: Asked) -> Register:
    """The table that a question asks for."""
    return Register(
        key=question.code,
        title=f"{question.code} 表格",
        columns=tuple(
            _column(position, column) for position, column in enumerate(question.columns)
        ),
        id_of=lambda row: row.id,
        entry=lambda: _fields(question),
        form=lambda: _fields(question),
        needed=field_of(0),
        empty="还没有填。逐格填写，最后一格按 Enter 添加；也可以复制表格后按 Ctrl+V 粘贴。",
        hint="Enter 修改 · Delete 删除 · Ctrl+V 粘贴表格 · Esc 回到题目",
    )


def field_of(column: int) -> str:
    """The name of a column's field."""
    return f"column{column}"


def column_of(field: str) -> int:
    return int(field.removeprefix("column"))


def _column(index: int, column: TableColumn) -> Column[Any]:
    right = column.kind is not CellKind.TEXT
    return Column(
        column.title,
        lambda row: _shown(getattr(row, field_of(index)), column.kind),
        104 if right else 0,
        _RIGHT if right else Qt.AlignmentFlag.AlignLeft,
    )


def _shown(value: Any, kind: CellKind) -> str:
    if kind is CellKind.MONEY:
        return grouped_yuan(value)
    return "" if value is None else str(value)


def _fields(question: Asked) -> tuple[Spec, ...]:
    makers: dict[CellKind, Callable[[str], Any]] = {
        CellKind.TEXT: lambda name: LineField(name, limit=500),
        CellKind.NUMBER: count_field,
        CellKind.MONEY: money_field,
    }
    return tuple(
        Spec(
            field_of(position), column.title, makers[column.kind], wide=column.kind is CellKind.TEXT
        )
        for position, column in enumerate(question.columns)
    )


def grid_row(question: Asked, line: SurveyRowLine) -> SimpleNamespace:
    """A line of a table, its cells by the names of their fields."""
    cells = {
        field_of(position): line.value(position, column.kind)
        for position, column in enumerate(question.columns)
    }
    return SimpleNamespace(id=line.id, line=line, **cells)
