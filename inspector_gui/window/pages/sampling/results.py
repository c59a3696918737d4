"""The sample: drawn, in reserve, replaced and added on purpose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.samplings import DrawFacts, Drawn
from db.vocabulary import DrawKind, DrawRole
from inspector_gui.labels import in_china, label
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.reasons import ReasonLine
from inspector_gui.window.widgets.table import Column, Heading, Rows, Table
from inspector_gui.window.widgets.tracing import Traced

REASONS = {
    DrawKind.SCHOOL_CLASS: ("该班当天外出活动", "该班停课或放假", "班级已撤并", "名单与实际不符"),
    DrawKind.ROSTER: ("号码无效", "三次未接通", "拒访", "机主不是学生家长", "学生已转出"),
}
TARGETED = ("信访举报反映", "问卷线索集中", "账目线索")
_HIDDEN = "已隐藏"


@dataclass(frozen=True)
class Sample:
    """An entry of a draw as it is shown. `in_use`: it counts; `hidden`: the school must not see."""

    draw: DrawFacts
    drawn: Drawn
    name: str
    note: str
    in_use: bool
    hidden: bool = False


def _state(row: Sample) -> str:
    if row.drawn.replaced:
        return "已替换"
    if row.in_use:
        return "在用"
    return "未用"


def _state_tone(row: Sample) -> Tone:
    colours = theme().colours
    if row.drawn.replaced:
        return colours.bad
    return colours.good if row.in_use else colours.calm


def _role_tone(row: Sample) -> Tone:
    colours = theme().colours
    tones = {DrawRole.DRAWN: colours.info, DrawRole.TARGETED: colours.warn}
    return tones.get(row.drawn.role, colours.calm)


COLUMNS: tuple[Column[Sample], ...] = (
    Column(
        "次序",
        lambda row: "" if row.drawn.role is DrawRole.TARGETED else str(row.drawn.rank),
        56,
        Qt.AlignmentFlag.AlignHCenter,
    ),
    Column(
        "样本", lambda row: _HIDDEN if row.hidden else row.name, 190, faint=lambda row: row.hidden
    ),
    Column(
        "类别",
        lambda row: label(row.drawn.role),
        92,
        Qt.AlignmentFlag.AlignHCenter,
        tone=_role_tone,
    ),
    Column("状态", _state, 84, Qt.AlignmentFlag.AlignHCenter, tone=_state_tone),
    Column("说明", lambda row: row.drawn.reason or ("" if row.hidden else row.note)),
)


class SampleTable(Table[Sample]):
    """Enter goes on, Delete takes out what was added on purpose."""

    struck_out = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.struck_out.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1)
        else:
            super().keyPressEvent(event)


class Results(QWidget):
    """Tells what is to be done with which sample."""

    replaced = Signal(Drawn, str)
    restored = Signal(Drawn)
    targeted = Signal(str, str)
    untargeted = Signal(Drawn)
    another_wanted = Signal()
    print_wanted = Signal()
    show_wanted = Signal(bool)
    turned = Signal()

    def __init__(self, kind: DrawKind) -> None:
        super().__init__()
        self._kind = kind
        self._free: Sequence[tuple[str, object]] = ()
        self.table = SampleTable("抽样结果", Rows(COLUMNS))
        self.table.trace = lambda row: Traced(row.drawn)
        self.why = ReasonLine()
        self._replace = button("替换", name="替换", key="R")
        self._target = button("重点抽查", name="重点抽查", key="T")
        self._show = button("显示序号", name="显示序号", key="S")
        self._show.setCheckable(True)
        self._another = button("再抽一次", name="再抽一次", key="N")
        self._print = button("抽样记录", "main", name="抽样记录", key="P")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        of_classes = self._kind is DrawKind.SCHOOL_CLASS
        (self._show if of_classes else self._target).hide()
        for part in (self._replace, self._target, self._show, self._another):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self._print)
        self._word = text(role="hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addLayout(line)
        layout.addWidget(self.why)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._word)

    def _connect(self) -> None:
        self.table.struck_out.connect(self._on_delete)
        self._replace.clicked.connect(self._on_replace)
        self._target.clicked.connect(self._on_target)
        self._show.toggled.connect(self.show_wanted)
        self._another.clicked.connect(self.another_wanted)
        self._print.clicked.connect(self.print_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)

    def show_samples(
        self, samples: Sequence[Sample], free: Sequence[tuple[str, object]] = ()
    ) -> None:
        """`free`: classes that could be added on purpose."""
        self._free = free
        self._target.setEnabled(bool(free))
        rows: list[Sample | Heading] = []
        several = len({sample.draw.id for sample in samples}) > 1
        last = None
        for sample in samples:
            if several and sample.draw.id != last:
                last = sample.draw.id
                rows.append(Heading(f"{in_china(sample.draw.at):%m-%d %H:%M} 冻结的名单"))
            rows.append(sample)
        self.table.rows.show_rows(rows, _key)
        if self.table.current() is None and samples:
            self.table.go_to(next(n for n, row in enumerate(rows) if isinstance(row, Sample)))
        self._on_current()

    def show_message(self, message: str) -> None:
        self._word.setText(message)

    def cover(self) -> None:
        self._show.setChecked(False)

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, *_: object) -> None:
        row = self.table.current()
        targeted = row is not None and row.drawn.role is DrawRole.TARGETED
        replaced = row is not None and row.drawn.replaced
        self._replace.setEnabled(row is not None and not targeted)
        self._replace.set_caption("恢复" if replaced else "替换")
        self.turned.emit()

    def _on_replace(self) -> None:
        row = self.table.current()
        if row is None or row.drawn.role is DrawRole.TARGETED:
            return
        if row.drawn.replaced:
            self.restored.emit(row.drawn)
            return
        name = "这个样本" if row.hidden else row.name
        self.why.ask(
            f"不用{name}，由下一个备用样本顶替。理由：",
            REASONS[self._kind],
            lambda why, _: self._after(lambda: self.replaced.emit(row.drawn, why)),
        )

    def _on_target(self) -> None:
        if self._kind is DrawKind.SCHOOL_CLASS and self._free:
            self.why.ask(
                "加一个班作重点抽查，与随机抽中的分开统计。理由只留组内：",
                TARGETED,
                lambda why, entry: self._after(lambda: self.targeted.emit(entry, why)),
                self._free,
            )

    def _on_delete(self) -> None:
        row = self.table.current()
        if row is not None and row.drawn.role is DrawRole.TARGETED:
            self.untargeted.emit(row.drawn)

    def _after(self, action: Callable[[], None]) -> None:
        action()
        self.enter()


def _key(row: Sample | Heading) -> object:
    return row.text if isinstance(row, Heading) else row.drawn.id
