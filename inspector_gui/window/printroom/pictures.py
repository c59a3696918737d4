# mypy: allow-untyped-calls
"""Pages of a PDF as pictures: of any size, always sharp."""

from __future__ import annotations

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

from inspector_gui.documents.pdfium_lock import ONE_AT_A_TIME

POINTS = 72.0


class Pictures:
    """Pages of a `pdf` in memory, drawn when they are asked for, on whatever thread asks."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self.pdf = pdf
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
            self.sizes = [QSizeF(*document.get_page_size(n)) for n in range(len(document))]

    def __len__(self) -> int:
        return len(self.sizes)

    def draw(self, number: int, width: int) -> QImage:
        """The page at so many pixels' width; a copy that outlives the reader's."""
        import pypdfium2

        scale = width / self.sizes[number].width()
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(self.pdf) as document:
            bitmap = document[number].render(scale=scale, rev_byteorder=True)
            shape = _FORMATS[bitmap.n_channels]
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, shape)
            return image.copy()

    def pixels(self, number: int, dots: float) -> QSize:
        """The page at so many dots an inch."""
        return (self.sizes[number] * (dots / POINTS)).toSize()


_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_RGBX8888}
