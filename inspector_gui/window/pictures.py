"""Pages of a PDF as pictures on the screen."""

from typing import Any

from PySide6.QtGui import QImage

from inspector_gui.documents.pdfium_lock import ONE_AT_A_TIME

_DPI = 130
_SIDE = 4000


def pictures(pdf: bytes, most: int = 10_000) -> list[QImage]:
    """The first pages, at most so many."""
    import pypdfium2

    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)  # type: ignore[no-untyped-call]
        try:
            return [_picture(document[n]) for n in range(min(most, len(document)))]
        finally:
            document.close()  # type: ignore[no-untyped-call]


def first_pictures(pdf: bytes, most: int) -> list[QImage]:
    """The same of a paper from elsewhere; nothing where it cannot be read."""
    from pypdfium2 import PdfiumError

    try:
        return pictures(pdf, most)
    except PdfiumError:
        return []


def _picture(page: Any) -> QImage:
    """A copy that outlives the page: the bitmap's memory is the reader's."""
    side = max(page.get_width(), page.get_height(), 1.0)
    bitmap = page.render(scale=min(_DPI / 72, _SIDE / side))
    three = bitmap.n_channels == 3
    shape = QImage.Format.Format_BGR888 if three else QImage.Format.Format_RGB32
    return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, shape).copy()
