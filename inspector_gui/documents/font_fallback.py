"""Finds for each character the face that has it, and its width; says so when none has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

from db.errors import InspectionError
from inspector_gui.documents.characters import CLOSING, LINE_ENDS, PUNCTUATION
from inspector_gui.documents.sfnt import Face

INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
CONTEXT = 6
WIDEST_HALF = 0.55


class Lettering:
    """One kind of type: a chain of faces, remembered character by character."""

    def __init__(self, chain: tuple[Face, ...]) -> None:
        self.chain = chain
        self._widths = _Widths(chain)

    @property
    def face(self) -> Face:
        return self.chain[0]

    def widths(self, text: str) -> list[float]:
        """In em. Printing stops here rather than leave out a character or print a box."""
        try:
            return list(map(self._widths.__getitem__, text))
        except KeyError:
            raise InspectionError(self._complaint(text)) from None

    @cached_property
    def full_marks(self) -> frozenset[str]:
        """Punctuation that needs its whole square: in some fonts it stands in the middle."""
        return frozenset(mark for mark in PUNCTUATION if self._is_full(mark))

    def _is_full(self, mark: str) -> bool:
        face = self._widths.look_up(mark)
        left, right = face.ink(mark) if face else (0.0, 1.0)
        return right > WIDEST_HALF if mark in CLOSING else left < 1 - WIDEST_HALF

    def by_face(self, text: str) -> Iterator[tuple[Face, str]]:
        """Text whose widths are known, in runs of one face each."""
        others = self._widths.others
        if others.keys().isdisjoint(text):
            yield self.chain[0], text
            return
        for face, run in groupby(text, lambda character: others.get(character, self.chain[0])):
            yield face, "".join(run)

    def missing(self, text: str) -> list[str]:
        """Each once. Ends of lines and tabs are not characters to print."""
        letters = dict.fromkeys(c for c in text if c not in LINE_ENDS and c != "\t")
        return [letter for letter in letters if self._widths.look_up(letter) is None]

    def _complaint(self, text: str) -> str:
        character = self.missing(text)[0]
        at = text.index(character)
        around = text[max(0, at - CONTEXT) : at + 1 + CONTEXT]
        shown = "".join(c if _stands_alone(c) else "□" for c in around)
        code = f"U+{ord(character):04X}"
        name = f"“{character}”（{code}）" if _stands_alone(character) else f"看不见的字符{code}"
        return f"“{shown}”中的{name}没有字体可以打印，请改写，或把含有它的字体放入单位字体文件夹。"


def _stands_alone(character: str) -> bool:
    return character.isprintable() and not unicodedata.category(character).startswith("M")


class _Widths(dict[str, float]):
    """Filled as characters are met; what only a later face has is remembered apart."""

    def __init__(self, chain: tuple[Face, ...]) -> None:
        super().__init__()
        self._chain = chain
        self.others: dict[str, Face] = {}

    def __missing__(self, character: str) -> float:
        face = self.look_up(character)
        if face is None:
            raise KeyError(character)
        if face is not self._chain[0]:
            self.others[character] = face
        self[character] = face.width(character)
        return self[character]

    def look_up(self, character: str) -> Face | None:
        if unicodedata.category(character) in INVISIBLE:
            return None
        return next((face for face in self._chain if ord(character) in face.glyphs), None)
