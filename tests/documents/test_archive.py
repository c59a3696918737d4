"""PDF/A-2u as far as it can be checked without a validator: ISO 19005-2, rule by rule."""

import io
import re
import shutil
import subprocess

import pytest
from defusedxml import ElementTree
from fontTools.ttLib import TTFont
from PIL import Image, ImageCms
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from inspector_gui.documents.blocks import Annex, Heading, Paragraph, Title
from inspector_gui.documents.pdf.archiving import srgb_profile
from inspector_gui.documents.pdf.printing import print_pdf
from tests.documents.samples import FONTS, document

RARE = "王喆、李珺玥、张㛃、𠮷田，面积12㎡，①②，教财〔2026〕5号，☐属实，（一）“引”《书》——完……"
FORBIDDEN = {"/AA", "/OpenAction", "/JavaScript", "/Encrypt", "/XFA", "/EmbeddedFiles", "/SMask"}
PDFA, XMP = "{http://www.aiim.org/pdfa/ns/id/}", "{http://ns.adobe.com/xap/1.0/}"
STREAM = re.compile(rb"/Length (\d+)\b(?:(?!endobj).)*?>>\nstream\n", re.DOTALL)
CODES = re.compile(rb"<([0-9a-f]+)> Tj")


@pytest.fixture(scope="module")
def pdf():
    blocks = (
        Title(("标题&<甲>",)),
        Heading(1, "一、黑体"),
        Heading(2, "（一）楷体"),
        Paragraph(RARE * 40),
        Annex("附件", Title(("附表",))),
        Paragraph(RARE),
    )
    return print_pdf(document(*blocks, title="标题&<甲>", watermark="草稿"), FONTS)


@pytest.fixture(scope="module")
def reader(pdf):
    return PdfReader(io.BytesIO(pdf), strict=True)


def _objects(reader):
    for number in range(1, reader.trailer["/Size"]):
        yield reader.get_object(IndirectObject(number, 0, reader))


def _fonts(reader):
    for page in reader.pages:
        yield from page["/Resources"]["/Font"].items()


def test_no_reader_has_a_word_to_say(pdf, tmp_path):
    path = tmp_path / "文书.pdf"
    path.write_bytes(pdf)
    for tool, *arguments in (["pdffonts"], ["pdftotext"], ["pdfinfo"], ["qpdf", "--check"]):
        if found := shutil.which(tool):
            done = subprocess.run([found, *arguments, path], capture_output=True, check=True)
            assert done.stderr == b""


def test_fonts_are_objects_that_every_page_refers_to(reader):
    pages = [page["/Resources"]["/Font"] for page in reader.pages]
    assert len(pages) > 1
    for fonts in pages:
        assert all(isinstance(fonts.raw_get(name), IndirectObject) for name in fonts)


def test_the_head_and_the_streams_are_as_the_standard_has_them(pdf):
    first, second, _rest = pdf.split(b"\n", 2)
    assert first == b"%PDF-1.7"
    assert second[:1] == b"%"
    assert all(byte > 127 for byte in second[1:5])
    streams = list(STREAM.finditer(pdf))
    assert len(streams) == pdf.count(b"endstream")
    for stream in streams:
        end = stream.end() + int(stream[1])
        assert pdf[end : end + 11] == b"\nendstream\n"
    assert pdf.endswith(b"%%EOF\n")


def test_it_says_what_it_conforms_to_and_says_it_twice_alike(reader):
    metadata = reader.trailer["/Root"]["/Metadata"]
    assert "/Filter" not in metadata
    xmp = metadata.get_data().decode()
    tree = ElementTree.fromstring(xmp.split("?>", 1)[1].rsplit("<?", 1)[0])
    said = {element.tag: (element.text or "").strip() for element in tree.iter()}
    assert (said[f"{PDFA}part"], said[f"{PDFA}conformance"]) == ("2", "U")
    assert said["{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"] == reader.metadata["/Title"]
    day = said[f"{XMP}CreateDate"]
    digits = re.sub(r"[-:T]", "", day)
    assert reader.metadata["/CreationDate"] == f"D:{digits[:14]}+08'00'"
    assert day == said[f"{XMP}ModifyDate"] == "2025-09-18T16:42:00+08:00"


