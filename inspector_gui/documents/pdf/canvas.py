# mypy: allow-untyped-calls
"""Draws on reportlab's bare canvas. No text is ever read as markup."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from inspector_gui.documents import page_format
from inspector_gui.documents.page_format import Format
from inspector_gui.documents.pdf.archiving import archive
from inspector_gui.documents.pdf.embedding import embedded
from inspector_gui.documents.pdf.outline import contours
from inspector_gui.documents.pdf.qr import black_squares
from inspector_gui.documents.sfnt import Face
from inspector_gui.documents.surface import Ink, Run

PDF_VERSION = (1, 7)
LANGUAGE = "zh-CN"
MAKER = "收费检查工作台"
WATERMARK_SIZE, WATERMARK_GREY, WATERMARK_ANGLE = 170.0, 0.92, 45


class _Paper(Canvas):
    """reportlab's canvas, told by characters and faces what it is to write."""

    def font(self, face: Face) -> str:
        return embedded(face).getSubsetInternalName(0, self._doc)

    def codes(self, face: Face, text: str) -> str:
        return embedded(face).encoded(text, self._doc).hex()


class PdfSurface:
    """One PDF in memory. The same strokes give the same bytes."""

    def __init__(self, title: str, made_at: datetime, first_face: Face, format_: Format) -> None:
        self._buffer = BytesIO()
        self._paper = _Paper(
            self._buffer,
            pagesize=(format_.page_width, format_.page_height),
            pageCompression=1,
            pdfVersion=PDF_VERSION,
            invariant=1,
            initialFontName=embedded(first_face).fontName,
            lang=LANGUAGE,
        )
        self._describe(title, made_at)
        self._print_as_it_is()
        self._bookmarks, self._level = 0, -1
        self.begin_page(format_)

    def _describe(self, title: str, made_at: datetime) -> None:
        """Nobody's name: the file says what it is and what made it."""
        sheet = self._paper
        sheet.setTitle(title)
        sheet.setAuthor("")
        sheet.setSubject("")
        sheet.setCreator(MAKER)
        sheet.setProducer(MAKER)
        stamp = made_at.strftime("D:%Y%m%d%H%M%S%z")
        sheet.setDateFormatter(lambda *_now: f"{stamp[:-2]}'{stamp[-2:]}'")
        archive(sheet._doc, title, MAKER, made_at)  # noqa: SLF001

    def _print_as_it_is(self) -> None:
        """Life size, or the measures of the standard are lost; on both sides, bound at the left."""
        self._paper.setViewerPreference("PrintScaling", "None")
        self._paper.setViewerPreference("Duplex", "DuplexFlipLongEdge")
        self._paper.setViewerPreference("DisplayDocTitle", "true")

    def begin_page(self, format_: Format) -> None:
        self._format = format_
        self._paper.setPageSize((format_.page_width, format_.page_height))
        self._written: list[str] = []
        self._ruled: list[str] = []
        self._font: tuple[Face, float] | None = None
        self._gap, self._ink = 0.0, Ink.BLACK

    def text(
        self, x: float, y: float, runs: tuple[Run, ...], ink: Ink = Ink.BLACK, down: bool = False
    ) -> None:
        write = self._written.append
        if ink is not self._ink:
            write(ink.value)
            self._ink = ink
        write(f"{'0 -1 1 0' if down else '1 0 0 1'} {x:.2f} {y:.2f} Tm")
        for face, size, gap, text in runs:
            if (face, size) != self._font:
                write(f"{self._paper.font(face)} {size:g} Tf")
                self._font = face, size
            if gap != self._gap:
                write(f"{gap:.3f} Tc")
                self._gap = gap
            write(f"<{self._paper.codes(face, text)}> Tj")

    def rule(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        weight: float,
        ink: Ink = Ink.BLACK,
    ) -> None:
        (x1, y1), (x2, y2) = start, end
        colour = "" if ink is Ink.BLACK else f"{ink.value} "
        black = "" if ink is Ink.BLACK else f" {Ink.BLACK.value}"
        self._ruled.append(f"{colour}{weight:g} w {x1:.2f} {y1:.2f} m {x2:.2f} {y2:.2f} l S{black}")

    def bookmark(self, title: str, level: int, y: float) -> None:
        """A level that no entry has led to is raised to the one that has."""
        self._bookmarks += 1
        self._level = min(level, self._level + 1)
        key = f"b{self._bookmarks}"
        self._paper.bookmarkHorizontal(key, 0, y)
        self._paper.addOutlineEntry(title, key, self._level)

    def watermark(self, face: Face, word: str) -> None:
        """Drawn as shapes, once for all pages, so that copied text does not hold it."""
        name = f"watermark-{self._format.turned:d}-{word.encode().hex()}"
        if not self._paper.hasForm(name):
            self._draw_watermark(name, face, word)
        self._paper.doForm(name)

    def _draw_watermark(self, name: str, face: Face, word: str) -> None:
        sheet = self._paper
        width, height = self._format.page_width, self._format.page_height
        sheet.beginForm(name, 0, 0, width, height)
        sheet.setFillGray(WATERMARK_GREY)
        sheet.translate(width / 2, height / 2)
        sheet.rotate(WATERMARK_ANGLE)
        sheet.scale(WATERMARK_SIZE / face.units, WATERMARK_SIZE / face.units)
        sheet.translate(-face.units * len(word) / 2, -face.units * (page_format.ASCENT - 0.5))
        for character in word:
            self._draw_glyph(face, character)
            sheet.translate(face.units, 0)
        sheet.endForm()

    def _draw_glyph(self, face: Face, character: str) -> None:
        path = self._paper.beginPath()
        for contour in contours(face, character):
            path.moveTo(contour[0].start.x, contour[0].start.y)
            for curve in contour:
                path.curveTo(*curve.cubic())
            path.close()
        self._paper.drawPath(path, stroke=0, fill=1, fillMode=FILL_NON_ZERO)

    def scan_code(self, x: float, y: float, side: float, text: str) -> None:
        """Drawn once for all pages."""
        name = "scan-code-" + text.encode().hex()
        count, stretches = black_squares(text)
        if not self._paper.hasForm(name):
            self._paper.beginForm(name, 0, 0, count, count)
            self._paper.setFillGray(0)
            for column, row, length in stretches:
                self._paper.rect(column, count - 1 - row, length, 1, stroke=0, fill=1)
            self._paper.endForm()
        self._paper.saveState()
        self._paper.translate(x, y)
        self._paper.scale(side / count, side / count)
        self._paper.doForm(name)
        self._paper.restoreState()

    def end_page(self) -> None:
        self._paper.addLiteral("\n".join(self._ruled))
        self._paper.addLiteral("\n".join(("BT", *self._written, "ET")))
        self._paper.showPage()

    def finish(self) -> bytes:
        self._paper.save()
        return self._buffer.getvalue()
