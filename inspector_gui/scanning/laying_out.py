"""Puts the questions of a form on its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from db.errors import InspectionError
from inspector_gui.scanning.identity import MOST_SIDES
from inspector_gui.scanning.layout import (
    FIRST_LINE,
    LAST_LINE,
    LEFT,
    NO_LINE_START,
    PAGE_WIDTH,
    RIGHT,
    TITLE_AT,
    Answering,
    Area,
    Box,
    FormLayout,
    FormQuestion,
    Measures,
    Side,
    Words,
    width_of,
)

TITLE_SIZE, FOOT_SIZE, FOOT_AT, NUMBER_AT = 6.0, 3.0, 279.0, 282.8
GREATEST_NUMBER = 46_655
"""Of a sheet, that a code holds."""
TITLE_ROOM = 122.0
"""Between the codes at the upper corners."""
INDENT, AFTER_BOX, BETWEEN_COLUMNS, MOST_COLUMNS = 4.0, 2.6, 3.5, 5
BASELINE = 0.35
"""Of type in the middle of a line, below that middle, in em."""
NUMBER_WIDTH, NUMBER_HEIGHT, TEXT_HEIGHT = 42.0, 9.5, 22.0


def lay_out(
    form: str,
    *,
    title: str,
    intro: str,
    foot: str,
    questions: Sequence[FormQuestion],
    measures: Measures,
) -> FormLayout:
    """The pages of a form. `form`: its character in a sheet's identity.

    `foot`: on each page, between the lower codes. Raises InspectionError where a question does not
    fit on a page, or all of them on nine.
    """
    blocks = [_question(number, asked, measures) for number, asked in enumerate(questions, 1)]
    pages = list(_paged(_head(title, intro, measures), blocks, measures))
    if len(pages) > MOST_SIDES:
        raise InspectionError(f"机读问卷排了 {len(pages)} 页，太长；请减少题目，最多 9 页。")
    sides = tuple(_side(page, foot) for page in pages)
    return FormLayout(form, tuple(questions), measures, sides)


@dataclass
class _Block:
    """What is kept on one page; heights are from its top."""

    question: str
    height: float = 0.0
    words: list[Words] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    fields: list[tuple[str, Area]] = field(default_factory=list)

    def write(self, text: str, x: float, measures: Measures, middle: float) -> None:
        self.words.append(Words(text, x, middle + BASELINE * measures.type, measures.type))


def _head(title: str, intro: str, measures: Measures) -> _Block:
    """Stands at fixed heights: the title between the codes, the rest below."""
    size = min(TITLE_SIZE, TITLE_ROOM / max(width_of(title), 1.0))
    head = _Block("")
    title_line = Words(title, PAGE_WIDTH / 2, TITLE_AT, size, bold=True, centred=True)
    head.words.append(title_line)
    head.height = FIRST_LINE
    for line in wrapped(intro, (RIGHT - LEFT) / measures.type):
        head.write(line, LEFT, measures, head.height + measures.line / 2)
        head.height += measures.line
    return head


def _question(number: int, asked: FormQuestion, measures: Measures) -> _Block:
    block = _Block(asked.code)
    for line in wrapped(f"{number}．{asked.text}", (RIGHT - LEFT) / measures.type):
        block.write(line, LEFT, measures, block.height + measures.line / 2)
        block.height += measures.line
    if asked.answering is Answering.NUMBER:
        _number(block, asked, measures)
    elif asked.answering is Answering.TEXT:
        area = Area(LEFT, block.height + 1.0, RIGHT - LEFT, TEXT_HEIGHT)
        block.fields.append((asked.code, area))
        block.height += TEXT_HEIGHT + 2.0
    else:
        _options(block, asked, measures)
    return block


def _number(block: _Block, asked: FormQuestion, measures: Measures) -> None:
    area = Area(LEFT + INDENT, block.height + 0.5, NUMBER_WIDTH, NUMBER_HEIGHT)
    block.fields.append((asked.code, area))
    middle = block.height + 0.5 + NUMBER_HEIGHT / 2
    block.write(asked.unit, LEFT + INDENT + NUMBER_WIDTH + AFTER_BOX, measures, middle)
    block.height += NUMBER_HEIGHT + 1.5


def _options(block: _Block, asked: FormQuestion, measures: Measures) -> None:
    """In as many columns as the longest allows, row by row."""
    room = RIGHT - LEFT - INDENT
    longest = max(width_of(words) for _, words in asked.options) * measures.type
    wide = measures.box + AFTER_BOX + longest + BETWEEN_COLUMNS
    columns = max(1, min(MOST_COLUMNS, int(room / wide), len(asked.options)))
    pitch = room / max(columns, 2)
    for first in range(0, len(asked.options), columns):
        row = asked.options[first : first + columns]
        height = max(
            _option(block, asked.code, option, LEFT + INDENT + column * pitch, measures)
            for column, option in enumerate(row)
        )
        block.height += height


def _option(
    block: _Block, question: str, option: tuple[str, str], left: float, measures: Measures
) -> float:
    """Returns its height."""
    code, words = option
    middle = block.height + measures.row / 2
    block.boxes.append(Box(question, code, left + measures.box / 2, middle))
    edge = left + measures.box + AFTER_BOX
    lines = wrapped(words, (RIGHT - edge) / measures.type)
    for number, line in enumerate(lines):
        block.write(line, edge, measures, middle + number * measures.line)
    return measures.row + (len(lines) - 1) * measures.line


def _paged(
    head: _Block, blocks: Sequence[_Block], measures: Measures
) -> Iterator[list[tuple[float, _Block]]]:
    """Pages of blocks, each with the height at which it stands."""
    page, at = [(0.0, head)], head.height + measures.between
    for block in blocks:
        if block.height > LAST_LINE - FIRST_LINE:
            raise InspectionError(f"题目 {block.question} 太长，一页放不下；请删减选项。")
        if at + block.height > LAST_LINE:
            yield page
            page, at = [], FIRST_LINE
        page.append((at, block))
        at += block.height + measures.between
    yield page


def _side(page: list[tuple[float, _Block]], foot: str) -> Side:
    words, boxes, fields, rows = [], [], [], []
    for top, block in page:
        words += [
            Words(line.text, line.x, line.y + top, line.size, line.bold, line.centred)
            for line in block.words
        ]
        boxes += [Box(box.question, box.option, box.x, box.y + top) for box in block.boxes]
        fields += [
            (code, Area(area.left, area.top + top, area.width, area.height))
            for code, area in block.fields
        ]
        if block.question:
            row = Area(LEFT - 4.0, top - 1.0, RIGHT - LEFT + 8.0, block.height + 2.0)
            rows.append((block.question, row))
    words.append(Words(foot, PAGE_WIDTH / 2, FOOT_AT, FOOT_SIZE, centred=True))
    return Side(tuple(boxes), tuple(fields), tuple(rows), tuple(words))


def numbered(sheet: int) -> Words:
    """The running number as people read it, below the foot: who keys a drawn sheet again looks it
    up in the pile. It says nothing of who filled the sheet in."""
    return Words(f"编号 {sheet}", PAGE_WIDTH / 2, NUMBER_AT, FOOT_SIZE, centred=True)


def wrapped(text: str, measure: float) -> list[str]:
    """Lines of at most `measure` em by nominal widths; no closing mark begins one."""
    lines, line, width = [], "", 0.0
    for character in text:
        step = width_of(character)
        if width + step > measure and character not in NO_LINE_START:
            lines.append(line)
            line, width = "", 0.0
        line += character
        width += step
    return [*lines, line]
