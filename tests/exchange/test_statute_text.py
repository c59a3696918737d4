"""Articles out of a statute's text."""

from pathlib import Path

import pytest

from db.errors import InspectionError
from db.records.applicable_law import base_article
from inspector_gui.exchange.statute_text import read_statute, split_articles

LAW = """# 教育法

## 第三章 学校及其他教育机构

**第三十条** 学校及其他教育机构应当履行下列义务：

（五）遵照国家有关规定收取费用并公开收费项目；

（六）依法接受监督。

第三十一条　学校及其他教育机构的举办者，依第三十条办理。
## 第四章 教师
第七十八条 学校违反国家规定向受教育者收取费用的，责令退还。
"""


def test_articles_are_found_and_chapters_left_out() -> None:
    articles = split_articles(LAW)
    assert list(articles) == ["第三十条", "第三十一条", "第七十八条"]
    assert articles["第三十条"].splitlines()[-1] == "（六）依法接受监督。"
    assert articles["第三十一条"] == "学校及其他教育机构的举办者，依第三十条办理。"


def test_a_paper_in_items_is_split_by_them() -> None:
    items = split_articles("一、严禁组织有偿补课。\r\n二、严禁合办。\r\n")
    assert items == {"第一项": "严禁组织有偿补课。", "第二项": "严禁合办。"}


def test_a_paragraph_belongs_to_its_article() -> None:
    assert base_article("第三十条第五项") == "第三十条"
    assert base_article("第十六条之一第二款") == "第十六条之一"
    assert base_article("第一项") == "第一项"
    assert base_article("第一部分") == "第一部分"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_as_windows_and_the_web_save_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "教育法.txt"
    path.write_text(LAW, encoding)
    assert len(read_statute(path).articles) == 3


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "没有找到"),
        ("没有条文".encode(), "没有找到"),
        (b"\xff\xff\xff", "不是纯文本"),
        (b" " * 2_000_001, "太大"),
    ],
)
def test_what_is_no_statute_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "乱.txt"
    path.write_bytes(content)
    with pytest.raises(InspectionError, match=word):
        read_statute(path)
    with pytest.raises(InspectionError, match="读不了"):
        read_statute(tmp_path / "没有.txt")


@pytest.mark.parametrize(
    ("name", "text", "which"),
    [
        ("职业教育法", "第一条 根据教育法，制定本法。", "职业"),
        ("法规", "中华人民共和国义务教育法\n2018年修正\n第一条 根据教育法，制定本法。", "义务"),
        ("会计法(2017-11-04)", "2017年修正\n第一条 为了规范会计行为。", "旧"),
        ("会计法(2024-06-28)", "2017年修正 2024年修正\n第一条 为了规范会计行为。", "新"),
        ("某某办法", "第一条 根据会计法，制定本办法。", None),
    ],
)
def test_a_text_is_of_the_regulation_it_is_named_after(
    tmp_path: Path, name: str, text: str, which: str | None
) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(text, "utf-8")
    titles = {
        "教育": "中华人民共和国教育法（2021年修正）",
        "义务": "中华人民共和国义务教育法（2018年修正）",
        "职业": "中华人民共和国职业教育法",
        "新": "中华人民共和国会计法（2024年修正）",
        "旧": "中华人民共和国会计法（2017年修正）",
    }
    assert read_statute(path).regulation(titles) == which
