"""Sets a whole document on a surface, with what stands on every page."""

from __future__ import annotations

from inspector_gui.documents import paper
from inspector_gui.documents.document import Document
from inspector_gui.documents.fonts import Fonts, Role
from inspector_gui.documents.galley import one_line
from inspector_gui.documents.setter import strips
from inspector_gui.documents.strips import Pages
from inspector_gui.documents.surface import Surface

DASH_BELOW = 7 * paper.MM
FOOTER_BELOW = 14 * paper.MM
DASH_HEIGHT = 0.27
BOTTOM = paper.PAGE_HEIGHT - paper.TOP - paper.HEIGHT


def typeset(document: Document, fonts: Fonts, surface: Surface) -> int:
    """Returns the number of pages."""
    furniture = _Furniture(document, fonts, surface)
    pages = Pages(surface, furniture.open, furniture.close)
    for block in document.blocks:
        pages.add(strips(block, fonts))
    return pages.finish()


class _Furniture:
    """The watermark behind, the page number and the footer below."""

    def __init__(self, document: Document, fonts: Fonts, surface: Surface) -> None:
        self._watermark, self._fonts, self._surface = document.watermark, fonts, surface
        self._footer = document.footer

    def open(self, _number: int) -> None:
        if self._watermark:
            face = self._fonts.lettering(Role.HEI).face
            self._surface.watermark(face, self._watermark)

    def close(self, number: int) -> None:
        """The number stands one character from the outer edge, its dashes 7 mm below the type."""
        runs, width = one_line(f"— {number} —", self._fonts, Role.SONG, paper.PAGE_NUMBER)
        inset = paper.PAGE_NUMBER
        x = paper.WIDTH - inset - width if number % 2 else inset
        y = BOTTOM - DASH_BELOW - DASH_HEIGHT * paper.PAGE_NUMBER
        self._surface.text(paper.LEFT + x, y, runs)
        footer = one_line(self._footer, self._fonts, Role.SONG, paper.FOOTER)
        self._surface.text(paper.LEFT, BOTTOM - FOOTER_BELOW, footer.runs)
