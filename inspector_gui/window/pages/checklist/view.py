"""The checklist as it is seen: items under their headings, filters and search above."""

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records.checklists import ItemAnswer
from db.records.evidence import Proof
from db.vocabulary import Verdict
from inspector_gui.window.copies import FILTER
from inspector_gui.window.forms.edits import RowEdited
from inspector_gui.window.page import Page
from inspector_gui.window.pages.checklist.panel import ItemPanel, OfferedBasis
from inspector_gui.window.pages.checklist.table import (
    COLUMNS,
    FILTERS,
    Filter,
    speaks_of,
    with_headings,
)
from inspector_gui.window.targets import PageKey, Record, Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.choosing import choose_files
from inspector_gui.window.widgets.elements import button, text
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.searching import SearchLine
from inspector_gui.window.widgets.table import Heading, Rows, Table

VERDICT_KEYS = {
    "1": Verdict.OK,
    "2": Verdict.VIOLATION,
    "3": Verdict.DOUBT,
    "4": Verdict.NA,
    "5": Verdict.NOT_CHECKED,
}
HINT = (
    "1 符合 · 2 不符合 · 3 存疑 · 4 不适用 · 5 未检查 · Enter 下一项 · "
    "N 记录 · E 取证 · P 转为问题 · / 查找"
)


class ChecklistTable(Table[ItemAnswer]):
    """Digits strike a verdict, Enter goes on, Backspace takes the verdict back."""

    struck = Signal(Verdict)
    pressed = Signal(str)
    looked = Signal()

    def __init__(self) -> None:
        super().__init__("检查清单", Rows(COLUMNS), lines=2)
        self.seen: set[uuid.UUID] = set()
        self.verticalScrollBar().valueChanged.connect(self._look)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._look()

    def _look(self, *_: object) -> None:
        """Note which items have been in sight, whole."""
        height, rows = self.viewport().height(), self.rows.rows
        last = self.rowAt(height - 1)
        end = len(rows) if last < 0 else last
        if last >= 0 and self.rowViewportPosition(last) + self.rowHeight(last) <= height:
            end = last + 1
        seen = rows[max(self.rowAt(0), 0) : end]
        found = {row.item.id for row in seen if not isinstance(row, Heading)} - self.seen
        if found:
            self.seen |= found
            self.looked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().lower()
        if typed in VERDICT_KEYS:
            self.struck.emit(VERDICT_KEYS[typed])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(1)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.struck.emit(None)
        elif typed and typed in "n/":
            self.pressed.emit(typed)
        else:
            super().keyPressEvent(event)


