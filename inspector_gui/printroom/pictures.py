# mypy: allow-untyped-calls
"""Pages of a PDF as pictures: of any size, always sharp."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage

from inspector_gui.documents.turns import ONE_AT_A_TIME

POINTS = 72.0


class Pictures:
    """An open PDF. Pages are drawn when they are asked for, on whatever thread asks."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._pdf = pdf  # pdfium reads from it as long as the document is open
        with ONE_AT_A_TIME:
            self._document: Any = pypdfium2.PdfDocument(pdf)
            self.sizes = [QSizeF(*self._document.get_page_size(n)) for n in range(len(self))]

    def __len__(self) -> int:
        return len(self._document)

    def draw(self, number: int, width: int, *, grey: bool = False) -> QImage:
        """The page at so many pixels' width; a copy that outlives the document."""
        with ONE_AT_A_TIME:
            page = self._document[number]
            scale = width / self.sizes[number].width()
            bitmap = page.render(scale=scale, grayscale=grey, rev_byteorder=not grey)
            image = QImage(
                bitmap.buffer,
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                _FORMATS[bitmap.n_channels],
            ).copy()
            bitmap.close()
            page.close()
        return image

    def height_for(self, number: int, width: float) -> float:
        size = self.sizes[number]
        return width * size.height() / size.width()

    def pixels(self, number: int, dots: float) -> QSize:
        """The page at so many dots an inch."""
        return (self.sizes[number] * (dots / POINTS)).toSize()


_FORMATS = {
    1: QImage.Format.Format_Grayscale8,
    3: QImage.Format.Format_RGB888,
    4: QImage.Format.Format_RGBX8888,
}
