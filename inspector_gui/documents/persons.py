"""Pupils and parents this computer knows of, and where a text tells of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from db.unit_of_work import Work
from db.vocabulary import FormKind
from inspector_gui.documents.phrases import library
from inspector_gui.documents.spelling import initials, spellings

SHORTEST_NAME = 2
SHORTEST_SPELLING = 4
CONTEXT = 6
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_PART = r"[、.．。_＿,，*＊/／|~\-]{1,2}"
"""Marks that part the characters of a name and hide it so from a reader of words."""
_LATIN_RUN = re.compile(r"[A-Za-z]+(?:['’\s\-]{0,2}[A-Za-z]+)*")
_LETTERS_ALONE = re.compile(r"(?<![A-Za-z0-9\-])[A-Za-z]{3,4}(?![A-Za-z0-9\-])")
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff·•‧・]+")
"""Spaces, what has no width, and the dots within names."""
_OF_A_PUPIL = r"(?:同学|小朋友|(?:的|之)?(?:家长|父母|父亲|母亲|爸爸|妈妈|监护人|奶奶|爷爷))"
"""What follows a name and makes a pupil of whoever else is called so."""


@dataclass(frozen=True)
class Private:
    """What is to be looked for in every output.

    `ordinary`: of the names those that the bureau's own texts hold: 向学 is in 向学生收取, 平安 in
    平安保险. By themselves they name nobody.
    """

    names: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    ordinary: frozenset[str] = field(default=frozenset(), kw_only=True)

    def but_for(self, open_words: str) -> Known:
        """The same, with names that are openly in a document as ordinary as they are there."""
        names = {unspaced(name) for name in self.names}
        wanted = {name for name in names if len(name) >= SHORTEST_NAME}
        openly = unspaced(open_words)
        return Known(wanted, {name for name in wanted if name in self.ordinary or name in openly})


class Known:
    """Names to look for. An ordinary one is found only where a pupil is spoken of."""

    def __init__(self, names: set[str], ordinary: set[str]) -> None:
        self._names, self._ordinary = names, ordinary
        self._rare = names - ordinary

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """All at once, the longest first."""
        forms = (
            re.escape(name) + (f"(?={_OF_A_PUPIL})" if name in self._ordinary else "")
            for name in _longest_first(self._names)
        )
        return re.compile("|".join(forms)) if self._names else None

    @cached_property
    def _parted(self) -> re.Pattern[str] | None:
        """A mark between all the characters; by two characters only where they stand alone."""
        ways = [_PART.join(name) for name in _longest_first(self._rare) if len(name) > 2]
        ways += [
            f"(?<![{_HAN}]){_PART.join(name)}(?![{_HAN}])" for name in self._rare if len(name) == 2
        ]
        return re.compile("|".join(ways)) if ways else None

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """Names by their pinyin, surname first or last."""
        return {spelled: name for name in self._rare for spelled in spellings(name)}

    @cached_property
    def _initials(self) -> dict[str, str]:
        return {initials(name): name for name in self._rare if len(name) > 2}

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """Each with the words around it; both show surnames only."""
        compact = unspaced(text)
        for match in self._pattern.finditer(compact) if self._pattern else ():
            yield match[0], self.hidden(_around(compact, match))
        for match in self._parted.finditer(compact) if self._parted else ():
            name = "".join(re.findall(f"[{_HAN}]", match[0]))
            yield name, self.hidden(compact[max(0, match.start() - CONTEXT) : match.start()])
        for spelled in _latin(text) if self._rare else ():
            if spelled in self._spelled:
                yield self._spelled[spelled], surname_only(self._spelled[spelled])

    def initialled(self, text: str) -> Iterator[str]:
        """Letters that may stand for a name: WXM for 王小明."""
        for match in _LETTERS_ALONE.finditer(text) if self._rare else ():
            if match[0].lower() in self._initials:
                yield match[0]

    def hidden(self, text: str) -> str:
        """The words with surnames only."""
        return self._pattern.sub(_surname, text) if self._pattern else text


def _longest_first(names: set[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - CONTEXT) : match.end() + CONTEXT]


def _latin(text: str) -> Iterator[str]:
    """Up to four neighbouring Latin words, written as one."""
    for run in _LATIN_RUN.findall(text):
        parts = re.findall("[a-z]+", run.lower())
        for first in range(len(parts)):
            for last in range(first + 1, min(len(parts), first + 4) + 1):
                joined = "".join(parts[first:last])
                if len(joined) >= SHORTEST_SPELLING:
                    yield joined


def private_of(work: Work) -> Private:
    names, phones = work.calls.all_names(), work.calls.all_numbers()
    if not names:
        return Private(names, phones)
    bureau_text = "\n".join(unspaced(text) for text in _bureaus_words(work))
    ordinary = {unspaced(name) for name in names if unspaced(name) in bureau_text}
    return Private(names, phones, ordinary=frozenset(ordinary))


def _bureaus_words(work: Work) -> Iterator[str]:
    """What was written before any pupil was drawn."""
    yield from (phrase.text for phrase in library())
    for item in work.catalogues.items():
        yield from (item.category_name, item.question, item.violation, *item.evidence)
    for basis in work.catalogues.bases():
        yield basis.citation.title
    yield from (fee.name for fee in work.catalogues.fees())
    for kind in FormKind:
        if script := work.forms.latest(kind):
            for asked in script.questions:
                yield from (asked.text, *(choice.text for choice in asked.choices))
    yield from (line.name for line in work.schools.lines())


def unspaced(text: str) -> str:
    return _UNSEEN.sub("", text)


def _surname(match: re.Match[str]) -> str:
    return surname_only(match[0])


def surname_only(name: str) -> str:
    return f"{name[0]}某"