def test_its_colours_are_srgb(reader):
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    intent = intent.get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"]
    assert profile["/N"] == 3
    assert profile.get_data() == srgb_profile()


def test_the_profile_leaves_srgb_as_it_is():
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB IEC61966-2.1"
    picture = Image.new("RGB", (4, 1))
    picture.putdata([(255, 0, 0), (0, 0, 0), (255, 255, 255), (40, 120, 200)])
    same = ImageCms.profileToProfile(picture, ours, ImageCms.createProfile("sRGB"))
    for before, after in zip(picture.get_flattened_data(), same.get_flattened_data(), strict=True):
        assert after == pytest.approx(before, abs=1)


def test_nothing_acts_and_nothing_is_encrypted(reader):
    assert "/ID" in reader.trailer
    assert "/Encrypt" not in reader.trailer

    def keys(thing):
        if isinstance(thing, DictionaryObject):
            yield from thing
            if thing.get("/Filter") is not None:
                assert thing["/Filter"] in ("/FlateDecode", ["/FlateDecode"])
            thing = list(thing.values())
        if isinstance(thing, list | ArrayObject):
            for part in thing:
                if not isinstance(part, IndirectObject):
                    yield from keys(part)

    assert FORBIDDEN.isdisjoint(key for thing in _objects(reader) for key in keys(thing))


def test_every_code_that_is_drawn_has_a_glyph_its_width_and_its_character(reader):
    used: dict[str, set[int]] = {}
    for page in reader.pages:
        font = ""
        for line in page.get_contents().get_data().split(b"\n"):
            if line.endswith(b" Tf") or b" Tf " in line:
                font = line.split()[0].decode() if line.startswith(b"/") else font
            for shown in CODES.findall(line):
                raw = bytes.fromhex(shown.decode())
                codes = used.setdefault(font, set())
                codes |= {int.from_bytes(raw[n : n + 2]) for n in range(0, len(raw), 2)}
    fonts = dict(_fonts(reader))
    assert set(used) <= set(fonts)
    for name, codes in used.items():
        font = fonts[name].get_object()
        inner = font["/DescendantFonts"][0].get_object()
        assert inner["/CIDToGIDMap"] == "/Identity"
        program = TTFont(io.BytesIO(inner["/FontDescriptor"]["/FontFile2"].get_data()))
        map_ = font["/ToUnicode"].get_data().decode()
        told = dict(re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", map_, re.MULTILINE))
        widths = dict(zip(inner["/W"][::2], (one[0] for one in inner["/W"][1::2]), strict=True))
        assert 0 not in codes
        for code in codes:
            character = bytes.fromhex(told[f"{code:04X}"]).decode("utf-16-be")
            assert character not in ("\0", "\ufeff", "\ufffe")
            advance = program["hmtx"].metrics[program.getGlyphName(code)][0]
            ours = widths.get(code, inner["/DW"])
            assert ours == pytest.approx(advance * 1000 / program["head"].unitsPerEm, abs=1)


def test_only_grey_and_rgb_are_drawn_with(reader):
    contents = [page.get_contents().get_data() for page in reader.pages]
    forms = [one.get_data() for one in _objects(reader) if isinstance(one, StreamObject)]
    for stream in (*contents, *(form for form in forms if b" Tf" in form or b" re" in form)):
        words = set(stream.split())
        assert words.isdisjoint({b"k", b"K", b"cs", b"CS", b"sc", b"SC", b"scn", b"SCN", b"gs"})


def test_it_is_printed_life_size_and_on_both_sides(reader):
    wishes = reader.trailer["/Root"]["/ViewerPreferences"]
    assert wishes["/PrintScaling"] == "/None"
    assert wishes["/Duplex"] == "/DuplexFlipLongEdge"
    assert wishes["/DisplayDocTitle"] is True or wishes["/DisplayDocTitle"].value is True
