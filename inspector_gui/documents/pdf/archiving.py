# mypy: allow-untyped-calls
"""What makes a PDF fit for an archive: PDF/A-2u after ISO 19005-2.

Its own description (XMP), the colours that its numbers mean, and streams that end as the standard
wants. Fonts, Unicode and structure are made so elsewhere.
"""

from __future__ import annotations

import struct
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

PART, CONFORMANCE = 2, "U"
RGB_COMPONENTS = 3
PROFILE_NAME = "sRGB IEC61966-2.1"
D50 = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Of sRGB, adapted to D50 (IEC 61966-2-1, ICC.1:2001-04)."""
CURVE_POINTS, PROFILE_HEADER = 256, 128


class Stream(pdfdoc.PDFStream):
    """reportlab's stream, with the end of line before `endstream` that ISO 19005-2 6.1.7 wants."""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


def archive(doc: pdfdoc.PDFDocument, title: str, maker: str, made_at: datetime) -> None:
    """Say in the catalogue what the file conforms to. Nobody's name is in it."""
    catalogue = doc.Catalog
    keys = [*catalogue.__NoDefault__, "OutputIntents"]
    vars(catalogue).update(
        __NoDefault__=keys,
        __Refs__=keys,
        Metadata=_metadata(title, maker, made_at),
        OutputIntents=pdfdoc.PDFArray([_output_intent(doc)]),
    )


def _metadata(title: str, maker: str, made_at: datetime) -> Stream:
    """Not compressed, so that an archive can read it without a PDF reader."""
    stream = Stream(content=_xmp(title, maker, made_at.isoformat(timespec="seconds")).encode())
    names = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    stream.dictionary.dict.update(names)
    return stream


def _xmp(title: str, maker: str, moment: str) -> str:
    """The same as in the information dictionary."""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>{PART}</pdfaid:part>
<pdfaid:conformance>{CONFORMANCE}</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{escape(maker)}</pdf:Producer>
<xmp:CreatorTool>{escape(maker)}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _output_intent(doc: pdfdoc.PDFDocument) -> pdfdoc.PDFObjectReference:
    """Black and red are meant as sRGB."""
    profile = Stream(content=srgb_profile(), filters=[pdfdoc.PDFZCompress])
    profile.dictionary.dict["N"] = RGB_COMPONENTS
    intent = pdfdoc.PDFDictionary({
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(PROFILE_NAME),
        "Info": pdfdoc.PDFString(PROFILE_NAME),
        "DestOutputProfile": doc.Reference(profile),
    })  # fmt: skip
    reference: pdfdoc.PDFObjectReference = doc.Reference(intent)
    return reference


@cache
def srgb_profile() -> bytes:
    """An ICC profile of version 2.1 for sRGB, made from its published numbers."""
    curve = b"curv" + struct.pack(">4xI", CURVE_POINTS) + _curve()
    tags = {
        b"desc": _description(PROFILE_NAME.encode()),
        b"cprt": b"text" + bytes(4) + b"No copyright, use freely\0",
        b"wtpt": _xyz(D50),
        **{tag: _xyz(colour) for tag, colour in PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    table, body = [struct.pack(">I", len(tags))], bytearray()
    begin = PROFILE_HEADER + 4 + 12 * len(tags)
    offsets: dict[bytes, int] = {}
    for tag, data in tags.items():
        if data not in offsets:
            offsets[data] = begin + len(body)
            body += data + bytes(-len(data) % 4)
        table.append(struct.pack(">4sII", tag, offsets[data], len(data)))
    return _header(begin + len(body)) + b"".join(table) + bytes(body)


def _header(size: int) -> bytes:
    parts = struct.pack(">I4xI4s4s4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    made = struct.pack(">6H", 2001, 4, 1, 0, 0, 0)
    header = parts + made + b"acsp" + bytes(28) + _xyz(D50)[8:]
    return header + bytes(PROFILE_HEADER - len(header))


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return b"XYZ " + struct.pack(">4x3i", *(round(part * 0x10000) for part in colour))


def _curve() -> bytes:
    shares = (n / (CURVE_POINTS - 1) for n in range(CURVE_POINTS))
    light = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return struct.pack(f">{CURVE_POINTS}H", *(round(part * 0xFFFF) for part in light))


def _description(name: bytes) -> bytes:
    """In ASCII; its places for Unicode and Macintosh names stay empty."""
    return b"desc" + struct.pack(">4xI", len(name) + 1) + name + bytes(1 + 12 + 67)
