"""Pupils and parents this computer knows of, and where a text tells of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from db.unit_of_work import Work
from db.vocabulary import FormKind, Inspection
from inspector_gui.documents.phrases import library

SHORTEST_NAME = 2
CONTEXT = 6
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
        words = unspaced(open_words)
        return Known(wanted, {name for name in wanted if name in self.ordinary or name in words})


class Known:
    """Names to look for. An ordinary one is found only where a pupil is spoken of."""

    def __init__(self, names: set[str], ordinary: set[str]) -> None:
        self._names, self._ordinary = names, ordinary

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """All at once, the longest first."""
        longest = sorted(self._names, key=lambda name: (-len(name), name))
        told = (
            re.escape(name) + (f"(?={_OF_A_PUPIL})" if name in self._ordinary else "")
            for name in longest
        )
        return re.compile("|".join(told)) if longest else None

    def found(self, text: str) -> Iterator[tuple[str, str]]:
        """Each with the words around it; both show surnames only."""
        words = unspaced(text)
        for match in self._pattern.finditer(words) if self._pattern else ():
            around = words[max(0, match.start() - CONTEXT) : match.end() + CONTEXT]
            yield match[0], self._pattern.sub(_surname, around) if self._pattern else around


def private_of(work: Work) -> Private:
    names, phones = work.calls.all_names(), work.calls.all_numbers()
    if not names:
        return Private(names, phones)
    said = "\n".join(unspaced(text) for text in _bureaus_words(work))
    ordinary = {unspaced(name) for name in names if unspaced(name) in said}
    return Private(names, phones, ordinary=frozenset(ordinary))


def _bureaus_words(work: Work) -> Iterator[str]:
    """What was written before any pupil was drawn."""
    yield from (phrase.text for phrase in library())
    for inspection in Inspection:
        for item in work.catalogues.items(inspection):
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
    return shown(match[0])


def shown(name: str) -> str:
    return f"{name[0]}某"
