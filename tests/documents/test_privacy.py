"""Nothing personal and nothing a team may not say leaves the house."""

import pytest

from db.errors import InspectionError
from inspector_gui.documents import privacy
from inspector_gui.documents.blocks import Digest, Heading, Mixed, Paragraph
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.documents.persons import Private
from inspector_gui.documents.privacy import check_file, check_persons, check_words
from inspector_gui.documents.release import release
from tests.documents.samples import DRAW, FONTS, SANCTIONS, document, feedback, finding

MOBILES = (
    "1.13812345678", "2、13812345678", "①13812345678", "第1,13812345678", "138.1234.5678",
    "138·1234·5678", "138_1234_5678", "138、1234、5678", "138*1234*5678", "一三八一二三四五六七八",
    "①③⑧①②③④⑤⑥⑦⑧", "l3812345678",
    "13812345678", "138 1234 5678", "138-1234-5678", "１３８１２３４５６７８", "138－1234－5678",
    "1 3 8 1 2 3 4 5 6 7 8", "+8613812345678", "微信wx13812345678", "86 138 1234 5678",
    "138\n12345678",
)  # fmt: skip
IDENTITIES = (
    "2.110101201403072316", "110101.20140307.2316", "110101********2316", "11010120140307****",
    "110101201403072316", "11010120140307231X", "110101 20140307 2316", "110101140307231",
)  # fmt: skip
SPREAD = ("1 3 8 1 2 3 4 5 6 7 8", "138\n12345678")
HARMLESS = (
    "138、1390、1400元", "138、1234、5678、9012元", "凭证1-3、5-7、9-11、13-15", "jjc@sfs.gov.cn",
    "13812345678.50元", "凭证号13812345678",
    "178716.00元", "13812.34元，5678.90元", "2024年9月1日至2025年9月12日", "2025-SF-T3-05",
    "票据号码00012345678、123456789012", "教财〔2020〕5号", "0519-85993441",
    "138人、1234份、5678元", "统一社会信用代码12110000MB1234567X",
    "统一社会信用代码121100004006883412",
)  # fmt: skip


def refused(text, private=Private()):  # noqa: B008
    """By both gates: the texts, and the file as a reader gets it."""
    printed = document(Heading(1, "一、情况"), Paragraph(f"学校联系人{text}，已经核实。"))
    said = []
    for check in (
        lambda: check_persons(printed, private),
        lambda: check_file(print_pdf(printed, FONTS), printed, private),
    ):
        try:
            check()
        except InspectionError as error:
            said.append(str(error))
    return said


@pytest.mark.parametrize("number", MOBILES)
def test_a_mobile_number_is_found_however_it_is_written(number):
    said = refused(number)
    assert said
    assert "“一、情况”有个人信息（手机号码" in said[0]
    assert "12345678" not in said[0]
    assert len(said) == 2 or number in SPREAD


def test_an_e_mail_address_is_found_and_an_offices_is_none():
    said = refused("wang.xm@qq.com")
    assert len(said) == 2
    assert "电子邮箱w***@qq.com" in said[0]


def test_the_refusal_names_where_the_number_stands():
    facts = "涉及以下人员：1.13900001111；2.13900002222"
    with pytest.raises(InspectionError) as caught:
        check_persons(feedback(findings=(finding(fact=facts),)), Private())
    said = str(caught.value)
    assert "“（一）补课乱收费”" in said
    assert "手机号码139****1111，在“及以下人员：1.139****1111”处" in said
    assert "0000" not in said


@pytest.mark.parametrize("number", IDENTITIES)
def test_an_identity_number_is_found(number):
    said = refused(number)
    assert said
    assert "身份证号码" in said[0]


@pytest.mark.parametrize(
    "number", [MOBILES[0], MOBILES[1], MOBILES[3], IDENTITIES[0], IDENTITIES[3]]
)
def test_the_finished_file_is_read_too_and_the_page_named(number):
    filler = [Paragraph("检" * 28 * 22)]
    printed = document(*filler, Paragraph(f"联系电话{number}。"))
    with pytest.raises(InspectionError, match="第2页有个人信息"):
        check_file(print_pdf(printed, FONTS), printed, Private())


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_figures_pass(text):
    assert refused(text) == []


def test_figures_in_neighbouring_cells_are_not_taken_for_a_number():
    many = tuple(
        finding(students=138 + n, involved_fen=123456700 + n, due_fen=567812300) for n in range(8)
    )
    printed = feedback(findings=many)
    check_persons(printed, Private())
    check_file(print_pdf(printed, FONTS), printed, Private())


