"""Findings, evidence, clues and the school's reply: four faces of one page."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inspector_gui.statistics.gap import Gap
from inspector_gui.window.copies import FILTER
from inspector_gui.window.forms.entry_table import RegisterFace
from inspector_gui.window.page import Page
from inspector_gui.window.pages.findings.clues import CLUES, CluePanel
from inspector_gui.window.pages.findings.finding_list import WordingFace
from inspector_gui.window.pages.findings.gallery import EvidenceFace, EvidencePanel
from inspector_gui.window.pages.findings.panel import FindingPanel
from inspector_gui.window.pages.findings.phrases import PhraseList
from inspector_gui.window.pages.findings.reply import REPLIES, ReplyPanel
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.choosing import choose_files
from inspector_gui.window.widgets.dropping import Drops, on_clipboard
from inspector_gui.window.widgets.faces import Faces
from inspector_gui.window.widgets.lightbox import Lightbox
from inspector_gui.window.widgets.progress import ProgressLine
from inspector_gui.window.widgets.tracing import Traced

Face = WordingFace | EvidenceFace | RegisterFace
FacePanel = FindingPanel | EvidencePanel | CluePanel | ReplyPanel


class FindingsView(Page):
    """Tells `given(sources)`: photos and files that were chosen, pasted or dropped."""

    given = Signal(tuple)
    saved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.wording, self.panel = WordingFace(), FindingPanel()
        self.gallery, self.proof_panel = EvidenceFace(), EvidencePanel()
        self.clues, self.clue_panel = RegisterFace(CLUES), CluePanel()
        self.replies, self.reply_panel = RegisterFace(REPLIES), ReplyPanel()
        self.table = self.wording.table
        self._faces: dict[str, tuple[Face, FacePanel]] = {
            "findings": (self.wording, self.panel),
            "evidence": (self.gallery, self.proof_panel),
            "clues": (self.clues, self.clue_panel),
            "replies": (self.replies, self.reply_panel),
        }
        titles = ("问题", "证据", "线索", "学校意见")
        self.chips = Faces(
            {
                key: (title, face)
                for title, (key, (face, _)) in zip(titles, self._faces.items(), strict=True)
            }
        )
        self.progress = ProgressLine()
        self.phrases = PhraseList(self.wording)
        self.context: QStackedWidget = QStackedWidget()
        self._lightbox: Lightbox | None = None
        for _, panel in self._faces.values():
            self.context.addWidget(panel)
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.chips)
        layout.addWidget(self.progress)
        self._connect()

    def _connect(self) -> None:
        self.chips.turned.connect(self._on_turned)
        Drops(self).dropped.connect(self.given)
        for wanted in (
            self.panel.files_wanted,
            self.gallery.files.clicked,
        ):
            wanted.connect(self.ask_for_files)
        QShortcut(QKeySequence("Ctrl+I"), self, self.ask_for_files)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)

    @property
    def lightbox(self) -> Lightbox:
        """Made over the whole window when it is first wanted."""
        if self._lightbox is None:
            self._lightbox = Lightbox(self.window())
            self._lightbox.saved.connect(self.saved)
        return self._lightbox

    def ask_for_files(self) -> None:
        choose_files(self, "选择照片或文件", FILTER, lambda paths: self.given.emit(tuple(paths)))

    def paste(self) -> None:
        """What lies on the clipboard, if it is a photo or files."""
        sources = on_clipboard()
        if sources:
            self.given.emit(tuple(sources))

    def traced(self, focus: QWidget) -> Traced | None:
        """Pictures are no table: the piece they are at stands at the right."""
        at_evidence = self.chips.key == "evidence"
        return self.proof_panel.traced(focus) if at_evidence else super().traced(focus)

    def enter(self) -> None:
        self._faces[self.chips.key][0].begin()

    def show_target(self, target: Target) -> None:
        faces: dict[object, str] = {
            Gap.EVIDENCE_IDLE: "evidence",
            Gap.CLUE_OPEN: "clues",
            Gap.NO_REPLY: "replies",
        }
        self.chips.turn_to(faces.get(target.what, "findings"))
        self.gallery.go_to_idle(target.name if target.what is Gap.EVIDENCE_IDLE else "")
        if target.what is Gap.CLUE_OPEN:
            pending = [getattr(row, "open", False) for row in self.clues.table.rows.rows]
            self.clues.table.go_to(pending.index(True) if True in pending else 0)
        serials = [getattr(row, "serial", "") for row in self.table.rows.rows]
        if target.name in serials:
            self.table.go_to(serials.index(target.name))

    def flush(self) -> None:
        self.wording.form.flush()
        for _, panel in self._faces.values():
            panel.flush()

    def _on_turned(self, key: str) -> None:
        self.flush()
        self.context.setCurrentWidget(self._faces[key][1])
        self.enter()
