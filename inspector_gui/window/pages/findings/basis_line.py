"""One citation a finding may rest on. Where it depends on something, ticking it asks first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from db.records.applicable_law import Assessment, Basis
from db.vocabulary import Standing
from inspector_gui.documents.law_text import basis_note, citation_text, condition_question
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text


class BasisLine(QWidget):
    """Tells `cited(on)`; a condition that nobody can look up is affirmed by 是, never assumed."""

    cited = Signal(bool)

    def __init__(self, basis: Basis, assessment: Assessment, *, on: bool, fixed: bool) -> None:
        super().__init__()
        citable = basis.printable and assessment.citable
        citation, note = citation_text(basis.citation), basis_note(basis, assessment)
        self._tick = QCheckBox()
        self._tick.setAccessibleName(citation)
        self._tick.setChecked(on)
        self._tick.setEnabled((citable or on) and not fixed)
        self._tick.clicked.connect(self._on_clicked)
        asked = assessment.asked if assessment.standing is Standing.ASKED else None
        if on and not citable:
            note += "；请取消勾选"
        caption = text(
            citation + (f"\n※ {note}" if note else ""), _role(citable=citable), wrap=True
        )
        caption.setBuddy(self._tick)
        self._question = self._ask(condition_question(asked)) if asked else None
        self._lay_out(caption)

    def _ask(self, question: str) -> QWidget:
        holder = QWidget()
        self._yes = button("是，引用", name=f"是，引用：{question}")
        no = button("否", name=f"否：{question}")
        self._yes.clicked.connect(lambda *_: self.cited.emit(not self._tick.isChecked()))
        no.clicked.connect(self._on_denied)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(text(f"{question}？", wrap=True), 1)
        line.addWidget(self._yes)
        line.addWidget(no)
        holder.hide()
        return holder

    def _lay_out(self, caption: QWidget) -> None:
        line = QHBoxLayout()
        line.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(caption, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme().px(2), 0, theme().px(2))
        column.addLayout(line)
        if self._question is not None:
            column.addWidget(self._question)

    def _on_clicked(self, on: bool) -> None:  # a signal's slot
        if on and self._question is not None:
            self._tick.setChecked(False)
            self._question.show()
            self._yes.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.cited.emit(on)

    def _on_denied(self) -> None:
        if self._question is not None:
            self._question.hide()
        self._tick.setFocus(Qt.FocusReason.OtherFocusReason)


def _role(*, citable: bool) -> str:
    return "" if citable else "muted"
