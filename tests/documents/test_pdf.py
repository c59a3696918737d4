"""What is in the PDF: every character visible and copyable, fonts embedded, nobody's name."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from pypdf import PdfReader

from db.errors import InspectionError
from inspector_gui.documents.blocks import Column, Heading, Label, Mixed, Paragraph, Table, Title
from inspector_gui.documents.pdf.printing import print_pdf
from tests.documents.samples import (
    FONTS,
    document,
    pdfium_pages,
    poppler_texts,
    pypdf_pages,
    squeezed,
)

RARE = "王喆、李珺玥、张㛃、𠮷田，面积12㎡，①②，教财〔2026〕5号，☐属实，（一）“引”《书》——完……"
MARKUP = "<b>&lt;金额<500元</b> <img src='file:///etc/passwd'/> %s {school} \\(x\\) ]>> endstream"


@pytest.fixture
def printed(tmp_path):
    def write(*blocks, **changes):
        path = tmp_path / "文书.pdf"
        path.write_bytes(print_pdf(document(*blocks, **changes), FONTS))
        return path

    return write


@pytest.mark.parametrize("text", [RARE, MARKUP])
def test_three_readers_copy_what_was_written(printed, text):
    cells = Table((Column("名", 0.4), Column("值", 0.6)), ((text, text),))
    path = printed(Title((text[:18],)), Heading(2, text), Paragraph(text), cells)
    body = squeezed(text)
    for read in (pdfium_pages(path)[0], pypdf_pages(path)[0], *poppler_texts(path)):
        assert squeezed(read).count(body) >= 2


def test_rare_characters_are_drawn_and_not_boxes(printed):
    """Each has ink, and other ink than the "missing" glyph."""
    pictures = []
    for character in "喆㛃𠮷㎡①〔☐":
        with pypdfium2.PdfDocument(printed(Paragraph(character * 20))) as file:
            page = file[0].render(scale=1).to_pil().convert("L")
            pictures.append(page.crop((80, 100, 520, 140)).tobytes())
    assert len(set(pictures)) == len(pictures)
    assert all(min(picture) < 200 for picture in pictures)


def test_fonts_are_embedded_subsets_and_there_are_no_others(printed):
    headings = Heading(1, "一、黑体"), Heading(2, "（一）楷体")
    path = printed(Title(("标题",)), *headings, Paragraph(RARE))
    fonts = PdfReader(path).pages[0]["/Resources"]["/Font"]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert len(names) == 4
    for font in fonts.values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        assert descriptor["/FontName"][7] == "+"
        assert len(descriptor["/FontFile2"].get_object().get_data()) < 100_000


def test_the_file_says_what_it_is_and_nobodys_name(printed):
    reader = PdfReader(printed(Heading(1, "一、情况"), Paragraph("正文"), title="××学校反馈单"))
    properties = reader.metadata
    assert properties["/Title"] == "××学校反馈单"
    assert properties["/Author"] == properties["/Subject"] == properties["/Keywords"] == ""
    assert properties["/Producer"] == properties["/Creator"] == "收费检查工作台"
    assert properties["/CreationDate"] == "D:20250918164200+08'00'"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"


def test_headings_are_bookmarks_at_their_place(printed):
    blocks = [Heading(1, "一、情况"), Heading(2, "（一）问题"), *[Paragraph("正文" * 200)] * 3]
    reader = PdfReader(printed(*blocks, Heading(1, "二、建议"), Paragraph("正文")))
    first, (second,), third = reader.outline
    titles = [entry.title for entry in (first, second, third)]
    assert titles == ["一、情况", "（一）问题", "二、建议"]
    assert reader.get_destination_page_number(first) == 0
    assert reader.get_destination_page_number(third) == 2
    assert first.top > second.top


def test_the_same_document_gives_the_same_bytes_and_time_changes_only_the_date():
    one = document(Paragraph(RARE))
    later = replace(one, printed_at=one.printed_at + timedelta(hours=1))
    assert print_pdf(one, FONTS) == print_pdf(one, FONTS)
    assert print_pdf(one, FONTS) != print_pdf(later, FONTS)
    assert one.content_hash == later.content_hash
    assert one.content_hash != document(Paragraph(f"{RARE}。")).content_hash


def test_documents_set_at_the_same_time_do_not_mix():
    printed = [document(Paragraph(f"{RARE}{chr(0x4E00 + n)}" * 9)) for n in range(6)]
    alone = [print_pdf(one, FONTS) for one in printed]
    pause = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda one: print_pdf(one, FONTS), printed * 5))
    finally:
        sys.setswitchinterval(pause)
    assert together == alone * 5


def test_the_hash_knows_where_one_text_ends():
    assert (
        document(Paragraph("甲乙"), Paragraph("丙")).content_hash
        != document(Paragraph("甲"), Paragraph("乙丙")).content_hash
    )


def test_a_draft_is_marked_behind_its_text_and_not_in_it(printed):
    path = printed(Paragraph("正文" * 900), watermark="草稿")
    plain = printed(Paragraph("正文" * 900)).read_bytes()
    path = printed(Paragraph("正文" * 900), watermark="草稿")
    assert path.read_bytes() != plain
    assert "草稿" not in "".join(pdfium_pages(path)) + "".join(pypdf_pages(path))
    with pypdfium2.PdfDocument(path) as file:
        for page in file:
            shades = set(page.render(scale=1).to_pil().convert("L").tobytes())
            assert any(225 <= shade <= 240 for shade in shades)
    reader = PdfReader(path)
    streams = [page.get_contents().get_data() for page in reader.pages]
    assert all(0 < stream.find(b" Do") < stream.find(b"BT") for stream in streams)


@pytest.mark.parametrize("text", ["公示😀", "公示\x00", "公示\u202e", "公示\ue000"])
def test_printing_stops_rather_than_leave_out_a_character(text):
    for block in (Paragraph(text), Heading(1, text), Table((Column("列", 1.0),), ((text,),))):
        with pytest.raises(InspectionError, match=r"U\+"):
            print_pdf(document(block), FONTS)


def test_ends_of_lines_and_tabs_are_understood(printed):
    text = Mixed((Label("说明："), "第一段\r\n第二段\t表\n\n  第三段  "))
    (page,) = pdfium_pages(printed(Paragraph(text)))
    lines = [line.strip() for line in page.splitlines()]
    assert lines[:3] == ["说明：第一段", "第二段 表", "第三段"]


def test_the_file_is_sound(printed):
    path = printed(Title(("标题",)), Paragraph(RARE * 60), watermark="草稿")
    if qpdf := shutil.which("qpdf"):
        subprocess.run([qpdf, "--check", path], check=True)
    with pypdfium2.PdfDocument(path) as file:
        assert len(file) == len(PdfReader(path, strict=True).pages) > 1


def test_describing_a_document_loads_no_heavy_library():
    code = (
        "import sys, inspector_gui.documents.release, inspector_gui.documents.typeset\n"
        "from inspector_gui.documents.fonts import missing_characters\n"
        "assert missing_characters('王喆') == []\n"
        "print(sorted({'reportlab', 'PIL', 'pypdfium2', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
