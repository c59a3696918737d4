"""A bureau may change the words; what it breaks is said in one sentence."""

import pytest

from db.errors import InspectionError
from db.vocabulary import DocumentKind
from inspector_gui.documents.blocks import Blank, FillIn, LawTitle, Mixed
from inspector_gui.documents.official_numbers import amount, minute, rounded
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.documents.placeholders import NAMES
from inspector_gui.documents.template_texts import (
    changed_words,
    fill_in,
    own_wording,
    placeholders,
    read_wording,
)
from inspector_gui.labels import numeral
from tests.documents.samples import FEEDBACK, FONTS, PRINTED_AT, feedback, pdfium_pages


def changed(key, text):
    return read_wording(DocumentKind.FEEDBACK, changed_words("2025.2", {key: text}))


def test_changed_words_are_used():
    wording = changed("closing", "一式四份，以{主管单位}通知为准。")
    assert wording.version == "2025.2"
    assert wording.phrase("closing", bureau="示例市教育局") == "一式四份，以示例市教育局通知为准。"
    assert wording.texts["defence"] == FEEDBACK.texts["defence"]


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("closing", "以{主管部门}通知为准", "“以{主管部门}通知为准”中的“主管部门”"),
        ("closing", "以{主管单位整改通知为准", "“以{主管单位整改通知为准”中的“{”"),
        ("closing", "以{}通知为准", "中的“”"),
        ("closing", "{主管单位.__class__}", "中的“主管单位.__class__”"),
        ("heading_work", ("一、", "二、"), "“一、检查工作开展情况”应当是一段文字"),
        ("opinion", "属实", "应当是几段文字"),
        ("heading_work", 3, "“heading_work”应当是文字"),
    ],
)
def test_a_broken_text_is_refused_in_one_sentence(key, text, said):
    with pytest.raises(InspectionError, match="文书用语有误") as caught:
        changed(key, text)
    assert said in str(caught.value)
    assert str(caught.value).count("。") == 1


@pytest.mark.parametrize("body", ["", "{", "[]", '{"texts": 3}'])
def test_damaged_words_are_refused_in_one_sentence(body):
    with pytest.raises(InspectionError, match="文书用语有误：不能读取"):
        read_wording(DocumentKind.FEEDBACK, body)


def test_a_text_that_a_later_program_knows_is_left_alone():
    assert changed("not_yet_invented", "文字").texts == FEEDBACK.texts


@pytest.mark.parametrize("kind", DocumentKind)
def test_the_bundled_words_are_whole_and_name_only_what_is_known(kind):
    own = own_wording(kind)
    assert own.version
    for source in own.texts.values():
        assert set(placeholders(source)) <= set(NAMES.values())


def test_what_is_filled_in_is_never_read_again():
    text = FEEDBACK.text("fact", number=1, fact="{bureau} 100% {0} {{x}}")
    assert text == "1.{bureau} 100% {0} {{x}}"


def test_marked_pieces_keep_their_mark():
    law = Mixed((LawTitle("《某法》"),))
    assert FEEDBACK.text("fact", number=1, fact=law) == Mixed(("1", ".", LawTitle("《某法》")))


def test_underscores_are_blanks():
    assert fill_in("共___页：____") == FillIn(("共", Blank(3), "页：", Blank()))


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (0, "0元"), (999999, "9999.99元"), (1000000, "1万元"), (17871600, "17.87万元"),
        (17875000, "17.88万元"), (12345678900, "1.23亿元"), (17850000, "17.85万元"),
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
    left_out = [
        k for k in FEEDBACK.texts if k.startswith(("heading_", "serial", "closing", "place"))
    ]
    silent = read_wording(
        DocumentKind.FEEDBACK, changed_words("2025.2", dict.fromkeys(left_out, ""))
    )
    assert "三、发现的主要问题" not in pdfium_pages(print_pdf(feedback(silent), FONTS))[1]
