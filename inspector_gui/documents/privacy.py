# mypy: allow-untyped-calls
"""The last gate: words a team may not say, and numbers and names that nobody may read.

Texts are read before they are set, closely; then the finished file is read as anyone could.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import chain

from db.errors import InspectionError
from inspector_gui.documents.blocks import (
    Annex,
    Block,
    Digest,
    Heading,
    LawTitle,
    Text,
    Together,
    pieces,
    plain,
    said,
)
from inspector_gui.documents.document import Document
from inspector_gui.documents.persons import Private, shown, unspaced

FORBIDDEN = ("责令", "处罚", "处分", "没收")
CONTEXT = 8
FILE = "文件属性"
HIDDEN = "\x00"
"""Stands for what is exempt: no word and no number goes on across it."""
HYPHEN = "\ufffe", "-"
"""pdfium's sign for a hyphen at the end of a line."""

_FULL_WIDTH = {0xFF10 + n: str(n) for n in range(10)} | {0xFF38: "X", 0xFF58: "x"}
_SEPARATOR = r"[\s\-\u2010-\u2015\uff0d/()（）]"
_APART = rf"{_SEPARATOR}*"
_GAP = rf"{_SEPARATOR}{{1,2}}"
_BEFORE, _AFTER = r"(?<![0-9])(?<![0-9][.,])", r"(?![0-9]|[.,][0-9])"


def _spread(*parts: str) -> str:
    """These characters in turn, however far apart."""
    return _APART.join(parts)


_DIGIT = "[0-9]"
_MONTH_AND_DAY = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_MOBILE = ("1", "[3-9]", *[_DIGIT] * 9)
_IDENTITY = (*[_DIGIT] * 6, "(?:19|20)", *[_DIGIT] * 2, *_MONTH_AND_DAY, *[_DIGIT] * 3, "[0-9Xx]")
_OLD_IDENTITY = (*[_DIGIT] * 8, *_MONTH_AND_DAY, *[_DIGIT] * 3)

IN_A_TEXT = {
    "手机号码": re.compile(f"{_BEFORE}(?:\\+?8{_APART}6{_APART})?{_spread(*_MOBILE)}{_AFTER}"),
    "身份证号码": re.compile(
        f"{_BEFORE}(?:{_spread(*_IDENTITY)}|{''.join(_OLD_IDENTITY)}){_AFTER}"
    ),
}
"""Within one text the digits may stand anyhow."""

ON_A_PAGE = {
    "手机号码": re.compile(
        f"{_BEFORE}(?:\\+?86{_APART})?1[3-9][0-9]"
        f"(?:[0-9]{{8}}|{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}){_AFTER}"
    ),
    "身份证号码": re.compile(f"{_BEFORE}(?:{''.join(_IDENTITY)}|{''.join(_OLD_IDENTITY)}){_AFTER}"),
}
"""On a page figures of different cells are neighbours: only the usual ways of writing count."""


def check_words(document: Document) -> None:
    """A team states and suggests; it does not order or punish."""
    for place, text in _places(document.blocks) if document.by_team else ():
        words = unspaced(_open(text, LawTitle))
        for forbidden in FORBIDDEN:
            if forbidden in words:
                found = _around(words, words.index(forbidden), len(forbidden))
                raise InspectionError(
                    f"“{place}”中的“{found}”用了“{forbidden}”，检查组的文书只能提出建议，请改写。"
                )


def check_persons(document: Document, private: Private) -> None:
    """Every text by itself, however its digits are spread."""
    known = private.but_for(document.open_words)
    for place, text in _places(document.blocks):
        words = _open(text, Digest)
        _refuse_numbers(chain(_hits(words, IN_A_TEXT), _phones(words, private)), f"“{place}”")
        for name, around in known.found(words):
            where = f"“{place}”中的“{around.replace(HIDDEN, '…')}”"
            raise InspectionError(_refusal(where, "姓名", shown(name)))


