"""What the office gets in Word: the same text, the grid of the standard, fonts by name."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from db.errors import InspectionError
from inspector_gui.documents.blocks import (
    Addressee,
    Align,
    Annex,
    Aside,
    Attachments,
    Blank,
    Break,
    Column,
    EndMatter,
    Fields,
    FillIn,
    Gap,
    Heading,
    Label,
    LetterEnd,
    LetterHead,
    Mixed,
    Note,
    Paragraph,
    Question,
    RedHead,
    Sealed,
    Signing,
    SignOff,
    Table,
    Title,
    Together,
    plain,
    texts_in,
)
from inspector_gui.documents.document import PAGE_COUNT
from inspector_gui.documents.release import checked_docx, release_docx
from inspector_gui.documents.word.reading import texts_of
from inspector_gui.documents.word.writing import write_docx
from tests.documents.samples import document, squeezed

LETTER = (
    RedHead("示例市教育局文件", "示教财〔2025〕21号"),
    Gap(2),
    Title(("示例市教育局", "关于示例市第三高级中学", "教育收费问题的", "整改通知书")),
    Gap(),
    Addressee("示例市第三高级中学："),
    Paragraph("根据安排，检查组进行了检查。<b>&lt;甲</b>"),
    Heading(1, "一、检查认定的问题"),
    Heading(2, "（一）补课乱收费"),
    Paragraph(Mixed((Label("依据："), "《规定》第一条。"))),
    Together((Paragraph("可以反映。", leads=True), Sealed("示例市教育局", "2025年10月9日"))),
    EndMatter("抄送：区教育局。", "示例市教育局办公室", "2025年10月9日印发"),
)
EVERYTHING = (
    *LETTER,
    LetterHead("示例市教育局", "示教财函〔2025〕1号"),
    Aside("编号：1"),
    Fields(((("名", "甲"), ("值", "乙")), (("长", "丙\n丁"),))),
    Table((Column("列", 0.4), Column("数", 0.6, Align.RIGHT)), (("子", "1.00"),), ("合计", "1.00")),
    FillIn(("写：", Blank(3), "年", Blank())),
    Question("1.问", ("A 甲", "B 乙"), (FillIn((Blank(),)),)),
    Signing((Paragraph("末尾"),), (SignOff((FillIn(("人：", Blank())),), ()), Note("说明"))),
    Attachments("附件：", ("1.表一", "2.表二")),
    Annex("附件1", Title(("宽表",)), turned=True),
    Break(),
    Annex("附件2", Title(("窄表",))),
    LetterEnd("抄送：某局。"),
)


def opened(*blocks, **changes):
    return docx.Document(io.BytesIO(write_docx(document(*blocks, **changes))))


def test_every_text_of_every_block_is_there_in_order():
    told = [text for place, text in texts_of(write_docx(document(*EVERYTHING))) if "段" in place]
    written, at = squeezed("".join(told)), 0
    for text in texts_in(EVERYTHING):
        part = squeezed(plain(text))
        if part not in ("left", "right"):
            at = written.find(part, at - 40 if part == "人：" else 0)
            assert at >= 0, part


def test_the_page_is_the_standards():
    file = opened(*LETTER)
    (section,) = file.sections
    margins = section.top_margin, section.left_margin, section.right_margin, section.bottom_margin
    assert [round(margin.mm, 1) for margin in margins] == [37.0, 28.0, 26.0, 35.0]
    grid = section._sectPr.find(qn("w:docGrid"))
    lines = (297 - 37 - 35) / 25.4 * 72 * 20 / int(grid.get(qn("w:linePitch")))
    assert int(lines + 0.05) == 22
    spacing = file.styles["Normal"].element.rPr.find(qn("w:spacing"))
    assert 156 / 25.4 * 72 // (16 + int(spacing.get(qn("w:val"))) / 20) == 28


def test_fonts_are_the_names_an_office_knows():
    file = opened(*LETTER)
    by_text = {
        run.text: (run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt)
        for line in file.paragraphs
        for run in line.runs
    }
    assert by_text["一、检查认定的问题"] == ("黑体", 16)
    assert by_text["（一）补课乱收费"] == ("楷体_GB2312", 16)
    assert by_text["依据："] == ("楷体_GB2312", 16)
    assert by_text["《规定》第一条。"] == ("仿宋_GB2312", 16)
    assert by_text["示例市教育局文件"][0] == "方正小标宋简体"
    assert any(name == "方正小标宋简体" and size == 22 for name, size in by_text.values())


def test_a_wide_annex_is_turned_and_the_next_is_not():
    widths = [round(section.page_width.mm) for section in opened(*EVERYTHING).sections]
    assert widths == [210, 297, 210]


def test_properties_stand_in_the_order_of_the_schema():
    root = opened(*EVERYTHING).element
    order = ["keepNext", "pBdr", "snapToGrid", "spacing", "ind", "jc", "outlineLvl"]
    for properties in root.iter(qn("w:pPr")):
        names = [one.tag.split("}")[1] for one in properties]
        known = [order.index(name) for name in names if name in order]
        assert known == sorted(known)


def test_the_file_says_what_it_is_and_nobodys_name():
    data = write_docx(document(*LETTER, title="整改通知书"))
    file = docx.Document(io.BytesIO(data))
    about = file.core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == (
        "整改通知书", "", "", "",
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert b"python-docx" not in b"".join(map(parts.read, parts.namelist()))


def test_what_the_gate_refuses_in_print_it_refuses_in_word(tmp_path):
    leaky = document(*LETTER, Paragraph("家长电话13900001111"))
    with pytest.raises(InspectionError, match="个人信息"):
        release_docx(leaky, tmp_path / "通知.docx")
    assert list(tmp_path.iterdir()) == []
    by_team = document(Paragraph("责令退还。"))
    with pytest.raises(InspectionError, match="责令"):
        checked_docx(replace(by_team, by_team=True))


def test_what_the_writer_would_leak_is_found_in_the_file(monkeypatch, tmp_path):
    """The gate reads the file, not only what was to be in it."""
    from inspector_gui.documents.word import writing

    def leak(file, _document):
        file.core_properties.author = "13900001111"

    monkeypatch.setattr(writing, "_describe", leak)
    with pytest.raises(InspectionError, match="文件属性"):
        release_docx(document(*LETTER, by_team=False), tmp_path / "通知.docx")


def test_the_foot_has_the_number_of_the_page_and_not_the_count_of_the_print():
    file = opened(*LETTER, footer=f"编号：1　第1版　共{PAGE_COUNT}页　打印")
    section = file.sections[0]
    assert section.footer.paragraphs[0].text == "—  —"
    assert PAGE_COUNT not in "".join(line.text for line in section.footer.paragraphs)
    assert "编号：1　第1版" in section.footer.paragraphs[1].text
