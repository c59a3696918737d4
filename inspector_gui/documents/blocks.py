"""What a document says, block by block. How PDF says it is the setter's business."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from inspector_gui.charts.chart import Chart
from inspector_gui.scanning.layout import FormLayout, Words


@dataclass(frozen=True)
class LawTitle:
    """The title of a rule the finance office locked: it may say 处罚, for nobody here wrote it."""

    text: str


@dataclass(frozen=True)
class Digest:
    """Hashes and seeds of a draw: they hold every pattern of digits by chance."""

    text: str


@dataclass(frozen=True)
class Label:
    """Words that open a part of a paragraph, set apart by their type."""

    text: str


Piece: TypeAlias = str | LawTitle | Digest | Label


@dataclass(frozen=True)
class Mixed:
    """A text of which some pieces are not ordinary words."""

    pieces: tuple[Piece, ...]


Text: TypeAlias = str | Mixed


def pieces(text: Text) -> tuple[Piece, ...]:
    return (text,) if isinstance(text, str) else text.pieces


def plain(text: Text) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces(text))


def joined(*texts: Text) -> Text:
    """One text of several, plain if all are."""
    if all(isinstance(text, str) for text in texts):
        return "".join(text for text in texts if isinstance(text, str))
    return Mixed(tuple(piece for text in texts for piece in pieces(text) if piece))


class Align(Enum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True)
class Title:
    """In parts that make sense alone, for the line may break between them."""

    parts: tuple[str, ...]


@dataclass(frozen=True)
class Aside:
    """One line at the right edge, like the number of the sheet."""

    text: Text


@dataclass(frozen=True)
class Heading:
    """Level 1 is 一、, level 2 is （一）, level 3 is 1."""

    level: int
    text: Text


@dataclass(frozen=True)
class Paragraph:
    """Justified, its first line indented by two characters. It may lead to what follows."""

    text: Text
    leads: bool = False


@dataclass(frozen=True)
class Fields:
    """A ruled table of names and values, one or two pairs to a row."""

    rows: tuple[tuple[tuple[str, Text], ...], ...]
    name_share: float = 0.155
    compact: bool = False


@dataclass(frozen=True)
class Column:
    """Width is a share of the line."""

    head: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Table:
    """Ruled, with its head again on every page.

    `leads`: it is not parted from what follows. `grouped`: a row whose first cell is empty belongs
    to the one above, and no page parts them. `close`: it stands directly under what is above.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    total: tuple[Text, ...] | None = None
    leads: bool = False
    grouped: bool = False
    close: bool = False


@dataclass(frozen=True)
class Blank:
    """Room to write by hand: so many characters, or the rest of the line."""

    characters: int = 0


@dataclass(frozen=True)
class FillIn:
    """A line of words and blanks to be completed by hand; `lesser`, in smaller type."""

    parts: tuple[str | Blank, ...]
    lesser: bool = False


@dataclass(frozen=True)
class SignOff:
    """Two columns of lines to sign on."""

    left: tuple[FillIn, ...]
    right: tuple[FillIn, ...]


@dataclass(frozen=True)
class Gap:
    """Empty lines, except at the top of a page."""

    lines: float = 1


@dataclass(frozen=True)
class Attachments:
    """The note that says what is attached."""

    label: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class Annex:
    """Begins a page; `turned`, one that is read after turning it, for a wide table."""

    mark: str
    title: Title
    turned: bool = False


@dataclass(frozen=True)
class Break:
    """What follows begins a page; as a new `part`, a right-hand page that is numbered one."""

    part: bool = False


@dataclass(frozen=True)
class Note:
    """Small print: 口径, instructions. It may lead to what follows."""

    text: Text
    leads: bool = False


@dataclass(frozen=True)
class Question:
    """Of a form to be filled in by hand: its choices to be ticked, or lines to write on."""

    text: str
    choices: tuple[str, ...] = ()
    lines: tuple[FillIn, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A chart over the width of the page, never parted but between its rows where it is long."""

    chart: Chart


@dataclass(frozen=True)
class RedHead:
    """The head of an official letter: who issues it, its number and the red rule."""

    issuer: str
    number: str


UNDER_RULE = 1
"""Empty lines of the grid that leave two lines between the red rule and the title."""


@dataclass(frozen=True)
class LetterHead:
    """The head of an official letter in letter form (信函格式): red double rules, no 文件."""

    issuer: str
    number: str


@dataclass(frozen=True)
class Addressee:
    """Flush left, above the text."""

    text: str


@dataclass(frozen=True)
class Sealed:
    """Who issues it over the date, with room for the seal that is pressed on both by hand."""

    issuer: str
    date: str


@dataclass(frozen=True)
class EndMatter:
    """At the foot of the last even page: whom it is copied to, who printed it and when."""

    copies: str
    printer: str
    date: str


@dataclass(frozen=True)
class LetterEnd:
    """At the foot of the last page of a letter: only whom it is copied to."""

    copies: str


@dataclass(frozen=True)
class Together:
    """Never parted by the end of a page."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Signing:
    """What is signed, and the end of the text above it: on one page, set closer if it must be.

    Where even that is not enough, the first of `above` go before it, but never the last.
    """

    above: tuple[Block, ...]
    signed: tuple[Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return (*self.above, *self.signed)


@dataclass(frozen=True)
class FormSheets:
    """Questionnaires to be read by machine, for one envelope: its cover, then so many sheets.

    `envelope`: its code in the corners of every page; the sheets are numbered from 1.
    """

    layout: FormLayout
    envelope: str
    cover: tuple[Words, ...]
    sheets: int


Block: TypeAlias = (
    Title
    | Aside
    | Heading
    | Paragraph
    | Fields
    | Table
    | FillIn
    | SignOff
    | Gap
    | Attachments
    | Annex
    | Break
    | Note
    | Question
    | Figure
    | FormSheets
    | RedHead
    | LetterHead
    | Addressee
    | Sealed
    | EndMatter
    | LetterEnd
    | Together
    | Signing
)


def texts_in(thing: object) -> Iterator[Text]:
    """Every text in a block, in order, whatever the block is."""
    if isinstance(thing, str | Mixed):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from texts_in(part)
    else:
        for name in getattr(thing, "__match_args__", ()):
            yield from texts_in(getattr(thing, name))
