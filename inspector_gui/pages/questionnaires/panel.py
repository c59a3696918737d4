"""What does not add up in an envelope, and where its two countings differ."""

from collections.abc import Sequence

from db.forms import Asked
from db.questionnaires import Counting, Envelope
from inspector_gui.statistics.tally import check, differences
from inspector_gui.widgets.labels import card, text
from inspector_gui.widgets.scrolling import Panel

_SHOWN = 12


class EnvelopePanel(Panel):
    """At the right of the countings."""

    def __init__(self) -> None:
        super().__init__("添加班级后，在这里核对合计、比对两次录入。")
        self._name = text(role="title")
        self._sums, self._differences = text(wrap=True), text(wrap=True)
        self._rules = text(wrap=True)
        self.put(
            self._name,
            card(text("本次录入核对", "muted"), self._sums),
            card(text("两次录入差异", "muted"), self._differences),
        )
        self.put(card(text("发放和作废规则", "muted"), self._rules), always=True)

    def show_rules(self, rules: Sequence[str]) -> None:
        self._rules.setText("\n".join(rules))

    def show_envelope(
        self, name: str, envelope: Envelope, questions: Sequence[Asked], current: Counting | None
    ) -> None:
        self._name.setText(name)
        self._sums.setText(_sums(envelope, questions, current))
        self._differences.setText(_compared(envelope))


def _sums(envelope: Envelope, questions: Sequence[Asked], counting: Counting | None) -> str:
    if envelope.valid is None:
        return "先填发放、回收、有效份数。"
    counts = counting.counts if counting else {}
    checks = [(n, check(one, counts, envelope.valid)) for n, one in enumerate(questions, 1)]
    wrong = [f"第 {number} 题" for number, checked in checks if checked.fault]
    missing = sum(not checked.complete for _, checked in checks)
    if wrong:
        return "合计不符：" + "、".join(wrong)
    return f"还有 {missing} 题未录完" if missing else "各题合计与有效份数相符 ✓"


def _compared(envelope: Envelope) -> str:
    done = [counting for counting in envelope.countings if counting.finished]
    if len(done) < 2:
        return "两人各录一次，录毕后在这里逐格比对。"
    first, second = done[0].counts, done[1].counts
    cells = differences(first, second)
    lines = [f"{cell}　{first.get(cell) or 0} / {second.get(cell) or 0}" for cell in cells[:_SHOWN]]
    if len(cells) > _SHOWN:
        lines.append(f"…… 共 {len(cells)} 处")
    return "\n".join(lines) + "\n请拆封复核后改正。" if lines else "两次录入一致 ✓"
