"""At the right: the attempts at a number, what was heard, the record, the rules."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.records.calls import Call
from db.records.forms import Script
from inspector_gui.labels import label
from inspector_gui.statistics.calling import Heard
from inspector_gui.window.forms.moments import show_appointment
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.widgets.elements import card, text
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.tracing import Traced


class CallPanel(Panel):
    """Tells `noted(call, text)`."""

    noted = Signal(Call, str)

    def __init__(self) -> None:
        super().__init__("有了要访问的家长，在这里看拨打记录、写访问记录。")
        self._call: Call | None = None
        self._code = text(role="title")
        self._number, self._attempts = text(role="muted"), text(wrap=True)
        self._heard, self._rules = text(wrap=True), text(wrap=True)
        self.note = ProseField("访问记录", lines=5, hint="只记事项，不记姓名、电话")
        self.note.committed.connect(lambda note: self.noted.emit(self._call, note.value))
        self.put(
            self._code,
            self._number,
            card(text("拨打记录", "muted"), self._attempts),
            card(text("有提示的回答", "muted"), self._heard),
            text("访问记录", "muted"),
            self.note,
        )
        self.put(card(text("访问规则", "muted"), self._rules), always=True)

    def traced(self, focus: QWidget) -> Traced | None:
        noting = self._call is not None and focus is self.note
        return Traced(self._call, "note", "访问记录") if noting else None

    @property
    def number(self) -> str:
        return self._number.text()

    @property
    def heard(self) -> str:
        return self._heard.text()

    def show_script(self, script: Script) -> None:
        self._rules.setText("\n".join(script.rules))

    def show_call(
        self, call: Call | None, number: str, heard: Sequence[tuple[Heard, bool]]
    ) -> None:
        """`number` is masked; with what was heard, whether it is a clue already."""
        if self._call and (call is None or call.id != self._call.id):
            self.note.commit()
        self._call = call
        self.set_filled(filled=call is not None)
        if call is None:
            return
        self._code.setText(f"{call.code}　花名册第 {call.roster_seq} 号")
        self._number.setText(number or "没有登记号码")
        lines = [
            f"{show_appointment(attempt.at)}　{label(attempt.outcome)}"
            + (f"到 {show_appointment(attempt.callback_at)}" if attempt.callback_at else "")
            for attempt in call.attempts
        ]
        self._attempts.setText("\n".join(lines) or "还没有拨打")
        answers = [
            f"{answer.answer}{'（已登记线索）' if raised else ''}" for answer, raised in heard
        ]
        self._heard.setText("\n".join(answers) or "没有")
        self.note.show_value(call.note)
