"""The page of GB/T 9704 in Word: margins, the grid of 22 lines of 28 characters, page numbers."""

from __future__ import annotations

import math

from docx.document import Document as DocxFile
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from inspector_gui.documents import page_format
from inspector_gui.documents.fonts import Role
from inspector_gui.documents.page_format import Format
from inspector_gui.documents.word.type import BODY_FONT, FONTS, set_font, set_value

FOOTER_EDGE = Mm(24)
"""From the lower edge of the paper, so that the dashes stand 7 mm below the type."""
DEFAULTS = f".//{qn('w:rPrDefault')}/{qn('w:rPr')}"
TWIPS = 20


def set_page(section: Section, format_: Format) -> None:
    turned = format_.turned
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Pt(format_.page_width), Pt(format_.page_height)
    section.left_margin, section.top_margin = Pt(format_.left), Pt(format_.top)
    section.right_margin = Pt(format_.page_width - format_.left - format_.width)
    section.bottom_margin = Pt(format_.page_height - format_.top - format_.height)
    section.footer_distance = FOOTER_EDGE
    _add_grid(section)


def _add_grid(section: Section) -> None:
    """22 lines; the 28 characters are made by their spacing.

    A grid of characters closer than their type is what LibreOffice sets twice as wide.
    """
    for old in section._sectPr.findall(qn("w:docGrid")):  # noqa: SLF001
        section._sectPr.remove(old)  # noqa: SLF001
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(page_format.LEADING * TWIPS)))
    section._sectPr.append(grid)  # noqa: SLF001


def set_grid(file: DocxFile) -> None:
    """Body type of 16 points in the standard's face; nothing between paragraphs."""
    normal = file.styles["Normal"]
    for properties in (normal.element.get_or_add_rPr(), *file.styles.element.iterfind(DEFAULTS)):
        set_font(properties, BODY_FONT, page_format.BODY)
        set_value(properties, "w:spacing", str(math.floor(page_format.TRACKING * TWIPS)))
        for language in properties.iterfind(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing = 1.0
    spacing.widow_control = True


def number_pages(file: DocxFile, section: Section, footer_text: str) -> None:
    """A dash on each side, one character from the outer edge; odd pages right, even pages left."""
    file.settings.odd_and_even_pages_header_footer = True
    inset = Pt(page_format.PAGE_NUMBER)
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        line = footer.paragraphs[0]
        line.alignment = align
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = inset
        _add_number(line)
        if footer_text:
            _add_run(footer.add_paragraph(), footer_text, page_format.FOOTER)


def _add_number(line: Paragraph) -> None:
    _add_run(line, "— ", page_format.PAGE_NUMBER)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = _add_run(line, "", page_format.PAGE_NUMBER)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001
    _add_run(line, " —", page_format.PAGE_NUMBER)


def _add_run(line, text: str, size: float):  # type: ignore[no-untyped-def]
    run = line.add_run(text)
    set_font(run._r.get_or_add_rPr(), FONTS[Role.SONG], size)  # noqa: SLF001
    return run


def points(characters: float) -> Pt:
    """So many characters of the grid."""
    return Pt(characters * page_format.STEP)
