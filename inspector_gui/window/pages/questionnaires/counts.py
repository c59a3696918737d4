"""Counts typed in question by question."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records.forms import Asked
from db.records.questionnaires import Counting
from inspector_gui.window.pages.questionnaires.question_cards import (
    CellCount,
    CountBox,
    QuestionCard,
)
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import clear
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.tracing import Traced

HINT = "输入份数，Enter 到下一格，↑ 回上一格 · 单选：各项 + 空白 = 有效 · Tab 换格"


class CountPane(QWidget):
    """Tells `tallied`."""

    tallied = Signal(CellCount)

    def __init__(self) -> None:
        super().__init__()
        self._questions: tuple[Asked, ...] = ()
        self._counting: Counting | None = None
        self.cards: list[QuestionCard] = []
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, theme().px(8), 0)
        self._column.setSpacing(theme().px(10))
        self._scroll = scrolling(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)

    def show_counts(
        self,
        questions: tuple[Asked, ...],
        counts: Mapping[str, int | None],
        valid: int | None,
        counting: Counting | None,
    ) -> None:
        locked = bool(counting and counting.finished)
        self._counting = counting
        self._show_cards(questions)
        for card in self.cards:
            card.setEnabled(not locked)
            card.show_counts(counts, valid)

    def traced(self, focus: QWidget) -> Traced | None:
        counted = self._counting is not None and isinstance(focus, CountBox)
        name = focus.objectName()
        return Traced(self._counting, name, focus.accessibleName()) if counted else None

    def flush(self) -> None:
        for card in self.cards:
            card.flush()

    def enter(self) -> None:
        """To the first box that is still empty."""
        boxes = [box for card in self.cards for box in card.boxes.values()]
        empty = (box for box in boxes if not box.text())
        target = next(empty, boxes[0] if boxes else self)
        target.setFocus()

    def _show_cards(self, questions: tuple[Asked, ...]) -> None:
        """Build the cards anew only where the questions are others."""
        if questions == self._questions:
            return
        self._questions = questions
        clear(self._column)
        self.cards = [
            QuestionCard(number, question) for number, question in enumerate(questions, 1)
        ]
        for card in self.cards:
            card.committed.connect(self.tallied)
            for box in card.boxes.values():
                box.installEventFilter(self)
            self._column.addWidget(card)

    def eventFilter(self, watched: object, event: object) -> bool:
        """Keep the box under the keyboard in sight."""
        focused = isinstance(event, QEvent) and event.type() == QEvent.Type.FocusIn
        if focused and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, 0, theme().px(70))
        return False
