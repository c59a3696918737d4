"""Each block in Word. Text is added as runs: none of it is ever read as markup."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatchmethod
from itertools import zip_longest
from typing import Any

from docx.document import Document as DocxFile
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line

from inspector_gui.documents import blocks as said
from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import Align, Label, Text, pieces
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.official_letter import (
    END_SIZE,
    LARGEST_MARK,
    MARK_BELOW,
    MARK_SHARE,
    RULE_BELOW,
)
from inspector_gui.documents.page_format import LANDSCAPE, Format
from inspector_gui.documents.runs import paragraphs
from inspector_gui.documents.titles import title_lines
from inspector_gui.documents.word.page import points, set_page
from inspector_gui.documents.word.type import FONTS, set_font, underline

ALIGNED = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
HEADINGS = {1: Role.HEI, 2: Role.KAI}
ASIDE, FIELD, CELL, NOTE, LESSER = 14.0, 12.0, 10.5, 12.0, 14.0
TITLE_LEADING = 33.0
OPEN_BLANK, EIGHTHS, RULE_WEIGHT = 12, 8, 1.0
SPACE = "\u3000"


class Writer:
    """Writes blocks one after the other. `_keep`: what is written is not parted by a page's end."""

    def __init__(self, file: DocxFile, format_: Format) -> None:
        self._file, self._format, self._own = file, format_, format_
        self._keep = False

    @singledispatchmethod
    def write(self, block: said.Block) -> None:
        raise TypeError(f"no way to write {block!r}")

    # lines

    def _line(
        self,
        text: Text = "",
        role: Role = Role.BODY,
        size: float = page_format.BODY,
        align: Align | None = None,
        *,
        red: bool = False,
    ) -> Line:
        line = self._file.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else ALIGNED[align]
        line.paragraph_format.keep_with_next = self._keep or None
        _fill(line, text, role, size, red=red)
        return line

    def _indented(self, text: Text, role: Role = Role.BODY, size: float = 16.0) -> Line:
        line = self._line(text, role, size)
        _first_line(line, 2)
        return line

    @write.register
    def _(self, block: said.Title) -> None:
        text = "".join(block.parts)
        longest = self._format.width / page_format.TITLE - 2
        for line in title_lines(block.parts, [1.0] * len(text), longest):
            written = self._line(line, Role.TITLE, page_format.TITLE, Align.CENTRE)
            _off_grid(written)
            written.paragraph_format.line_spacing = Pt(TITLE_LEADING)

    @write.register
    def _(self, block: said.Aside) -> None:
        self._line(block.text, size=ASIDE, align=Align.RIGHT)

    @write.register
    def _(self, block: said.Heading) -> None:
        line = self._indented(block.text, HEADINGS.get(block.level, Role.BODY))
        line.paragraph_format.keep_with_next = True
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(block.level - 1))
        line._p.get_or_add_pPr().append(level)  # noqa: SLF001

    @write.register
    def _(self, block: said.Paragraph) -> None:
        for part in paragraphs(block.text):
            line = self._indented(part)
            line.paragraph_format.keep_with_next = block.leads or self._keep or None

    @write.register
    def _(self, block: said.Note) -> None:
        for part in paragraphs(block.text):
            self._indented(part, size=NOTE)

    @write.register
    def _(self, block: said.Addressee) -> None:
        self._line(block.text)

    @write.register
    def _(self, block: said.Gap) -> None:
        line = self._line(size=min(block.lines, 1) * page_format.BODY)
        for _ in range(1, int(block.lines)):
            line = self._line()
        line.paragraph_format.keep_with_next = True

    @write.register
    def _(self, block: said.Attachments) -> None:
        edge = points(2 + len(block.label))
        for number, title in enumerate(block.titles):
            line = self._line(title if number else f"{block.label}{title}")
            line.paragraph_format.left_indent = edge
            if not number:
                line.paragraph_format.first_line_indent = -points(len(block.label))

    @write.register
    def _(self, _block: said.Break) -> None:
        self._line().add_run().add_break(WD_BREAK.PAGE)

    @write.register
    def _(self, block: said.Annex) -> None:
        format_ = LANDSCAPE if block.turned else self._own
        if format_ != self._format:
            self._format = format_
            set_page(self._file.add_section(WD_SECTION.NEW_PAGE), format_)
            mark = self._line(block.mark, Role.HEI, align=Align.LEFT)
        else:
            mark = self._line(block.mark, Role.HEI, align=Align.LEFT)
            mark.paragraph_format.page_break_before = True
        self._line()
        self.write(block.title)
        self._line()

    @write.register(said.Together)
    @write.register(said.Signing)
    def _(self, block: said.Together | said.Signing) -> None:
        before, self._keep = self._keep, True
        *first, last = block.blocks
        for part in first:
            self.write(part)
        self._keep = before
        self.write(last)

    # tables

    @write.register
    def _(self, block: said.Fields) -> None:
        count = max(2 * len(row) for row in block.rows)
        share = block.name_share
        width = 2 / count
        shares = [share if n % 2 == 0 else width - share for n in range(count)]
        table = self._table(len(block.rows), shares)
        for n, row in enumerate(block.rows):
            cells = table.rows[n].cells
            for m, (name, value) in enumerate(row):
                _fill_cell(cells[2 * m], name, Role.HEI, FIELD, Align.CENTRE)
                last = cells[2 * m + 1]
                if m == len(row) - 1 and 2 * m + 1 < count - 1:
                    last = last.merge(cells[-1])
                _fill_cell(last, value, Role.BODY, FIELD, Align.LEFT)
        self._line(size=1.0)

    @write.register
    def _(self, block: said.Table) -> None:
        rows = (*block.rows, *([block.total] if block.total else ()))
        table = self._table(1 + len(rows), [column.share for column in block.columns])
        for column, cell in zip(block.columns, table.rows[0].cells, strict=True):
            _fill_cell(cell, column.head, Role.HEI, CELL, Align.CENTRE)
        _repeat(table.rows[0])
        for n, row in enumerate(rows, start=1):
            role = Role.HEI if n > len(block.rows) else Role.BODY
            for column, cell, text in zip(block.columns, table.rows[n].cells, row, strict=True):
                _fill_cell(cell, text, role, CELL, column.align)
            _whole(table.rows[n])
        self._line(size=1.0)

    @write.register
    def _(self, block: said.Figure) -> None:
        """Its figures: Word goes on with a text, not with strokes."""
        chart = block.chart
        columns = (said.Column(chart.title, 0.7), said.Column(chart.measure, 0.3, Align.RIGHT))
        rows = tuple((row.label, row.figure) for row in chart.rows) or ((chart.empty, ""),)
        self.write(said.Table(columns, rows))
        if chart.note:
            self.write(said.Note(chart.note))

    def _table(self, rows: int, shares: Iterable[float], style: str | None = "Table Grid") -> Any:
        widths = [Pt(share * self._format.width) for share in shares]
        table = self._file.add_table(rows, len(widths))
        table.style = style or "Normal Table"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        return table

    # what is completed by hand

    @write.register
    def _(self, block: said.FillIn) -> None:
        line = self._line(size=LESSER if block.lesser else page_format.BODY)
        if not block.lesser:
            _first_line(line, 2)
        _blanks(line, block, LESSER if block.lesser else page_format.BODY)

    @write.register
    def _(self, block: said.SignOff) -> None:
        rows = list(zip_longest(block.left, block.right, fillvalue=said.FillIn(())))
        table = self._table(len(rows), (0.5, 0.5), style=None)
        for row, pair in zip(table.rows, rows, strict=True):
            for cell, line in zip(row.cells, pair, strict=True):
                _blanks(cell.paragraphs[0], line, page_format.BODY)
            _whole(row)
        self._line(size=1.0)

    @write.register
    def _(self, block: said.Question) -> None:
        self._line(block.text, Role.HEI, NOTE).paragraph_format.keep_with_next = True
        if block.choices:
            self._line((SPACE * 2).join(block.choices), size=NOTE)
        for line in block.lines:
            self.write(line)

    # the parts of an official letter

    @write.register
    def _(self, block: said.RedHead) -> None:
        mark = self._mark(block.issuer, MARK_BELOW)
        mark.paragraph_format.space_after = Pt(2 * page_format.LEADING)
        number = self._line(block.number, align=Align.CENTRE)
        _border(number, "bottom", RULE_WEIGHT, RULE_BELOW)

    @write.register
    def _(self, block: said.LetterHead) -> None:
        mark = self._mark(block.issuer, 0)
        _border(mark, "bottom", 3 * RULE_WEIGHT, RULE_BELOW, "thickThinSmallGap")
        self._line(block.number, align=Align.RIGHT)

    def _mark(self, issuer: str, above: float) -> Line:
        size = min(LARGEST_MARK, MARK_SHARE * self._format.width / max(len(issuer), 1))
        line = self._line(issuer, Role.TITLE, size, Align.CENTRE, red=True)
        line.paragraph_format.space_before = Pt(above)
        _off_grid(line)
        return line

    @write.register
    def _(self, block: said.Sealed) -> None:
        """The date four characters from the edge, the issuer centred over it; room for the seal."""
        for _ in range(2):
            self._line().paragraph_format.keep_with_next = True
        over = (_width(block.date) - _width(block.issuer)) / 2
        for text, inset in ((block.issuer, max(0.0, 4 + over)), (block.date, 4.0)):
            line = self._line(text, align=Align.RIGHT)
            line.paragraph_format.right_indent = points(inset)
            line.paragraph_format.keep_with_next = text is block.issuer

    @write.register
    def _(self, block: said.EndMatter) -> None:
        """At the foot of the page it stands on; the office moves it to an even one."""
        rows = [(block.copies, "")] if block.copies else []
        rows.append((block.printer, block.date))
        table = self._table(len(rows), (0.6, 0.4), style=None)
        for row, (left, right) in zip(table.rows, rows, strict=True):
            if not right:
                row.cells[0].merge(row.cells[1])
            else:
                _fill_cell(row.cells[1], right, Role.BODY, END_SIZE, Align.RIGHT)
            _fill_cell(row.cells[0], left, Role.BODY, END_SIZE, Align.LEFT)
        _rule(table)
        _sink(table)
        self._line(size=1.0)

    @write.register
    def _(self, block: said.LetterEnd) -> None:
        self._line(block.copies, size=END_SIZE)


