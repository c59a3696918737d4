"""Pages of a PDF as pictures on the screen."""

from PySide6.QtGui import QImage

from inspector_gui.documents.turns import ONE_AT_A_TIME

_DPI = 130


def pictures(pdf: bytes) -> list[QImage]:
    import pypdfium2

    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)  # type: ignore[no-untyped-call]
        try:
            return [_picture(page) for page in document]
        finally:
            document.close()  # type: ignore[no-untyped-call]


def _picture(page: object) -> QImage:
    """A copy that outlives the page: the bitmap's memory is the reader's."""
    bitmap = page.render(scale=_DPI / 72)  # type: ignore[attr-defined]
    three = bitmap.n_channels == 3
    shape = QImage.Format.Format_BGR888 if three else QImage.Format.Format_RGB32
    return QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, shape).copy()