def check_file(pdf: bytes, document: Document, private: Private) -> None:
    """The pages and the properties of the file, as a reader would get them.

    Neighbouring cells may look like a number or a name. What is not in one piece on the page must
    be so in one of the texts.
    """
    import pypdfium2

    known = private.but_for(document.open_words)
    digests = [_scattered(text) for text in _digests(document.blocks)]
    texts = [plain(text) for text in (document.title, document.footer, *said(document.blocks))]
    numbers = HIDDEN.join(map(_only_digits, texts))
    names = {name for text in texts for name, _around in known.found(text)}
    with pypdfium2.PdfDocument(pdf) as file:
        pages = (page.get_textpage().get_text_range() for page in file)
        parts = [(f"第{n}页", text.replace(*HYPHEN)) for n, text in enumerate(pages, start=1)]
        parts += [(FILE, str(value)) for value in file.get_metadata_dict().values()]
    for place, part in parts:
        words = reduce(lambda words, digest: digest.sub(HIDDEN, words), digests, part)
        hits = chain(_hits(words, ON_A_PAGE), _phones(words, private))
        whole = _plain_digits(words)
        _refuse_numbers((hit for hit in hits if hit[1] in numbers or hit[1] in whole), place)
        told = (name for piece in words.split() for name, _around in known.found(piece))
        broken = (name for name, _around in known.found(words) if name in names)
        for name in chain(told, broken):
            raise InspectionError(_refusal(place, "姓名", shown(name)))


def _phones(text: str, private: Private) -> Iterator[tuple[str, str]]:
    """Numbers of the sample, of whatever kind."""
    figures = re.sub(_SEPARATOR, "", _plain_digits(text))
    for phone in map(_only_digits, private.phones):
        if phone and phone in figures:
            yield "电话号码", phone


def _refuse_numbers(hits: Iterable[tuple[str, str]], place: str) -> None:
    for kind, number in hits:
        raise InspectionError(_refusal(place, kind, _masked(number)))


def _refusal(place: str, kind: str, hidden: str) -> str:
    return f"{place}有个人信息（{kind}{hidden}），文书没有生成，请删去后再打印。"


def _hits(text: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[tuple[str, str]]:
    text = _plain_digits(text)
    for kind, pattern in patterns.items():
        for match in pattern.finditer(text):
            yield kind, _only_digits(match[0])


def _places(blocks: Iterable[Block], place: str = "标题") -> Iterator[tuple[str, Text]]:
    """Every text, with the heading it stands under."""
    for block in blocks:
        if isinstance(block, Together):
            yield from _places(block.blocks, place)
            continue
        if isinstance(block, Heading):
            place = plain(block.text)
        elif isinstance(block, Annex):
            place = f"{block.mark} {''.join(block.title.parts)}"
        for text in said(block):
            yield place, text


def _digests(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Those long enough to hold a number."""
    found = (p.text for text in said(blocks) for p in pieces(text) if isinstance(p, Digest))
    return (digest for digest in found if len(digest) >= len(_MOBILE))


def _open(text: Text, exempt: type) -> str:
    shown = (HIDDEN if isinstance(piece, exempt) else piece for piece in pieces(text))
    return "".join(piece if isinstance(piece, str) else piece.text for piece in shown)


def _scattered(text: str) -> re.Pattern[str]:
    """The text as it may be spread over several lines."""
    return re.compile(r"\s*".join(map(re.escape, text)))


def without_numbers(text: str) -> str:
    """What was typed, with mobile and identity numbers masked."""
    plain = _plain_digits(text)
    for pattern in IN_A_TEXT.values():
        for match in reversed(list(pattern.finditer(plain))):
            hidden = _masked(_only_digits(match[0]))
            text = text[: match.start()] + hidden + text[match.end() :]
            plain = plain[: match.start()] + hidden + plain[match.end() :]
    return text


def _plain_digits(text: str) -> str:
    return text.translate(_FULL_WIDTH)


def _only_digits(text: str) -> str:
    return re.sub("[^0-9Xx]", "", _plain_digits(text))


def _masked(number: str) -> str:
    return f"{number[:3]}****{number[-2:]}"


def _around(text: str, at: int, length: int) -> str:
    return text[max(0, at - CONTEXT) : at + length + CONTEXT].replace(HIDDEN, "…")
