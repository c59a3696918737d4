# mypy: allow-untyped-calls
"""The last gate: words a team may not say, and numbers and names that nobody may read.

Texts are read before they are set, closely; then the finished file is read as anyone could.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import chain

from db.digits import BLANK, digits_of, only_digits, plain_digits
from db.errors import InspectionError
from db.masking import (
    MOBILE_DIGITS,
    Found,
    Kind,
    find_accounts,
    find_numbers,
    mask_accounts,
    mask_numbers,
)
from inspector_gui.documents.blocks import (
    Annex,
    Block,
    Digest,
    Heading,
    LawTitle,
    Signing,
    Text,
    Together,
    pieces,
    plain,
    texts_in,
)
from inspector_gui.documents.document import Document
from inspector_gui.documents.persons import Known, Private, surname_only, unspaced

FORBIDDEN = (
    "责令",
    "处罚",
    "处分",
    "没收",
    "罚款",
    "记过",
    "撤职",
    "免职",
    "开除",
    "吊销",
    "通报批评",
)
"""What only the bureau, or an organ it turns to, can order."""
_SCHOOL = "(?:学校|你校|该校|你单位|校长)"
_SUGGESTED = "(?:建议|拟|应当)"
_ORDERED = re.compile(
    "|".join(
        (
            *FORBIDDEN,
            *(
                "追究[^，。；！？]{0,16}责任",
                "停职检查",
                "予以辞退",
                "(?:已|涉嫌)[^，。；！？]{0,4}犯罪",
            ),
            *("(?:取消|停止)[^，。；！？]{0,8}资格", "暂停[^，。；！？]{0,6}招生", "不予年[审检]"),
            *("罚金", "立案[调审]查", "严肃(?:问责|处理|查处)", "构成(?:违法|违纪)"),
            *("(?:行政|政务|党内)警告", "降[级职薪]处理", "调离[^，。；！？]{0,6}岗位"),
            f"(?:责成|勒令){_SCHOOL}|勒令(?:整改|停止)|{_SCHOOL}[^，。；！？]{{0,6}}必须(?:立即|马上|全部)",
            f"(?<!家长)(?:要求|限){_SCHOOL}[^，。；！？]{{0,12}}(?:退还|退清|清退|停止收费)",
            "撤销[^，。；！？]{0,8}(?:称号|荣誉|资格)",
            f"{_SUGGESTED}[^，。；！？]{{0,4}}(?:移送|移交)[^，。；！？]{{0,4}}(?:公安|司法|检察|纪检|监察|纪委)",
            f"{_SUGGESTED}(?:扣[减发]|暂扣)[^，。；！？]{{0,8}}(?:工资|绩效|津贴|奖金|年终奖)",
        )
    )
)
CONTEXT = 8
FILE = "文件属性"
HIDDEN = "\x00"
"""Stands for what is exempt: no word and no number goes on across it."""
HYPHEN = "\ufffe", "-"
"""pdfium's sign for a hyphen at the end of a line."""


def orders(document: Document) -> Iterator[tuple[str, str, str]]:
    """Where a team's paper orders or punishes: the heading, the word, and words around it."""
    for heading, text in texts_with_headings(document.blocks) if document.by_team else ():
        compact = unspaced(open_text(text, LawTitle))
        for ordered in _ORDERED.finditer(compact):
            yield heading, ordered[0], _around(compact, ordered.start(), len(ordered[0]))


def check_words(document: Document) -> None:
    """A team states and suggests; it does not order or punish."""
    for heading, word, found in orders(document):
        raise InspectionError(
            f"“{heading}”中的“{found}”用了“{word}”，检查组的文书只能提出建议，请改写。"
        )


def check_persons(document: Document, private: Private) -> None:
    """Every text by itself, however its digits are spread."""
    for _text, why in persons_in(document, private):
        raise InspectionError(why)


def persons_in(document: Document, private: Private) -> Iterator[tuple[str, str]]:
    """Each text that tells who somebody is, and why it is refused."""
    known = private.but_for(document.open_words)
    for heading, text in texts_with_headings(document.blocks):
        shown_text = open_text(text, Digest)
        shown = f"“{known.hidden(mask_accounts(mask_numbers(heading)))}”"
        try:
            _check_text(shown, shown_text, private, known)
        except InspectionError as why:
            yield shown_text, str(why)


def _check_text(location: str, text: str, private: Private, known: Known) -> None:
    hits = chain(find_numbers(text), find_accounts(text), _phones(text, private))
    _refuse_numbers(hits, location, text)
    for name, around in known.found(text):
        where = f"{location}中的“{around.replace(HIDDEN, '…')}”"
        raise InspectionError(_refusal(where, "姓名", surname_only(name)))


