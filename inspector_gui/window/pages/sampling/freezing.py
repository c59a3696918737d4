"""How many are drawn of a list, and the moment in which the list is frozen and drawn from."""

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from db.records.samplings import DrawFacts
from db.vocabulary import DrawKind
from inspector_gui.labels import in_china
from inspector_gui.parsing import Unreadable
from inspector_gui.window.forms.fields import LineField, count_field
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.elements import button, card, text
from inspector_gui.window.widgets.undo_keys import PassesUndoOn

UNITS = {DrawKind.SCHOOL_CLASS: "个班", DrawKind.ROSTER: "行"}
_GROUP = 8
_CAPTIONS = {
    DrawKind.SCHOOL_CLASS: "抽出后一并公开",
    DrawKind.ROSTER: "抽出后只记在检查组留存的一联",
}


class FreezeBar(QWidget):
    """Tells `wanted(drawn, spare, source)` when the list is to be frozen."""

    wanted = Signal(int, int, str)

    def __init__(self, drawn: int, spare: int) -> None:
        super().__init__()
        self._drawn, self._spare = count_field("抽取数量"), count_field("备用数量")
        self._source = LineField("名单来源", hint="如 学校教务处提供", limit=60)
        self._drawn.show_value(drawn)
        self._spare.show_value(spare)
        self._source.show_value("学校提供")
        self.button = button("冻结名单", "main", key="Ctrl+Enter")
        self.button.clicked.connect(self._on_clicked)
        px = theme().px
        for field in (self._drawn, self._spare):
            field.narrow(56)
        self._source.setMinimumWidth(px(120))
        line = self._line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(8))
        for caption, field in (
            ("抽取", self._drawn),
            ("备用", self._spare),
            ("名单来源", self._source),
        ):
            line.addWidget(text(caption, "muted"))
            line.addWidget(field)
        line.setStretch(5, 1)
        line.addWidget(self.button)

    def put(self, choice: QWidget) -> None:
        """What of the list is drawn from, before how many."""
        self._line.insertWidget(0, choice)

    def _on_clicked(self) -> None:
        try:
            drawn, spare = self._drawn.take() or 0, self._spare.take() or 0
        except Unreadable:
            return  # the field says it
        self.wanted.emit(drawn, spare, self._source.take())


class PendingCard(QWidget):
    """The frozen list and the hash of the team's secret, large enough for the school to read.

    Tells `given(digits)` and `given_up`.
    """

    given = Signal(str)
    given_up = Signal()
    import_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = text(role="title")
        self._facts, self._word = text(role="muted", wrap=True), text(role="error", wrap=True)
        self._list, self._secret = _digest("名单校验值"), _digest("秘密数校验值")
        self.box = QLineEdit()
        PassesUndoOn(self.box)
        self.box.setAccessibleName("学校报的六位数字")
        self.box.setMaxLength(12)
        self.box.setPlaceholderText("000000")
        self.box.returnPressed.connect(self._on_given)
        self._draw = button("抽取", "main", key="Ctrl+Enter")
        self._draw.clicked.connect(self._on_given)
        self._give_up = button("作废这份名单")
        self._give_up.clicked.connect(self.given_up)
        self._memory = text(role="error", wrap=True)
        self._import = button("重新导入花名册…", key="Ctrl+I")
        self._import.clicked.connect(self.import_wanted)
        self._lay_out()
        theme().changed.connect(self._fit)
        self._fit()

    def _lay_out(self) -> None:
        px = theme().px
        line = QHBoxLayout()
        line.setSpacing(px(10))
        line.addWidget(self.box)
        line.addWidget(self._draw)
        line.addStretch(1)
        asking = QWidget()
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(text("请学校代表任意报六位数字", "title"))
        column.addLayout(line)
        column.addWidget(self._word)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(10))
        layout.addWidget(card(self._title, self._facts))
        layout.addWidget(card(text("名单校验值（SHA-256）", "muted"), self._list))
        layout.addWidget(
            card(
                text("本组秘密数的校验值：先给学校看，请学校记下前 8 位", "muted"),
                self._secret,
            )
        )
        layout.addWidget(card(asking))
        layout.addWidget(self._memory)
        last = QHBoxLayout()
        last.setSpacing(px(8))
        last.addWidget(self._import)
        last.addWidget(self._give_up)
        last.addStretch(1)
        layout.addLayout(last)
        layout.addStretch(1)

    def _fit(self) -> None:
        self.box.setFont(font(theme().zoom, 1.8, bold=True))
        self.box.setFixedWidth(self.box.fontMetrics().horizontalAdvance("0000000") + theme().px(24))
        for label in (self._list, self._secret):
            label.setFont(_fixed(1.1))

    def show_draw(self, draw: DrawFacts, lost: str = "") -> None:
        """`lost`: what is said where the roster's rows are no longer in memory."""
        unit = UNITS[draw.kind]
        self._title.setText(f"名单已冻结：{draw.population:,} {unit}")
        self._facts.setText(
            f"{in_china(draw.at):%m-%d %H:%M} 冻结 · 抽取 {draw.wanted}、备用 {draw.spare}"
            f" · {draw.source}\n现在起名单不能再改；秘密数已经封存，{_CAPTIONS[draw.kind]}。"
        )
        self._list.setText(grouped(draw.list_sha256))
        self._secret.setText(grouped(draw.commitment))
        self._memory.setText(lost)
        self._memory.setVisible(bool(lost))
        self._import.setVisible(bool(lost))

    def begin(self) -> None:
        self.box.clear()
        self._complain("")
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _complain(self, message: str) -> None:
        self._word.setText(message)
        self.box.setAccessibleDescription(message)
        self._word.setVisible(bool(message))

    def _on_given(self) -> None:
        digits = unicodedata.normalize("NFKC", self.box.text()).strip()
        wrong = len(digits) != 6 or not digits.isascii() or not digits.isdigit()
        self._complain("要正好六位数字，如 058213。" if wrong else "")
        if not wrong:
            self.box.clear()
            self.given.emit(digits)


def grouped(digest: str) -> str:
    """In groups of eight, so that it can be read aloud and compared."""
    return " ".join(digest[n : n + _GROUP] for n in range(0, len(digest), _GROUP))


def _fixed(scale: float) -> QFont:
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPointSizeF(font(theme().zoom, scale).pointSizeF())
    return made


def _digest(name: str) -> QLabel:
    label = text(wrap=True)
    label.setAccessibleName(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
