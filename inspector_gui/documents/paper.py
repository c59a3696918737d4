"""A document that can be made, and how a family of documents declares itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from db.errors import InspectionError
from db.unit_of_work import Work
from db.vocabulary import Desk, DocumentKind
from inspector_gui.documents.document import Draft
from inspector_gui.documents.template_texts import Wording, own_wording, read_wording
from inspector_gui.labels import label

if TYPE_CHECKING:
    from inspector_gui.documents.visited import Visited

WordsOf: TypeAlias = Callable[[Work, DocumentKind], Wording]
"""Where a document's words come from: the file, or an editor in which they are being changed."""

Build: TypeAlias = Callable[[Wording, str], Draft]
"""Makes a document from its words and its number. Raises InspectionError where it cannot be yet."""


@dataclass(frozen=True)
class Paper:
    """A document that can be made. `build` raises InspectionError where it cannot be yet.

    `blank`: a form to be filled in by hand, which is never locked.
    """

    kind: DocumentKind
    name: str
    serial: str
    words: Wording
    build: Callable[[], Draft]
    blank: bool = False


@dataclass(frozen=True)
class OfVisit:
    """A family of documents of a visit. `desk`: whose alone they are; `papers`: those there are.

    An inspection has the families that its row names by `kind`.
    """

    kind: DocumentKind
    papers: Callable[[Visited, Maker], Iterable[Paper]]
    desk: Desk | None = None


@dataclass(frozen=True)
class OfCampaign:
    """A family of documents that the bureau makes of all schools together."""

    kind: DocumentKind
    papers: Callable[[Work, Maker], Iterable[Paper]]


@dataclass(frozen=True)
class Maker:
    """Papers of one kind, in the words that `words_of` has for it. `head`: how their numbers begin.

    Where the words are broken a paper has ours, and a build that says so: the others are made.
    """

    kind: DocumentKind
    head: str
    words: Wording
    broken: str = ""

    @classmethod
    def of(cls, work: Work, kind: DocumentKind, head: str, words_of: WordsOf) -> Maker:
        try:
            return cls(kind, head, words_of(work, kind))
        except InspectionError as error:
            return cls(kind, head, own_wording(kind), str(error))

    def paper(self, suffix: str, build: Build, copy: str = "") -> Paper:
        """`suffix` follows the number of the visit or campaign, `copy` the document's name."""
        name = label(self.kind) + (f"（{copy}）" if copy else "")
        return self.named(name, f"{self.head}{suffix}", build)

    def named(self, name: str, serial: str, build: Build, *, blank: bool = False) -> Paper:
        """Under a name and a number of its own."""
        made = partial(_refuse, self.broken) if self.broken else partial(build, self.words, serial)
        return Paper(self.kind, name, serial, self.words, made, blank)


def _refuse(why: str) -> Draft:
    raise InspectionError(why)


def single(
    suffix: str, build: Callable[[Visited, Wording, str], Draft], copy: str = ""
) -> Callable[[Visited, Maker], Iterator[Paper]]:
    """The papers of a family that has one for each visit."""

    def papers(visited: Visited, maker: Maker) -> Iterator[Paper]:
        yield maker.paper(suffix, partial(build, visited), copy)

    return papers


def wording(work: Work, kind: DocumentKind) -> Wording:
    """The bureau's words, or ours."""
    body = work.documents.text(kind)
    return read_wording(kind, body) if body else own_wording(kind)
