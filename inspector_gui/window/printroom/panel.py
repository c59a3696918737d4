"""At the right: how a document stands, the ways out, its versions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from db.records.documents import IssuedLine, WithdrawnLine
from inspector_gui.labels import in_china
from inspector_gui.window.printroom.checking import LockCheck
from inspector_gui.window.printroom.filling import FillingIn
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, LinkLine, button, card, clear, restyle, text
from inspector_gui.window.widgets.scrolling import Panel

if TYPE_CHECKING:
    from inspector_gui.documents.lock_mark import Mark


class DocumentsPanel(Panel):
    """Tells `version_wanted(issued)`; None: what it says now."""

    version_wanted = Signal(IssuedLine)

    def __init__(self) -> None:
        super().__init__()
        self.name = text(role="section", wrap=True)
        self.state = Chip()
        self.facts = text(role="muted", wrap=True)
        self.word = text(wrap=True)
        self.next = button("", "main", name="下一步")
        self.print_ = button("打印…", name="打印", key="P")
        self.save = button("保存 PDF", name="保存 PDF", key="S")
        self.lock = button("定稿", name="定稿", key="L")
        self.scan = button("附签字件…", name="附签字件", key="A")
        self.withdraw = button("撤回定稿…", name="撤回定稿", key="R")
        self.withdraw.hide()
        self.batch = button("批量生成…", name="批量生成", key="B")
        self.folder = button("打开文件夹", name="打开文书文件夹", key="O")
        self.docx = button("保存 Word", name="保存 Word", key="W")
        self.filling = FillingIn()
        self._filling_card = card(text("填写内容", "muted"), self.filling)
        self._versions = QWidget()
        self._version_rows = QGridLayout(self._versions)
        self._version_rows.setContentsMargins(0, 0, 0, 0)
        self._versions_card = card(text("定稿记录", "muted"), self._versions)
        self.fonts = text(role="muted", wrap=True)
        self.check = LockCheck()
        self.check.hide()
        self._usual = self._column_of(
            *(self.name, self.state, self.facts, self.word, self.next, self.print_),
            *(self._pair(self.save, self.lock), self._pair(self.scan, self.batch)),
            *(self._pair(self.folder, self.docx), self._filling_card, self._versions_card),
            self.withdraw,
            self.fonts,
        )
        self.put(self.check, self._usual)

    @staticmethod
    def _column_of(*parts: QWidget) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(10))
        for part in parts:
            layout.addWidget(part)
        return column

    @staticmethod
    def _pair(left: QPushButton, right: QPushButton) -> QWidget:
        pair = QWidget()
        grid = QGridLayout(pair)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme().px(8))
        for column, part in enumerate((left, right)):
            grid.addWidget(part, 0, column)
            grid.setColumnStretch(column, 1)
        return pair

    def begin_check(self, name: str, marks: Sequence[Mark]) -> None:
        """What is marked stands in the place of everything else until it is left."""
        self._show_check(shown=True)
        self.check.show_marks(name, marks)

    @property
    def checking(self) -> bool:
        return not self.check.isHidden()

    def end_check(self) -> None:
        self._show_check(shown=False)

    def begin_filling(self, field: str) -> None:
        """The field of this name waits for what is typed, in sight."""
        self.bring_into_sight(self.filling.begin(field))

    def _show_check(self, *, shown: bool) -> None:
        self._usual.setVisible(not shown)
        self.check.setVisible(shown)

    def show_state(self, name: str, caption: str, tone: Tone, facts: str) -> None:
        self.name.setText(name)
        self.state.show_chip(caption, tone)
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))

    def allow(self, *, out: bool, lock: bool, scan: bool) -> None:
        """Which ways are open."""
        self.print_.setEnabled(out)
        self.save.setEnabled(out)
        self.lock.setEnabled(lock)
        self.scan.setEnabled(scan)
        self.docx.setEnabled(out)

    def offer_next(self, step: str) -> None:
        """What comes next for this document, by one key; empty where nothing does."""
        self.next.setText(f"下一步：{step}　Enter")
        self.next.setVisible(bool(step))

    def offer_docx(self, *, wanted: bool) -> None:
        self.docx.setVisible(wanted)

    def show_filling(self, *, wanted: bool) -> None:
        self._filling_card.setVisible(wanted)

    def offer_withdrawal(self, *, wanted: bool) -> None:
        self.withdraw.setVisible(wanted)

    def show_versions(
        self,
        issued: Sequence[IssuedLine],
        shown: int | None,
        withdrawn: Sequence[WithdrawnLine] = (),
    ) -> None:
        """A click shows a version as it was locked; the one that is `shown` leads back."""
        clear(self._version_rows)
        self._versions_card.setVisible(bool(issued or withdrawn))
        for row, gone in enumerate(withdrawn, start=len(issued)):
            when = f"{in_china(gone.withdrawn_at):%m-%d %H:%M}"
            withdrawal = f"第{gone.version}版　{when} 撤回：{gone.withdrawn_reason}"
            self._version_rows.addWidget(text(withdrawal, "muted", wrap=True), row, 0)
        for row, issue in enumerate(issued):
            out = "　已打印" if issue.printed_at else ""
            signed = "　已签" if issue.signed_copy else out
            when = f"{in_china(issue.locked_at):%m-%d %H:%M}"
            caption = f"第{issue.version}版　{when}　{issue.content_hash}{signed}"
            line = LinkLine(f"▸ {caption}（返回现在）" if issue.version == shown else caption)
            target = None if issue.version == shown else issue
            line.clicked.connect(partial(self.version_wanted.emit, target))
            self._version_rows.addWidget(line, row, 0)

    def show_fonts(self, description: str) -> None:
        self.fonts.setText(description)

    def show_message(self, message: str, *, wrong: bool = False) -> None:
        self.word.setText(message)
        self.word.setProperty("role", "error" if wrong else "muted")
        self.word.setVisible(bool(message))
        restyle(self.word)
