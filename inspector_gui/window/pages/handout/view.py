"""The teams with what each was given; where their files go; the sheets of those just made."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from db.records.people import TeamLine
from inspector_gui.actions.handing_out import not_yet
from inspector_gui.window.page import Page
from inspector_gui.window.pages.handout.sheets import SheetsCard
from inspector_gui.window.targets import PageKey, Target
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import ElidedLabel, button, show_message, text
from inspector_gui.window.widgets.progress import ProgressLine
from inspector_gui.window.widgets.table import Column, Rows, Table

_RIGHT, _CENTRE = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class Row:
    """A team; `number` 0: it has no file yet. `news`: what its file does not know, in words."""

    team: TeamLine
    lead: str
    people: int
    schools: int
    number: int
    given: str
    news: str
    chosen: bool

    @property
    def state(self) -> str:
        if not self.number:
            return "未发放"
        return "有更改" if self.news else "已发放"


def _tone(row: Row) -> Tone:
    colours = theme().colours
    if not row.number:
        return colours.calm
    return colours.warn if row.news else colours.good


COLUMNS: tuple[Column[Row], ...] = (
    Column("发", lambda row: "✓" if row.chosen else "", 40, _CENTRE),
    Column("检查组", lambda row: row.team.name, 130),
    Column("组长", lambda row: row.lead, 96),
    Column("人", lambda row: str(row.people), 44, _RIGHT),
    Column("学校", lambda row: str(row.schools), 52, _RIGHT),
    Column("", lambda row: row.state, 80, _CENTRE, tone=_tone),
    Column("上次发放", lambda row: row.given, 230),
    Column("此后局里的更改", lambda row: row.news),
)


class TeamTable(Table[Row]):
    """Space says whether a team is given a file."""

    ticked = Signal(Row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current() is not None:
            self.ticked.emit(self.current())
        else:
            super().keyPressEvent(event)


class HandoutView(Page):
    """Tells `ticked(row)`, `folder_wanted`, `handed(locked)`, `earlier_wanted`."""

    ticked = Signal(Row)
    folder_wanted = Signal()
    handed = Signal(bool)
    earlier_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = TeamTable("检查组", Rows(COLUMNS))
        self.locked = QCheckBox("每组设一个口令，印口令单")
        self.locked.setAccessibleName("每组设口令")
        self.locked.setChecked(True)
        self._folder = ElidedLabel(muted=True)
        self._other = button("换文件夹(&O)…", name="换文件夹")
        self.go = button("发放(&G)", "main", name="发放")
        self.progress = ProgressLine()
        self.word = text(role="muted", wrap=True)
        self._fix = button("去准备(&Q)", name="去准备")
        self.earlier = button("带入以往问题(&Y)…", name="带入以往问题")
        self.earlier.setToolTip("选上一次检查的总文件：各校查出过什么、销号没有，随文件发给检查组")
        self.sheets = SheetsCard()
        self._empty = text("还没有检查组。先在“准备”里编组、分派学校。", "muted", wrap=True)
        self._lay_out()
        self.table.ticked.connect(self.ticked)
        self.table.doubleClicked.connect(lambda _: self.ticked.emit(self.table.current()))
        self._other.clicked.connect(self.folder_wanted)
        self.go.clicked.connect(lambda: self.handed.emit(self.locked.isChecked()))
        self.locked.toggled.connect(self._on_locked)
        self.earlier.clicked.connect(self.earlier_wanted)
        self._fix.clicked.connect(lambda: self.jump_wanted.emit(Target(PageKey.PREPARE)))
        self.sheets.opened.connect(self._on_sheets)

    def _lay_out(self) -> None:
        px = theme().px
        where, what = QHBoxLayout(), QHBoxLayout()
        where.setSpacing(px(8))
        for part, share in ((text("写到"), 0), (self._folder, 1), (self._other, 0)):
            where.addWidget(part, share)
        what.setSpacing(px(12))
        for widget in (self.locked, self.go, self._fix):
            what.addWidget(widget)
        what.addStretch(1)
        what.addWidget(self.earlier)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(px(10))
        body.addWidget(self._empty)
        body.addWidget(self.table, 1)
        body.addLayout(where)
        body.addLayout(what)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(12), px(18), px(12))
        layout.setSpacing(px(10))
        layout.addWidget(
            text("空格 选或不选一个组　已发放的组再发一次，只带去更改，组里的记录不动", "hint")
        )
        layout.addWidget(self._body, 1)
        layout.addWidget(self.word)
        layout.addWidget(self.progress)
        layout.addWidget(self.sheets, 1)

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_teams(self, rows: Sequence[Row]) -> None:
        self.table.rows.show_rows(rows, lambda row: row.team.id)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if rows and self.table.current() is None:
            self.table.go_to(0)
        chosen = sum(row.chosen for row in rows)
        self.go.setText(f"发放 {chosen} 个组(&G)" if chosen else "发放(&G)")
        self.go.setEnabled(bool(chosen))

    def show_folder(self, folder: Path) -> None:
        self._folder.setText(str(folder))

    def show_lacks(self, grave: list[str]) -> None:
        """What must be put right first."""
        self._fix.setVisible(bool(grave))
        if grave:
            self.go.setEnabled(False)
            self.show_message(not_yet(grave), "error")
        elif self.word.property("role") == "error":
            self.show_message("")

    def _on_locked(self, locked: bool) -> None:
        open_to_all = "不设口令：拿到文件的人都能看到里面的姓名、电话和线索。"
        self.show_message("" if locked else open_to_all, "muted" if locked else "error")

    def show_message(self, message: str, role: str = "muted") -> None:
        show_message(self.word, message, role)

    def set_busy(self, *, busy: bool) -> None:
        for part in (self.go, self._other, self.table, self.locked, self.earlier):
            part.setEnabled(not busy)
        if not busy:
            self.progress.end()

    def _on_sheets(self, on: bool) -> None:
        """While there are sheets to be printed, they have the room."""
        self._body.setVisible(not on)
