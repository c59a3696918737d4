"""Pictures of scanned pages: where they lie, what is cut out of them, when they go."""

import io
from pathlib import Path

from inspector_gui.scanning.layout import Area
from inspector_gui.scanning.outcomes import PICTURE_SCALE, PageKey

_NAME, _SUFFIX = "page-", ".jpg"


def picture_name(key: PageKey) -> str:
    """Says nothing of class or pupil."""
    return f"{_NAME}{key.digest[:16]}-{key.number:04}{_SUFFIX}"


def cropped(picture: Path, area: Area) -> bytes:
    """A part of a page that was read, as PNG. Raises OSError where the picture is gone."""
    from PIL import Image

    edges = (area.left, area.top, area.left + area.width, area.top + area.height)
    left, top, right, bottom = (round(edge * PICTURE_SCALE) for edge in edges)
    buffer = io.BytesIO()
    with Image.open(picture) as page:
        box = max(0, left), max(0, top), min(right, page.width), min(bottom, page.height)
        page.crop(box).save(buffer, "PNG")
    return buffer.getvalue()


def sweep(folder: Path) -> int:
    """Take away every picture of a page in this folder; returns how many. Nothing else is touched.

    Raises OSError where one cannot be taken away.
    """
    pictures = [*folder.glob(f"{_NAME}*{_SUFFIX}")] if folder.is_dir() else []
    for picture in pictures:
        picture.unlink(missing_ok=True)
    return len(pictures)
