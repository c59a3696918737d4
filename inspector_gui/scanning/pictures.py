"""Pictures of scanned pages: what they are called, and how they go."""

from pathlib import Path

from inspector_gui.scanning.outcomes import PageKey

_NAME, _SUFFIX = "page-", ".jpg"


def picture_name(key: PageKey) -> str:
    """Says nothing of class or pupil."""
    return f"{_NAME}{key.digest[:16]}-{key.number:04}{_SUFFIX}"


def sweep(folder: Path) -> int:
    """Take away every picture of a page in this folder; returns how many. Nothing else is touched.

    Raises OSError where one cannot be taken away.
    """
    pictures = [*folder.glob(f"{_NAME}*{_SUFFIX}")] if folder.is_dir() else []
    for picture in pictures:
        picture.unlink(missing_ok=True)
    return len(pictures)
