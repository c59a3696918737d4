"""What a reader would find in a .docx: its text, its footers, its properties."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.oxml.ns import qn

ABOUT = ("title", "author", "subject", "keywords", "comments", "last_modified_by", "category")


def texts_of(data: bytes) -> Iterator[tuple[str, str]]:
    """Each with where it stands."""
    file = docx.Document(BytesIO(data))
    for number, paragraph in enumerate(file.element.body.iter(qn("w:p")), start=1):
        yield f"第{number}段", "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
    for section in file.sections:
        for footer in (section.footer, section.even_page_footer):
            yield from (("页脚", line.text) for line in footer.paragraphs)
    for name in ABOUT:
        yield "文件属性", str(getattr(file.core_properties, name) or "")
