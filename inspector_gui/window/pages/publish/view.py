"""Every rule with its two sides, then the papers in their order, each with its state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from inspector_gui.labels import cut_off_words
from inspector_gui.statistics.before_publishing import Check, Mend, Reconciled
from inspector_gui.statistics.figure_changes import FigureChange
from inspector_gui.statistics.year_paragraph import Sentence
from inspector_gui.window.forms.ask_form import AskForm
from inspector_gui.window.forms.edits import Entry
from inspector_gui.window.forms.fields import needed_field
from inspector_gui.window.forms.form import Spec
from inspector_gui.window.page import Page
from inspector_gui.window.targets import PageKey
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, card, show_message, text
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_CENTRE = Qt.AlignmentFlag.AlignHCenter
CHECKS: tuple[Column[Check], ...] = (
    Column(
        "结果",
        lambda row: "✓ 相符" if row.sound else "✓ 知悉" if row.why else "✕ 不符",
        82,
        _CENTRE,
        tone=lambda row: _tone(row),
    ),
    Column("核对什么", lambda row: row.name, 250),
    Column("数字", lambda row: f"{row.detail}　（已注明：{row.why}）" if row.why else row.detail),
)


def _tone(row: Check) -> Tone:
    colours = theme().colours
    return colours.good if row.sound else colours.warn if row.why else colours.bad


@dataclass(frozen=True)
class Found:
    """`last`: when the last bulletin was locked (UTC), if one was; `changes` since then."""

    reconciled: Reconciled
    paragraph: Sequence[Sentence]
    last: datetime | None
    changes: Sequence[FigureChange]


def _known(found: Reconciled) -> str:
    return f"（其中 {found.known} 项注明知悉）" if found.known else ""


class CheckTable(Table[Check]):
    """Enter leads to where a line is put right, Space says why it may stand as it is."""

    opened = Signal(Mend)
    known = Signal(Check)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.opened.emit(row.mend)
        elif event.key() == Qt.Key.Key_Space and row is not None and not row.sound:
            self.known.emit(row)
        else:
            super().keyPressEvent(event)


class PublishView(Page):
    """Tells `page_wanted(key)`, `explained(check, entry)`, `withdrawn(check)`."""

    page_wanted = Signal(PageKey)
    explained = Signal(Check, Entry)
    withdrawn = Signal(Check)

    def __init__(self) -> None:
        super().__init__()
        self._state, self._waiting = text(role="title", wrap=True), text("正在核对……", "muted")
        self.checks = CheckTable("发布前核对", Rows(CHECKS), whole=True)
        self.form = AskForm()
        self._paragraph = text(wrap=True)
        self._changes, self._steps = text(wrap=True), text(role="muted", wrap=True)
        self._paragraph.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.statistics = button("统计表(&J)", name="统计表")
        self.bulletin = button("全市通报(&G)", name="全市通报")
        self.copy_ = button("复制数字段(&C)", name="复制数字段")
        self._lay_out()
        self.copy_.clicked.connect(self._copy)
        self.checks.known.connect(self._ask_why)
        self.form.ended.connect(self.enter)
        for link in (self.statistics, self.bulletin):
            link.clicked.connect(partial(self.page_wanted.emit, PageKey.BULLETINS))

    def _lay_out(self) -> None:
        px = theme().px
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(20), px(10), px(18), px(10))
        column.setSpacing(px(8))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        for knob in (self.statistics, self.bulletin, self.copy_):
            knob.setAutoDefault(True)
            line.addWidget(knob)
        line.addStretch(1)
        column.addWidget(text("一、核对", "section"))
        for part in (self._waiting, self._state, self.form, self.checks):
            column.addWidget(part)
        column.addWidget(text("二、统计表、通报，三、工作总结数字段", "section"))
        column.addWidget(self._steps)
        column.addLayout(line)
        column.addWidget(card(self._changes))
        column.addWidget(card(self._paragraph))
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inner), 1)
        hint = text(
            "↑↓ 看各行 · Enter 去改 · 空格 注明知悉 · Alt+G 通报 · Alt+C 复制数字段", "hint"
        )
        hint.setContentsMargins(px(20), 0, px(18), px(8))
        layout.addWidget(hint)

    def show_found(self, shown: Found) -> None:
        found, paragraph = shown.reconciled, shown.paragraph
        self._waiting.hide()
        self._show_changes(shown)
        state = (
            f"! {found.open} 项不符或没有办完，先办完再发布；{found.sheet.at}"
            if found.open
            else f"✓ {len(found.checks)} 项都相符{_known(found)}，可以发布；{found.sheet.at}"
        )
        self._show_steps(found)
        show_message(self._state, state, "error" if found.open else "title")
        self.checks.rows.show_rows(found.checks, lambda row: row.name)
        if found.checks and self.checks.current() is None:
            wrong = (number for number, check in enumerate(found.checks) if not check.sound)
            self.checks.go_to(next(wrong, 0))
        sentence = "".join(clause.text for clause in paragraph)
        self._paragraph.setText(
            sentence or "还没有可以写进总结的数字；合并检查组的数据包以后再看。"
        )
        self.copy_.setEnabled(bool(sentence))

    def _ask_why(self, check: Check) -> None:
        """Why it may stand; what was said of it is taken back."""
        if check.why:
            self.withdrawn.emit(check)
            return
        specs = (Spec("why", "为什么可以这样发布", lambda name: needed_field(name, limit=1000)),)
        give = partial(self.explained.emit, check)
        self.form.ask(f"{check.name}：{check.detail}", specs, give)

    def _show_changes(self, shown: Found) -> None:
        if shown.last is None:
            self._changes.setText("还没有定稿的通报。定稿以后，这里列出那以来变了的数。")
            return
        sentences = [change.sentence for change in shown.changes] or ["没有数字变化。"]
        head = f"上次通报（{cut_off_words(shown.last)}定稿）以来："
        self._changes.setText("\n".join((head, *sentences)))

    def _show_steps(self, found: Reconciled) -> None:
        """Of each paper, whether it may be made final now."""
        state = "可以出" if not found.open else f"核对还有 {found.open} 项"
        self._steps.setText(
            f"统计表：{state}　·　全市通报：{state}，定稿前填“数据截至”　·　数字段：{state}"
        )

    def enter(self) -> None:
        self.checks.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._paragraph.text())
