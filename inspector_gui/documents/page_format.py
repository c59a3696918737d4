"""Measures of an official document after GB/T 9704-2012, in points."""

from dataclasses import dataclass

MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, TOP = 28 * MM, 37 * MM
WIDTH, HEIGHT = 156 * MM, 225 * MM


@dataclass(frozen=True)
class Format:
    """A page and its type area. `turned`: read after turning it, bound and numbered as it lies.

    `whole`: what stands on it fills the page, foot and all.
    """

    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float
    turned: bool = False
    whole: bool = False

    @property
    def tracking(self) -> float:
        """Moves characters of 16 points closer, so that they fill the line from edge to edge."""
        characters = int(self.width / STEP + 0.5)
        return (self.width - characters * BODY) / (characters - 1)


WHOLE_PAGE = Format(PAGE_WIDTH, PAGE_HEIGHT, 0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT, whole=True)
UPRIGHT = Format(PAGE_WIDTH, PAGE_HEIGHT, LEFT, TOP, WIDTH, HEIGHT)
LANDSCAPE = Format(
    PAGE_HEIGHT, PAGE_WIDTH, PAGE_HEIGHT - TOP - HEIGHT, LEFT, HEIGHT, WIDTH, turned=True
)
"""The head of a table stands at the binding edge of an odd page and at the other of an even one."""

LINES, CHARACTERS = 22, 28
LEADING = HEIGHT / LINES

BODY, TITLE, PAGE_NUMBER, FOOTER = 16.0, 22.0, 14.0, 8.0

TRACKING = (WIDTH - CHARACTERS * BODY) / (CHARACTERS - 1)
"""Moves characters of 16 points closer, so that 28 of them fill the line from edge to edge."""

STEP = BODY + TRACKING
INDENT = 2 * STEP

ASCENT = 0.88
"""Of a square character above the baseline, in em: common to the fonts in use."""

HAIRLINE = 0.5


def drop(height: float, size: float) -> float:
    """From the top of a line to the baseline of type centred in it."""
    return (height - size) / 2 + ASCENT * size
