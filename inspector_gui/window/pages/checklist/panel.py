"""At the right of the checklist: the record of an item, its papers, and the law it rests on."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.records.applicable_law import Assessment, Basis
from db.records.checklists import ItemAnswer
from db.records.earlier_findings import EarlierLine
from db.records.evidence import Proof
from inspector_gui.documents.law_text import basis_note, citation_text
from inspector_gui.labels import label
from inspector_gui.statistics.earlier import earlier_words
from inspector_gui.window.forms.edits import FieldEdited, RowEdited
from inspector_gui.window.forms.fields import count_field, money_field
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.colours import tone_of_verdict
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, button, card, text
from inspector_gui.window.widgets.progress import ProgressLine
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.ticks import Tick, TickList


@dataclass(frozen=True)
class OfferedBasis:
    """A citation the item offers at this school; `ticked`: cited unless somebody objects."""

    basis: Basis
    assessment: Assessment
    ticked: bool


class ItemPanel(Panel):
    """Tells what was recorded of the item that is shown."""

    raised = Signal()
    edited = Signal(RowEdited)
    proven = Signal(ItemAnswer, str, bool)
    files_wanted = Signal()
    findings_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("没有选中检查项。")
        self._answer: ItemAnswer | None = None
        self._choices: dict[tuple[uuid.UUID, uuid.UUID], bool] = {}
        self._code, self._verdict = text(role="title"), Chip()
        self._question = text(wrap=True)
        self._earlier = text(role="error", wrap=True)
        self.form = Form(
            (
                Spec.of(
                    "checklist_answer", "note", lambda name: ProseField(name, lines=4), wide=True
                ),
                Spec.of("checklist_answer", "amount_fen", money_field),
                Spec.of("checklist_answer", "students", lambda name: count_field(name, "人")),
            ),
            columns=1,
        )
        self._raise = button("转为问题", "main", name="转为问题", key="P")
        self._see = button("看问题", name="看问题", key="G")
        self.papers: TickList[str] = TickList("本项没有规定取证材料。")
        self._other = text(role="muted", wrap=True)
        self._files = button("照片或文件", name="添加照片或文件", key="E")
        self.progress = ProgressLine()
        self.basis: TickList[uuid.UUID] = TickList("本项没有适用于本校、在检查期间有效的依据。")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head, actions = QWidget(), QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._code)
        line.addStretch(1)
        line.addWidget(self._verdict)
        row = QHBoxLayout(actions)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(self._raise, 1)
        row.addWidget(self._see)
        self.put(
            head,
            self._question,
            self._earlier,
            self.form,
            actions,
            card(
                text("取证：取到的打勾", "muted"),
                self.papers,
                self._other,
                self._files,
                self.progress,
            ),
            card(text("依据：转为问题时引用打勾的", "muted"), self.basis),
        )

    def _connect(self) -> None:
        self._raise.clicked.connect(self.raised)
        self._see.clicked.connect(self.findings_wanted)
        self._files.clicked.connect(self.files_wanted)
        self.form.edited.connect(self._on_edited)
        self.basis.ticked.connect(self._on_basis)
        self.papers.ticked.connect(self._on_paper)

    def begin_note(self) -> None:
        self.form.fields["note"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_edited(self, edited: FieldEdited) -> None:
        if self._answer is not None:
            self.edited.emit(edited.of(self._answer))

    def _on_paper(self, paper: Tick[str], on: bool) -> None:  # a tick's slot
        if self._answer is not None:
            self.proven.emit(self._answer, paper.key, on)

    def _on_basis(self, basis: Tick[uuid.UUID], on: bool) -> None:  # a tick's slot
        if self._answer is not None:
            self._choices[self._answer.id, basis.key] = on

    def chosen_basis(self) -> list[uuid.UUID]:
        return self.basis.on()

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
        self.form.show_values(answer)
        self.form.fields["amount_fen"].setEnabled(item.records_amount)
        self.form.fields["students"].setEnabled(item.records_students)
        self._see.setVisible(bool(answer.findings))
        self._see.set_caption(f"看问题 {answer.findings}", "看问题")

    def show_earlier(self, lines: Sequence[EarlierLine]) -> None:
        """What was found before under this item: found again, it is a repeat."""
        earlier = "\n".join(f"以往查出过：{earlier_words(line)}" for line in lines)
        self._earlier.setText(earlier)
        self._earlier.setVisible(bool(earlier))

    def show_rest(self, basis: Sequence[OfferedBasis], proofs: Sequence[Proof]) -> None:
        """What the item may rest on; of the law only what governs this school and the conduct."""
        if self._answer is None:
            return
        titles = {proof.title for proof in proofs}
        papers = self._answer.item.evidence
        self.papers.show_ticks([Tick(paper, paper, paper in titles) for paper in papers])
        others = [proof.title for proof in proofs if proof.title not in papers]
        self._other.setText(f"另有 {len(others)} 件：{'、'.join(others)}")
        self._other.setVisible(bool(others))
        answer = self._answer.id
        self.basis.show_ticks([self._law(answer, offered_basis) for offered_basis in basis])

    def _law(self, answer: uuid.UUID, offered: OfferedBasis) -> Tick[uuid.UUID]:
        """What was chosen here, or else what the rule says."""
        basis = offered.basis
        citable = basis.printable and offered.assessment.citable
        wanted = self._choices.get((answer, basis.id), offered.ticked)
        note = basis_note(basis, offered.assessment)
        citation = citation_text(basis.citation)
        if not citable:
            return Tick(basis.id, citation, on=False, why=note)
        return Tick(basis.id, citation, wanted, note=note)
