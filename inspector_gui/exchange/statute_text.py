"""Articles out of a statute's plain text, as people save it from the web or a library."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from db.errors import InspectionError

T = TypeVar("T")

MOST_BYTES = 2_000_000
#: Characters at the beginning of a file that name the regulation and its amendments.
_HEAD = 600
_TITLE = 120
_MARKS = re.compile(r"[\s　《》〈〉“”\"]")
_YEAR = re.compile(r"\d{4}")
_NUMBER = "[一二三四五六七八九十百千零〇]+"
_ARTICLE = re.compile(rf"^[#*\s　]*(第{_NUMBER}条(?:之{_NUMBER})?)[*\s　：:]*", re.MULTILINE)
_ITEM = re.compile(rf"^[#*\s　]*({_NUMBER})、", re.MULTILINE)
_CHAPTER = re.compile(rf"^[#*\s　]*第{_NUMBER}[章节编].*$", re.MULTILINE)


@dataclass(frozen=True)
class Statute:
    """A regulation's text as a file has it. `named`: what the file and its first line call it;
    `head`: its beginning, with the years of its amendments.
    """

    named: str
    head: str
    articles: Mapping[str, str]

    def regulation(self, titles: Mapping[T, str]) -> T | None:
        """Which regulation it is the text of: that of the longest name, in its latest version."""
        fitting = [(fit, key) for key, title in titles.items() if (fit := self._fits(title))]
        best = max((fit for fit, _ in fitting), default=None)
        found = [key for fit, key in fitting if fit == best]
        return found[0] if len(found) == 1 else None

    def _fits(self, title: str) -> tuple[int, list[str]] | None:
        name, _, version = _core(title).partition("（")
        years = _YEAR.findall(version)
        here = bool(name) and name in _core(self.named) and all(y in self.head for y in years)
        return (len(name), years) if here else None


def read_statute(path: Path) -> Statute:
    """The text of each article in a file. Raises InspectionError where there is none."""
    text = _read(path)
    articles = split_articles(text)
    if not articles:
        raise InspectionError(
            f"“{path.name}”里没有找到“第×条”；请另存为纯文本（.txt），每条另起一行，再导入。"
        )
    first = next((line for line in text.splitlines() if line.strip()), "")
    return Statute(f"{path.stem}\n{first[:_TITLE]}", f"{path.stem}\n{text[:_HEAD]}", articles)


def _core(title: str) -> str:
    """A title without what files leave out: blanks, marks, the country's full name."""
    return _MARKS.sub("", title).replace("中华人民共和国", "").replace("(", "（")


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
