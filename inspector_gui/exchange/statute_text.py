"""Articles out of a statute's plain text, as people save it from the web or a library."""

import re
from pathlib import Path

from db.errors import InspectionError

MOST_BYTES = 2_000_000
_NUMBER = "[一二三四五六七八九十百千零〇]+"
_ARTICLE = re.compile(rf"^[#*\s　]*(第{_NUMBER}条(?:之{_NUMBER})?)[*\s　：:]*", re.MULTILINE)
_ITEM = re.compile(rf"^[#*\s　]*({_NUMBER})、", re.MULTILINE)
_CHAPTER = re.compile(rf"^[#*\s　]*第{_NUMBER}[章节编].*$", re.MULTILINE)
_BASE = re.compile(rf"第{_NUMBER}条(?:之{_NUMBER})?|第{_NUMBER}项")


def base_article(article: str) -> str:
    """The article that a paragraph or item belongs to: 第三十条第五项 → 第三十条."""
    found = _BASE.match(article)
    return found[0] if found else article


def read_statute(path: Path) -> dict[str, str]:
    """The text of each article in a file. Raises InspectionError where there is none."""
    articles = split_articles(_read(path))
    if not articles:
        raise InspectionError(
            f"“{path.name}”里没有找到“第×条”；请另存为纯文本（.txt），每条另起一行，再导入。"
        )
    return articles


def split_articles(text: str) -> dict[str, str]:
    """By article; papers without articles are split by 一、二、三, kept as 第一项 and on."""
    text = _CHAPTER.sub("", text.replace("\r\n", "\n"))
    found = list(_ARTICLE.finditer(text))
    names = [match[1] for match in found]
    if not found:
        found = list(_ITEM.finditer(text))
        names = [f"第{match[1]}项" for match in found]
    ends = [*(match.start() for match in found[1:]), len(text)]
    articles: dict[str, str] = {}
    for name, match, end in zip(names, found, ends, strict=False):
        articles.setdefault(name, _tidy(text[match.end() : end]))
    return {name: body for name, body in articles.items() if body}


def _tidy(body: str) -> str:
    lines = (line.strip(" \t　*") for line in body.split("\n"))
    return "\n".join(line for line in lines if line)


def _read(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InspectionError(f"“{path.name}”读不了；请核对文件。") from error
    if len(content) > MOST_BYTES:
        raise InspectionError(f"“{path.name}”太大，不像一部规定的文本；请只导入这一部规定。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InspectionError(f"“{path.name}”不是纯文本；请另存为 .txt 再导入。")
