"""What does not add up in an envelope, and which signals its forms show."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records.forms import Asked
from db.records.questionnaires import Counting, Envelope
from db.vocabulary import EntryMethod
from inspector_gui.statistics.pairing import sampled
from inspector_gui.statistics.signals import Seen, percent
from inspector_gui.statistics.tally import check, counts_of
from inspector_gui.window.pages.questionnaires.envelopes import name_of
from inspector_gui.window.widgets.elements import LinkLine, card, clear, text
from inspector_gui.window.widgets.scrolling import Panel

_SHOWN = 8


class EnvelopePanel(Panel):
    """At the right. Tells `clue_wanted(seen)`: a signal is to become a clue."""

    clue_wanted = Signal(Seen)

    def __init__(self) -> None:
        super().__init__("有了班级，在这里核对合计、查看提示选项；给学校看时不显示。")
        self._name = text(role="title", wrap=True)
        self._sums, self._differences = text(wrap=True), text(wrap=True)
        self._rules = text(wrap=True)
        self._signals = QWidget()
        self._lines = QVBoxLayout(self._signals)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._none = text(role="muted", wrap=True)
        self.put(
            self._name,
            card(text("本次录入核对", "muted"), self._sums),
            card(text("两次录入", "muted"), self._differences),
            card(text("达到提示线的选项", "muted"), self._none, self._signals),
        )
        self.put(card(text("发放和作废规则", "muted"), self._rules), always=True)

    @property
    def sums(self) -> str:
        return self._sums.text()

    @property
    def differences(self) -> str:
        return self._differences.text()

    def show_rules(self, rules: Sequence[str]) -> None:
        self._rules.setText("\n".join(rules))

    def show_envelope(
        self,
        envelope: Envelope,
        questions: Sequence[Asked],
        current: Counting | None,
        compared: str,
    ) -> None:
        self._name.setText(name_of(envelope))
        self._sums.setText(_sums(envelope, questions, current))
        self._differences.setText(compared)

    def show_signals(self, seen: Sequence[Seen], raised: frozenset[str]) -> None:
        """Those that reached their threshold; each is a key away from being a clue."""
        clear(self._lines)
        found = [finding for finding in seen if finding.is_clue][:_SHOWN]
        self._none.setText(
            "线索须另有证据印证，不直接写入文书。" if found else "没有选项达到提示线。"
        )
        for seen_signal in found:
            share = f"{seen_signal.count} 份，{percent(seen_signal.count, seen_signal.forms)}"
            signal = f"{seen_signal.question.code} {seen_signal.choice.text}（{share}）"
            self._lines.addWidget(text(signal, wrap=True))
            known = seen_signal.clue_text in raised
            link = LinkLine("已登记线索 ✓" if known else "登记线索")
            link.setAccessibleName(f"登记线索：{signal}")
            link.setEnabled(not known)
            link.clicked.connect(lambda _, chosen=seen_signal: self.clue_wanted.emit(chosen))
            self._lines.addWidget(link)


def _sums(envelope: Envelope, questions: Sequence[Asked], counting: Counting | None) -> str:
    if envelope.valid is None:
        return "先填发放、回收、有效份数。"
    if counting is None:
        return "录入时在这里核对。"
    if counting.method is not EntryMethod.COUNTS:
        return _sheets(envelope, counting)
    counts = counts_of(counting, questions)
    checks = [
        (n, check(question, counts, envelope.valid)) for n, question in enumerate(questions, 1)
    ]
    wrong = [f"第 {number} 题" for number, checked in checks if checked.fault]
    missing = sum(not checked.complete for _, checked in checks)
    if wrong:
        return "合计不符：" + "、".join(wrong)
    return f"还有 {missing} 题未录完" if missing else "各题合计与有效份数相符 ✓"


def _sheets(envelope: Envelope, counting: Counting) -> str:
    """Whether as many were typed in as the envelope holds."""
    if counting.method is EntryMethod.SAMPLE:
        return f"抽中 {len(sampled(envelope))} 份，已录 {counting.sheets} 份。"
    valid, returned = counting.sheets - counting.void, envelope.returned
    if returned is not None and counting.sheets < returned:
        return f"已录 {counting.sheets} 份，还有 {returned - counting.sheets} 份。"
    if returned is not None and counting.sheets > returned:
        return f"录了 {counting.sheets} 份，多于回收 {returned} 份，请核对。"
    if valid != envelope.valid:
        return f"录入有效 {valid} 份、作废 {counting.void} 份，与有效 {envelope.valid} 份不符。"
    return "录入份数与回收、有效份数相符 ✓"
