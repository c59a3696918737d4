# mypy: allow-untyped-calls
"""Embeds a face in a PDF: only the glyphs in use, and a true way back to every character."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from threading import Lock
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc, pdfmetrics

from inspector_gui.documents.pdf.subset import cut
from inspector_gui.documents.sfnt import Face

SYMBOLIC = 4
MOST_IN_A_MAP = 100
FULL_WIDTH = 1000


_REGISTERING = Lock()


def embedded(face: Face) -> EmbeddedFont:
    """This face as reportlab knows it, registered once whichever thread comes first."""
    with _REGISTERING:
        return _registered(face)


@cache
def _registered(face: Face) -> EmbeddedFont:
    font = EmbeddedFont(f"{face.postscript_name}:{face.path}", face)
    pdfmetrics.registerFont(font)
    return font


class _Codes(dict[int, int]):
    """Two-byte codes in the order of first use: code n is glyph n of the subset."""

    name = ""

    def __missing__(self, character: int) -> int:
        code = self[character] = len(self) + 1
        return code


class _NamedFace:
    """What reportlab files fonts under."""

    def __init__(self, name: str) -> None:
        self.name = name


class EmbeddedFont:
    """A face as reportlab's canvas wants a font, written as a CID font with Identity codes.

    reportlab's own TTFont cuts a Chinese text into fonts of 256 characters, and characters beyond
    U+FFFF are copied from its PDF as something else.
    """

    _multiByte = 1  # noqa: N815
    _dynamicFont = 1  # noqa: N815
    shapable = False

    def __init__(self, name: str, face: Face) -> None:
        self.fontName = name
        self.face = _NamedFace(name)
        self._face = face
        self._codes: WeakKeyDictionary[pdfdoc.PDFDocument, _Codes] = WeakKeyDictionary()

    def stringWidth(self, text: str, size: float, **_encoding: str) -> float:
        return sum(map(self._face.width, text)) * size

    def encoded(self, text: str, doc: pdfdoc.PDFDocument) -> bytes:
        return text.translate(self._codes_of(doc)).encode("utf-16-be")

    def splitString(self, text: str, doc: pdfdoc.PDFDocument) -> list[tuple[int, bytes]]:
        return [(0, self.encoded(text, doc))]

    def getSubsetInternalName(self, _subset: int, doc: pdfdoc.PDFDocument) -> str:
        codes = self._codes_of(doc)
        if not codes.name:
            codes.name = f"/F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = codes.name
            doc.delayedFonts.append(self)
        return codes.name

    def _codes_of(self, doc: pdfdoc.PDFDocument) -> _Codes:
        return self._codes.setdefault(doc, _Codes())

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """reportlab calls this once, when all text is known."""
        codes = self._codes.pop(doc)
        key = codes.name.removeprefix("/")
        program = cut(self._face, [self._face.glyphs[character] for character in codes])
        name = f"{_tag(program)}+{self._face.postscript_name}"
        font = pdfdoc.PDFDictionary({
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([self._descendant(doc, codes, name, program)]),
            "ToUnicode": _stream(doc, to_unicode(codes).encode(), f"unicode:{key}"),
        })  # fmt: skip
        doc.idToObject["BasicFonts"].dict[key] = doc.Reference(font, key)

    def _descendant(
        self, doc: pdfdoc.PDFDocument, codes: _Codes, name: str, program: bytes
    ) -> pdfdoc.PDFObjectReference:
        system = {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString("Identity"),
            "Supplement": 0,
        }
        font = pdfdoc.PDFDictionary({
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "CIDToGIDMap": pdfdoc.PDFName("Identity"),
            "DW": FULL_WIDTH,
            "W": pdfdoc.PDFArray(list(self._widths(codes))),
            "FontDescriptor": self._descriptor(doc, codes, name, program),
        })  # fmt: skip
        return _reference(doc, font, f"cid:{codes.name}")

    def _widths(self, codes: _Codes) -> Iterator[object]:
        """Those that are not full squares, as the pairs "code [width]"."""
        for character, code in codes.items():
            width = round(self._face.width(chr(character)) * FULL_WIDTH)
            if width != FULL_WIDTH:
                yield code
                yield pdfdoc.PDFArray([width])

    def _descriptor(
        self, doc: pdfdoc.PDFDocument, codes: _Codes, name: str, program: bytes
    ) -> pdfdoc.PDFObjectReference:
        scale = FULL_WIDTH / self._face.units
        ascent, descent = round(self._face.ascent * scale), round(self._face.descent * scale)
        file = _stream(doc, program, f"file:{codes.name}", Length1=len(program))
        descriptor = pdfdoc.PDFDictionary({
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray([round(edge * scale) for edge in self._face.box]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": ascent,
            "StemV": 80,
            "FontFile2": file,
        })  # fmt: skip
        return _reference(doc, descriptor, f"descriptor:{codes.name}")


def to_unicode(codes: dict[int, int]) -> str:
    """From codes back to characters; those beyond U+FFFF as surrogate pairs."""
    pairs = [
        f"<{code:04X}> <{chr(character).encode('utf-16-be').hex().upper()}>"
        for character, code in codes.items()
    ]
    parts = [pairs[n : n + MOST_IN_A_MAP] for n in range(0, len(pairs), MOST_IN_A_MAP)]
    body = "\n".join(
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _stream(
    doc: pdfdoc.PDFDocument, content: bytes, name: str, **entries: int
) -> pdfdoc.PDFObjectReference:
    stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
    stream.dictionary.dict.update(entries)
    return _reference(doc, stream, name)


def _reference(
    doc: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject, name: str
) -> pdfdoc.PDFObjectReference:
    reference: pdfdoc.PDFObjectReference = doc.Reference(thing, name)
    return reference


def _tag(program: bytes) -> str:
    """Six letters that tell one subset from another, and the same subset always alike."""
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
