"""Vouchers drawn by chance: the list is frozen, then the school names its six digits."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from db.records.samplings import DrawFacts
from inspector_gui.parsing import Unreadable
from inspector_gui.sampling.ranking import is_witness_number
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.forms.entry import EntryLine
from inspector_gui.window.forms.fields import LineField, count_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text


class DrawBox(QFrame):
    """Tells `frozen(list)`, `revealed(draw, digits)`, `given_up(draw)`."""

    frozen = Signal(Entry)
    revealed = Signal(DrawFacts, str)
    given_up = Signal(DrawFacts)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._pending: DrawFacts | None = None
        self.list = EntryLine(
            (
                Spec("prefix", "字号", lambda _: LineField("凭证字号", hint="如 9月记-", limit=20)),
                Spec("first", "起号", lambda _: count_field("凭证起号", "1")),
                Spec("last", "止号", lambda _: count_field("凭证止号", "如 380")),
                Spec("wanted", "抽几份", lambda name: count_field(name, "20")),
            ),
            "冻结清单",
            "last",
        )
        self.witness = EntryLine(
            (Spec("number", "学校报的六位数", lambda name: _witness_field(name)),), "抽取", "number"
        )
        self._give_up = button("作废", name="作废这份凭证清单")
        self._word = text(wrap=True)
        self._word.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.list.entered.connect(self.frozen)
        self.witness.entered.connect(
            lambda entry: self.revealed.emit(self._pending, entry.values["number"])
        )
        self._give_up.clicked.connect(lambda: self.given_up.emit(self._pending))

    def _lay_out(self) -> None:
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.setSpacing(px(6))
        line = QHBoxLayout()
        line.addWidget(self.witness, 1)
        line.addWidget(self._give_up, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        layout.addWidget(self.list)
        layout.addWidget(self._word)
        layout.addLayout(line)

    def show_pending(self, pending: Sequence[DrawFacts]) -> None:
        """The list that waits for the school's number, if there is one."""
        self._pending = pending[0] if pending else None
        waits = self._pending is not None
        self.list.setVisible(not waits)
        for part in (self.witness, self._give_up, self._word):
            part.setVisible(waits)
        if self._pending is not None:
            self._word.setText(
                f"清单已冻结：{self._pending.population} 份，抽 {self._pending.wanted} 份。"
                f"检查组秘密数的校验值：{self._pending.commitment[:16]}…\n"
                "请学校任报六位数字，填入后抽取；两边都不能单独左右结果。"
            )

    def begin(self) -> None:
        (self.witness if self._pending else self.list).begin()


def _witness_field(name: str) -> LineField:
    return LineField(name, read=_read_witness, hint="如 381604", limit=6)


def _read_witness(typed: str) -> str | None:
    if typed and not is_witness_number(typed):
        raise Unreadable("请填六位数字")
    return typed or None
