"""Texts at the left, the chosen one to be changed; beside them the document that uses it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from db.vocabulary import DocumentKind
from inspector_gui.window.forms.autosave import Autosave
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.page import Page
from inspector_gui.window.pages.document_texts.panel import WordingPanel
from inspector_gui.window.printroom.paper_view import PaperView
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.unkept import unkept
from inspector_gui.window.widgets.elements import button, clear, restyle, text
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.table import Column, Rows, Table

if TYPE_CHECKING:
    from inspector_gui.documents.template_versions import TextRow

LEFT_WIDTH, LINES = 340, 5
_CENTRE = Qt.AlignmentFlag.AlignHCenter


def _tone(row: TextRow) -> Tone | None:
    return theme().colours.info if row.changed else None


COLUMNS: tuple[Column[TextRow], ...] = (
    Column("文字", lambda row: row.shown.replace("\n", " / ") or "（不印）"),
    Column("", lambda row: "已改" if row.changed else "", 56, _CENTRE, tone=_tone),
)


class WordingView(Page):
    """Tells `kind_chosen(kind)`, `typed(key, text)` while one writes, `kept()` when one stops."""

    kind_chosen = Signal(DocumentKind)
    typed = Signal(str, str)
    restored = Signal(str)

    def __init__(self, kinds: Sequence[DocumentKind]) -> None:
        super().__init__()
        self.context: WordingPanel = WordingPanel()
        self.kind = ChoiceField("文书", kinds)
        self.table: Table[TextRow] = Table("文字", Rows(COLUMNS))
        self.box = QPlainTextEdit()
        self.box.setAccessibleName("改这段文字")
        self.box.setTabChangesFocus(True)
        self.word = text(role="error", wrap=True)
        self.restore = button("恢复原文", name="恢复原文")
        self.paper = PaperView("文书预览")
        self._chips = QWidget()
        self._chip_line = FlowLayout(self._chips)
        self._hint = text(role="hint", wrap=True)
        self._kind, self._key = DocumentKind.FEEDBACK, ""
        self._autosave = Autosave(self, self.flush, self.flush)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addWidget(self.kind)
        left.addWidget(self.table)
        self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * LINES + px(18))
        for part in (self.box, self._chips, self.word, self._hint, self.restore):
            left.addWidget(part)
        left.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(px(LEFT_WIDTH))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), px(10), 0, px(8))
        layout.setSpacing(px(4))
        layout.addWidget(holder)
        layout.addWidget(self.paper, 1)

    def _connect(self) -> None:
        self.kind.committed.connect(lambda chosen: self.kind_chosen.emit(chosen.value))
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.box.textChanged.connect(self._on_typed)
        self.restore.clicked.connect(lambda: self.restored.emit(self._key))

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """What was typed is tried; what can be filled in is kept."""
        self._autosave.stop()
        row = self._row()
        if row is not None and self.box.toPlainText() != row.shown:
            self.typed.emit(self._key, self.box.toPlainText())
        self._note()

    def _on_typed(self) -> None:
        self._autosave.typed()
        self._note()

    def _note(self) -> None:
        row = self._row()
        held = row is not None and self.box.toPlainText().split() != row.shown.split()
        unkept().note(self.box, unkept=held, kept_by_itself=True)

    def _row(self) -> TextRow | None:
        rows = (row for row in self.table.rows.rows if getattr(row, "key", "") == self._key)
        return next(rows, None)  # type: ignore[return-value]

    # what is shown

    def show_texts(self, kind: DocumentKind, rows: Sequence[TextRow]) -> None:
        self._kind = kind
        self.kind.show_value(kind)
        self.table.rows.show_rows(rows, lambda row: row.key)
        if self.table.current() is None and rows:
            self.table.go_to(0)
        row = self._row()
        self.restore.setEnabled(row is not None and row.changed)
        self._note()

    def show_row(self, row: TextRow, names: Sequence[str]) -> None:
        """The text to be changed, and what is filled into it."""
        self._key = row.key
        self.box.blockSignals(True)  # noqa: FBT003  # Qt's signature
        self.box.setPlainText(row.shown)
        self.box.blockSignals(False)  # noqa: FBT003
        self.restore.setEnabled(row.changed)
        self.complain("")
        clear(self._chip_line)
        for name in names:
            chip = button(f"{{{name}}}", "chip", name=f"插入{name}")
            chip.clicked.connect(partial(self.box.insertPlainText, f"{{{name}}}"))
            self._chip_line.addWidget(chip)
        several = "每行一段。" if not isinstance(row.source, str) else ""
        filled = "花括号里的由系统填写，不能改名。" if names else ""
        blanks = "连续下划线是手写空白。" if "__" in row.shown else ""
        self._hint.setText(several + filled + blanks or "清空则这段不印。")

    def complain(self, message: str) -> None:
        self.word.setText(message)
        self.word.setVisible(bool(message))
        if bool(self.box.property("wrong")) != bool(message):
            self.box.setProperty("wrong", bool(message))
            restyle(self.box)

    def _on_row(self, *_: object) -> None:
        self.flush()
        row = self.table.current()
        if row is not None:
            self.show_row(row, self.names_of(row))

    def names_of(self, row: TextRow) -> tuple[str, ...]:
        """Of the program's own text: what may be filled in."""
        from inspector_gui.documents.template_texts import own_wording, placeholders

        return placeholders(own_wording(self._kind).texts[row.key])
