"""What a compositor works with: type, and the format of the page."""

from typing import NamedTuple

from inspector_gui.documents.fonts import Fonts
from inspector_gui.documents.page_format import Format


class Shop(NamedTuple):
    fonts: Fonts
    format: Format

    @property
    def width(self) -> float:
        """Of a line."""
        return self.format.width
