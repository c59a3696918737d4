"""Sets a whole document on a surface, with what stands on every page."""

from __future__ import annotations

from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import Annex, Break
from inspector_gui.documents.chunks import Laid, Pages
from inspector_gui.documents.document import PAGE_COUNT, Document
from inspector_gui.documents.fonts import Fonts, Role
from inspector_gui.documents.layout_context import Shop
from inspector_gui.documents.page_format import LANDSCAPE, Format
from inspector_gui.documents.runs import one_line
from inspector_gui.documents.setter import strips
from inspector_gui.documents.surface import Run, Surface

DASH_BELOW = 7 * page_format.MM
FOOTER_BELOW = 13 * page_format.MM
DASH_HEIGHT = 0.27
CODE_BELOW, CODE_SIDE, CODE_ROOM = 4 * page_format.MM, 13 * page_format.MM, 16 * page_format.MM
BOTTOM = page_format.PAGE_HEIGHT - page_format.TOP - page_format.HEIGHT


def typeset(document: Document, fonts: Fonts, surface: Surface) -> int:
    """Returns the number of pages."""
    pages = _laid(document, fonts)
    furniture = _Furniture(document, fonts, surface)
    for page in pages:
        surface.begin_page(page.format)
        if page.count:
            furniture.put_behind()
        page.drawn.replay(surface)
        if page.count and not page.format.whole:
            furniture.put_below(page)
        surface.end_page()
    return len(pages)


def _laid(document: Document, fonts: Fonts) -> list[Laid]:
    pages, format_ = Pages(document.format), document.format
    for block in document.blocks:
        if isinstance(block, Annex):
            format_ = LANDSCAPE if block.turned else document.format
            pages.turn_to(format_)
        elif isinstance(block, Break) and block.part:
            pages.begin_part()
        pages.add(strips(block, Shop(fonts, format_)))
    return pages.finish()


class _Furniture:
    """The watermark behind, the page number and the footer below."""

    def __init__(self, document: Document, fonts: Fonts, surface: Surface) -> None:
        self._document, self._fonts, self._surface = document, fonts, surface

    def put_behind(self) -> None:
        if self._document.watermark:
            face = self._fonts.lettering(Role.HEI).face
            self._surface.watermark(face, self._document.watermark)

    def put_below(self, page: Laid) -> None:
        """The number stands one character from the outer edge, its dashes 7 mm below the type."""
        if not page.bare:
            self._number(page.number, page.format)
        text = self._document.footer.replace(PAGE_COUNT, str(page.count))
        footer = one_line(text, self._fonts, Role.SONG, page_format.FOOTER)
        coded = bool(self._document.code) and page.number % 2
        self._put(CODE_ROOM if coded else 0, BOTTOM - FOOTER_BELOW, footer.runs, page.format)
        if self._document.code:
            self._code(page)

    def _code(self, page: Laid) -> None:
        """At the inner edge, across from the number."""
        x = 0 if page.number % 2 else page_format.WIDTH - CODE_SIDE
        y = BOTTOM - CODE_BELOW - CODE_SIDE
        x += page_format.LEFT
        if page.format.turned:
            x, y = y, page_format.PAGE_WIDTH - x - CODE_SIDE
        self._surface.scan_code(x, y, CODE_SIDE, self._document.code)

    def _number(self, number: int, format_: Format) -> None:
        runs, width = one_line(f"— {number} —", self._fonts, Role.SONG, page_format.PAGE_NUMBER)
        inset = page_format.PAGE_NUMBER
        x = page_format.WIDTH - inset - width if number % 2 else inset
        self._put(x, BOTTOM - DASH_BELOW - DASH_HEIGHT * page_format.PAGE_NUMBER, runs, format_)

    def _put(self, x: float, y: float, runs: tuple[Run, ...], format_: Format) -> None:
        """Where it stands on an upright page, though this one is to be turned."""
        x += page_format.LEFT
        if format_.turned:
            self._surface.text(y, page_format.PAGE_WIDTH - x, runs, down=True)
        else:
            self._surface.text(x, y, runs)
