"""The list at the left: the campaign, then teams and their schools with how far each is."""

import uuid
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from db.records.schools import SchoolLine
from inspector_gui.window.theme.theme import font, theme
from inspector_gui.window.widgets.painting import paint_bar, paint_text

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class TeamRow:
    """A heading between schools."""

    name: str
    people: str


@dataclass(frozen=True)
class InspectionRow:
    """A heading over the teams of one of several inspections."""

    name: str
    people: str = ""


@dataclass(frozen=True)
class SchoolRow:
    """`applicable`: how many items the school's checklist has; `kind`: which of several
    inspections visits it."""

    line: SchoolLine
    applicable: int
    kind: str = ""


@dataclass(frozen=True)
class CampaignRow:
    """What is about no single school; at the bureau only."""

    name: str


Heading = InspectionRow | TeamRow
ListRow = CampaignRow | Heading | SchoolRow


class SchoolList(QAbstractListModel):
    """Headings and schools, filtered by what was typed."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[ListRow] = []
        self._shown: list[ListRow] = []
        self._meant: Callable[[SchoolLine], bool] = lambda _: True

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        same = [_identity(row) for row in rows] == [_identity(row) for row in self._all]
        self._all = list(rows)
        if same:
            self._shown = _filtered(self._all, self._meant)
            if self._shown:
                self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
        else:
            self._reset()

    def filter(self, meant: Callable[[SchoolLine], bool]) -> None:
        self._meant = meant
        self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        self._shown = _filtered(self._all, self._meant)
        self.endResetModel()

    def row_of(self, visit: uuid.UUID | None) -> QModelIndex:
        """Where a school is; where the campaign is, of None."""
        for number, row in enumerate(self._shown):
            if not isinstance(row, Heading) and visit_of(row) == visit:
                return self.index(number)
        return QModelIndex()

    def first_school(self) -> SchoolRow | None:
        return next((row for row in self._shown if isinstance(row, SchoolRow)), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _spoken(row) if isinstance(row, SchoolRow) else row.name
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._shown[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _filtered(rows: Sequence[ListRow], meant: Callable[[SchoolLine], bool]) -> list[ListRow]:
    """The schools meant, under the headings that still have some."""
    shown: list[ListRow] = []
    above: list[ListRow] = []
    for row in rows:
        if isinstance(row, InspectionRow):
            above = [row]
        elif isinstance(row, TeamRow):
            above = [*(ancestor for ancestor in above if isinstance(ancestor, InspectionRow)), row]
        elif isinstance(row, CampaignRow) or meant(row.line):
            shown += [*above, row]
            above = []
    return shown


def visit_of(row: CampaignRow | SchoolRow) -> uuid.UUID | None:
    return row.line.visit_id if isinstance(row, SchoolRow) else None


def _identity(row: ListRow) -> Hashable:
    return row.line.visit_id if isinstance(row, SchoolRow) else row


def _spoken(row: SchoolRow) -> str:
    line = row.line
    found = f"，问题 {line.findings}" if line.findings else ""
    kind = f"，{row.kind}" if row.kind else ""
    return f"{line.name}{kind}，已填 {line.answered}/{row.applicable}{found}"


class SchoolDelegate(QStyledItemDelegate):
    """Paints a heading, or a school with its bar and its findings."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        school = isinstance(index.data(ROW_ROLE), SchoolRow)
        return QSize(0, theme().px(46 if school else 34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if isinstance(row, Heading):
            _paint_heading(painter, option.rect, row)
        elif isinstance(row, CampaignRow):
            _paint_campaign(painter, option.rect, row, chosen=chosen)
        else:
            _paint_school(painter, option.rect, row, chosen=chosen)
        painter.restore()


def _paint_heading(painter: QPainter, area: QRect, row: Heading) -> None:
    px, colours = theme().px, theme().colours
    painter.setFont(font(theme().zoom, bold=True))
    inner = area.adjusted(px(12), px(6), -px(10), 0)
    width = painter.fontMetrics().horizontalAdvance(row.name)
    ink = colours.ink if isinstance(row, InspectionRow) else colours.muted
    paint_text(painter, inner, row.name, ink)
    painter.setFont(font(theme().zoom, 0.9))
    paint_text(painter, inner.adjusted(width + px(10), 0, 0, 0), row.people, colours.muted)


def _paint_campaign(painter: QPainter, area: QRect, row: CampaignRow, *, chosen: bool) -> None:
    px = theme().px
    if chosen:
        _paint_chosen(painter, area)
    painter.setFont(font(theme().zoom, bold=chosen))
    inner = area.adjusted(px(22), 0, -px(16), 0)
    paint_text(painter, inner, row.name, theme().colours.ink)


def _paint_school(painter: QPainter, area: QRect, row: SchoolRow, *, chosen: bool) -> None:
    px, colours, line = theme().px, theme().colours, row.line
    if chosen:
        _paint_chosen(painter, area)
    inner = area.adjusted(px(22), px(5), -px(16), -px(7))
    right = px(52)
    upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() * 3 // 5)
    lower = QRect(inner.left(), upper.bottom(), inner.width(), inner.height() - upper.height())
    painter.setFont(font(theme().zoom, bold=chosen))
    paint_text(painter, upper.adjusted(0, 0, -right, 0), line.name, colours.ink)
    painter.setFont(font(theme().zoom, 0.85))
    share = line.answered / row.applicable if row.applicable else 0
    right_side = Qt.AlignmentFlag.AlignRight
    paint_text(painter, upper, f"{line.answered}/{row.applicable}", colours.muted, right_side)
    if line.findings:
        paint_text(painter, lower, f"问题 {line.findings}", colours.bad.ink, right_side)
    bar = QRect(lower.left(), lower.center().y() - px(1), lower.width() - right, px(4))
    paint_bar(painter, bar, share, colours.done if share >= 1 else colours.accent)


def _paint_chosen(painter: QPainter, area: QRect) -> None:
    px, colours = theme().px, theme().colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.chosen))
    painter.drawRoundedRect(area.adjusted(px(10), 0, -px(8), 0), px(6), px(6))
    painter.setBrush(QColor(colours.accent))
    painter.drawRect(QRect(area.left() + px(10), area.top() + px(6), px(3), area.height() - px(12)))