def doubtful_initials(document: Document, private: Private) -> Iterator[tuple[str, str, str]]:
    """Runs of letters that may stand for a pupil's name, a warning, no bar: the letters, their
    text, and a sentence."""
    known = private.but_for(document.open_words)
    for heading, text in texts_with_headings(document.blocks):
        shown = open_text(text, Digest)
        for letters in known.initialled(shown):
            why = f"“{heading}”中的“{letters}”像是抽中学生姓名的拼音缩写，请核对。"
            yield letters, shown, why


def check_file(pdf: bytes, document: Document, private: Private) -> None:
    """The pages and the properties of the file, as a reader would get them.

    Neighbouring cells may look like a number or a name. What is not in one piece on the page must
    be so in one of the texts.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as file:
        pages = (page.get_textpage().get_text_range() for page in file)
        parts = [(f"第{n}页", text.replace(*HYPHEN)) for n, text in enumerate(pages, start=1)]
        parts += [(FILE, str(value)) for value in file.get_metadata_dict().values()]
    check_parts(parts, document, private)


def check_parts(parts: Iterable[tuple[str, str]], document: Document, private: Private) -> None:
    """The same of the texts of any file, each with where in it one finds it."""
    known = private.but_for(document.open_words)
    digests = [_scattered(text) for text in _digests(document.blocks)]
    texts = [plain(text) for text in (document.title, document.footer, *texts_in(document.blocks))]
    numbers = HIDDEN.join(_searchable(text) for text in texts)
    names = {name for text in texts for name, _around in known.found(text)}
    for heading, part in parts:
        content = reduce(lambda content, digest: digest.sub(HIDDEN, content), digests, part)
        hits = chain(
            find_numbers(content, on_page=True), find_accounts(content), _phones(content, private)
        )
        whole = plain_digits(content)
        found = (hit for hit in hits if hit.digits in numbers or hit.digits in whole)
        _refuse_numbers(found, heading, content)
        persons = (name for piece in content.split() for name, _around in known.found(piece))
        broken = (name for name, _around in known.found(content) if name in names)
        for name in chain(persons, broken):
            raise InspectionError(_refusal(heading, "姓名", surname_only(name)))


def _searchable(text: str) -> str:
    """Its digits in both readings, and its addresses."""
    addresses = (hit.digits for hit in find_numbers(text) if hit.kind is Kind.EMAIL)
    return HIDDEN.join((only_digits(text), digits_of(text), *addresses))


def _phones(text: str, private: Private) -> Iterator[Found]:
    """Numbers of the sample, of whatever kind."""
    figures = re.sub(BLANK, "", plain_digits(text))
    for phone in map(only_digits, private.phones):
        if phone and phone in figures:
            yield Found(Kind.PHONE, 0, 0, phone)


def _refuse_numbers(hits: Iterable[Found], location: str, text: str) -> None:
    for hit in hits:
        before = text[max(0, hit.start - CONTEXT) : hit.start]
        around = mask_accounts(mask_numbers(before)) + hit.masked
        where = f"，在“{around.replace(HIDDEN, '…')}”处" if hit.start else ""
        raise InspectionError(_refusal(location, hit.kind, f"{hit.masked}{where}"))


def _refusal(location: str, kind: str, hidden: str) -> str:
    if kind == Kind.ACCOUNT:
        return f"{location}有{kind}（{hidden}），文书没有生成，请只留后四位再打印。"
    return f"{location}有个人信息（{kind}{hidden}），文书没有生成，请删去后再打印。"


def texts_with_headings(
    blocks: Iterable[Block], heading: str = "标题"
) -> Iterator[tuple[str, Text]]:
    """Every text, with the heading it stands under."""
    for block in blocks:
        if isinstance(block, Together | Signing):
            yield from texts_with_headings(block.blocks, heading)
            continue
        if isinstance(block, Heading):
            heading = plain(block.text)
        elif isinstance(block, Annex):
            heading = f"{block.mark} {''.join(block.title.parts)}"
        for text in texts_in(block):
            yield heading, text


def _digests(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Those long enough to hold a number."""
    found = (p.text for text in texts_in(blocks) for p in pieces(text) if isinstance(p, Digest))
    return (digest for digest in found if len(digest) >= MOBILE_DIGITS)


def open_text(text: Text, exempt: type) -> str:
    shown = (HIDDEN if isinstance(piece, exempt) else piece for piece in pieces(text))
    return "".join(piece if isinstance(piece, str) else piece.text for piece in shown)


def _scattered(text: str) -> re.Pattern[str]:
    """The text as it may be spread over several lines."""
    return re.compile(r"\s*".join(map(re.escape, text)))


def _around(text: str, at: int, length: int) -> str:
    return text[max(0, at - CONTEXT) : at + length + CONTEXT].replace(HIDDEN, "…")
