"""What a school has and does: a tick where it has it, none where it has not, a dash till then."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from db.vocabulary import Circumstance
from inspector_gui.labels import label
from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.widgets.elements import button
from inspector_gui.window.widgets.flow import FlowLayout

_STATES = {
    None: Qt.CheckState.PartiallyChecked,
    True: Qt.CheckState.Checked,
    False: Qt.CheckState.Unchecked,
}
_PRESENT = {state: present for present, state in _STATES.items()}
_ANSWERS = {None: "未填", True: "有", False: "没有"}
_NEXT = {None: True, True: False, False: None}


class _Tick(QCheckBox):
    """Goes from unknown to yes, to no, and back."""

    def __init__(self, name: str, circumstance: Circumstance, *, brief: bool) -> None:
        super().__init__()
        self.circumstance, self._name, self._brief = circumstance, name, brief
        self.setTristate(True)
        self.show_present(None)

    @property
    def present(self) -> bool | None:
        return _PRESENT[self.checkState()]

    def show_present(self, present: bool | None) -> None:
        self.setCheckState(_STATES[present])
        named, answer = label(self.circumstance), _ANSWERS[present]
        self.setText(named if present or self._brief else f"{named}（{answer}）")
        self.setAccessibleName(f"{self._name}：{named}，{answer}")

    def nextCheckState(self) -> None:
        self.show_present(_NEXT[self.present])


class CircumstancesField(QWidget):
    """Tells `committed`: what was ticked anew, by circumstance; None: it is not known after all.

    `brief`: the marks alone say how it is.
    """

    committed = Signal(Committed)
    caption_drop = 0

    def __init__(self, name: str, *, brief: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name, self._brief, self._layout = name, brief, FlowLayout(self, 10 if brief else 14)
        self._ticks: dict[Circumstance, _Tick] = {}
        self._known: Mapping[Circumstance, bool] = {}
        self._offered: Sequence[Circumstance] = ()
        for circumstance in Circumstance:
            self._add(circumstance)
        self._rest = button("其余没有", name=f"{name}：其余没有")
        self._rest.clicked.connect(self._on_rest)
        self._layout.addWidget(self._rest)
        self.setFocusProxy(next(iter(self._ticks.values())))

    def _add(self, circumstance: Circumstance) -> None:
        tick = self._ticks[circumstance] = _Tick(self._name, circumstance, brief=self._brief)
        tick.clicked.connect(lambda: self._commit({circumstance: tick.present}))
        self._layout.addWidget(tick)

    def offer(self, circumstances: Sequence[Circumstance]) -> None:
        """Ask of these; words that only a newer program knows join them."""
        self._offered = circumstances
        for circumstance in circumstances:
            if circumstance not in self._ticks:
                self._add(circumstance)
        for circumstance, tick in self._ticks.items():
            tick.setVisible(circumstance in circumstances)
        if circumstances:
            self.setFocusProxy(self._ticks[circumstances[0]])

    def show_value(self, known: Mapping[Circumstance, bool]) -> None:
        self._known = known
        for circumstance, tick in self._ticks.items():
            tick.show_present(known.get(circumstance))
        self._rest.setVisible(any(offered not in known for offered in self._offered))

    def commit(self) -> None:
        """Ticking commits at once."""

    def _on_rest(self) -> None:
        self._commit({offered: False for offered in self._offered if offered not in self._known})

    def _commit(self, present: dict[Circumstance, Any]) -> None:
        self.committed.emit(Committed(present))
