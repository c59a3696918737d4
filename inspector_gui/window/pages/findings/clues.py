"""The clues of a visit: chased, found true or settled; none of them proves anything."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from db.records.catalogues import Item
from db.records.clues import ClueLine
from db.records.findings import FindingLine
from db.vocabulary import ClueSource
from inspector_gui.labels import label
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.forms.entry_table import Register
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, button, card, text
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.table import Column


def _state(clue: ClueLine) -> str:
    if clue.finding_id is not None:
        return "已查实"
    return "已了结" if clue.settled else "待核"


def _tone(clue: ClueLine) -> Tone:
    colours = theme().colours
    if clue.open:
        return colours.warn
    return colours.info if clue.finding_id is not None else colours.calm


CLUES = Register(
    key="clues",
    title="线索",
    columns=(
        Column("来源", lambda clue: label(clue.source), 90),
        Column("项目", lambda clue: clue.item_code, 88),
        Column("内容", lambda clue: clue.text.replace("\n", " ")),
        Column("状态", _state, 88, Qt.AlignmentFlag.AlignHCenter, tone=_tone),
    ),
    id_of=lambda clue: clue.id,
    entry=lambda: (
        Spec.of("clue", "source", lambda _: ChoiceField("线索来源", tuple(ClueSource))),
        Spec.of(
            "clue",
            "text",
            lambda _: LineField("线索内容", hint="不写学生、家长和班级", limit=2000),
            wide=True,
        ),
    ),
    form=tuple,
    needed="text",
    empty="还没有线索。问卷和电话里的信号可以一键登记到这里，也可以在上面填写；线索不算证据，不会印出。",
    hint="P 转为问题 · Enter 处理 · Delete 删除",
)


class CluePanel(Panel):
    """Tells `led(clue, finding)`, `settled(clue, why)`, `raised(clue, item)`."""

    led = Signal(ClueLine, uuid.UUID)
    settled = Signal(ClueLine, str)
    raised = Signal()

    def __init__(self) -> None:
        super().__init__("线索在这里处理：查实的归到问题，查无实据的写明理由。")
        self._clue: ClueLine | None = None
        self._serials: dict[object, str] = {}
        self._source, self._state, self._text = text(role="title"), Chip(), text(wrap=True)
        self.finding = ChoiceField(
            "归到问题", (), empty="未归入", formatter=lambda id_: self._serials.get(id_, "")
        )
        self.item = ChoiceField(
            "对应检查项",
            (),
            empty="请选检查项",
            formatter=lambda item: f"{item.code} {item.violation}",
        )
        for box in (self.finding, self.item):
            box.setMinimumContentsLength(8)
        self._raise = button("转为问题", "main", name="线索转为问题", key="P")
        self.why = LineField("了结理由", hint="如 账目核对无此收费", limit=1000)
        self._settle = button("了结线索", key="Ctrl+Enter")
        self.put(
            self._source,
            self._state,
            self._text,
            card(text("查实：归到已有问题", "muted"), self.finding),
            card(text("查实：转为新问题", "muted"), self.item, self._raise),
            card(text("查无实据", "muted"), self.why, self._settle),
        )
        self.finding.committed.connect(self._on_led)
        self._raise.clicked.connect(self.raised)
        self._settle.clicked.connect(self._on_settled)
        self.why.box.returnPressed.connect(self._on_settled)

    def flush(self) -> None:
        """Nothing here is kept before it is decided."""

    def begin(self) -> None:
        self.finding.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_clue(
        self, clue: ClueLine | None, findings: Sequence[FindingLine], items: Sequence[Item]
    ) -> None:
        turned = clue is None or self._clue is None or clue.id != self._clue.id
        self._clue = clue
        self.set_filled(filled=clue is not None)
        if clue is None:
            return
        self._source.setText(f"{label(clue.source)}　{clue.item_code}".strip())
        self._state.show_chip(_state(clue), _tone(clue))
        self._text.setText(clue.text)
        self._serials = {
            finding.id: f"{finding.serial} {finding.item_code}" for finding in findings
        }
        self.finding.offer(tuple(self._serials))
        self.finding.show_value(clue.finding_id)
        self.item.offer(items)
        if turned:
            self.item.show_value(next((item for item in items if item.id == clue.item_id), None))
            self.why.clear()
            self.why.show_value(clue.settled)

    def _on_led(self, chosen: Committed[uuid.UUID | None]) -> None:
        if self._clue is not None:
            self.led.emit(self._clue, chosen.value)

    def _on_settled(self) -> None:
        if self._clue is not None:
            self.settled.emit(self._clue, self.why.box.text())
