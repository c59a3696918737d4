"""All tiles in sections, as many side by side as there is room; arrows move among them."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspector_gui.statistics.figures import Figure
from inspector_gui.window.pages.figures.tile import FigureTile
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import text

_WIDEST = 148
#: Of complaint cases that are no finding of a visit: shown once there is one.
OWN_CASES = (
    *("own_case_fen", "own_case_due_fen", "own_case_refunded_fen", "own_case_surrendered_fen"),
    *("own_case_irrecoverable_fen", "own_case_refund_students"),
)
#: Kinds of sanctions that few campaigns have: shown once there is one.
WHERE_COUNTED = (
    *("party_warn_fee", "party_warn_admission", "party_warn_other"),
    *("office_warn_fee", "office_warn_admission", "office_warn_other"),
    *("demerit_fee", "demerit_admission", "demerit_other"),
    *("criticism_fee", "criticism_admission", "criticism_other", "group_talk_heads"),
)
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "进校检查": ("schools_in_scope", "schools", "teams", "classes"),
    "问卷、访谈和电话": (
        *("questionnaires_issued", "questionnaires_returned", "questionnaires_valid"),
        *("student_interviews", "parent_calls_dialled", "parent_call_attempts"),
        "parent_calls_completed",
    ),
    "问题与整改": (
        *("findings", "schools_with_findings", "findings_with_amount", "closed"),
        "rectification_rate",
    ),
    "钱的去向": (
        *("involved_fen", "due_fen", "reported_fen", "refunded_fen", "surrendered_fen"),
        *("irrecoverable_fen", "open_fen", "refund_students"),
        *("case_fen", "case_refunded_fen", "case_refund_students"),
        *OWN_CASES,
    ),
    "信访举报": (
        *("complaints", "complaints_provincial", "complaints_municipal", "complaints_self"),
        "substantiated_fee_cases",
    ),
    "招生咨询举报": (
        *("admission", "admission_sms", "admission_call", "admission_visit"),
        *("admission_visit_persons", "admission_leader"),
    ),
    "问责": (
        *("warn_fee", "talk_fee", "warn_admission", "talk_admission"),
        *("warn_other", "talk_other", "heads_summoned"),
        *WHERE_COUNTED,
    ),
}
_OTHERS = "其他检查"


class FigureTiles(QWidget):
    """Tells `explained(key)`; the first tile is where the keyboard begins."""

    explained = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: dict[str, FigureTile] = {}
        self._grids: list[tuple[QGridLayout, list[FigureTile]]] = []
        self._columns = 0
        self._current: FigureTile | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme().px(6))

    def show_figures(self, figures: Mapping[str, Figure]) -> None:
        rare = {*WHERE_COUNTED, *OWN_CASES}
        shown = {
            key: counted for key, counted in figures.items() if counted.value or key not in rare
        }
        if set(shown) != set(self.tiles):
            self._build(list(shown))
        for key, figure in shown.items():
            self.tiles[key].show_figure(figure)

    def mark(self, key: str) -> None:
        """The tile that is explained; none where there is no such one."""
        for tile in self.tiles.values():
            tile.set_chosen(chosen=tile.key == key)

    @property
    def current(self) -> FigureTile | None:
        return self._current

    def enter(self) -> None:
        if self._current is not None:
            self._current.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _build(self, keys: Sequence[str]) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.tiles, self._grids, self._columns = {}, [], 0
        known = {key for section in SECTIONS.values() for key in section}
        sections = {**SECTIONS, _OTHERS: tuple(key for key in keys if key not in known)}
        for title, section in sections.items():
            here = [key for key in section if key in keys]
            if here:
                self._add_section(title, here)
        self._current = next(iter(self.tiles.values()))
        self._current.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange()

    def _add_section(self, title: str, keys: Sequence[str]) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, theme().px(4))
        column.setSpacing(theme().px(4))
        column.addWidget(text(title, "section"))
        grid = QGridLayout()
        grid.setSpacing(theme().px(8))
        column.addLayout(grid)
        tiles = [self._tile(key) for key in keys]
        self._grids.append((grid, tiles))
        self._layout.addWidget(box)

    def _tile(self, key: str) -> FigureTile:
        tile = self.tiles[key] = FigureTile(key)
        tile.clicked.connect(lambda: self.explained.emit(key))
        tile.moved.connect(partial(self._move, tile))
        tile.entered.connect(partial(self._on_entered, tile))
        return tile

    def _arrange(self) -> None:
        columns = max(2, self.width() // theme().px(_WIDEST))
        if columns == self._columns or not self._grids:
            return
        for grid, tiles in self._grids:
            for number, tile in enumerate(tiles):
                grid.addWidget(tile, number // columns, number % columns)
            for column in range(max(columns, self._columns)):
                grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns

    def _on_entered(self, tile: FigureTile) -> None:
        """Tab comes back to the tile one was at."""
        if self._current is not None:
            self._current.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = tile
        tile.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _move(self, tile: FigureTile, columns: int, rows: int) -> None:
        order = list(self.tiles.values())
        if columns:
            index = order.index(tile) + columns
            target = order[index] if 0 <= index < len(order) else None
        else:
            target = self._beyond(tile, rows)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _beyond(self, tile: FigureTile, rows: int) -> FigureTile | None:
        """The nearest tile of the next line, up or down."""
        here = tile.mapTo(self, tile.rect().center())
        centres = {
            candidate: candidate.mapTo(self, candidate.rect().center())
            for candidate in self.tiles.values()
        }
        lines = [neighbour for neighbour, at in centres.items() if (at.y() - here.y()) * rows > 0]
        if not lines:
            return None
        nearest = min(abs(centres[candidate].y() - here.y()) for candidate in lines)
        line = [
            candidate for candidate in lines if abs(centres[candidate].y() - here.y()) == nearest
        ]
        return min(line, key=lambda neighbour: abs(centres[neighbour].x() - here.x()))
