"""A document as the bytes of a .docx, from the same blocks as its PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as DocxFile

from inspector_gui.documents.document import PAGE_COUNT, Document
from inspector_gui.documents.word.blocks import Writer
from inspector_gui.documents.word.order import set_in_order
from inspector_gui.documents.word.page import number_pages, set_grid, set_page


def write_docx(document: Document) -> bytes:
    """Fonts are named and not embedded: the office has them, and may change everything."""
    file = docx.Document()
    _describe(file, document)
    set_grid(file)
    section = file.sections[0]
    set_page(section, document.format)
    number_pages(file, section, document.footer.partition(PAGE_COUNT)[0].rpartition("　")[0])
    writer = Writer(file, document.format)
    for block in document.blocks:
        writer.write(block)
    for root in (file.element, file.styles.element, *_footers(file)):
        set_in_order(root)
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def _footers(file: DocxFile) -> Iterator[Any]:
    for section in file.sections:
        for footer in (section.footer, section.even_page_footer):
            if not footer.is_linked_to_previous:
                yield footer._element  # noqa: SLF001


def _describe(file: DocxFile, document: Document) -> None:
    """Nobody's name, and nothing of the template that the library brings."""
    about, moment = file.core_properties, document.printed_at.astimezone(UTC)
    about.title = document.title
    about.author = about.last_modified_by = about.comments = about.subject = about.keywords = ""
    about.created = about.modified = moment
    about.revision = 1
    file._body.clear_content()  # noqa: SLF001
