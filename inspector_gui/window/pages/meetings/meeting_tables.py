"""The lists of the page: areas spoken of, who was there, what was promised."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

from db.records.meetings import ParticipantsLine, PromisedLine, TopicLine
from inspector_gui.window.accounting.columns import today
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField, count_field, day_field, needed_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.table import Column

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class Topic:
    """An area of the checklist, and what is kept of it; None: nothing yet."""

    area: str
    name: str
    line: TopicLine | None

    @property
    def discussed(self) -> bool:
        return self.line is not None and self.line.discussed

    @property
    def text(self) -> str:
        return self.line.text if self.line else ""


def _tone(topic: Topic) -> Tone:
    return theme().colours.good if topic.discussed else theme().colours.calm


TOPIC_COLUMNS: tuple[Column[Topic], ...] = (
    Column("方面", lambda promise: promise.name, 220),
    Column("内容", lambda topic: topic.text.replace("\n", " ")),
    Column("", lambda topic: "已谈到" if topic.discussed else "未谈", 80, _CENTRE, tone=_tone),
)

PARTICIPANTS: Register = Register(
    key="participants",
    title="参会人员",
    columns=(
        Column[ParticipantsLine]("职务", lambda row: row.role),
        Column[ParticipantsLine]("人数", lambda participant: str(participant.persons), 80, _RIGHT),
    ),
    id_of=lambda row: row.id,
    entry=lambda: (
        Spec.of(
            "meeting_participants",
            "role",
            lambda name: LineField(name, hint="只写职务，如 会计"),
            wide=True,
        ),
        Spec.of("meeting_participants", "persons", lambda name: count_field(name, "1")),
    ),
    form=lambda: (
        Spec.of("meeting_participants", "role", lambda name: needed_field(name, "只写职务")),
        Spec.of("meeting_participants", "persons", lambda name: count_field(name, "人")),
    ),
    needed="role",
    empty="还没有登记参会人员。只写职务和人数，不写姓名：如 财务负责人 1、总务主任 1、会计 2。",
    hint="Enter 修改 · Delete 删除（可撤销）",
)

PROMISED: Register = Register(
    key="promised",
    title="承诺材料",
    columns=(
        Column[PromisedLine]("材料名称", lambda promise: promise.name),
        Column[PromisedLine]("补交期限", lambda promise: str(promise.due_on or ""), 100),
        Column[PromisedLine](
            "收到日期",
            lambda row: str(row.received_on or "未收到"),
            100,
            tone=lambda row: None if row.received_on else theme().colours.warn,
        ),
    ),
    id_of=lambda row: row.id,
    entry=lambda: (
        Spec.of("promised_material", "name", LineField, wide=True),
        Spec.of("promised_material", "due_on", lambda name: day_field(name, today)),
    ),
    form=lambda: (
        Spec.of("promised_material", "name", needed_field),
        Spec.of("promised_material", "due_on", lambda name: day_field(name, today)),
        Spec.of("promised_material", "received_on", lambda name: day_field(name, today)),
        Spec.of("promised_material", "note", lambda name: ProseField(name, limit=1000)),
    ),
    needed="name",
    empty="还没有承诺补交的材料。写材料名称和补交期限，收到后在右边填收到日期。",
    hint="Enter 修改 · Delete 删除（可撤销）",
)
