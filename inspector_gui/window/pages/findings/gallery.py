"""All evidence of a visit as pictures, and at the right what the chosen piece is and serves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from db.records.evidence import Proof
from db.records.findings import FindingLine
from db.vocabulary import EvidenceKind
from inspector_gui.labels import in_china, label
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import FieldEdited, RowEdited
from inspector_gui.window.forms.entry import EntryLine
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.form import Form, Spec
from inspector_gui.window.forms.prose_field import ProseField
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, card, clear, text
from inspector_gui.window.widgets.evidence_thumbnails import Thumb, Thumbnails
from inspector_gui.window.widgets.scrolling import Panel
from inspector_gui.window.widgets.tracing import Traced

HINT = "空格 看大图 · Enter 改名称 · 1—9 用于第几个问题 · Ctrl+V 粘贴 · Delete 删除"
_WORDS = {
    "application/pdf": "PDF",
    "application/ofd": "OFD",
    "text/plain": "文本",
    "text/csv": "CSV",
}


def thumb_of(proof: Proof, serials: Sequence[str]) -> Thumb:
    """`serials`: of the findings that rest on it."""
    picture = proof.attached.sha256 if proof.attached and proof.attached.is_picture else None
    kind = label(proof.kind)
    word = _WORDS.get(proof.attached.media_type, "文件") if proof.attached else kind
    return Thumb(
        id=proof.id,
        title=proof.title,
        note=" · ".join(filter(None, (kind, "、".join(serials)))),
        picture=picture,
        word=word,
        mark="未用" if proof.idle else "",
    )


class EvidenceFace(QWidget):
    """Tells `entered` of a paper that is only named; the thumbnails tell the rest."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = EntryLine(
            (
                Spec.of(
                    "evidence", "kind", lambda _: ChoiceField("新证据的种类", tuple(EvidenceKind))
                ),
                Spec.of(
                    "evidence",
                    "title",
                    lambda _: LineField("新证据的名称", hint="如 记字第 12 号凭证", limit=200),
                    wide=True,
                ),
                Spec(
                    "locator",
                    "编号、页码或地点",
                    lambda name: LineField(name, hint="如 第 3 页", limit=1000),
                    wide=True,
                ),
            ),
            "添加",
            "title",
        )
        self.files = button("照片或文件…", name="选择照片或文件")
        self.entry.put(self.files)
        self.thumbs = Thumbnails("证据")
        self._empty = text(
            "还没有证据。把照片、文件拖进来，按 Ctrl+V 粘贴截图，或按 Ctrl+I 选择；"
            "也可以只登记名称和编号。",
            "muted",
            wrap=True,
        )
        self._hint = text(HINT, "hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self.entry)
        layout.addWidget(self.thumbs, 1)
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._hint)

    def show_thumbs(self, thumbs: Sequence[Thumb]) -> None:
        self.thumbs.show_thumbs(thumbs)
        self.thumbs.setVisible(bool(thumbs))
        self._empty.setVisible(not thumbs)

    def go_to_idle(self, title: str) -> None:
        for index, thumb in enumerate(self.thumbs.model_.thumbs):
            if thumb.mark and thumb.title == title:
                self.thumbs.go_to(index)
                return

    def begin(self) -> None:
        if self.thumbs.model_.thumbs:
            self.thumbs.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.files.setFocus(Qt.FocusReason.OtherFocusReason)


class EvidencePanel(Panel):
    """Tells `described`, `linked(proof, finding, on)`, `discarded()`."""

    described = Signal(RowEdited)
    linked = Signal(Proof, FindingLine, bool)
    discarded = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__("选中一件证据，在这里写明它是什么、用于哪些问题。")
        self._proof: Proof | None = None
        self.form = Form(
            (
                Spec.of("evidence", "title", lambda _: LineField("证据名称", limit=200)),
                Spec.of("evidence", "kind", lambda _: ChoiceField("证据种类", tuple(EvidenceKind))),
                Spec("locator", "编号", lambda _: ProseField("编号位置", lines=2, limit=1000)),
            ),
            columns=1,
        )
        self._ticks = QWidget()
        self._tick_lines = QVBoxLayout(self._ticks)
        self._tick_lines.setContentsMargins(0, 0, 0, 0)
        self._facts = text(role="muted", wrap=True)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._open = button("看大图", name="看大图", key="空格")
        self._discard = button("删除这件证据", name="删除这件证据", key="Delete")
        self.put(
            self.form,
            card(text("用于问题", "muted"), self._ticks),
            self._open,
            self._facts,
            self._discard,
        )
        self.form.edited.connect(self._on_edited)
        self._open.clicked.connect(self.opened)
        self._discard.clicked.connect(self.discarded)

    def flush(self) -> None:
        self.form.flush()

    def _on_edited(self, edited: FieldEdited) -> None:
        if self._proof is not None:
            self.described.emit(edited.of(self._proof))

    def traced(self, _focus: QWidget) -> Traced | None:
        return Traced(self._proof) if self._proof is not None else None

    def begin(self) -> None:
        self.form.fields["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_proof(
        self, proof: Proof | None, findings: Sequence[FindingLine], items: Sequence[str]
    ) -> None:
        """`findings`: the standing ones; `items`: codes of checklist items that rest on it."""
        if self._proof and (proof is None or proof.id != self._proof.id):
            self.form.flush()
        self._proof = proof
        self.set_filled(filled=proof is not None)
        if proof is None:
            return
        self.form.show_values(proof)
        clear(self._tick_lines)
        for number, finding in enumerate(findings, 1):
            self._tick_lines.addWidget(self._tick(proof, finding, number))
        if not findings:
            self._tick_lines.addWidget(text("还没有问题。", "muted"))
        self._facts.setText("\n".join(_facts(proof, items)))
        self._facts.setVisible(bool(self._facts.text()))
        self._open.setVisible(proof.attached is not None)

    def _tick(self, proof: Proof, finding: FindingLine, number: int) -> QWidget:
        digit = f"{number}　" if number <= 9 else ""
        tick = QCheckBox(f"{digit}{finding.serial}　{finding.item_code}")
        tick.setAccessibleName(f"用于问题 {finding.serial}")
        tick.setToolTip(finding.fact)
        tick.setChecked(finding.id in proof.findings)
        tick.clicked.connect(lambda on: self.linked.emit(self._proof, finding, on))
        return tick


def _facts(proof: Proof, items: Sequence[str]) -> list[str]:
    facts = [f"用于检查项：{'、'.join(items)}"] if items else []
    kept = proof.attached
    if kept is not None:
        if kept.taken_at is not None:
            facts.append(f"原件时间：{in_china(kept.taken_at):%Y-%m-%d %H:%M:%S}")
        facts.append(f"存本 {kept.size / 1000:.0f} KB")
        facts.append(f"原件校验码：{kept.original_sha256.hex()[:16]}…")
    return facts
