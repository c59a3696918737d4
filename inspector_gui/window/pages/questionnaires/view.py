"""Envelopes across the top, and below what is done with the chosen one."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from db.records.questionnaires import Envelope
from db.vocabulary import EntryMethod
from inspector_gui.statistics.gap import Gap
from inspector_gui.statistics.pairing import is_counted_twice
from inspector_gui.window.forms.edits import FieldEdited
from inspector_gui.window.page import Page
from inspector_gui.window.pages.questionnaires import charting, counts, settling, sheet_entry
from inspector_gui.window.pages.questionnaires.bar import EntryBar, show_chips
from inspector_gui.window.pages.questionnaires.entering import EntryState
from inspector_gui.window.pages.questionnaires.envelopes import (
    ClassLine,
    EnvelopeLine,
    NewClass,
    name_of,
)
from inspector_gui.window.pages.questionnaires.modes import Chip, Mode, Turn
from inspector_gui.window.pages.questionnaires.noon_tally import NoonBoard
from inspector_gui.window.pages.questionnaires.panel import EnvelopePanel
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.answers import AnswerList
from inspector_gui.window.widgets.elements import text
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.progress import ProgressLine

NUMBERS_WORD = "填好发放、回收、有效份数，按 Enter 开始录入。作废 = 回收 − 有效。"
NOON_HINT = "有哪项按哪个数字，再按一次取消 · Enter 下一份（没有的直接 Enter）· 退格退回上一份"


class QuestionnairesView(Page):
    """Tells what is wanted and counted; the panes tell for themselves."""

    class_wanted = Signal(NewClass)
    turned_to = Signal(uuid.UUID)
    mode_turned = Signal(Turn)
    counted = Signal(FieldEdited)
    numbered = Signal()
    method_chosen = Signal(EntryMethod)
    finished = Signal(bool)
    restarted = Signal()
    import_wanted = Signal()
    template_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._envelopes: Sequence[Envelope] = ()
        self._current: uuid.UUID | None = None
        self._modes: list[Chip] = []
        self._turn, self._way = Turn(Mode.ENTRY), ""
        self.context: EnvelopePanel = EnvelopePanel()
        self.add_class = ClassLine()
        self._chips, self._mode_chips = QWidget(), QWidget()
        self._chip_line = FlowLayout(self._chips, 6)
        self._mode_line = FlowLayout(self._mode_chips, 6)
        self.line = EnvelopeLine()
        self.bar = EntryBar()
        self.progress = ProgressLine()
        self.noon_board = NoonBoard()
        self.noon = sheet_entry.SheetPane("快速计票", self.noon_board)
        self.sheets = sheet_entry.SheetPane("逐份录入", AnswerList())
        self.counts = counts.CountPane()
        self.settle = settling.SettlePane()
        self.charts = charting.ChartPane()
        self._notice = text(role="muted", wrap=True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._hint = text(role="hint")
        self._empty = text(
            "还没有问卷。抽中的班级会自动列在这里；也可以在上面填班级，按 Enter 添加。",
            "muted",
            wrap=True,
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        for pane in (
            self.noon,
            self.sheets,
            self.counts,
            self.settle,
            self.charts,
            self._notice,
        ):
            self._stack.addWidget(pane)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(px(10))
        for part in (self.line, self._mode_chips, self.bar, self.progress):
            body.addWidget(part)
        body.addWidget(self._stack, 1)
        body.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(12), px(12))
        layout.setSpacing(px(10))
        layout.addWidget(self._chips)
        layout.addWidget(self.add_class)
        layout.addWidget(self._empty)
        layout.addWidget(self._body, 1)
        layout.addStretch(0)

    def _connect(self) -> None:
        self.add_class.wanted.connect(self.class_wanted)
        self.line.counted.connect(self.counted)
        self.line.done.connect(self.numbered)
        for pane in (self.noon, self.sheets):
            pane.titled.connect(self.bar.title.setText)
        self.sheets.hinted.connect(self._on_hinted)
        self.bar.method_chosen.connect(self.method_chosen)
        self.bar.finished.connect(self.finished)
        self.bar.restarted.connect(self.restarted)
        self.bar.import_wanted.connect(self.import_wanted)
        self.bar.template_wanted.connect(self.template_wanted)
        for keys, then in (
            ("Ctrl+N", self._begin_class),
            ("Ctrl+I", self.import_wanted.emit),
            ("Alt+Left", lambda: self._step(-1)),
            ("Alt+Right", lambda: self._step(1)),
            *((f"Alt+{n}", lambda n=n: self._choose_mode(n - 1)) for n in range(1, 8)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(then)

    # where the keyboard is

    def enter(self) -> None:
        if self._body.isHidden():
            self.add_class.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.enter_pane()

    def enter_pane(self) -> None:
        pane: QWidget = self._stack.currentWidget() or self
        if self._turn.mode is Mode.NUMBERS:
            self.line.enter()
        elif pane is self.counts:
            self.counts.enter()
        else:
            target = pane.focusProxy() or pane
            idle = pane is self._notice or target.isHidden()
            (self if idle else target).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: Target) -> None:
        for envelope in self._envelopes:
            if envelope.class_code == target.name:
                self.turned_to.emit(envelope.id)
                if target.what is Gap.ENVELOPE_WRONG:
                    self.mode_turned.emit(Turn(Mode.NUMBERS))
                elif target.what is Gap.TALLY_WRONG and self._turn.mode is Mode.CHART:
                    self.mode_turned.emit(Turn(Mode.ENTRY))

    def flush(self) -> None:
        self.line.flush()
        for pane in (self.noon, self.sheets, self.counts):
            pane.flush()

    # what is shown

    def show_envelopes(self, envelopes: Sequence[Envelope], current: uuid.UUID | None) -> None:
        self._envelopes, self._current = envelopes, current
        show_chips(
            self._chip_line,
            [
                (_envelope_chip(envelope), envelope.id == current, _tone(envelope))
                for envelope in envelopes
            ],
            lambda number: self.turned_to.emit(self._envelopes[number].id),
        )
        has = bool(envelopes)
        self.context.set_filled(filled=has)
        self._chips.setVisible(has)
        self._body.setVisible(has)
        self._empty.setVisible(not has)
        self.add_class.setVisible(not has or self.add_class.isAncestorOf(_focused(self)))

    def show_modes(self, chips: list[Chip], turn: Turn) -> None:
        self._modes, self._turn = chips, turn
        show_chips(
            self._mode_line,
            [(chip.caption, chip.turn == turn, chip.tone) for chip in chips],
            lambda number: self.mode_turned.emit(self._modes[number].turn),
        )

    def show_entry(self, state: EntryState | None) -> None:
        """The bar over a counting; the numbers make room for it once they are known and right."""
        mode = self._turn.mode
        refused = state is not None and bool(state.word)
        self.bar.setVisible(mode in (Mode.NOON, Mode.ENTRY) and not refused)
        self.bar.show_state(state)
        self.line.setVisible(mode is Mode.NUMBERS or bool(self.line.word))

    def _show_notice(self, word: str) -> None:
        self._notice.setText(word)
        self._show_pane(self._notice, "")

    def show_pane(self, turn: Turn, method: EntryMethod, notice: str) -> None:
        """`notice`: why there is no pane to work in."""
        if notice:
            self._show_notice(notice)
            return
        match turn.mode:
            case Mode.NUMBERS:
                self._show_notice(NUMBERS_WORD)
            case Mode.NOON:
                self._show_pane(self.noon, NOON_HINT)
            case Mode.SETTLE:
                self._show_pane(self.settle, settling.HINT)
            case Mode.CHART:
                self._show_pane(self.charts, charting.HINT)
            case _ if method is not EntryMethod.COUNTS:
                self._show_pane(self.sheets, self._way or sheet_entry.HINT)
            case _:
                self._show_pane(self.counts, counts.HINT)

    def _show_pane(self, pane: QWidget, hint: str) -> None:
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._stack.setCurrentWidget(pane)

    def _on_hinted(self, way: str) -> None:
        self._way = way
        if self._stack.currentWidget() is self.sheets:
            self._hint.setText(way or sheet_entry.HINT)

    @property
    def notice(self) -> str:
        """What is said in place of a pane."""
        return self._notice.text() if self._stack.currentWidget() is self._notice else ""

    # keys

    def _begin_class(self) -> None:
        self.add_class.show()
        self.add_class.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        ids = [envelope.id for envelope in self._envelopes]
        if self._current in ids:
            index = max(0, min(len(ids) - 1, ids.index(self._current) + by))
            self.turned_to.emit(ids[index])

    def _choose_mode(self, index: int) -> None:
        if index < len(self._modes):
            self.mode_turned.emit(self._modes[index].turn)


def _focused(owner: QWidget) -> QWidget:
    return owner.window().focusWidget() or owner


def _tone(envelope: Envelope) -> str:
    return "good" if is_counted_twice(envelope) else "calm"


def _envelope_chip(envelope: Envelope) -> str:
    counted = f" {envelope.valid}/{envelope.issued}" if envelope.issued is not None else ""
    ready = "  ✓" if _tone(envelope) == "good" else ""
    return f"{name_of(envelope)}{counted}{ready}"
