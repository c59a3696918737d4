"""Draws of classes and of parents: before, at and after the school's number."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from db.records.samplings import DrawFacts
from db.vocabulary import DrawKind
from inspector_gui.statistics.gap import Gap
from inspector_gui.window.page import Page
from inspector_gui.window.pages.sampling.freezing import PendingCard
from inspector_gui.window.pages.sampling.listing import ClassList
from inspector_gui.window.pages.sampling.panel import ProofPanel
from inspector_gui.window.pages.sampling.results import Results, Sample
from inspector_gui.window.pages.sampling.roster import RosterDesk
from inspector_gui.window.targets import Target
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.choosing import choose_file
from inspector_gui.window.widgets.elements import button
from inspector_gui.window.widgets.faces import Faces
from inspector_gui.window.widgets.progress import ProgressLine
from inspector_gui.window.widgets.reasons import ReasonLine

GIVING_UP = ("名单有遗漏", "名单有重复", "选错了名册", "数量填错")


class DrawDesk(QStackedWidget):
    """One kind of draw: its list, the frozen list, the sample."""

    given_up = Signal(str)
    back_wanted = Signal()

    def __init__(self, kind: DrawKind, listing: ClassList | RosterDesk) -> None:
        super().__init__()
        self.listing, self.pending, self.results = listing, PendingCard(), Results(kind)
        self.why = ReasonLine()
        self._back = button("返回抽样结果")
        self._back.clicked.connect(self.back_wanted)
        self._start = _below(self._back, listing)
        self._waiting = _below(self.why, self.pending)
        for part in (self._start, self._waiting, self.results):
            self.addWidget(part)
        self.pending.given_up.connect(self._ask_why)

    @property
    def draw(self) -> DrawFacts | None:
        """The draw whose sample is under the cursor."""
        row = self.results.table.current() if self.currentWidget() is self.results else None
        return row.draw if row is not None else None

    def show_list(self, *, again: bool) -> None:
        """`again`: there is a sample already."""
        self._back.setVisible(again)
        self.setCurrentWidget(self._start)

    def show_pending(self, draw: DrawFacts, lost: str) -> None:
        self.pending.show_draw(draw, lost)
        if self.currentWidget() is not self._waiting:
            self.why.end()
            self.setCurrentWidget(self._waiting)

    def show_samples(
        self, samples: Sequence[Sample], free: Sequence[tuple[str, object]] = ()
    ) -> None:
        self.setCurrentWidget(self.results)
        self.results.show_samples(samples, free)

    def enter(self) -> None:
        if self.currentWidget() is self._waiting:
            self.pending.begin()
        elif self.currentWidget() is self.results:
            self.results.enter()
        else:
            self.listing.begin()

    def _ask_why(self) -> None:
        self.why.ask("作废这份冻结的名单，重新准备。理由：", GIVING_UP, self._on_why)

    def _on_why(self, why: str, _choice: object) -> None:
        self.given_up.emit(why)


def _below(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(10))
    for part in parts[:-1]:
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    column.addWidget(parts[-1], 1)
    return holder


class SamplingView(Page):
    """Two faces, a desk each. Tells `pasted(kind, text)` and `chosen(kind, path)`."""

    pasted = Signal(DrawKind, str)
    chosen = Signal(DrawKind, Path)
    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.classes, self.roster = ClassList(), RosterDesk()
        listings: dict[DrawKind, ClassList | RosterDesk] = {
            DrawKind.SCHOOL_CLASS: self.classes,
            DrawKind.ROSTER: self.roster,
        }
        self.desks = {kind: DrawDesk(kind, listing) for kind, listing in listings.items()}
        titles = {DrawKind.SCHOOL_CLASS: "抽班级", DrawKind.ROSTER: "抽家长"}
        faces: dict[str, tuple[str, QWidget]] = {
            kind: (titles[kind], desk) for kind, desk in self.desks.items()
        }
        self.faces = Faces(faces)
        self.progress = ProgressLine()
        self.context: ProofPanel = ProofPanel()
        self.faces.turned.connect(self._on_turned)
        for kind, listing in listings.items():
            listing.paste_wanted.connect(partial(self._paste, kind))
            listing.import_wanted.connect(partial(self._choose, kind))
        self.desks[DrawKind.ROSTER].pending.import_wanted.connect(
            partial(self._choose, DrawKind.ROSTER)
        )
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(10), px(18), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.progress)
        layout.addWidget(self.faces, 1)

    @property
    def kind(self) -> DrawKind:
        return DrawKind(self.faces.key)

    def draw(self) -> DrawFacts | None:
        """The draw that is looked at."""
        return self.desks[self.kind].draw

    def enter(self) -> None:
        self.desks[self.kind].enter()

    def show_target(self, target: Target) -> None:
        kinds: dict[object, DrawKind] = {
            Gap.CLASSES_NOT_DRAWN: DrawKind.SCHOOL_CLASS,
            Gap.NOT_DRAWN: DrawKind.ROSTER,
        }
        self.faces.turn_to(kinds.get(target.what) or DrawKind(target.name))

    def flush(self) -> None:
        self.classes.counts.flush()
        self.roster.flush()

    def show_count(self, kind: DrawKind, number: int, *, waiting: bool) -> None:
        """`waiting`: the school has not named its number yet."""
        self.faces.show_count(
            kind, "待报数" if waiting else str(number or ""), "warn" if waiting else ""
        )

    def cover(self) -> None:
        """Hide the drawn rows again."""
        self.desks[DrawKind.ROSTER].results.cover()

    def show_message(self, message: str) -> None:
        self.desks[self.kind].results.show_message(message)

    def _on_turned(self, _key: str) -> None:
        self.turned.emit()
        self.enter()

    def _paste(self, kind: DrawKind) -> None:
        self.pasted.emit(kind, QApplication.clipboard().text())

    def _choose(self, kind: DrawKind) -> None:
        from inspector_gui.exchange.workbooks.reading import SUFFIXES

        title = "导入班级名单" if kind is DrawKind.SCHOOL_CLASS else "导入花名册"
        choose_file(self, title, "表格", SUFFIXES, partial(self.chosen.emit, kind))
