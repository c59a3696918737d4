"""The left side: the campaign, the search field, the schools, the sums below."""

import uuid

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from inspector_gui.window.shell.pinyin import matcher
from inspector_gui.window.shell.schools import (
    ROW_ROLE,
    ListRow,
    SchoolDelegate,
    SchoolList,
    SchoolRow,
    TeamRow,
    visit_of,
)
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import ElidedLabel, text
from inspector_gui.window.widgets.searching import SearchLine


class SearchField(SearchLine):
    """Enter takes the first school found, Escape gives up, arrows go into the list."""

    taken = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.taken.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case _:
                super().keyPressEvent(event)


def _sum(kind: str, schools: list[SchoolRow]) -> str:
    """What one inspection has done; numbers of two are never added."""
    number = len({row.line.id for row in schools})
    done = len({row.line.id for row in schools if row.line.visited_on is not None})
    found = sum(row.line.findings for row in schools)
    head = f"{kind} " if kind else ""
    return f"{head}{number} 所{'' if kind else '学校'} · 已检查 {done} · 问题 {found}"


class Sidebar(QWidget):
    """Tells `chosen(visit)` when a school is turned to; None is the campaign."""

    chosen = Signal(uuid.UUID)
    search_ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = ElidedLabel(bold=True)
        self.search = SearchField()
        self.search.setPlaceholderText("筛选：校名 / 拼音首字母 / 代码")
        self.search.setAccessibleName("查找学校")
        self.search.setClearButtonEnabled(True)
        self.model = SchoolList()
        self.list = QListView()
        self.list.setAccessibleName("学校列表")
        self.list.setModel(self.model)
        self.list.setItemDelegate(SchoolDelegate(self.list))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(False)
        self._current: uuid.UUID | None = None
        self._sums = text(role="muted")
        self._empty = text("没有找到这样的学校", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(12), 0, px(8))
        layout.setSpacing(px(10))
        for part in (self._title, self.search):
            row = QVBoxLayout()
            row.setContentsMargins(px(12), 0, px(12), 0)
            row.addWidget(part)
            layout.addLayout(row)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        self._sums.setContentsMargins(px(12), 0, px(12), 0)
        layout.addWidget(self._sums)
        self.setFixedWidth(px(254))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.search.taken.connect(self._on_taken)
        self.search.given_up.connect(self._on_given_up)
        self.search.stepped.connect(self._on_stepped)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        theme().changed.connect(self._on_theme)

    def show_title(self, title: str) -> None:
        self._title.setText(title)

    def show_rows(self, rows: list[ListRow], current: uuid.UUID | None) -> None:
        self.model.show_rows(rows)
        schools = [row for row in rows if isinstance(row, SchoolRow)]
        kinds = dict.fromkeys(row.kind for row in schools) or {"": None}
        sums = (_sum(kind, [row for row in schools if row.kind == kind]) for kind in kinds)
        self._sums.setText("\n".join(sums))
        self.mark(current)

    def mark(self, visit: uuid.UUID | None) -> None:
        """Show which school is turned to, without turning to it."""
        self._current = visit
        index = self.model.row_of(visit)
        if index.isValid() and index != self.list.currentIndex():
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.list.selectionModel().setCurrentIndex(index, select)

    def begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_typed(self, typed: str) -> None:
        self.model.filter(matcher(typed))
        self.mark(self._current)
        self._empty.setVisible(self.model.first_school() is None and bool(typed))

    def _on_taken(self) -> None:
        found = self.model.first_school()
        if found is not None:
            self.chosen.emit(found.line.visit_id)
            self._on_given_up()

    def _on_given_up(self) -> None:
        self.search.clear()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search_ended.emit()

    def _on_stepped(self, _by: int) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self, current: QModelIndex) -> None:
        row = current.data(ROW_ROLE) if current.isValid() else None
        if row is not None and not isinstance(row, TeamRow):
            self.chosen.emit(visit_of(row))

    def _on_theme(self) -> None:
        self.setFixedWidth(theme().px(254))
        self.list.doItemsLayout()
