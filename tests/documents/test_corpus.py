"""400 paragraphs as inspectors write them, set and printed: rules of line breaking on paper."""

import random
import re

import pytest

from inspector_gui.documents import page_format
from inspector_gui.documents.blocks import Paragraph
from inspector_gui.documents.pdf.printing import print_pdf
from tests.documents.samples import FONTS, document, pages_of, pdfium_pages, recorded, squeezed

NEVER_FIRST = set("，。、；：？！”’）》〉」』】〕％%·")
NEVER_LAST = set("“‘（《〈「『【〔￥")
WHOLE = re.compile(
    r"[0-9]+(?:\.[0-9]+)?(?:万?元(?:/生)?|％|%|人|份|名|个)"
    r"|[0-9]{4}年|[0-9]{1,2}[月日]"
    r"|[一-鿿]{2,4}〔[0-9]{4}〕[0-9]+号|第[一二三四五六七八九十]+条|第（[一二三四]）项"
    r"|[A-Za-z]+|No\.[0-9]+"
)
SUBJECTS = (
    "学校", "高一年级", "总务处", "校办公室", "部分班级家委会", "食堂承包方", "课后服务机构",
)  # fmt: skip
DEEDS = (
    "以“{name}”名义向{count}名学生每生收取{amount}元",
    "未在公示栏公示{name}的收费标准（{amount}元/生）",
    "将{name}收入{wan}万元存入个人账户，未纳入学校账户统一核算",
    "开具的票据No.{number}与账面记录不符，差额{amount}元",
    "订购的《{name}》不在推荐目录内，涉及{count}人、{wan}万元",
    "{name}结余{amount}元没有退还，占比{share}%",
)
NAMES = (
    "资料费", "周末辅导费", "晚自习看护费", "平板电脑及App服务费", "同步练习册", "校服费",
    "研学旅行费", "Excel台账", "饮水、空调（含电费）费", "校园网络VIP服务",
)  # fmt: skip
BASES = (
    "依据《关于进一步加强和规范教育收费管理的意见》（教财〔2020〕5号）第{clause}条",
    "不符合《义务教育法》第二十五条的规定",
    "违反《教育督导条例》（国务院令第624号）第（{item}）项",
)
ENDS = ("。", "；", "！", "？", "……", "：请说明原因。")


def paragraph(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randint(1, 5)):
        day = f"{chance.randint(2023, 2025)}年{chance.randint(1, 12)}月"
        day += f"{chance.randint(1, 28)}日" if chance.random() < 0.5 else ""
        deed = chance.choice(DEEDS).format(
            name=chance.choice(NAMES),
            count=chance.randint(1, 4321),
            amount=f"{chance.randint(1, 999999) / 100:.2f}",
            wan=f"{chance.randint(100, 99999) / 100:.2f}",
            number=f"{chance.randint(0, 10**8):08}",
            share=f"{chance.randint(1, 999) / 10}",
        )
        basis = chance.choice(BASES).format(
            clause=chance.choice("一二三四五六七八九十"), item=chance.choice("一二三四")
        )
        says = f"，{basis}" if chance.random() < 0.5 else ""
        parts.append(f"{day}，{chance.choice(SUBJECTS)}{deed}{says}{chance.choice(ENDS)}")
    return "".join(parts)


@pytest.fixture(scope="module")
def corpus():
    chance = random.Random(20250918)
    return [paragraph(chance) for _ in range(400)]


@pytest.fixture(scope="module")
def lines(corpus):
    """The lines of each paragraph: text, left and right edge in points, type."""
    found, texts = [], list(corpus)
    current, rest = [], texts.pop(0)
    for page in pages_of(recorded(document(*map(Paragraph, corpus)))):
        for x, _y, runs in page:
            text = "".join(run.text for run in runs)
            width = (
                sum(
                    sum(map(run.face.width, run.text)) * run.size + run.gap * len(run.text)
                    for run in runs
                )
                - runs[-1].gap
            )
            current.append((text, x, x + width))
            assert rest.startswith(text), (rest[:20], text)
            rest = rest[len(text) :]
            if not rest:
                found.append(current)
                current, rest = [], texts.pop(0) if texts else ""
    return found


def test_nothing_is_lost_between_what_was_written_and_what_is_copied(corpus, lines):
    assert len(lines) == 400
    pdf = print_pdf(document(*map(Paragraph, corpus)), FONTS)
    copied = squeezed("".join(pdfium_pages(pdf)))
    copied = re.sub(r"—\d+—页脚", "", copied)
    assert copied == squeezed("".join(corpus))


def test_no_line_begins_or_ends_with_what_it_must_not(lines):
    for paragraph_ in lines:
        for text, _left, _right in paragraph_[1:]:
            assert text[0] not in NEVER_FIRST, text
        for text, _left, _right in paragraph_[:-1]:
            assert text[-1] not in NEVER_LAST, text


def test_no_amount_date_number_or_clause_is_torn(corpus, lines):
    for written, paragraph_ in zip(corpus, lines, strict=True):
        ends, at = set(), 0
        for text, _left, _right in paragraph_[:-1]:
            at += len(text)
            ends.add(at)
        for match in WHOLE.finditer(written):
            torn = ends & set(range(match.start() + 1, match.end()))
            assert not torn, match[0]


def test_both_edges_of_full_lines_are_flush_and_nothing_leaves_the_type_area(lines):
    near = 0.1 * page_format.MM
    for paragraph_ in lines:
        for number, (text, left, right) in enumerate(paragraph_):
            indent = 0 if number else page_format.INDENT
            assert left == pytest.approx(page_format.LEFT + indent, abs=near)
            hangs = page_format.BODY / 2 + near if text[-1] in NEVER_FIRST else near
            edge = page_format.LEFT + page_format.WIDTH
            assert right <= edge + hangs
            if number < len(paragraph_) - 1:
                assert right >= edge - near, text
