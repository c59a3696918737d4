"""The right face for each character, and a sentence when there is none."""

import shutil

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from pypdf import PdfReader

from db.errors import InspectionError
from inspector_gui.documents import fonts as fonts_module
from inspector_gui.documents.blocks import Paragraph
from inspector_gui.documents.fonts import OWN_FOLDER, Fonts, Origin, Role, missing_characters
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.documents.release import release
from inspector_gui.documents.sfnt import FontError, open_face
from tests.documents.samples import FONTS, document, feedback, pdfium_pages

RARE = "王喆李珺玥㛃𠮷㎡①〔2026〕☐堃昇瑄璟赟"


def make_font(path, characters, *, embedding=0, family="Test"):
    """A small TrueType font with one square for all its characters."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    names = {ord(c): f"u{ord(c):X}" for c in characters}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys((".notdef", *names.values()), pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", *names.values()), (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "psName": family.replace(" ", "")})
    builder.setupOS2(fsType=embedding)
    builder.setupPost()
    builder.save(path)


@pytest.mark.parametrize("role", Role)
def test_every_role_prints_rare_names(role):
    assert FONTS.missing_characters(RARE, role) == []
    assert len(FONTS.lettering(role).widths(RARE)) == len(RARE)


def test_the_rarest_name_comes_from_the_last_face_of_the_chain():
    lettering = FONTS.lettering(Role.BODY)
    lettering.widths("王𠮷田")
    faces = [face.path.stem for face, _text in lettering.by_face("王𠮷田")]
    assert faces == ["NotoSerifSC-Regular", "InspectorKai-Regular", "NotoSerifSC-Regular"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收费😀公示", "“😀”（U+1F600）"),
        ("收费\x07公示", "看不见的字符U+0007"),
        ("收费\u200b公示", "看不见的字符U+200B"),
        ("收费\ufe0f公示", "看不见的字符U+FE0F"),
        ("收费\ud800公示", "看不见的字符U+D800"),
    ],
)
def test_a_character_that_no_font_has_is_named(text, said):
    with pytest.raises(InspectionError, match="没有字体可以打印") as caught:
        FONTS.lettering(Role.BODY).widths(text)
    assert said in str(caught.value)
    assert "收费" in str(caught.value)


def test_forms_can_ask_beforehand():
    assert missing_characters("王喆\n第二段\t表") == []
    assert missing_characters("好😀😀\u200b") == ["😀", "\u200b"]


def test_the_bureaus_folder_comes_first(tmp_path):
    make_font(tmp_path / "任意名.ttf", "收费", family="FangSong_GB2312")
    used = {use.role: use for use in Fonts(tmp_path, machine=False).in_use()}
    assert used[Role.BODY].origin is Origin.BUREAU
    assert used[Role.BODY].name == "FangSong_GB2312"
    assert used[Role.HEI].origin is Origin.OWN


def test_a_font_of_the_bureau_may_bring_a_character_nobody_else_has(tmp_path):
    make_font(tmp_path / "rare.ttf", "\U0002ceef", family="Rare Names")
    assert Fonts(machine=False).missing_characters("\U0002ceef") == ["\U0002ceef"]
    assert Fonts(tmp_path, machine=False).missing_characters("\U0002ceef") == []


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine whose only fonts lie here."""
    folder = tmp_path / "machine"
    folder.mkdir()
    caches = fonts_module._machine_fonts, fonts_module._machine_names
    monkeypatch.setattr(fonts_module, "_machine_folders", lambda: [folder])
    for cach in caches:
        cach.cache_clear()
    yield folder
    for one in caches:
        one.cache_clear()


def body_of(fonts):
    (use,) = [use for use in fonts.in_use() if use.role is Role.BODY]
    return use.origin, use.name


def test_a_face_in_a_collection_is_found_and_printed_with(machine, tmp_path):
    for family in ("Other", "FangSong"):
        make_font(tmp_path / f"{family}.ttf", "检查收费", family=family)
    collection = TTCollection()
    collection.fonts = [TTFont(tmp_path / f"{name}.ttf") for name in ("Other", "FangSong")]
    collection.save(machine / "system.ttc")
    fonts = Fonts()
    assert body_of(fonts) == (Origin.MACHINE, "FangSong")
    pdf = print_pdf(document(Paragraph("检查收费")), fonts)
    (tmp_path / "文书.pdf").write_bytes(pdf)
    assert "检查收费" in pdfium_pages(tmp_path / "文书.pdf")[0]
    used = PdfReader(tmp_path / "文书.pdf").pages[0]["/Resources"]["/Font"]
    assert any("FangSong" in font.get_object()["/BaseFont"] for font in used.values())


def test_an_otf_with_truetype_outlines_is_found_by_the_name_inside(machine):
    make_font(machine / "anything.otf", "检查收费", family="仿宋_GB2312")
    assert body_of(Fonts())[0] is Origin.MACHINE


def test_a_font_that_cannot_be_embedded_is_passed_over_without_a_word(machine):
    (machine / "simfang.otf").write_bytes(b"OTTO" + bytes(200))
    (machine / "broken.ttc").write_bytes(b"ttcf" + b"\xff" * 60)
    (machine / "empty.ttf").write_bytes(b"")
    assert body_of(Fonts())[0] is Origin.OWN


