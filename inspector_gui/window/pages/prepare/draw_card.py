"""A draw of the bureau on screen: what was frozen, the number named, how it repeats."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from db.records.plans import Allotted
from inspector_gui.labels import in_china
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, fix_width, text
from inspector_gui.window.widgets.undo_keys import PassesUndoOn


class DrawCard(QFrame):
    """Seen while a number is awaited, and after. Tells `named(number, witness)`, `given_up`."""

    named = Signal(str, str)
    given_up = Signal()

    def __init__(self, begin: QPushButton, about: str = "") -> None:
        """`begin`: what begins such a draw; `about`: which of two on a page."""
        super().__init__()
        self.setProperty("role", "card")
        self.begin = begin
        self._title = text(role="title", wrap=True)
        self._facts = text(role="muted", wrap=True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.number, self.witness = QLineEdit(), QLineEdit()
        for box in (self.number, self.witness):
            PassesUndoOn(box)
        self.number.setAccessibleName(f"监督人报的六位数字{about}")
        self.number.setPlaceholderText("六位数字")
        self.number.setMaxLength(6)
        self.witness.setAccessibleName(f"监督人{about}")
        self.witness.setPlaceholderText("监督人，如 局纪委某某")
        self.witness.setMaxLength(60)
        self._go, self._stop = (
            button("抽取", "main", name=f"抽取{about}"),
            button("作废", name=f"作废这次冻结{about}"),
        )
        for part, width in ((self.number, 110), (self.witness, 220)):
            fix_width(part, width)
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for widget in (self.witness, self.number, self._go, self._stop):
            line.addWidget(widget)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        layout.setSpacing(px(6))
        layout.addWidget(self._title)
        layout.addWidget(self._facts)
        layout.addLayout(line)
        self.number.returnPressed.connect(self._on_named)
        self.witness.returnPressed.connect(lambda: self.number.setFocus())
        self._go.clicked.connect(self._on_named)
        self._stop.clicked.connect(self.given_up)
        self.hide()

    def ask(self) -> None:
        self.number.clear()
        self.witness.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_draw(self, draw: Allotted | None, title: str = "") -> None:
        """`title`: what is drawn, and once it was, what came of it."""
        self.setVisible(draw is not None)
        self.begin.setEnabled(draw is None or bool(draw.witness_number))
        if draw is None:
            return
        waiting = not draw.witness_number
        for part in (self.number, self.witness, self._go, self._stop):
            part.setVisible(waiting)
        if waiting:
            self._title.setText(f"已冻结 {title}，请监督人任报六位数字")
            self._facts.setText(
                f"秘密数校验值 {draw.commitment[:8]}（请监督人记下）　"
                f"名单校验值 {draw.list_sha256[:16]}…"
            )
            return
        who = f"{draw.witness} " if draw.witness else ""
        when = f"{in_china(draw.at):%m-%d %H:%M}"
        self._title.setText(f"{when} {title}，{who}报数 {draw.witness_number}")
        self._facts.setText(
            f"种子 {draw.seed_text}　名单校验值 {draw.list_sha256[:16]}…　算法 {draw.algorithm}，"
            "任何人可以重算"
        )

    def _on_named(self) -> None:
        self.named.emit(self.number.text().strip(), self.witness.text().strip())
