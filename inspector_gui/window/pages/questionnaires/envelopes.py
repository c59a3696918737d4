"""An envelope's line: how many were issued, returned and valid; and the line to add a class."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.records.questionnaires import Envelope
from db.vocabulary import Stage
from inspector_gui.class_names import ClassKey, class_name, read_class
from inspector_gui.parsing import Unreadable
from inspector_gui.statistics.tally import envelope_fault
from inspector_gui.window.forms.edits import Committed, FieldEdited
from inspector_gui.window.forms.fields import LineField, count_field
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, fix_width, text
from inspector_gui.window.widgets.tracing import Traced, holds

_NUMBERS = (("issued", "发放"), ("returned", "回收"), ("valid", "有效"))


@dataclass(frozen=True)
class NewClass:
    key: ClassKey
    enrolled: int | None


def name_of(envelope: Envelope) -> str:
    """`七年级（3）班`."""
    return class_name(envelope.stage, envelope.grade, envelope.number)


class EnvelopeLine(QWidget):
    """Tells `counted`, and `done` when Enter leaves the last number."""

    counted = Signal(FieldEdited)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        self.fields: dict[str, LineField] = {}
        self._envelope: Envelope | None = None
        for name, label in _NUMBERS:
            field = self.fields[name] = count_field(label, "份")
            field.setObjectName(name)
            fix_width(field.box, 72)
            field.committed.connect(partial(self._on_committed, name))
            field.box.returnPressed.connect(lambda key=name: self._on_enter(key))
            layout.addWidget(text(label, "muted"))
            layout.addWidget(field)
            layout.addSpacing(px(8))
        self._void, self._word = text(role="muted"), text(role="error", wrap=True)
        layout.addWidget(self._void)
        layout.addWidget(self._word, 1)

    @property
    def word(self) -> str:
        return self._word.text()

    def traced(self, focus: QWidget) -> Traced | None:
        for name, label in _NUMBERS:
            if self._envelope is not None and holds(self.fields[name], focus):
                return Traced(self._envelope, name, label)
        return None

    def show_envelope(self, envelope: Envelope, word: str) -> None:
        before, self._envelope = self._envelope, envelope
        same = before is not None and before.id == envelope.id
        for name, field in self.fields.items():
            field.show_again(getattr(envelope, name), same=same)
        known = envelope.returned is not None and envelope.valid is not None
        void = (envelope.returned or 0) - (envelope.valid or 0)
        self._void.setText(f"作废 {void}" if known and void >= 0 else "")
        self._word.setText(word)

    def enter(self) -> None:
        """To the first number that is not known."""
        fields = list(self.fields.values())
        target = next((field for field in fields if not field.box.text()), fields[0])
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        target.box.selectAll()

    def flush(self) -> None:
        for field in self.fields.values():
            field.commit()

    def _on_committed(self, name: str, number: Committed[int | None]) -> None:
        self.counted.emit(FieldEdited(name, number.value))

    def _on_enter(self, name: str) -> None:
        self.fields[name].commit()
        if self.fields[name].wrong:
            return
        names = [key for key, _ in _NUMBERS]
        index = names.index(name) + 1
        if index < len(names):
            following = self.fields[names[index]]
            following.setFocus(Qt.FocusReason.TabFocusReason)
            following.box.selectAll()
        else:
            self.done.emit()


def fault_of(envelope: Envelope) -> str:
    """What cannot be about these numbers; empty where they may stand."""
    if envelope_fault(envelope.issued, envelope.returned, envelope.valid):
        return "份数前后不符：有效 ≤ 回收 ≤ 发放。"
    if envelope.enrolled and envelope.issued and envelope.issued > envelope.enrolled:
        return f"发放 {envelope.issued} 份，多于在籍 {envelope.enrolled} 人，请核对。"
    return ""


class ClassLine(QWidget):
    """One line to add a class as it is called here, `七3` or `703`; Enter adds it."""

    wanted = Signal(NewClass)

    def __init__(self) -> None:
        super().__init__()
        self._stages: Sequence[Stage] = ()
        self.name = LineField("班级", read=self._read, hint="班级，如 七3、703", limit=20)
        self.enrolled = count_field("在籍人数", "在籍人数")
        self._add = button("添加班级", name="添加班级")
        self._word = text(role="muted", wrap=True)
        px = theme().px
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        for field, width in ((self.name, 190), (self.enrolled, 104)):
            fix_width(field.box, width)
            layout.addWidget(field)
            field.box.returnPressed.connect(self._on_added)
        layout.addWidget(self._add)
        layout.addWidget(self._word, 1)
        self._add.clicked.connect(self._on_added)
        self.setFocusProxy(self.name)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Which classes there can be at this school."""
        self._stages = stages

    def warn(self, word: str) -> None:
        self._word.setText(word)

    def _read(self, typed: str) -> ClassKey | None:
        return read_class(typed, self._stages) if typed.strip() else None

    def _on_added(self) -> None:
        try:
            key, enrolled = self.name.take(), self.enrolled.take()
        except Unreadable:
            return
        if key is None:
            self.name.setFocus()
            return
        for field in (self.name, self.enrolled):
            field.clear()
        self.wanted.emit(NewClass(key, enrolled))
