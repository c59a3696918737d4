"""The last step: what is still missing, a line each; a line leads to where it is put right."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from inspector_gui.statistics.readiness import Lack
from inspector_gui.window.page import Page
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import LinkLine, button, text

_MOST = 30


class LackFace(Page):
    """Reports `jumped(lack)`. Lines are made once, so that Tab finds them."""

    jumped = Signal(Lack)

    def __init__(self) -> None:
        super().__init__()
        self._lacks: tuple[Lack, ...] = ()
        self._word = text(role="muted", wrap=True)
        self.lines = [LinkLine("") for _ in range(_MOST)]
        self.go = button("去发放(&G)", "main", name="去发放")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(4))
        layout.addWidget(text("还缺什么", "section"))
        layout.addWidget(self._word)
        layout.addSpacing(theme().px(6))
        for number, line in enumerate(self.lines):
            line.clicked.connect(partial(self._go, number))
            layout.addWidget(line)
        layout.addSpacing(theme().px(10))
        last = QHBoxLayout()
        last.addWidget(self.go)
        last.addStretch(1)
        layout.addLayout(last)
        layout.addStretch(1)

    def enter(self) -> None:
        first = self.lines[0] if self._lacks else self.go
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_lacks(self, lacks: Sequence[Lack]) -> None:
        self._lacks = tuple(sorted(lacks, key=lambda gap: not gap.grave)[:_MOST])
        grave = sum(gap.grave for gap in lacks)
        self._word.setText(
            f"有 {grave} 处不改不能发放（标 ※）；其余可以先发放。回车到那一步。"
            if grave
            else "可以发放。以下几处请再核对；回车到那一步。"
            if lacks
            else "都备齐了，可以发放。"
        )
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(self._lacks))
            if number < len(self._lacks):
                lack = self._lacks[number]
                line.set_caption(f"※ {lack.words}" if lack.grave else lack.words)
        self.go.setEnabled(not grave)

    def _go(self, number: int, *_clicked: object) -> None:
        self.jumped.emit(self._lacks[number])
