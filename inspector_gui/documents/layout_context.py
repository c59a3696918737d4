"""What a compositor works with: type, and the format of the page."""

from typing import NamedTuple

from inspector_gui.documents import page_format
from inspector_gui.documents.fonts import Fonts
from inspector_gui.documents.page_format import Format


class Shop(NamedTuple):
    """`leading`: from line to line of body type; closer than the grid only on a signed page."""

    fonts: Fonts
    format: Format
    leading: float = page_format.LEADING

    @property
    def on_grid(self) -> bool:
        return self.leading == page_format.LEADING

    @property
    def width(self) -> float:
        """Of a line."""
        return self.format.width