def test_the_hashes_of_a_draw_are_exempt_even_over_two_lines():
    assert "13812345678" in DRAW.commitment
    printed = feedback()
    check_persons(printed, Private())
    check_file(print_pdf(printed, FONTS), printed, Private())
    for length in range(40, 48):
        digest = Digest(f"{'a' * length}-{'b' * 60} 13812345678")
        broken = document(Paragraph(Mixed(("校验值", digest))))
        check_file(print_pdf(broken, FONTS), broken, Private())
    assert refused("13812345678")


def test_names_and_telephones_of_the_local_sample_are_found():
    private = Private(frozenset({"李小明"}), frozenset({"0519-85993441", "13912340000"}))
    name = refused("李小明的家长", private)
    assert len(name) == 2
    assert "姓名李某" in name[0]
    assert len(refused("李 小 明", private)) == 2
    assert len(refused("电话051985993441", private)) == 2
    assert refused("李小红的家长", private) == []


def test_a_name_broken_over_two_lines_is_found_in_the_file():
    private = Private(frozenset({"欧阳小明"}))
    for before in range(10, 30):
        printed = document(Paragraph("检" * before + "欧阳小明" + "查" * 30))
        with pytest.raises(InspectionError, match="第1页"):
            check_file(print_pdf(printed, FONTS), printed, private)


def test_the_properties_of_the_file_are_read(monkeypatch):
    printed = document(Paragraph("正文"), title="李小明反馈单")
    with pytest.raises(InspectionError, match="文件属性有个人信息（姓名李某）"):
        check_file(print_pdf(printed, FONTS), printed, Private(frozenset({"李小明"})))


def test_who_is_openly_in_the_sheet_is_not_taken_for_a_pupil(tmp_path):
    namesakes = Private(frozenset({"王喆", "附件", "李"}))
    release(feedback(), tmp_path / "a.pdf", private=namesakes, fonts=FONTS)
    assert (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("word", privacy.FORBIDDEN)
@pytest.mark.parametrize("spread", ["{}{}", "{} {}", "{}\n{}", "{}\u200b{}"])
def test_a_team_may_not_order_or_punish(word, spread):
    text = f"学校应当被{spread.format(word[0], word[1:])}有关费用"
    printed = feedback(findings=(finding(advice=text),))
    with pytest.raises(InspectionError) as caught:
        check_words(printed)
    assert "“四、初步意见和整改建议”中的“" in str(caught.value)
    assert f"用了“{word}”" in str(caught.value)


@pytest.mark.parametrize("said", ["追究校长责任", "依规追究有关人员的党纪责任"])
def test_nobody_is_held_to_account_by_a_team(said):
    with pytest.raises(InspectionError, match=r"追究.*责任”，检查组的文书只能提出建议"):
        check_words(feedback(findings=(finding(advice=f"应当{said}。"),)))


@pytest.mark.parametrize("field", ["fact", "advice", "category_name"])
def test_no_field_of_a_finding_escapes(field):
    printed = feedback(findings=(finding(**{field: "责令退还"}),))
    with pytest.raises(InspectionError, match="责令"):
        check_words(printed)


@pytest.mark.parametrize("field", ["place", "team", "school", "notice_title"])
def test_no_field_of_the_sheet_escapes(field):
    with pytest.raises(InspectionError, match="处分"):
        check_words(feedback(**{field: "处分学校"}))


def test_a_locked_title_is_exempt_and_the_same_words_of_a_user_are_not():
    check_words(feedback(findings=(finding(basis=(SANCTIONS,)),)))
    typed = finding(fact="违反《财政违法行为处罚处分条例》")
    with pytest.raises(InspectionError, match="处罚"):
        check_words(feedback(findings=(typed,)))


def test_the_bureau_may_order():
    check_words(document(Paragraph("责令退还"), by_team=False))


def test_a_hit_leaves_no_file(tmp_path):
    path = tmp_path / "反馈单.pdf"
    path.write_bytes(b"before")
    leaky = feedback(findings=(finding(fact="家长电话13812345678反映"),))
    with pytest.raises(InspectionError, match="文书没有生成"):
        release(leaky, path, fonts=FONTS)
    with pytest.raises(InspectionError, match="手机号码"):
        release(document(Paragraph("电话1 3 8 1 2 3 4 5 6 7 8")), path, fonts=FONTS)
    with pytest.raises(InspectionError, match="处分"):
        release(document(Paragraph("处分")), path, fonts=FONTS)
    assert [file.name for file in tmp_path.iterdir()] == ["反馈单.pdf"]
    assert path.read_bytes() == b"before"
