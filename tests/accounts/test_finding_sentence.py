"""A finding's parts become one sentence, and no figure in it is anything but a part."""

import re
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.vocabulary import Stage
from inspector_gui.accounts.finding_sentence import (
    FactParts,
    computed_fen,
    finding_sentence,
    institution_of,
)
from inspector_gui.labels import date_range

LESSONS = FactParts(
    conduct_from=date(2025, 3, 1),
    conduct_to=date(2025, 6, 28),
    object="高一年级（2024级）",
    matter="周末辅导资料费",
    manner="利用双休日组织高一年级集体上课",
    rate_fen=26_000,
    terms=1,
    collector="高一年级组代收，总务处出纳汇缴",
    account="学校基本户，记入“其他应付款”",
    vouchers="记字2025-03-0112号、记字2025-03-0147号",
    students=312,
    involved_fen=8_112_000,
)


def test_a_charge_says_when_who_how_much_from_whom_where_to_and_by_which_voucher() -> None:
    assert finding_sentence(LESSONS) == (
        "2025年3月1日至6月28日，学校利用双休日组织高一年级集体上课，以“周末辅导资料费”名义"
        "每生收取260元，涉及312人，计81120元，由高一年级组代收，总务处出纳汇缴，"
        "存入学校基本户，记入“其他应付款”（凭证：记字2025-03-0112号、记字2025-03-0147号）。"
    )


def test_what_was_charged_above_the_standard_is_what_is_named() -> None:
    parts = FactParts(
        conduct_from=date(2024, 9, 1),
        conduct_to=date(2025, 6, 30),
        object="高一年级住宿生",
        matter="住宿费",
        rate_fen=35_000,
        allowed_fen=25_000,
        terms=2,
        term_unit="学期",
        collector="收费处",
        students=312,
        involved_fen=6_240_000,
    )
    assert finding_sentence(parts) == (
        "2024年9月至2025年6月，学校以“住宿费”名义向高一年级住宿生每生每学期收取350元，"
        "规定标准为250元，每生每学期多收100元，涉及312人、2个学期，共多收62400元，"
        "由收费处收取。"
    )


def test_a_finding_without_money_says_what_its_object_lacks_and_that_nobody_collected() -> None:
    parts = FactParts(
        conduct_from=date(2025, 9, 1),
        conduct_to=date(2025, 9, 12),
        object="校门口收费公示栏",
        matter="收费公示内容",
        manner="列学费、住宿费、教材费3项，均无批准文号。",
        collector="总务处",
        account="学校基本户",
    )
    assert finding_sentence(parts) == (
        "2025年9月1日至12日，校门口收费公示栏的收费公示内容，列学费、住宿费、教材费3项，均无批准文号。"
    )


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ("学校基本户", "存入学校基本户"),
        ("不经学校账户", "款项不经学校账户"),
        ("未入账", "款项未入账"),
        ("家委会自管，不经学校账户", "款项家委会自管，不经学校账户"),
    ],
)
def test_money_that_went_past_the_accounts_is_not_said_to_be_in_one(
    account: str, said: str
) -> None:
    parts = FactParts(matter="资料费", rate_fen=100, account=account)
    assert finding_sentence(parts).endswith(f"，{said}。")


def test_the_manner_alone_is_the_fact_as_it_was_written() -> None:
    assert finding_sentence(FactParts(manner="周末组织上课。", students=3)) == "周末组织上课。"
    assert finding_sentence(FactParts(object="七年级", students=3, involved_fen=500)) == ""


def test_what_the_manner_says_already_is_not_said_twice() -> None:
    parts = FactParts(
        conduct_from=date(2025, 3, 1),
        conduct_to=date(2025, 3, 31),
        object="七年级",
        manner="2025年3月，学校向七年级428名学生收取教辅款36808元",
        students=428,
        involved_fen=3_680_800,
    )
    assert finding_sentence(parts) == "2025年3月，学校向七年级428名学生收取教辅款36808元。"


_DAYS = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
_WORDS = st.sampled_from(
    ("", "七年级", "总务处会计", "学校基本户", "利用双休日上课", "不经学校账户")
)
_FEN = st.integers(0, 10**6)
_PARTS = st.builds(
    FactParts,
    conduct_from=_DAYS,
    conduct_to=_DAYS,
    object=_WORDS,
    matter=_WORDS,
    manner=_WORDS,
    rate_fen=st.none() | _FEN,
    allowed_fen=st.none() | _FEN,
    terms=st.none() | st.integers(0, 24),
    term_unit=st.sampled_from(("", "学期", "次")),
    collector=_WORDS,
    account=_WORDS,
    students=st.integers(0, 5000),
    involved_fen=st.integers(0, 10**9),
)


@given(_PARTS)
def test_every_figure_in_the_sentence_is_a_part(parts: FactParts) -> None:
    text = finding_sentence(parts)
    rate, allowed = parts.rate_fen or 0, parts.allowed_fen or 0
    known = {rate, allowed, parts.involved_fen, rate - allowed}
    for amount in re.findall(r"([0-9.]+)元", text):
        assert round(float(amount) * 100) in known
    for people in re.findall(r"([0-9]+)人", text):
        assert int(people) == parts.students
    assert not re.search("，，|。。|，。|None|收取收取", text)
    assert not text or text.endswith("。") or text == parts.manner
    if "，计" in text:
        assert parts.involved_fen == computed_fen(parts)


def test_a_kindergarten_is_no_school() -> None:
    assert institution_of((Stage.KG,)) == "幼儿园"
    assert institution_of((Stage.KG, Stage.PRI)) == "学校"
    assert finding_sentence(LESSONS, "幼儿园").startswith("2025年3月1日至6月28日，幼儿园利用")


def test_days_name_no_month_or_year_twice() -> None:
    days = (date(2025, 9, 1), date(2025, 9, 15), date(2025, 9, 30), date(2025, 12, 31))
    told = {date_range(a, b) for a, b in product(days, days) if a <= b}
    assert told == {
        *("2025年9月1日", "2025年9月15日", "2025年9月30日", "2025年12月31日"),
        *("2025年9月1日至15日", "2025年9月", "2025年9月至12月", "2025年9月15日至30日"),
        *("2025年9月15日至12月31日", "2025年9月30日至12月31日"),
    }
    assert date_range(date(2024, 9, 1), date(2025, 6, 30)) == "2024年9月至2025年6月"
    assert date_range(date(2024, 9, 2), None) == "2024年9月2日起"
    assert date_range(None, date(2024, 9, 2)) == "截至2024年9月2日"