class SearchBox(SearchLine):
    """Esc leaves it empty, Enter and Down lead to what was found."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("查找检查项")
        self.setPlaceholderText("查找检查项  /")
        self.setMaxLength(60)
        self.setClearButtonEnabled(True)
        self.given_up.connect(self._give_up)

    def _give_up(self) -> None:
        self.clear()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ChecklistView(Page):
    """Tells what was struck, noted, proven or raised for the item under the cursor."""

    struck = Signal(ItemAnswer, Verdict)
    edited = Signal(RowEdited)
    proven = Signal(ItemAnswer, str, bool)
    files_given = Signal(ItemAnswer, tuple)
    finding_wanted = Signal(ItemAnswer)
    rest_fine = Signal(tuple)
    turned_to = Signal(ItemAnswer)

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[ItemAnswer] = []
        self._recorded: bool | None = None
        self._filter: Filter = FILTERS[0]
        self._chips = [button(filter_.name, "chip") for filter_ in FILTERS]
        self.search = SearchBox()
        self.table = ChecklistTable()
        self.context: ItemPanel = ItemPanel()
        self._hint = text(HINT, "hint", wrap=True)
        self._rest = button("其余符合", key="Ctrl+Enter")
        self._empty = text("没有符合条件的检查项。按 Esc 清除查找，或按 Alt+1 看全部。", "muted")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        row, filters = QHBoxLayout(), QWidget()
        row.setSpacing(px(6))
        flow = FlowLayout(filters, 6)
        for number, (chip, filter_) in enumerate(zip(self._chips, FILTERS, strict=True), 1):
            chip.setCheckable(True)
            chip.setProperty("tone", filter_.tone)
            chip.setToolTip(f"只看{filter_.name}（Alt+{number}）")
            flow.addWidget(chip)
        self.search.setMinimumWidth(px(110))
        self.search.setMaximumWidth(px(190))
        row.addWidget(filters, 4)
        for part, share in ((self._rest, 0), (self.search, 1)):
            row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.setSpacing(px(8))
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._hint)

    def _connect(self) -> None:
        for number, (chip, filter_) in enumerate(zip(self._chips, FILTERS, strict=True), 1):
            chip.clicked.connect(lambda _, chosen=filter_: self._choose(chosen))
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda chosen=filter_: self._choose(chosen))
        self.table.looked.connect(self._offer_rest)
        self._rest.clicked.connect(self._on_rest)
        self.table.struck.connect(lambda verdict: self._of_current(self.struck, verdict))
        self.table.pressed.connect(
            lambda key: self._begin_note() if key == "n" else self.search.setFocus()
        )
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.search.textChanged.connect(lambda _: self._show())
        self.search.left.connect(self.enter)
        self.context.edited.connect(self.edited)
        self.context.proven.connect(self.proven)
        self.context.files_wanted.connect(self._choose_files)
        self.context.raised.connect(lambda: self._of_current(self.finding_wanted))
        self.context.findings_wanted.connect(
            lambda: self.jump_wanted.emit(Target(PageKey.FINDINGS))
        )

    def show_answers(self, answers: Sequence[ItemAnswer]) -> None:
        self._answers = list(answers)
        self._show()

    def begin_where_open(self) -> None:
        """At a school where items are open work begins at the first of them; where none is, the
        cursor stays at the item that may be looked at in one school after the other."""
        open_ = {answer.id for answer in self._unanswered()}
        rows = [getattr(row, "id", None) in open_ for row in self._rows()]
        if True in rows:
            self.table.go_to(rows.index(True))

    def show_answer(self, changed: ItemAnswer) -> None:
        """In its place among those that are shown."""
        self._answers = [changed if old.id == changed.id else old for old in self._answers]
        if self._filter is not FILTERS[0] or self.search.text():
            self._show()  # it may have to go
            return
        rows = self._rows()
        self.table.rows.show_row(
            [getattr(row, "id", None) for row in rows].index(changed.id), changed
        )
        self._show_chips()
        self._show_columns()
        self._offer_rest()
        self._on_current()

    def show_rest(self, basis: Sequence[OfferedBasis], proofs: Sequence[Proof]) -> None:
        self.context.show_rest(basis, proofs)

    def show_message(self, message: str) -> None:
        """In place of the keys, until the cursor moves."""
        self._hint.setText(message or HINT)

    def enter(self) -> None:
        target = self.search if self.table.isHidden() else self.table
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: Target) -> None:
        self._choose(
            next(
                (filter_ for filter_ in FILTERS if filter_.gap and filter_.gap is target.what),
                FILTERS[0],
            )
        )
        if target.what is Record.ITEM:
            self.search.clear()
            codes = [row.item.code if isinstance(row, ItemAnswer) else "" for row in self._rows()]
            if target.name in codes:
                self.table.go_to(codes.index(target.name))

    def _rows(self) -> Sequence[ItemAnswer | Heading]:
        return self.table.rows.rows

    def flush(self) -> None:
        self.context.form.flush()

    def _begin_note(self) -> None:
        self.beside_wanted.emit()
        self.context.begin_note()

    def _choose(self, chosen: Filter) -> None:
        self._filter = chosen
        self._show(leaving=True)
        self.enter()

    def _show(self, *, leaving: bool = False) -> None:
        """What is struck stays in sight until the cursor moves on or the filter is `leaving`."""
        self._show_chips()
        before, sought = self.table.current(), self.search.text()
        here = before.item.id if before is not None and not leaving and not sought else None
        rows = with_headings(
            self._answers,
            lambda filter_: (
                (self._filter.holds(filter_) and speaks_of(filter_, sought))
                or filter_.item.id == here
            ),
        )
        self.table.rows.show_rows(rows, _key)
        self._show_columns()
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._put_cursor(rows, before)
        self._offer_rest()
        self._on_current()

    def _show_chips(self) -> None:
        for chip, filter_ in zip(self._chips, FILTERS, strict=True):
            chip.setText(f"{filter_.name} {sum(map(filter_.holds, self._answers))}")
            chip.setChecked(filter_ is self._filter)

    def _show_columns(self) -> None:
        """Until something is recorded the wording has all the room."""
        recorded = any(
            answer.note or answer.evidence or answer.findings for answer in self._answers
        )
        if recorded is not self._recorded:
            self._recorded = recorded
            self.table.show_columns(lambda column: recorded or column in COLUMNS[:3])

    def _put_cursor(self, rows: Sequence[ItemAnswer | Heading], before: ItemAnswer | None) -> None:
        """Where it was, or at the first item."""
        if self.table.current() is not None:
            return
        ids = {row.item.id: n for n, row in enumerate(rows) if not isinstance(row, Heading)}
        if ids:
            first = min(ids.values())
            self.table.go_to(ids.get(before.item.id, first) if before is not None else first)

    def _on_current(self, *_: object) -> None:
        answer = self.table.current()
        self.context.show_answer(answer)
        self.turned_to.emit(answer)

    def _unseen(self) -> list[ItemAnswer]:
        """What has no verdict yet and was never in sight."""
        return [answer for answer in self._unanswered() if answer.item.id not in self.table.seen]

    def _unanswered(self) -> list[ItemAnswer]:
        return [answer for answer in self._answers if answer.verdict is None]

    def _offer_rest(self) -> None:
        """Only who has looked through all that is open may say that the rest is in order."""
        unseen = len(self._unseen())
        self._rest.setVisible(bool(self._unanswered()))
        self._rest.setEnabled(not unseen)
        why = f"还有 {unseen} 项没有看到，看完才能用" if unseen else "把未填的各项都记为符合"
        self._rest.setToolTip(why)
        self._rest.setAccessibleDescription(why)

    def _on_rest(self) -> None:
        self.rest_fine.emit(tuple(self._unanswered()))

    def _of_current(self, signal: SignalInstance, *values: object) -> None:
        answer = self.table.current()
        if answer is not None:
            signal.emit(answer, *values)

    def _choose_files(self) -> None:
        answer = self.table.current()
        if answer is not None:
            choose_files(
                self,
                f"{answer.item.code} 的证据",
                FILTER,
                lambda paths: self.files_given.emit(answer, tuple(paths)),
            )


def _key(row: ItemAnswer | Heading) -> object:
    return row.text if isinstance(row, Heading) else row.item.id
