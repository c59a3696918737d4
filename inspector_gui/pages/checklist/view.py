"""The checklist as it is seen, and what is known of the item under the cursor."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.catalogues import Basis
from db.checklists import ItemAnswer
from db.vocabulary import Verdict
from inspector_gui.forms.fields import ProseField, count_field, money_field
from inspector_gui.forms.form import Form, Spec
from inspector_gui.labels import label
from inspector_gui.pages.checklist.table import COLUMNS, FILTERS, Filter, with_headings
from inspector_gui.pages.page import Page
from inspector_gui.theme.colours import tone_of_verdict
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import Chip, button, card, text
from inspector_gui.widgets.scrolling import Panel
from inspector_gui.widgets.table import Heading, Rows, Table

VERDICT_KEYS = {
    "1": Verdict.OK,
    "2": Verdict.VIOLATION,
    "3": Verdict.DOUBT,
    "4": Verdict.NA,
    "5": Verdict.NOT_CHECKED,
}
HINT = "1 符合 · 2 不符合 · 3 存疑 · 4 不适用 · 5 未检查 · Enter 下一项 · N 记录 · P 转为问题"


class ChecklistTable(Table):
    """Digits strike a verdict, Enter goes on, Backspace takes the verdict back."""

    struck = Signal(object)
    noted = Signal()
    raised = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        if typed in VERDICT_KEYS:
            self.struck.emit(VERDICT_KEYS[typed])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.struck.emit(None)
        elif typed == "n":
            self.noted.emit()
        elif typed == "p":
            self.raised.emit()
        else:
            super().keyPressEvent(event)


class ChecklistView(Page):
    """Tells what was struck, noted or raised for the item under the cursor."""

    struck = Signal(object, object)
    edited = Signal(object, str, object)
    finding_wanted = Signal(object)
    turned_to = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[ItemAnswer] = []
        self._filter: Filter = FILTERS[0]
        self._chips = [button(one.name, "chip") for one in FILTERS]
        self.table = ChecklistTable("检查清单", Rows(COLUMNS), lines=2)
        self.context: ItemPanel = ItemPanel()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for chip, one in zip(self._chips, FILTERS, strict=True):
            chip.setCheckable(True)
            chip.setProperty("tone", one.tone)
            row.addWidget(chip)
        row.addStretch(1)
        hint = text(HINT, "hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.setSpacing(px(8))
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)

    def _connect(self) -> None:
        for chip, one in zip(self._chips, FILTERS, strict=True):
            chip.clicked.connect(lambda _, chosen=one: self._choose(chosen))
        self.table.struck.connect(lambda verdict: self._of_current(self.struck, verdict))
        self.table.raised.connect(lambda: self._of_current(self.finding_wanted))
        self.table.noted.connect(self.context.begin_note)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.context.edited.connect(self.edited)
        self.context.raised.connect(lambda: self._of_current(self.finding_wanted))

    def show_answers(self, answers: Sequence[ItemAnswer]) -> None:
        self._answers = list(answers)
        self._show()

    def show_basis(self, basis: Sequence[Basis]) -> None:
        self.context.show_basis(basis)

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.context.form.flush()

    def _choose(self, chosen: Filter) -> None:
        self._filter = chosen
        self._show()
        self.enter()

    def _show(self) -> None:
        for chip, one in zip(self._chips, FILTERS, strict=True):
            number = sum(map(one.holds, self._answers))
            chip.setText(f"{one.name} {number}")
            chip.setChecked(one is self._filter)
        before = self.table.current()
        rows = with_headings(self._answers, self._filter)
        self.table.rows.show_rows(rows, _key)
        self._put_cursor(rows, before)
        self._on_current()

    def _put_cursor(self, rows: Sequence[ItemAnswer | Heading], before: ItemAnswer | None) -> None:
        """Where it was, or at the first item."""
        if self.table.current() is not None:
            return
        ids = {row.item.id: n for n, row in enumerate(rows) if not isinstance(row, Heading)}
        if ids:
            first = min(ids.values())
            self.table.go_to(ids.get(before.item.id, first) if before is not None else first)

    def _on_current(self, *_: object) -> None:
        answer = self.table.current()
        self.context.show_answer(answer)
        self.turned_to.emit(answer)

    def _of_current(self, signal: Any, *values: object) -> None:
        answer = self.table.current()
        if answer is not None:
            signal.emit(answer, *values)


def _key(row: ItemAnswer | Heading) -> object:
    return row.text if isinstance(row, Heading) else row.item.id


class ItemPanel(Panel):
    """At the right: basis, required evidence, and the record of the item."""

    raised = Signal()
    edited = Signal(object, str, object)

    def __init__(self) -> None:
        super().__init__("没有选中检查项。")
        self._answer: ItemAnswer | None = None
        self._code = text(role="title")
        self._question = text(wrap=True)
        self._verdict = Chip()
        self._basis, self._evidence = text(wrap=True), text(wrap=True)
        self.form = Form(
            (
                Spec("note", "情况记录", lambda name: ProseField(name, lines=4), wide=True),
                Spec("amount_fen", "涉及金额", money_field),
                Spec("students", "涉及学生", lambda name: count_field(name, "人")),
            ),
            columns=1,
        )
        self._raise = button("转为问题  P", "main", name="转为问题")
        self._raise.clicked.connect(self.raised)
        self.form.edited.connect(lambda name, value: self.edited.emit(self._answer, name, value))
        self._lay_out()

    def _lay_out(self) -> None:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._code)
        line.addStretch(1)
        line.addWidget(self._verdict)
        self.put(
            head,
            self._question,
            self.form,
            self._raise,
            card(text("依据", "muted"), self._basis),
            card(text("取证要求", "muted"), self._evidence),
        )

    def begin_note(self) -> None:
        self.form.fields["note"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_answer(self, answer: ItemAnswer | None) -> None:
        """Turn to another item; what is being typed belongs to the one before and is kept."""
        if self._answer and (answer is None or answer.item.id != self._answer.item.id):
            self.form.flush()
        self._answer = answer
        self.set_filled(filled=answer is not None)
        if answer is None:
            return
        item = answer.item
        self._code.setText(item.code)
        self._question.setText(item.question)
        tone = tone_of_verdict(theme().colours, answer.verdict)
        self._verdict.show_chip(label(answer.verdict) if answer.verdict else "未填", tone)
        self._evidence.setText("\n".join(f"· {paper}" for paper in item.evidence))
        self.form.show_values(answer)
        self.form.fields["amount_fen"].setEnabled(item.records_amount)
        self.form.fields["students"].setEnabled(item.records_students)

    def show_basis(self, basis: Sequence[Basis]) -> None:
        lines = [_cited(one) for one in basis]
        self._basis.setText("\n".join(lines) or "本项没有适用于本校的现行依据。")


def _cited(basis: Basis) -> str:
    cited = basis.citation
    number = f"（{cited.doc_no}）" if cited.doc_no else ""
    mark = "" if basis.locked else "　※ 未锁定，不能印出"
    return f"《{cited.title}》{number}{cited.article or ''}{mark}"
