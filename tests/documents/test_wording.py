"""A bureau may change the words; what it breaks is said in one sentence."""

import re

import pytest

from db.errors import InspectionError
from inspector_gui.documents.blocks import Blank, FillIn, LawTitle, Mixed
from inspector_gui.documents.feedback_sheet import feedback_document
from inspector_gui.documents.figures import amount, minute, numeral, rounded
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.documents.wording import FEEDBACK, fill_in, own_wording, read_wording
from tests.documents.samples import FONTS, PRINTED_AT, facts, pdfium_pages

OWN = FEEDBACK.read_text(encoding="utf-8")


def test_changed_words_are_used():
    wording = read_wording(OWN.replace("一式三份", "一式四份").replace('"2025.1"', '"2025.2"'))
    assert wording.version == "2025.2"
    assert "一式四份" in wording.words("closing", bureau="示例市教育局")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{bureau}整改通知书", "{bureua}整改通知书", "“closing”中的“bureua”"),
        ("{bureau}整改通知书", "{bureau整改通知书", "“closing”中的“{”"),
        ("{bureau}整改通知书", "{}整改通知书", "“closing”中的“”"),
        ("{bureau}整改通知书", "{bureau.__class__}", "“closing”中的“bureau.__class__”"),
        ('heading_work = "一、检查工作开展情况"', "", "缺少“heading_work”"),
        ('heading_work = "一、检查工作开展情况"', "heading_work = 3", "“heading_work”应当是文字"),
        ('watermark = "草稿"', 'watermark = "草稿', "不能读取"),
        ("[texts]", "[text]", "缺少'texts'"),
    ],
)
def test_a_broken_template_is_refused_in_one_sentence(old, new, said):
    assert old in OWN
    with pytest.raises(InspectionError, match="文书模板有误") as caught:
        read_wording(OWN.replace(old, new))
    assert said in str(caught.value)
    assert str(caught.value).count("。") == 1


def test_what_is_filled_in_is_never_read_again():
    text = own_wording().text("fact", number=1, fact="{bureau} 100% {0} {{x}}")
    assert text == "1.{bureau} 100% {0} {{x}}"


def test_marked_pieces_keep_their_mark():
    law = Mixed((LawTitle("《某法》"),))
    assert own_wording().text("fact", number=1, fact=law) == Mixed(("1", ".", LawTitle("《某法》")))


def test_underscores_are_blanks():
    assert fill_in("共___页：____") == FillIn(("共", Blank(3), "页：", Blank()))


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (0, "0.00元"), (999999, "9999.99元"), (1000000, "1.00万元"), (17871600, "17.87万元"),
        (17875000, "17.88万元"), (12345678900, "12345.68万元"),
    ],
)  # fmt: skip
def test_prose_rounds_from_ten_thousand_yuan(fen, said):
    assert rounded(fen) == said


def test_numbers_and_times_are_written_as_officials_do():
    assert amount(17871600) == "178716.00"
    assert [numeral(n) for n in (1, 10, 11, 20, 21, 60)] == [
        "一",
        "十",
        "十一",
        "二十",
        "二十一",
        "六十",
    ]
    assert minute(PRINTED_AT) == "2025年9月18日16:42"


def test_a_bureau_may_leave_words_out():
    silent = re.sub(
        '^(heading_|serial|closing|place)(.*) = ".*"$', r'\1\2 = ""', OWN, flags=re.MULTILINE
    )
    assert silent != OWN
    printed = feedback_document(facts(), read_wording(silent))
    assert "三、发现的主要问题" not in pdfium_pages(print_pdf(printed, FONTS))[1]
