"""The fixed words of a document, kept apart from the code in versioned templates.

A bureau may change them. Whatever it breaks is said in one sentence before anything is printed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, TypeAlias

from db.errors import InspectionError
from db.vocabulary import DocumentKind
from inspector_gui.documents.blocks import Blank, FillIn, Text, joined, plain
from inspector_gui.documents.placeholders import NAMES
from inspector_gui.labels import label
from inspector_gui.resources import ROOT

TEMPLATES = ROOT / "templates"
COMMON = "common"
OPEN_BLANK = 4
SHOWN = 12

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
        return "\n".join(part for source in self.texts.values() for part in parts_of(source))

    def segments(self) -> Iterator[str]:
        """Each run of fixed words between what is filled in."""
        for source in self.texts.values():
            for part in parts_of(source):
                yield from (segment for segment, _name in _template(part) if segment)

    def label(self, term: StrEnum) -> str:
        return label(term)

    def text(self, key: str, **values: Text | int) -> Text:
        source = self.source(key)
        if not isinstance(source, str):
            raise _broken(f"“{key}”应当是一段文字")
        return _filled(source, values)

    def phrase(self, key: str, **values: str | int) -> str:
        """A text known to be plain."""
        return plain(self.text(key, **values))

    def parts(self, key: str, **values: Text | int) -> tuple[Text, ...]:
        source = self.source(key)
        if isinstance(source, str):
            raise _broken(f"“{key}”应当是几段文字")
        return tuple(_filled(part, values) for part in source)

    def titles(self, key: str, **values: Text | int) -> tuple[str, ...]:
        """The parts of a title."""
        return tuple(plain(part) for part in self.parts(key, **values))

    def lines(self, key: str, **values: Text | int) -> tuple[FillIn, ...]:
        """Lines to be completed by hand."""
        return tuple(fill_in(plain(text)) for text in self.parts(key, **values))

    def source(self, key: str) -> Source:
        try:
            return self.texts[key]
        except KeyError:
            raise _broken(f"缺少“{key}”") from None


def parts_of(source: Source) -> tuple[str, ...]:
    return (source,) if isinstance(source, str) else source


def fill_in(text: str) -> FillIn:
    """Underscores are blanks: up to three as many characters, more the rest of the line."""
    parts = (part for part in _BLANK.split(text) if part)
    return FillIn(tuple(_blank(part) if _BLANK.fullmatch(part) else part for part in parts))


def _blank(marks: str) -> Blank:
    return Blank(len(marks) if len(marks) < OPEN_BLANK else 0)


def _filled(source: str, values: Mapping[str, Text | int]) -> Text:
    """What is filled in is never read again, so that it may hold any characters."""
    known = {NAMES[name]: value for name, value in values.items()}
    texts: list[Text] = []
    for segment, name in _template(source):
        texts.append(segment)
        if name is not None:
            if name not in known:
                raise _unknown(source, name)
            value = known[name]
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


def placeholders(source: Source) -> tuple[str, ...]:
    """What may be filled into a text, each once, in order."""
    found = (name for part in parts_of(source) for _segment, name in _template(part))
    return tuple(dict.fromkeys(name for name in found if name is not None))


def layers_of(kind: DocumentKind) -> tuple[str, ...]:
    """The templates of a document besides the common one: those that it `uses`, then its own."""
    own = kind.name.lower()
    return (*_parsed(own).get("uses", ()), own)


@cache
def own_wording(kind: DocumentKind) -> Wording:
    """The words that come with the program."""
    return _joined(COMMON, *layers_of(kind))


@cache
def fixed_wording(name: str) -> Wording:
    """The words of a paper that no bureau changes."""
    return _joined(COMMON, name)


def _joined(*names: str) -> Wording:
    """The texts of these templates, each over those before it; the version is the last one's."""
    layers = [_parsed(name) for name in names]
    texts = {key: text for layer in layers for key, text in layer["texts"].items()}
    return Wording(layers[-1]["version"], {key: _source(key, text) for key, text in texts.items()})


def keys_in_order(kind: DocumentKind) -> tuple[str, ...]:
    """A document's own texts, then those it shares with some, then those of all."""
    *used, own = layers_of(kind)
    layers = (own, *used, COMMON)
    return tuple(dict.fromkeys(key for layer in layers for key in _parsed(layer)["texts"]))


@cache
def _parsed(name: str) -> dict[str, Any]:
    return tomllib.loads((TEMPLATES / f"{name}.toml").read_text(encoding="utf-8"))


def read_wording(kind: DocumentKind, body: str) -> Wording:
    """Our words with the bureau's in their place, as `changed_words` wrote them."""
    own = own_wording(kind)
    version, changed = _read(body)
    texts = {
        key: check(own, key, _source(key, changed[key])) for key in own.texts if key in changed
    }
    return Wording(version, own.texts | texts)


def check(own: Wording, key: str, source: Source) -> Source:
    """A bureau's text in place of ours: of the same form, and nothing else is filled in."""
    ours = own.source(key)
    if isinstance(ours, str) is not isinstance(source, str):
        raise _broken(f"“{_shown(ours)}”应当是{'一段' if isinstance(ours, str) else '几段'}文字")
    known = placeholders(ours)
    for name in placeholders(source):
        if name not in known:
            raise _unknown(source, name)
    return source


def changed_words(version: str, texts: Mapping[str, Source]) -> str:
    """As the file keeps them: only what differs from ours."""
    return json.dumps({"version": version, "texts": dict(texts)}, ensure_ascii=False)


def differing(own: Wording, wording: Wording) -> dict[str, Source]:
    """What a bureau changed."""
    return {key: text for key, text in wording.texts.items() if text != own.texts[key]}


def _read(body: str) -> tuple[str, dict[str, Any]]:
    try:
        data = json.loads(body)
    except ValueError as error:
        raise _broken("不能读取") from error
    if not isinstance(data, dict) or not isinstance(data.get("texts"), dict):
        raise _broken("不能读取")
    return str(data.get("version", "")), data["texts"]


def _source(key: str, text: object) -> Source:
    if isinstance(text, str):
        return text
    if isinstance(text, list | tuple) and all(isinstance(part, str) for part in text):
        return tuple(text)
    raise _broken(f"“{key}”应当是文字")


def _unknown(source: Source, name: str) -> InspectionError:
    return _broken(f"“{_shown(source)}”中的“{name}”不是可以填写的内容")


def _shown(source: Source) -> str:
    text = "".join(parts_of(source))
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _broken(what: str) -> InspectionError:
    return InspectionError(f"文书用语有误：{what}，请在“文书用语”中改正。")
