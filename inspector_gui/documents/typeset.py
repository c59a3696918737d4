"""Sets a whole document on a surface, with what stands on every page."""

from __future__ import annotations

from inspector_gui.documents import page_format
from inspector_gui.documents.chunks import Pages
from inspector_gui.documents.document import Document
from inspector_gui.documents.fonts import Fonts, Role
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.runs import one_line
from inspector_gui.documents.setter import strips
from inspector_gui.documents.surface import Run, Surface

DASH_BELOW = 7 * page_format.MM
FOOTER_BELOW = 14 * page_format.MM
DASH_HEIGHT = 0.27
BOTTOM = page_format.PAGE_HEIGHT - page_format.TOP - page_format.HEIGHT


def typeset(document: Document, fonts: Fonts, surface: Surface) -> int:
    """Returns the number of pages."""
    furniture = _Furniture(document, fonts, surface)
    pages = Pages(surface, document.format, furniture.open, furniture.close)
    shop = Shop(fonts, document.format)
    for block in document.blocks:
        pages.add(strips(block, shop))
    return pages.finish()


class _Furniture:
    """The watermark behind, the page number and the footer below."""

    def __init__(self, document: Document, fonts: Fonts, surface: Surface) -> None:
        self._document, self._fonts, self._surface = document, fonts, surface

    def open(self, _number: int) -> None:
        if self._document.watermark:
            face = self._fonts.lettering(Role.HEI).face
            self._surface.watermark(face, self._document.watermark)

    def close(self, number: int, bare: bool) -> None:
        """The number stands one character from the outer edge, its dashes 7 mm below the type."""
        if not bare:
            self._number(number)
        footer = one_line(self._document.footer, self._fonts, Role.SONG, page_format.FOOTER)
        self._put(0, BOTTOM - FOOTER_BELOW, footer.runs)

    def _number(self, number: int) -> None:
        runs, width = one_line(f"— {number} —", self._fonts, Role.SONG, page_format.PAGE_NUMBER)
        inset = page_format.PAGE_NUMBER
        x = page_format.WIDTH - inset - width if number % 2 else inset
        self._put(x, BOTTOM - DASH_BELOW - DASH_HEIGHT * page_format.PAGE_NUMBER, runs)

    def _put(self, x: float, y: float, runs: tuple[Run, ...]) -> None:
        """Where it stands on an upright page, though this one is to be turned."""
        x += page_format.LEFT
        if self._document.format.turned:
            self._surface.text(y, page_format.PAGE_WIDTH - x, runs, down=True)
        else:
            self._surface.text(x, y, runs)