def _fill(line: Line, text: Text, role: Role, size: float, *, red: bool = False) -> None:
    for piece in pieces(text):
        content = piece if isinstance(piece, str) else piece.text
        own = Role.KAI if isinstance(piece, Label) else role
        run = line.add_run(content)
        set_font(run._r.get_or_add_rPr(), FONTS[own], size, red=red)  # noqa: SLF001


def _fill_cell(cell: Any, text: Text, role: Role, size: float, align: Align) -> None:
    lines = paragraphs(text) or [""]
    for number, part in enumerate(lines):
        line = cell.add_paragraph() if number else cell.paragraphs[0]
        line.alignment = ALIGNED[align]
        _off_grid(line)
        _fill(line, part, role, size)


def _blanks(line: Line, block: said.FillIn, size: float) -> None:
    for part in block.parts:
        blank = isinstance(part, said.Blank)
        content = SPACE * (part.characters or OPEN_BLANK) if isinstance(part, said.Blank) else part
        properties = line.add_run(content)._r.get_or_add_rPr()  # noqa: SLF001
        set_font(properties, FONTS[Role.BODY], size)
        if blank:
            underline(properties)


def _first_line(line: Line, characters: int) -> None:
    """In characters, so that it stays right when the type is changed."""
    line.paragraph_format.first_line_indent = points(characters)
    indent = line._p.get_or_add_pPr().find(qn("w:ind"))  # noqa: SLF001
    indent.set(qn("w:firstLineChars"), str(100 * characters))


