"""What all pages share: a view that says when it is seen, a presenter that asks only then."""

from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from db.records.schools import SchoolLine
from db.store import Changed
from db.vocabulary import Subject
from inspector_gui.window.desk import Desk
from inspector_gui.window.targets import Target
from inspector_gui.window.widgets.faces import Faces
from inspector_gui.window.widgets.table import Table
from inspector_gui.window.widgets.tracing import Traced

V = TypeVar("V", bound="Page")


class Page(QWidget):
    """A page's view. `context`, if it has one, is shown at the right while the page is.

    `jump_wanted(target)`: somebody wants to be led elsewhere; `beside_wanted`: to see the context,
    however narrow the window is.
    """

    shown = Signal()
    jump_wanted = Signal(Target)
    beside_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.context: QWidget | None = None

    def flush(self) -> None:
        """Keep what is still being typed."""

    def enter(self) -> None:
        """Put the keyboard where work begins."""
        self.setFocus()

    def turn_part(self, by: int) -> bool:
        """Turn to the next part of this page, or the one before (Ctrl+PgDn, Ctrl+PgUp); False
        where there is none."""
        faces = (group for group in self.findChildren(Faces) if group.isVisible())
        return any(face.step(by) for face in faces)

    def explain(self) -> bool:
        """Open where the number under the keyboard comes from; False where there is none."""
        return False

    def home(self) -> QWidget:
        """Where Esc leads from a field: the list that is in sight, or the page itself."""
        lists = (
            item_view for item_view in self.findChildren(QAbstractItemView) if item_view.isVisible()
        )
        return next((item_view for item_view in lists if item_view.isEnabled()), self)

    def show_target(self, target: Target) -> None:
        """Turn to what is meant on this page, by name where it has one."""

    def traced(self, focus: QWidget) -> Traced | None:
        """Where nothing nearer the keyboard knows: the line the page's cursor is on."""
        tables = (table for table in self.findChildren(Table) if table.isVisible())
        return next((found for table in tables if (found := table.traced(focus))), None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()


class Presenter(QObject, Generic[V]):
    """Asks again when something it shows changed: at once if seen, else when seen again.

    A child of its view: they die together.
    """

    subjects: ClassVar[frozenset[Subject]] = frozenset()
    of_school: ClassVar[bool] = True

    def __init__(self, view: V, desk: Desk) -> None:
        super().__init__(view)
        self.view, self.desk = view, desk
        self._stale = True
        desk.changed.connect(self._on_changed)
        desk.chosen.connect(self._on_chosen)
        if not self.of_school:
            desk.inspection_turned.connect(self._ask)
        desk.leaving.connect(view.flush)
        view.shown.connect(self._on_shown)

    @property
    def school(self) -> SchoolLine:
        assert self.desk.school is not None  # noqa: S101  # such pages are shown for a school only
        return self.desk.school

    def refresh(self) -> None:
        """Show the chosen school, or the campaign, as the file has it now."""
        raise NotImplementedError

    @property
    def shows(self) -> bool:
        """What is in the file is in sight: a change may be shown in its place."""
        return self.view.isVisible() and not self._stale

    def _ask(self) -> None:
        if self.of_school and self.desk.school is None:
            return
        if self.view.isVisible():
            self._stale = False
            self.refresh()
        else:
            self._stale = True

    def _on_changed(self, changed: Changed) -> None:
        if not self.subjects.isdisjoint(changed.subjects):
            self._ask()

    def _on_chosen(self) -> None:
        self._ask()

    def _on_shown(self) -> None:
        if self._stale:
            self._ask()
