"""Measures of an official document after GB/T 9704-2012, in points."""

MM = 72 / 25.4

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, TOP = 28 * MM, 37 * MM
WIDTH, HEIGHT = 156 * MM, 225 * MM
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
