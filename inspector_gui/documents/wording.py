"""The fixed words of a document, kept apart from the code in a versioned template.

A bureau may edit them. Whatever it breaks is said in one sentence before anything is printed.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import TypeAlias

from db.errors import InspectionError
from inspector_gui.documents.blocks import Blank, FillIn, Text, joined, plain
from inspector_gui.labels import label
from inspector_gui.resources import ROOT

FEEDBACK = ROOT / "templates" / "feedback-sheet.toml"
OPEN_BLANK = 4

_BRACE = re.compile(r"\{([^{}]*)\}|[{}]")
_BLANK = re.compile("(_{2,})")

Source: TypeAlias = str | tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """Texts by key; the words of the trade's lists are those of the window."""

    version: str
    texts: dict[str, Source]

    @cached_property
    def fixed(self) -> str:
        """All the words that are there before anything is filled in."""
        sources = ((s,) if isinstance(s, str) else s for s in self.texts.values())
        return "\n".join(part for source in sources for part in source)

    def label(self, term: StrEnum) -> str:
        return label(term)

    def text(self, key: str, **values: Text | int) -> Text:
        source = self.source(key)
        if not isinstance(source, str):
            raise _broken(f"“{key}”应当是一段文字")
        return _filled(key, source, values)

    def words(self, key: str, **values: str | int) -> str:
        """A text known to be plain."""
        return plain(self.text(key, **values))

    def parts(self, key: str, **values: Text | int) -> tuple[Text, ...]:
        source = self.source(key)
        if isinstance(source, str):
            raise _broken(f"“{key}”应当是几段文字")
        return tuple(_filled(key, part, values) for part in source)

    def lines(self, key: str) -> tuple[FillIn, ...]:
        """Lines to be completed by hand."""
        return tuple(fill_in(plain(text)) for text in self.parts(key))

    def source(self, key: str) -> Source:
        try:
            return self.texts[key]
        except KeyError:
            raise _broken(f"缺少“{key}”") from None


def fill_in(text: str) -> FillIn:
    """Underscores are blanks: up to three as many characters, more the rest of the line."""
    parts = (part for part in _BLANK.split(text) if part)
    return FillIn(tuple(_blank(part) if _BLANK.fullmatch(part) else part for part in parts))


def _blank(marks: str) -> Blank:
    return Blank(len(marks) if len(marks) < OPEN_BLANK else 0)


def _filled(key: str, source: str, values: dict[str, Text | int]) -> Text:
    """What is filled in is never read again, so that it may hold any characters."""
    texts: list[Text] = []
    for words, name in _template(source):
        texts.append(words)
        if name is not None:
            if name not in values:
                raise _broken(f"“{key}”中的“{name}”不是可以填写的内容")
            value = values[name]
            texts.append(str(value) if isinstance(value, int) else value)
    return joined(*texts)


@cache
def _template(source: str) -> tuple[tuple[str, str | None], ...]:
    """Words, and the name of what follows them; a lone brace is a name nobody knows."""
    parts, end = [], 0
    for match in _BRACE.finditer(source):
        parts.append((source[end : match.start()], match[1] if match[1] is not None else match[0]))
        end = match.end()
    return (*parts, (source[end:], None))


def read_wording(toml: str) -> Wording:
    """A bureau's own wording: it must hold every text of ours, and fill in nothing else."""
    wording = _parsed(toml)
    for key, own in own_wording().texts.items():
        for unknown in _placeholders(wording.source(key)) - _placeholders(own):
            raise _broken(f"“{key}”中的“{unknown}”不是可以填写的内容")
    return wording


def _placeholders(source: Source) -> set[str]:
    parts = (source,) if isinstance(source, str) else source
    return {name for part in parts for _words, name in _template(part) if name is not None}


@cache
def own_wording() -> Wording:
    """The feedback sheet's wording that comes with the program."""
    return _parsed(FEEDBACK.read_text(encoding="utf-8"))


def _parsed(toml: str) -> Wording:
    try:
        data = tomllib.loads(toml)
        texts = {key: _source(key, text) for key, text in data["texts"].items()}
        return Wording(str(data["version"]), texts)
    except tomllib.TOMLDecodeError as error:
        raise _broken(f"不能读取（{error}）") from error
    except KeyError as error:
        raise _broken(f"缺少{error}") from error


def _source(key: str, text: object) -> Source:
    if isinstance(text, str):
        return text
    if isinstance(text, list) and all(isinstance(part, str) for part in text):
        return tuple(text)
    raise _broken(f"“{key}”应当是文字")


def _broken(what: str) -> InspectionError:
    return InspectionError(f"文书模板有误：{what}，请在文书模板中改正。")
