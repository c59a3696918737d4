"""Numbers of people are found and masked however they are written; other figures stay."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.masking import find_numbers, mask, mask_numbers, without_begun

WAYS_TO_WRITE_DIGITS = (
    "0123456789",
    "０１２３４５６７８９",
    "〇一二三四五六七八九",
    "零壹贰叁肆伍陆柒捌玖",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "٠١٢٣٤٥٦٧٨٩",
    "O123456789",
)
BLANKS = (" ", "-", "－", "—", "\n", "\u3000", "/", ") ", "")
MARKS = (".", "·", "•", "_", "、", "*", ",", "，", "。", "|", ":", "~")
USUAL = ((3, 4, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4), (1,) * 11)
BEFORE = (
    "",
    "1.",
    "第1,",
    "一、",
    "（2）",
    "①",
    "电话",
    "家长：",
    "wx",
    "3、",
    "G",
    "13812345678；",
)
AFTER = ("", "。", "，家长说好", "元", "；2.", "）", " 转", "家长")

mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
days = st.dates().map(lambda day: f"{day:%m%d}")


def checked(body: str) -> str:
    """With its check digit (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


identities = st.one_of(
    st.builds(
        lambda area, year, day, rest: checked(f"{area}{year}{day}{rest}"),
        st.sampled_from(["330106", "110101", "520104", "820000"]),
        st.integers(1900, 2099),
        days,
        st.from_regex("[0-9]{3}", fullmatch=True),
    ),
    st.builds(
        lambda year, day, rest: f"330106{year}{day}{rest}",  # mistyped
        st.integers(1900, 2099),
        days,
        st.from_regex("[0-9]{3}[0-9Xx]", fullmatch=True),
    ),
)
prose = st.text("学校收费共计家长反映每学期作业本。，；“”\n", max_size=12)


def grouped(number: str, sizes: tuple[int, ...], gap: str) -> str:
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    return gap.join(number[at : at + size] for at, size in zip(starts, sizes, strict=True))


def rewritten(number: str, digits: str) -> str:
    return number.translate(str.maketrans("0123456789", digits))


@given(mobiles, st.sampled_from(WAYS_TO_WRITE_DIGITS), st.sampled_from(BEFORE), prose)
def test_a_mobile_number_is_masked_whatever_stands_for_its_digits(
    number: str, digits: str, before: str, after: str
) -> None:
    written = rewritten(number, digits)
    assume(not (digits[1] == "①" and before == "①"))  # twelve digits of one kind
    masked = mask_numbers(f"{before}{written}{after}")
    assert written not in masked
    assert masked.endswith(f"{mask(number)}{after}")


@given(mobiles, st.sampled_from(USUAL), st.sampled_from(BLANKS + MARKS), st.sampled_from(AFTER))
def test_a_mobile_number_is_masked_whatever_stands_between_its_digits(
    number: str, sizes: tuple[int, ...], gap: str, after: str
) -> None:
    groups = grouped(number, sizes, gap)
    assume(not (after == "元" and gap))  # three amounts and their unit
    assert mask_numbers(f"家长{groups}{after}") == f"家长{mask(number)}{after}"


@given(mobiles, st.lists(st.sampled_from(BLANKS), min_size=10, max_size=10))
def test_blanks_and_dashes_anywhere_hide_no_number(number: str, gaps: list[str]) -> None:
    spread = number[0] + "".join(gap + digit for gap, digit in zip(gaps, number[1:], strict=True))
    assert mask_numbers(f"电话{spread}。") == f"电话{mask(number)}。"


@given(identities, st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_an_identity_number_is_masked(number: str, before: str, after: str) -> None:
    masked = mask_numbers(f"{before}{number}{after}")
    assert number[6:14] not in masked
    assert f"{number[:3]}****{number[-2:]}" in masked


@given(identities, st.sampled_from(MARKS))
def test_an_identity_number_is_masked_with_marks_between(number: str, gap: str) -> None:
    masked = mask_numbers(f"证号{grouped(number, (6, 8, 4), gap)}。")
    assert masked == f"证号{number[:3]}****{number[-2:]}。"


@given(st.text("0123456789xX*.、-一二〇O①@ab学元\n ", max_size=60))
def test_what_is_masked_holds_no_number_and_stays_as_it_is(text: str) -> None:
    masked = mask_numbers(text)
    assert not find_numbers(masked)
    assert mask_numbers(masked) == masked


@given(st.text(max_size=80))
def test_where_no_number_is_found_nothing_changes(text: str) -> None:
    assert (mask_numbers(text) == text) is (not find_numbers(text))


@given(
    st.lists(
        st.one_of(
            st.decimals(0, 10**9, places=2).map(lambda yuan: f"{yuan}元"),
            st.decimals(0, 10**9, places=2).map(lambda yuan: f"{yuan:,}元"),
            st.integers(0, 10**8).map(lambda count: f"{count}人"),
            st.dates().map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
            st.dates().map(str),
            st.times().map(lambda time: f"{time:%H:%M}"),
            st.integers(1, 999).map(lambda n: f"记-{n}号凭证"),
            st.integers(1, 999).map(lambda n: f"示教财〔2025〕{n}号"),
            st.integers(1, 999).map(lambda n: f"S{n:03}"),
            st.integers(10**9, 10**10 - 1).map(lambda n: f"3{n}"[:10]),
        ),
        max_size=8,
    ),
    st.sampled_from(("，", "、", "；", "\n")),
)
def test_amounts_dates_counts_and_numbers_of_papers_stay(figures: list[str], gap: str) -> None:
    text = gap.join(figures)
    assert mask_numbers(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "178716.00元",
        "13,900,001,111.00",
        "13900001111.50元",
        "收138、1390、1400元",
        "138 1390 1400人",
        "班级：1、3、5、7、9、11、13、15",
        "凭证1-3、5-7、9-11、13-15",
        "138、1390、1400、1500",
        "第13、15、17、19、21、23号凭证",
        "发票号码25332000000012345678",
        "凭证号13900001111、票据号码：13900002222",
        "统一社会信用代码12110000MB1234567X",
        "121100004006883412",
        "6222021001112345678",
        "学校标识码3133010001",
        "0571-88123456",
        "2025-09-15 13:30至15:30",
        "IMG_20250915_133015.jpg",
        "mmexport1694761234567.jpg",
        "138****0000",
        "330****34",
        "联系邮箱jjc@hz.gov.cn",
        "1380*12*100",
    ],
)
def test_ordinary_figures_stay(text: str) -> None:
    assert mask_numbers(text) == text


def test_a_credit_code_that_looks_like_an_identity_number_stays() -> None:
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)  # GB 32100
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    bodies = [f"1250011920{day:04}{rest:03}" for day in (101, 315) for rest in range(400)]
    codes = [
        body + alphabet[-sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 31]
        for body in bodies
    ]
    alike = [code for code in codes if code.isdigit()]
    assert len(alike) > 100
    masked = [code for code in alike if mask_numbers(code) != code]
    assert len(masked) < len(alike) / 5  # those whose check digit is an identity number's too


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800001234", "138****1234"),
        ("051985993441", "051****3441"),
        ("110101201403072316", "110****16"),
        ("8812345", "*******"),
        ("88123456", "********"),
        ("", ""),
    ],
)
def test_a_number_shows_its_ends_and_a_short_one_nothing(number: str, shown: str) -> None:
    assert mask(number) == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("家长说 1390000", "家长说 "),
        ("家长说 139 0000 ", "家长说 "),
        ("证号3301062015", "证号"),
        ("收 1390.5", "收 1390.5"),
        ("13 14 15 16 ", "13 14 15 16 "),
        ("1 3 9 0 ", ""),
        ("证号330106 2015", "证号"),
        ("证号13010619900", "证号"),
        ("家长说 13900001111", "家长说 13900001111"),
        ("家长说 139 0000 1111 ", "家长说 139 0000 1111 "),
        ("2025-09-15", "2025-09-15"),
        ("共 1390", "共 "),
        ("2025", "2025"),
        ("共 139", "共 139"),
        ("共 1390元", "共 1390元"),
        ("每月 380 元", "每月 380 元"),
    ],
)
def test_a_number_that_is_just_being_typed_is_held_back(typed: str, kept: str) -> None:
    assert without_begun(typed) == kept