def make_postscript_font(path, family):
    """A small font with PostScript outlines (CFF), sound in itself."""
    pen = T2CharStringPen(1000, None)
    pen.moveTo((0, 0))
    for point in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "one"])
    builder.setupCharacterMap({ord("检"): "one"})
    strings = {name: pen.getCharString() for name in (".notdef", "one")}
    builder.setupCFF("PostScript", {"FullName": "PostScript"}, strings, {})
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "one"), (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "psName": "PostScript"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_a_font_with_postscript_outlines_is_refused_with_a_sentence(machine, tmp_path):
    """Found by the name inside, on the machine and in the bureau's folder; our own is used."""
    folder = tmp_path / "字体"
    folder.mkdir()
    make_postscript_font(machine / "system.otf", "仿宋_GB2312")
    make_postscript_font(folder / "我局仿宋.otf", "FangSong")
    fonts = Fonts(folder)
    assert body_of(fonts)[0] is Origin.OWN
    why = "它是 PostScript 轮廓的字体（CFF），不能嵌入文书；请换用同名的 TrueType 字体（.ttf）。"
    assert fonts.refused() == [
        f"没有用“我局仿宋.otf”作仿宋：{why}",
        f"没有用“system.otf”作仿宋：{why}",
    ]
    make_font(machine / "simfang.ttf", "检查收费")
    fonts_module._machine_fonts.cache_clear()
    assert Fonts(folder).refused() == []


def test_a_font_that_may_not_be_embedded_is_refused_with_a_sentence(machine):
    make_font(machine / "simfang.ttf", "检查收费", embedding=2)
    (said,) = Fonts().refused()
    assert said == "没有用“simfang.ttf”作仿宋：它的许可不允许嵌入文书；请换用允许嵌入的字体。"


def test_the_bureaus_folder_may_hold_collections(tmp_path):
    make_font(tmp_path / "a.ttf", "检", family="FangSong")
    collection = TTCollection()
    collection.fonts = [TTFont(tmp_path / "a.ttf")]
    folder = tmp_path / "字体"
    folder.mkdir()
    collection.save(folder / "单位.ttc")
    assert body_of(Fonts(folder, machine=False)) == (Origin.BUREAU, "FangSong")


def test_the_machines_font_is_found_by_its_file_name(tmp_path, monkeypatch):
    folder = tmp_path / "wps"
    folder.mkdir()
    make_font(folder / "SIMFANG.TTF", "收费", family="FangSong")
    monkeypatch.setattr(fonts_module, "_machine_folders", lambda: [tmp_path])
    fonts_module._machine_fonts.cache_clear()
    used = {use.role: use.origin for use in Fonts().in_use()}
    fonts_module._machine_fonts.cache_clear()
    assert used[Role.BODY] is Origin.MACHINE
    assert used[Role.TITLE] is Origin.OWN


@pytest.mark.parametrize(
    ("role", "file"),
    [
        (Role.BODY, "FZFSK.TTF"),
        (Role.TITLE, "FZXBSJW.TTF"),
        (Role.HEI, "FZHTK.TTF"),
        (Role.KAI, "FZKTK.TTF"),
    ],
)
def test_the_fonts_that_domestic_systems_bring_are_known(tmp_path, role, file):
    make_font(tmp_path / file, "收费", family="FZ")
    used = {use.role: use.origin for use in Fonts(tmp_path, machine=False).in_use()}
    assert [found for found, origin in used.items() if origin is Origin.BUREAU] == [role]


@pytest.mark.parametrize("embedding", [0x0002, 0x0100, 0x0200])
def test_a_font_that_may_not_be_embedded_is_passed_over(tmp_path, embedding):
    make_font(tmp_path / "simfang.ttf", "收费", embedding=embedding, family="FangSong")
    assert Fonts(tmp_path, machine=False).in_use()[0].origin is Origin.OWN


def test_a_damaged_font_is_passed_over(tmp_path):
    (tmp_path / "simfang.ttf").write_bytes(b"\x00\x01\x00\x00" + b"\xff" * 40)
    (tmp_path / "simhei.ttf").write_bytes(b"")
    (tmp_path / "simkai.ttf").write_bytes(b"OTTO" + bytes(60))
    assert {use.origin for use in Fonts(tmp_path, machine=False).in_use()} == {Origin.OWN}
    with pytest.raises(FontError):
        open_face(tmp_path / "simkai.ttf")


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x00\x00" + b"\xff" * 40])
def test_without_our_own_font_one_sentence_says_so_and_no_file_is_made(
    tmp_path, monkeypatch, content
):
    folder, out = tmp_path / "fonts", tmp_path / "out"
    shutil.copytree(OWN_FOLDER, folder)
    out.mkdir()
    lost = folder / "NotoSerifSC-Regular.ttf"
    lost.unlink() if content is None else lost.write_bytes(content)
    monkeypatch.setattr(fonts_module, "OWN_FOLDER", folder)
    with pytest.raises(InspectionError, match=r"^软件自带的字体“NotoSerifSC-Regular.ttf”缺失或"):
        release(feedback(), out / "反馈单.pdf", fonts=Fonts(machine=False))
    assert list(out.iterdir()) == []


def test_marks_are_halved_only_where_their_ink_is_in_one_half(tmp_path):
    assert FONTS.lettering(Role.BODY).full_marks == frozenset()
    make_font(tmp_path / "simfang.ttf", "收费（）。", family="FangSong")
    centred = Fonts(tmp_path, machine=False).lettering(Role.BODY)
    assert centred.full_marks == frozenset("（）。")


def test_a_face_is_parsed_once():
    path = OWN_FOLDER / "NotoSerifSC-Regular.ttf"
    assert open_face(path) is open_face(path)


def test_each_font_has_its_licence_beside_it():
    texts = [path.read_text(encoding="utf-8") for path in OWN_FOLDER.glob("OFL-*.txt")]
    assert len(texts) == 3
    assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in texts)


def test_the_renamed_subset_keeps_the_reserved_name_out_of_sight():
    names = open_face(OWN_FOLDER / "InspectorKai-Regular.ttf").names
    assert not any("LXGW" in name or "霞鹜" in name for name in names)