def _off_grid(line: Line) -> None:
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    line._p.get_or_add_pPr().append(snap)  # noqa: SLF001


def _border(line: Line, side: str, weight: float, space: float, kind: str = "single") -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(_edge(side, weight, kind, "FF0000", round(min(space, 31))))
    line._p.get_or_add_pPr().append(borders)  # noqa: SLF001


def _edge(
    side: str, weight: float, kind: str = "single", colour: str = "auto", space: int = 0
) -> Any:
    edge = OxmlElement(f"w:{side}")
    values = {"val": kind, "sz": str(round(weight * EIGHTHS)), "space": str(space), "color": colour}
    for name, value in values.items():
        edge.set(qn(f"w:{name}"), value)
    return edge


def _rule(table: Any) -> None:
    """Thick above and below, thin between."""
    borders = OxmlElement("w:tblBorders")
    for side, weight in (("top", 1.0), ("bottom", 1.0), ("insideH", 0.7)):
        borders.append(_edge(side, weight))
    table._tbl.tblPr.append(borders)  # noqa: SLF001


def _sink(table: Any) -> None:
    position = OxmlElement("w:tblpPr")
    values = {"vertAnchor": "margin", "horzAnchor": "margin"}
    values |= {"tblpXSpec": "center", "tblpYSpec": "bottom"}
    for name, value in values.items():
        position.set(qn(f"w:{name}"), value)
    table._tbl.tblPr.insert(1, position)  # noqa: SLF001


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def _width(text: str) -> float:
    """In characters of the grid: Latin ones take half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)
