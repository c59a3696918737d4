# mypy: allow-untyped-calls
"""58 feedback sheets, the same text set by ours, by reportlab's Platypus and by a warm Typst.

Typst is wanted for this alone: pip install '.[bench]'. Neither knows the grid, the boxes to sign in
or the gate; they set titles, headings, paragraphs and tables.
"""

import html
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from benchmarks.measure import Result, in_turns, timed
from benchmarks.sheets import ready

ROUNDS = 3
LINE = 440.0
SERIF, SANS = "NotoSerifSC-Regular", "NotoSansSC-Bold"


def run() -> Iterator[Result]:
    from inspector_gui.documents.fonts import fonts
    from inspector_gui.documents.pdf.printing import print_pdf

    documents, faces = ready(), fonts()

    def ours() -> list[bytes]:
        return [print_pdf(document, faces) for document in documents]

    ours()
    name = f"typesetters.{len(documents)}"
    platypus = _Platypus()
    mine, theirs = in_turns(
        lambda: timed(ours), lambda: timed(lambda: [platypus.set(d) for d in documents]), ROUNDS
    )
    yield Result(f"{name}.platypus", mine, theirs, "ms", None)
    typst = _typst()
    if typst is None:
        return
    mine, theirs = in_turns(
        lambda: timed(ours), lambda: timed(lambda: [typst(d) for d in documents]), ROUNDS
    )
    yield Result(f"{name}.typst", mine, theirs, "ms", None)


def _texts(document: Any) -> Iterator[tuple[str, Any]]:
    """Blocks as kinds and plain texts; a table as its rows."""
    from inspector_gui.documents import blocks

    for block in _flat(document.blocks):
        if isinstance(block, blocks.Fields):
            yield (
                "table",
                [[str(t) for pair in row for t in map(_plain, pair)] for row in block.rows],
            )
        elif isinstance(block, blocks.Table):
            head = [column.head for column in block.columns]
            yield "table", [head, *([_plain(cell) for cell in row] for row in block.rows)]
        else:
            content = "".join(_plain(text) for text in blocks.texts_in(block))
            if content.strip():
                kind = type(block).__name__
                yield (
                    ("title" if kind == "Title" else "head" if kind == "Heading" else "text"),
                    content,
                )


def _flat(blocks_: Sequence[Any]) -> Iterator[Any]:
    from inspector_gui.documents.blocks import Annex, Together

    for block in blocks_:
        if isinstance(block, Together):
            yield from _flat(block.blocks)
        elif isinstance(block, Annex):
            yield block.title
        else:
            yield block


def _plain(text: Any) -> str:
    from inspector_gui.documents.blocks import plain

    return plain(text)


class _Platypus:
    """Paragraphs and tables as its manual shows them; user text is escaped first."""

    def __init__(self) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        from inspector_gui.documents.fonts import OWN_FOLDER

        for name in (SERIF, SANS):
            pdfmetrics.registerFont(TTFont(name, str(OWN_FOLDER / f"{name}.ttf")))
        common = {"wordWrap": "CJK", "leading": 29}
        self._styles = {
            "title": ParagraphStyle("t", fontName=SANS, fontSize=22, alignment=1, **common),
            "head": ParagraphStyle("h", fontName=SANS, fontSize=16, firstLineIndent=32, **common),
            "text": ParagraphStyle("p", fontName=SERIF, fontSize=16, firstLineIndent=32, **common),
            "cell": ParagraphStyle("c", fontName=SERIF, fontSize=10, wordWrap="CJK", leading=15),
        }

    def set(self, document: Any) -> bytes:
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

        story: list[Any] = []
        for kind, what in _texts(document):
            if kind != "table":
                story.append(Paragraph(html.escape(what), self._styles[kind]))
                continue
            width = max(map(len, what))
            cell = self._styles["cell"]
            rows = [[Paragraph(html.escape(c), cell) for c in row] for row in what]
            full = [row + [""] * (width - len(row)) for row in rows]
            story.append(Table(full, colWidths=[LINE / width] * width, repeatRows=1))
        buffer = BytesIO()
        SimpleDocTemplate(buffer, leftMargin=79, rightMargin=74, topMargin=105).build(story)
        return buffer.getvalue()


def _typst() -> Any:
    """A compiler that stays warm, or None where Typst is not installed."""
    try:
        import typst  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return None
    from inspector_gui.documents.fonts import OWN_FOLDER

    compiler = typst.Compiler(font_paths=[str(OWN_FOLDER)], ignore_system_fonts=True)
    page = (
        '#set page(paper: "a4", margin: (left: 28mm, right: 26mm, top: 37mm, bottom: 35mm))\n'
        '#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 13pt)\n"
    )

    def set_(document: Any) -> bytes:
        source = page + "\n\n".join(_typst_block(*text) for text in _texts(document))
        made: Any = compiler.compile(source.encode(), format="pdf")
        return bytes(made)

    return set_


def _typst_block(kind: str, what: Any) -> str:
    if kind == "table":
        width = max(map(len, what))
        cells = ", ".join(_quoted(c) for row in what for c in row + [""] * (width - len(row)))
        return f"#text(size: 10pt)[#table(columns: {width}, {cells})]"
    size = ", size: 22pt" if kind == "title" else ""
    return f"#text(weight: {700 if kind != 'text' else 400}{size}, {_quoted(what)})"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
