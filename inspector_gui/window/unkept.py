"""What stands in fields and in no file yet. The lamp asks, so that it is never green over it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Unkept(QObject):
    """`begun`: somebody began to type into a field. `changed`: `any` may have another answer."""

    begun = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None) -> None:
        super().__init__(parent)
        self._fields: dict[QWidget, bool] = {}
        self._refused = 0

    @property
    def any(self) -> bool:
        """A field holds what is not kept; one that waits for a button, while it has the keys."""
        living = (entry for entry in self._fields.items() if isValid(entry[0]))
        return any(kept_by_itself or field.hasFocus() for field, kept_by_itself in living)

    def note(self, field: QWidget, *, unkept: bool, kept_by_itself: bool) -> None:
        """`kept_by_itself`: the field is kept as it is left, and needs no button for it."""
        if not unkept:
            if self._fields.pop(field, None) is not None:
                self.changed.emit()
            return
        new = field not in self._fields
        self._fields[field] = kept_by_itself
        if new:
            self._fields = {waiting: by for waiting, by in self._fields.items() if isValid(waiting)}
            self.changed.emit()
            self.begun.emit()

    def refuse(self) -> None:
        """An act that a field asked for came to nothing."""
        self._refused += 1

    def delivered(self, deliver: Callable[[], None]) -> bool:
        """What `deliver` brought was not refused by whoever keeps it."""
        before = self._refused
        deliver()
        return self._refused == before


_known: list[Unkept] = []


def unkept() -> Unkept:
    """The application's own."""
    application = QApplication.instance()
    if not _known or not isValid(_known[0]):
        made = Unkept(application)
        if isinstance(application, QApplication):
            application.focusChanged.connect(made.changed)
        _known[:] = [made]
    return _known[0]
