"""Who of the team was at the school, a tick each."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from inspector_gui.window.forms.edits import Committed
from inspector_gui.window.widgets.flow import FlowLayout

_MOST = 16


@dataclass(frozen=True)
class Person:
    """`recused`: keeps away from this school."""

    id: uuid.UUID
    name: str
    recused: bool


class PeopleField(QWidget):
    """Tells `committed`: the ids of who is ticked."""

    committed = Signal(Committed)
    caption_drop = 0

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._people: tuple[Person, ...] = ()
        layout = FlowLayout(self, 14)
        self._ticks = [QCheckBox() for _ in range(_MOST)]
        for tick in self._ticks:
            tick.clicked.connect(self._on_ticked)
            layout.addWidget(tick)
        self.setFocusProxy(self._ticks[0])

    def show_people(self, people: Sequence[Person]) -> None:
        self._people = tuple(people[:_MOST])
        for number, tick in enumerate(self._ticks):
            tick.setVisible(number < len(self._people))
            if number < len(self._people):
                person = self._people[number]
                tick.setText(f"{person.name}（回避）" if person.recused else person.name)
                tick.setAccessibleName(f"到校：{tick.text()}")
                tick.setEnabled(not person.recused)

    def show_value(self, present: Collection[uuid.UUID]) -> None:
        for person, tick in zip(self._people, self._ticks, strict=False):
            tick.setChecked(person.id in present)

    def commit(self) -> None:
        """Ticking commits at once."""

    def _on_ticked(self) -> None:
        pairs = zip(self._people, self._ticks, strict=False)
        present = frozenset(person.id for person, tick in pairs if tick.isChecked())
        self.committed.emit(Committed(present))
