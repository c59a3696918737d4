"""总览: tiles of every number, how far each team is, and what was found by category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db.records.totals import CategoryFigures, TeamFigures
from inspector_gui.labels import today
from inspector_gui.parsing import grouped_yuan
from inspector_gui.statistics.figures import Explanation, FigureSheet
from inspector_gui.window.forms.choice_fields import ChoiceField
from inspector_gui.window.forms.edits import Committed, FieldEdited
from inspector_gui.window.forms.fields import day_field
from inspector_gui.window.page import Page
from inspector_gui.window.pages.figures.panel import ExplanationPanel
from inspector_gui.window.pages.figures.tiles import FigureTiles
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import fix_width, text
from inspector_gui.window.widgets.flow import FlowLayout
from inspector_gui.window.widgets.scrolling import scrolling
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Overview:
    """What the page shows, all of one moment (UTC); `cut_off` None: of now."""

    sheet: FigureSheet
    teams: Sequence[TeamFigures]
    categories: Sequence[CategoryFigures]
    cut_off: datetime | None = None


def _money(fen: int) -> str:
    return grouped_yuan(fen) if fen else "—"


TEAMS: tuple[Column[TeamFigures], ...] = (
    Column("检查组", lambda row: row.name),
    Column("已查/应查", lambda row: f"{row.visited}/{row.planned}", 90, _RIGHT),
    Column("问题", lambda row: str(row.findings), 60, _RIGHT),
    Column("销号", lambda row: str(row.closed), 60, _RIGHT),
    Column("应退（元）", lambda row: _money(row.due_fen), 110, _RIGHT),
    Column("已退（元）", lambda row: _money(row.refunded_fen), 110, _RIGHT),
)
CATEGORIES: tuple[Column[CategoryFigures], ...] = (
    Column("类别", lambda row: row.name),
    Column("问题", lambda row: str(row.findings), 60, _RIGHT),
    Column("学校", lambda row: str(row.schools), 60, _RIGHT),
    Column("涉及（元）", lambda row: _money(row.involved_fen), 110, _RIGHT),
    Column("应退（元）", lambda row: _money(row.due_fen), 110, _RIGHT),
    Column("已退（元）", lambda row: _money(row.refunded_fen), 110, _RIGHT),
)


class FiguresView(Page):
    """Tells `explained(key)`, `kind_turned(code)` and, with the day whose numbers are wanted or
    None for now, `day_turned(committed)`."""

    explained = Signal(str)
    kind_turned = Signal(str)
    day_turned = Signal(Committed)

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[str, str] = {}
        self.kind = ChoiceField("哪种检查", (), formatter=lambda code: self._kinds[code])
        self.kind.committed.connect(self._on_kind)
        self.day = day_field("截至哪一天", today, "截至（不填是此刻）")
        self.day.committed.connect(self.day_turned)
        self._at, self._open = text(role="muted"), text(role="error", wrap=True)
        self.tiles = FigureTiles()
        self.teams = Table("各组进度", Rows(TEAMS), whole=True)
        self.categories = Table("问题分类", Rows(CATEGORIES), whole=True)
        self._waiting = text("正在计算……", "muted")
        self.context: ExplanationPanel = ExplanationPanel()
        self._lay_out()
        self.tiles.explained.connect(self.explained)

    def _lay_out(self) -> None:
        px = theme().px
        line = QWidget()
        flow = FlowLayout(line, 12)
        flow.addWidget(self.kind)
        fix_width(self.day, 150)
        flow.addWidget(self.day)
        flow.addWidget(self._at)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(20), px(10), px(18), px(8))
        column.setSpacing(px(6))
        self._tables = QWidget()
        below = QVBoxLayout(self._tables)
        below.setContentsMargins(0, 0, 0, 0)
        for title, table in (("各组进度", self.teams), ("问题分类", self.categories)):
            below.addWidget(text(title, "section"))
            below.addWidget(table)
        for part in (line, self._open, self._waiting, self.tiles, self._tables):
            column.addWidget(part)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolling(inner), 1)
        hint = text("←→↑↓ 移动 · Enter、F4 这个数怎么来的 · Ctrl+C 复制全部", "hint")
        hint.setContentsMargins(px(20), px(4), px(18), px(8))
        layout.addWidget(hint)
        self._tables.hide()

    def show_overview(self, shown: Overview) -> None:
        sheet = shown.sheet
        self._at.setText(sheet.at)
        self._open.setText(f"! 数字未定，不得发布：{'；'.join(sheet.undecided)}")
        self._open.setVisible(bool(sheet.undecided))
        self.tiles.show_figures(sheet.figures)
        self.teams.rows.show_rows(shown.teams, lambda row: row.id)
        self.categories.rows.show_rows(shown.categories, lambda row: row.name)
        self._waiting.hide()
        self._tables.show()

    def show_kinds(self, kinds: Mapping[str, str], chosen: str) -> None:
        """The inspections by their codes; one alone needs no choice."""
        if self._kinds != kinds:
            self._kinds = dict(kinds)
            self.kind.offer(())
            self.kind.offer(tuple(kinds))
        self.kind.show_value(chosen)
        self.kind.setVisible(len(kinds) > 1)

    def show_explanation(self, found: Explanation | None) -> None:
        self.tiles.mark(found.figure.key if found else "")
        self.context.show_explanation(found)

    def explain(self) -> bool:
        """Of a row of the panel F4 asks for its history."""
        tile = self.tiles.current
        if tile is None or not tile.hasFocus():
            return False
        self.explained.emit(tile.key)
        return True

    def enter(self) -> None:
        self.tiles.enter()

    def copy(self) -> None:
        """Every number, to be pasted into a workbook."""
        figures = (tile.figure for tile in self.tiles.tiles.values())
        lines = (
            f"{figure.name}\t{figure.text}\t{figure.unit}"
            for figure in figures
            if figure is not None
        )
        QApplication.clipboard().setText("\n".join(lines))

    def _on_kind(self, chosen: FieldEdited) -> None:
        self.kind_turned.emit(chosen.value)
