"""What the school says: agreed, objected, refused to sign, or a statement sent in later."""

from datetime import date

from PySide6.QtCore import Qt, Signal

from db.ids import wall_clock
from db.records.statements import StatementLine
from db.vocabulary import SchoolReply
from inspector_gui.labels import in_china, label
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import FieldEdited, RowEdited
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField, count_field, day_field
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.table import Column


def lacking(line: StatementLine) -> str:
    """What a sound record of this reply still needs."""
    needed = []
    if line.received_on is None:
        needed.append("日期")
    if line.reply is SchoolReply.REFUSED:
        needed += [
            name
            for name, written in (("原因", line.reason), ("见证人", line.witness))
            if not written
        ]
    if line.reply is SchoolReply.OBJECTED and not (line.text or line.pages):
        needed.append("内容或页数")
    return "缺" + "、".join(needed) if needed else ""


def _tone(line: StatementLine) -> Tone:
    return theme().colours.warn if lacking(line) else theme().colours.good


def _replied_to(line: StatementLine) -> str:
    """The sheet that was locked when the reply came."""
    return f"{label(line.sheet[0])}第{line.sheet[1]}版" if line.sheet else ""


def _today() -> date:
    return in_china(wall_clock()).date()


REPLIES = Register(
    key="replies",
    title="学校意见",
    columns=(
        Column("日期", lambda line: str(line.received_on or ""), 96),
        Column("意见", lambda line: label(line.reply), 150),
        Column("针对", _replied_to, 150),
        Column("页数", lambda line: str(line.pages or ""), 60, Qt.AlignmentFlag.AlignRight),
        Column("内容或原因", lambda line: (line.reason or line.text).replace("\n", " ")),
        Column(
            "状态",
            lambda line: lacking(line) or "完整",
            130,
            Qt.AlignmentFlag.AlignHCenter,
            tone=_tone,
        ),
    ),
    id_of=lambda line: line.id,
    entry=lambda: (
        Spec.of("statement", "reply", lambda _: ChoiceField("意见种类", tuple(SchoolReply))),
        Spec("received_on", "日期", lambda _: day_field("收到意见日期", _today)),
        Spec("pages", "附页", lambda name: count_field(name, "页")),
    ),
    form=lambda: (
        Spec("reply", "意见", lambda _: ChoiceField("学校意见", tuple(SchoolReply))),
        Spec("received_on", "日期", lambda _: day_field("收到日期", _today)),
        Spec("pages", "附页", lambda _: count_field("附页页数", "页")),
        Spec("text", "内容", lambda _: ProseField("陈述申辩内容", lines=5, limit=20_000)),
        Spec("reason", "原因", lambda _: ProseField("拒绝签字的原因", lines=2, limit=1000)),
        Spec("witness", "见证", lambda _: LineField("见证人", hint="在场两名检查组成员")),
    ),
    needed="received_on",
    empty="反馈会后登记学校意见：无异议、有异议、拒绝签字（写明原因和见证人）。"
    "登记后，已确认的问题转为“已反馈”；有异议的问题再到问题栏逐个标明。",
    hint="Enter 填写 · Delete 删除",
)


class ReplyPanel(Panel):
    """Tells `edited` and `struck_out()`."""

    edited = Signal(RowEdited)
    struck_out = Signal()

    def __init__(self) -> None:
        super().__init__("登记以后，在这里补写内容、原因和见证人。")
        self._line: StatementLine | None = None
        self._lack = text(role="error", wrap=True)
        self.form = Form(REPLIES.form(), columns=1)
        self._strike = button("删除", name="删除学校意见", key="Delete")
        self.put(self._lack, self.form, self._strike)
        self.form.edited.connect(self._on_edited)
        self._strike.clicked.connect(self.struck_out)

    def flush(self) -> None:
        self.form.flush()

    def _on_edited(self, edited: FieldEdited) -> None:
        if self._line is not None:
            self.edited.emit(edited.of(self._line))

    def begin(self) -> None:
        """Where the reply says most: the reason of a refusal, else the school's words."""
        refused = self._line is not None and self._line.reply is SchoolReply.REFUSED
        self.form.fields["reason" if refused else "text"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_line(self, line: StatementLine | None) -> None:
        if self._line and (line is None or line.id != self._line.id):
            self.form.flush()
        self._line = line
        self.set_filled(filled=line is not None)
        if line is None:
            return
        self.form.show_values(line)
        self._lack.setText(lacking(line))
        self._lack.setVisible(bool(lacking(line)))
        for name in ("reason", "witness"):
            self.form.fields[name].setEnabled(line.reply is SchoolReply.REFUSED)
