"""Where everything of a questionnaire stands on its pages: the one source for setter and reader.

Millimetres from the upper left corner of the page. Lines are broken by a nominal width of each
character, not by a font's, so that a form printed on one computer is read on any other.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from inspector_gui.scanning.identity import Corner, version_code

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
CODE_EDGE, CODE_SIDE = 14.0, 13.0
"""Of the corner codes: from the paper's edge, which printers and feeders cut; their side."""
LEFT, RIGHT = 20.0, 192.0
TITLE_AT, FIRST_LINE, LAST_LINE = 22.0, 34.0, 268.0
NARROW = 0.56
"""Of a letter or digit, in em."""
NO_LINE_START = frozenset("，。、；：？！）》」』”’,.;:?!)")


@dataclass(frozen=True)
class Area:
    """A rectangle on the page, in mm from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


class Answering(Enum):
    """How a question is answered."""

    ONE = auto()
    SEVERAL = auto()
    NUMBER = auto()
    TEXT = auto()


@dataclass(frozen=True)
class FormQuestion:
    """A question as it is put on paper. `options`: code and words of each box.

    `exclusive`: codes of options that cannot go together with others; `unit`: after a number.
    """

    code: str
    text: str
    answering: Answering
    options: tuple[tuple[str, str], ...] = ()
    exclusive: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True)
class Box:
    """A box to be marked; `x`, `y`: its middle."""

    question: str
    option: str
    x: float
    y: float


@dataclass(frozen=True)
class Words:
    """A line of type: its left end (or its middle, if `centred`) and its baseline; size in mm."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    centred: bool = False

    @property
    def width(self) -> float:
        return width_of(self.text) * self.size


@dataclass(frozen=True)
class Side:
    """One page of a form. `rows`: the whole of each question, for crops; `fields`: where numbers
    and texts are written by hand."""

    boxes: tuple[Box, ...]
    fields: tuple[tuple[str, Area], ...]
    rows: tuple[tuple[str, Area], ...]
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Measures:
    """How large a form is printed: boxes, type and distances, in mm."""

    box: float
    type: float
    line: float
    row: float
    between: float


ORDINARY = Measures(box=4.4, type=3.9, line=6.0, row=7.6, between=2.4)
LARGE = Measures(box=5.6, type=4.4, line=6.8, row=9.2, between=3.2)
"""For primary pupils."""


@dataclass(frozen=True)
class FormLayout:
    """A form in print: the same questions in the same measures always give the same positions.

    `form`: the character that stands for the kind of form and the stage in a sheet's identity.
    """

    form: str
    questions: tuple[FormQuestion, ...]
    measures: Measures
    sides: tuple[Side, ...] = field(repr=False)

    @cached_property
    def version(self) -> str:
        """Two characters made of all that is printed and where."""
        return version_code(repr((self.questions, self.measures, self.sides)))


def code_corner(corner: Corner) -> tuple[float, float]:
    """The upper left corner of a corner's code, in mm."""
    far_x = PAGE_WIDTH - CODE_EDGE - CODE_SIDE
    far_y = PAGE_HEIGHT - CODE_EDGE - CODE_SIDE
    right = corner in {Corner.TOP_RIGHT, Corner.BOTTOM_RIGHT}
    low = corner in {Corner.BOTTOM_RIGHT, Corner.BOTTOM_LEFT}
    return (far_x if right else CODE_EDGE), (far_y if low else CODE_EDGE)


def width_of(text: str) -> float:
    """Nominal, in em: what every face in use is no wider than by a few per cent."""
    return sum(NARROW if character.isascii() else 1.0 for character in text)
