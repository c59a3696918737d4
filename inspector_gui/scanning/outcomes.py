"""What comes of each page of a scan: read, waiting for a person, or put aside, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TypeAlias

from inspector_gui.scanning.identity import SheetIdentity
from inspector_gui.scanning.layout import Area


@dataclass(frozen=True, order=True)
class PageKey:
    """A page of a scan, the same whenever the file is read again.

    `digest`: SHA-256 of the file, in hexadecimal; `number`: of the page in it, from 1.
    """

    digest: str
    number: int


@dataclass(frozen=True)
class ScannedPage:
    """A page and the file it came in; `number` counts from 1."""

    key: PageKey
    path: Path

    @property
    def number(self) -> int:
        return self.key.number


class AnswerState(Enum):
    """How an answer was read. Only `CERTAIN` may be kept without a person."""

    CERTAIN = auto()
    DOUBTFUL = auto()
    """`options` is a guess to be shown, never to be kept."""
    BLANK = auto()
    """No mark was found, or no ink in a field for a hand: a person confirms it."""
    WRITTEN = auto()
    """A number or a text in a pupil's hand: a person reads the crop."""


class Doubt(Enum):
    """Why an answer is doubtful."""

    FAINT = "痕迹很淡"
    SEVERAL = "单选题有多处痕迹"
    CORRECTED = "像是涂改"
    BESIDE = "痕迹在框外"
    SPILLED = "痕迹碰到别的框"
    MISPLACED = "框的位置认不准"
    SHADOW = "可能是阴影或污渍"
    EXCLUSIVE = "与其他选项矛盾"
    SHEET = "整页笔迹异常"


@dataclass(frozen=True)
class AnswerReading:
    """One question as it was read. `options`: codes of the marked boxes in their printed order.

    `crop`: where on the upright page the question stands, in mm (see `SheetReading.picture`).
    """

    question: str
    state: AnswerState
    options: tuple[str, ...]
    crop: Area
    doubt: Doubt | None = None


@dataclass(frozen=True)
class SheetReading:
    """A page that was read: one side of one sheet, all its questions in printed order.

    `picture`: a JPEG of the page, upright and straightened, `PICTURE_SCALE` pixels to the mm, in
    the folder that the reading was given; it lives until that folder is swept. `turned`: it came
    upside down.
    """

    page: ScannedPage
    identity: SheetIdentity
    answers: tuple[AnswerReading, ...]
    picture: Path
    turned: bool = False

    @property
    def is_waiting(self) -> bool:
        """Whether a person has to look at something of it."""
        return any(answer.state is not AnswerState.CERTAIN for answer in self.answers)


PICTURE_SCALE = 6


class Reason(Enum):
    """Why a page was put aside; values are told to people."""

    COVER = "信封封面"
    OTHER_CLASS = "是别的班级的问卷"
    OTHER_FORM = "是别的问卷"
    OTHER_VERSION = "问卷版本不同"
    DUPLICATE = "同一份问卷扫了两次"
    BLANK_PAGE = "空白页"
    NOT_A_FORM = "不是机读问卷，或四角的码都看不清"
    TWO_AT_ONCE = "一页里有两份问卷"
    UNREADABLE = "看不清，请手工录入"
    BROKEN = "文件已损坏，读不出"
    LOCKED = "文件设有密码"
    TOO_LARGE = "图像或文件大得反常"
    TOO_SLOW = "读取超时"


@dataclass(frozen=True)
class Rejected:
    """A page that was put aside, and why. A file that cannot be opened is one page.

    `identity`: where its codes could be read; `picture`: as for readings, where there is one.
    """

    page: ScannedPage
    reason: Reason
    identity: SheetIdentity | None = None
    picture: Path | None = None


Outcome: TypeAlias = SheetReading | Rejected


@dataclass(frozen=True)
class Account:
    """How many pages came in and what became of them; `pages` is always the sum of the others.

    `read`: nothing is left to ask; `waiting`: a person has to look at something.
    """

    pages: int
    read: int
    waiting: int
    rejected: int


def account(outcomes: Iterable[Outcome]) -> Account:
    read = waiting = rejected = 0
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            rejected += 1
        elif outcome.is_waiting:
            waiting += 1
        else:
            read += 1
    return Account(read + waiting + rejected, read, waiting, rejected)
