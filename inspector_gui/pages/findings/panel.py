"""What a finding rests on: law in force, evidence, and the lead's word."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from db.catalogues import Basis
from db.findings import FindingLine
from db.vocabulary import EvidenceKind, FindingStatus
from inspector_gui.forms.fields import ChoiceField, LineField
from inspector_gui.labels import label
from inspector_gui.theme.theme import theme
from inspector_gui.widgets.labels import button, card, clear, text
from inspector_gui.widgets.scrolling import Panel


class FindingPanel(Panel):
    """Tells `cited(finding, basis, on)`, `proven(finding, kind, title)`, `judged(finding, …)`."""

    turned_to = Signal(object)
    cited = Signal(object, object, bool)
    proven = Signal(object, object, str)
    confirmed = Signal(object)
    withdrawn = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("有了问题，在这里选依据、添证据，由组长确认。")
        self._finding: FindingLine | None = None
        self._title = text(role="title")
        self._basis = QWidget()
        self._basis_lines = QVBoxLayout(self._basis)
        self._basis_lines.setContentsMargins(0, 0, 0, 0)
        self._evidence = text(wrap=True)
        self.kind = ChoiceField("证据种类", tuple(EvidenceKind))
        self.proof = LineField("证据名称", hint="如 凭证记字第 12 号", limit=200)
        self._add = button("添加证据", name="添加证据")
        self.confirm = button("组长确认", "main", name="组长确认")
        self.reason = LineField("撤回理由", hint="撤回理由", limit=500)
        self.withdraw = button("撤回问题", name="撤回问题")
        self._word = text(role="muted", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.put(
            self._title,
            card(text("依据（勾选印入反馈单）", "muted"), self._basis),
            card(text("证据", "muted"), self._evidence, self.kind, self.proof, self._add),
            self._word,
            self.confirm,
            self.reason,
            self.withdraw,
        )

    def _connect(self) -> None:
        self._add.clicked.connect(self._on_proven)
        self.proof.box.returnPressed.connect(self._on_proven)
        self.confirm.clicked.connect(lambda: self.confirmed.emit(self._finding))
        self.withdraw.clicked.connect(
            lambda: self.withdrawn.emit(self._finding, self.reason.box.text().strip())
        )

    def flush(self) -> None:
        """Nothing here is kept before it is added."""

    def show_finding(
        self, finding: FindingLine | None, basis: Sequence[Basis], *, lead: bool
    ) -> None:
        self._finding = finding
        self.set_filled(filled=finding is not None)
        if finding is None:
            return
        self._title.setText(f"{finding.serial}　{finding.item_code}")
        self._show_basis(finding, basis)
        lines = [f"· {label(one.kind)}：{one.title}" for one in finding.evidence]
        self._evidence.setText("\n".join(lines) or "还没有证据。线索（问卷、电话）不算证据。")
        draft = finding.status is FindingStatus.DRAFT
        self.confirm.setVisible(draft)
        self.confirm.setEnabled(lead)
        self._word.setText("" if lead or not draft else "由组长确认后才印入反馈单（F8 换录入员）。")
        self._word.setVisible(draft and not lead)
        standing = finding.status is not FindingStatus.WITHDRAWN
        for part in (self.reason, self.withdraw):
            part.setVisible(standing)

    def _show_basis(self, finding: FindingLine, basis: Sequence[Basis]) -> None:
        clear(self._basis_lines)
        for one in basis:
            self._basis_lines.addWidget(self._tick(finding, one))
        if not basis:
            self._basis_lines.addWidget(text("没有适用于本校的现行依据。", "muted", wrap=True))

    def _tick(self, finding: FindingLine, basis: Basis) -> QWidget:
        cited = basis.citation
        number = f"（{cited.doc_no}）" if cited.doc_no else ""
        words = f"《{cited.title}》{number}{cited.article or ''}"
        tick = QCheckBox()
        tick.setAccessibleName(words)
        tick.setChecked(basis.id in finding.basis)
        tick.setEnabled(basis.locked)
        tick.clicked.connect(lambda on: self.cited.emit(self._finding, basis, on))
        note = "" if basis.locked else "\n※ 财务处未锁定，不能印出"
        caption = text(words + note, "" if basis.locked else "muted", wrap=True)
        caption.setBuddy(tick)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, theme().px(2), 0, theme().px(2))
        layout.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(caption, 1)
        return line

    def _on_proven(self) -> None:
        title = self.proof.box.text().strip()
        if title:
            self.proven.emit(self._finding, self.kind.currentData(), title)
            self.proof.box.clear()
