"""At the right: how a draw is made, and all that is needed to make it again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.records.samplings import DrawFacts
from db.vocabulary import DrawKind
from inspector_gui.window.pages.sampling.freezing import UNITS, grouped
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import Chip, card, text
from inspector_gui.window.widgets.scrolling import Panel

STEPS = (
    "1. 学校提供名单，填好或导入。\n"
    "2. 冻结名单：程序同时封存一个秘密数，显示它的校验值。\n"
    "3. 学校代表看过校验值后，任意报六位数字。\n"
    "4. 秘密数和数字合成种子，按校验值大小排定次序：前几个抽中，接着的备用。\n\n"
    "谁也不能单独左右结果；事后用任何计算机都能重做一遍。"
)
_SHOWN = ("名单校验值", "秘密数校验值", "秘密数", "见证人数字", "种子")
RECIPE = (
    "对名单中每一项，求 SHA-256(种子|该项)，结果小的排前。"
    "名单校验值是各项逐行相接的 SHA-256，秘密数校验值是秘密数的 SHA-256。"
)


class ProofPanel(Panel):
    def __init__(self) -> None:
        super().__init__(STEPS)
        self._title, self._chip = text(role="title"), Chip()
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self._chip)
        self._facts = text(wrap=True)
        self._lines = {name: text(wrap=True) for name in _SHOWN}
        self.put(head, card(self._facts))
        for name, shown in self._lines.items():
            shown.setAccessibleName(name)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.put(card(text(name, "muted"), shown))
        self.put(card(text("怎样验算", "muted"), text(RECIPE, wrap=True)))
        self.set_filled(filled=False)

    def show_draw(self, draw: DrawFacts | None, *, sound: bool, hidden: bool) -> None:
        """`sound`: it repeats from what is kept; `hidden`: the school may be looking."""
        self.set_filled(filled=draw is not None)
        if draw is None:
            return
        colours = theme().colours
        self._title.setText("班级抽样" if draw.kind is DrawKind.SCHOOL_CLASS else "家长抽样")
        self._chip.show_chip(
            "可以重现" if sound else "不能重现", colours.good if sound else colours.bad
        )
        self._facts.setText(
            f"名单 {draw.population:,} {UNITS[draw.kind]}，抽取 {draw.wanted}、备用 {draw.spare}\n"
            f"名单来源：{draw.source}\n算法：{draw.algorithm}"
        )
        shown = {
            "名单校验值": grouped(draw.list_sha256),
            "秘密数校验值": grouped(draw.commitment),
            "秘密数": draw.nonce,
            "见证人数字": draw.witness_number,
            "种子": draw.seed_text,
        }
        for name in ("秘密数", "见证人数字", "种子") if hidden else ():
            shown[name] = "已隐藏（按 S 显示）"
        for name, label in self._lines.items():
            label.setText(shown[name])
