"""What a finding rests on: the lead's word, law in force, evidence, the clues behind it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.applicable_law import Assessment, Basis
from db.records.clues import ClueLine
from db.records.findings import NEXT, Closing, FindingLine
from db.vocabulary import EvidenceKind, FindingStatus
from inspector_gui.actions.deed import Doer
from inspector_gui.actions.findings import step_of
from inspector_gui.labels import in_china, label, long_date
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.pages.findings.basis_line import BasisLine
from inspector_gui.window.theme.colours import tone_of_status
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, button, card, clear, text
from inspector_gui.window.widgets.evidence_thumbnails import Thumb, Thumbnails
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.scrolling import Panel


class FindingPanel(Panel):
    """Tells `cited(finding, basis, on)`, `proven(finding, kind, title)`, `judged(finding, …)` and
    `closed_out(finding, countersigner)`."""

    cited = Signal(FindingLine, Basis, bool)
    proven = Signal(FindingLine, EvidenceKind, str)
    judged = Signal(FindingLine, FindingStatus, str)
    closed_out = Signal(FindingLine, str)
    files_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("有了问题，在这里选依据、添证据，由组长确认。")
        self._finding: FindingLine | None = None
        self._title, self._state = text(role="title"), Chip()
        self._reason_label = text(role="muted", wrap=True)
        self.confirm = button("组长确认", "main", name="组长确认", key="C")
        self._word = text(role="muted", wrap=True)
        self._steps = QWidget()
        self._step_line = FlowLayout(self._steps, 6)
        self.reason = LineField("理由", hint="撤回、维持、变更的理由", limit=1000)
        self.second = LineField("复核人", hint="销号要两个人：第二个人的姓名", limit=60)
        self._basis = QWidget()
        self._basis_lines = QVBoxLayout(self._basis)
        self._basis_lines.setContentsMargins(0, 0, 0, 0)
        self.thumbs = Thumbnails("本问题的证据", small=True)
        self._evidence = text(wrap=True)
        self.kind = ChoiceField("证据种类", tuple(EvidenceKind))
        self.proof = LineField("证据名称", hint="如 凭证记字第 12 号", limit=200)
        self._add = button("添加证据", name="添加证据")
        self._files = button("照片或文件", name="添加照片或文件", key="E")
        self._clues = text(wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._title, 1)
        line.addWidget(self._state)
        buttons = QWidget()
        pair = QHBoxLayout(buttons)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self._add)
        pair.addWidget(self._files)
        self._clue_card = card(text("线索（不算证据，不印出）", "muted"), self._clues)
        self.put(
            head,
            self._reason_label,
            self.confirm,
            self._word,
            card(text("依据（勾选印入反馈单）", "muted"), self._basis),
            card(
                text("证据", "muted"),
                self._evidence,
                self.thumbs,
                self.kind,
                self.proof,
                buttons,
            ),
            self._clue_card,
            card(text("处理", "muted"), self.reason, self.second, self._steps),
        )

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_proven)
        self._files.clicked.connect(self.files_wanted)
        self.proof.box.returnPressed.connect(self._on_proven)
        self.confirm.clicked.connect(lambda: self._judge(FindingStatus.CONFIRMED))

    def flush(self) -> None:
        """Nothing here is kept before it is added."""

    def show_finding(
        self,
        finding: FindingLine | None,
        basis: Sequence[tuple[Basis, Assessment]],
        thumbs: Sequence[Thumb],
        clues: Sequence[ClueLine],
        *,
        lead: bool,
        closings: Sequence[Closing] = (),
    ) -> None:
        """With a basis, how it stands to the conduct; `lead`: who records is the lead."""
        self._finding = finding
        self.set_filled(filled=finding is not None)
        if finding is None:
            return
        self._title.setText(f"{finding.serial}　{finding.item_code}")
        self._state.show_chip(
            label(finding.status), tone_of_status(theme().colours, finding.status)
        )
        lines = [f"理由：{finding.reason}"] if finding.reason else []
        lines += [_closing(closing) for closing in closings]
        self._reason_label.setText("\n".join(lines))
        self._reason_label.setVisible(bool(lines))
        self._show_basis(finding, basis)
        self._show_evidence(finding, thumbs)
        self._clues.setText("\n".join(f"· {label(clue.source)}：{clue.text}" for clue in clues))
        self._clue_card.setVisible(bool(clues))
        self._show_steps(finding, lead=lead)

    def _show_evidence(self, finding: FindingLine, thumbs: Sequence[Thumb]) -> None:
        plain = [thumb for thumb in thumbs if not thumb.picture]
        self._evidence.setText(
            "\n".join(f"· {thumb.note}：{thumb.title}" for thumb in plain)
            or ("" if finding.evidence else "还没有证据。线索（问卷、电话）不算证据。")
        )
        self._evidence.setVisible(bool(self._evidence.text()))
        self.thumbs.show_thumbs([thumb for thumb in thumbs if thumb.picture])

    def _show_steps(self, finding: FindingLine, *, lead: bool) -> None:
        draft = finding.status is FindingStatus.DRAFT
        self.confirm.setVisible(draft)
        self.confirm.setEnabled(lead)
        hint = ""
        if draft and not lead:
            hint = "由组长确认后才印入反馈单（F8 换录入员）。"
        elif finding.status is FindingStatus.CONFIRMED:
            hint = "文字和金额已定；要改，先退回草拟。"
        elif finding.status is FindingStatus.FED_BACK:
            hint = "已经反馈学校；要改，先登记异议。"
        self._word.setText(hint)
        self._word.setVisible(bool(hint))
        clear(self._step_line)
        after = NEXT[finding.status]
        self.second.setVisible(FindingStatus.CLOSED in after)
        for status in after:
            if status is FindingStatus.CONFIRMED:
                continue
            if status is FindingStatus.CLOSED:
                self._offer("销号（两人）", self._close_out, allowed=lead)
                continue
            step = step_of(finding.status, status)
            allowed = lead or step.doer is Doer.ANYBODY
            self._offer(step.name, partial(self._judge, status), allowed=allowed)

    def _offer(self, name: str, act: Callable[[], None], *, allowed: bool) -> None:
        knob = button(name)
        knob.setEnabled(allowed)
        knob.clicked.connect(lambda: act())
        self._step_line.addWidget(knob)

    def _close_out(self) -> None:
        if self._finding is not None:
            self.closed_out.emit(self._finding, self.second.box.text().strip())

    def _judge(self, status: FindingStatus) -> None:
        if self._finding is not None:
            self.judged.emit(self._finding, status, self.reason.box.text().strip())

    def forget_reason(self) -> None:
        """It was kept, or is another finding's: who countersigned too."""
        self.reason.clear()
        self.second.clear()

    def _show_basis(self, finding: FindingLine, basis: Sequence[tuple[Basis, Assessment]]) -> None:
        clear(self._basis_lines)
        for basis_, found in basis:
            on = basis_.id in finding.basis
            line = BasisLine(basis_, found, on=on, fixed=finding.worded)
            line.cited.connect(lambda on, basis_=basis_: self.cited.emit(self._finding, basis_, on))
            self._basis_lines.addWidget(line)
        if not basis:
            self._basis_lines.addWidget(text("没有适用于本校的现行依据。", "muted", wrap=True))

    def _on_proven(self) -> None:
        title = self.proof.box.text().strip()
        if title and self._finding is not None:
            self.proven.emit(self._finding, self.kind.value, title)
            self.proof.clear()


def _closing(closing: Closing) -> str:
    who = closing.person or "没有登记录入员"
    return f"销号：{long_date(in_china(closing.at))}　{who}"
