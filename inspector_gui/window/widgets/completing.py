"""What a field offers while one types."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from inspector_gui.window.theme.theme import dress


def complete(box: QLineEdit, known: QAbstractItemModel) -> None:
    """Offer what is known and has what was typed in it. The list is a window of its own."""
    completer = QCompleter(known, box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    offered = completer.popup()
    if offered is not None:
        dress(offered)
    box.setCompleter(completer)
