"""Asking for files without stopping the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_file(
    parent: QWidget,
    title: str,
    kind: str,
    suffixes: Sequence[str],
    then: Callable[[Path], None],
    *,
    folder: Path | None = None,
) -> None:
    """Ask for an existing file, in `folder` first; `then` hears of it, if one is chosen."""
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    dialog = QFileDialog(parent, title, str(folder or ""), f"{kind} ({patterns})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    _open(dialog)


def choose_files(
    parent: QWidget, title: str, patterns: str, then: Callable[[list[Path]], None]
) -> None:
    """Ask for one or more existing files; `then` hears of them, if any are chosen."""
    dialog = QFileDialog(parent, title, "", patterns)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    _open(dialog)


def _open(dialog: QFileDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
