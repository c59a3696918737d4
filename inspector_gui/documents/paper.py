"""A document that can be made, and how a family of documents declares itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from db.errors import InspectionError
from db.unit_of_work import Work
from db.vocabulary import Desk, DocumentKind
from inspector_gui.documents.document import Draft
from inspector_gui.documents.lock_rules import CampaignRule, Rule
from inspector_gui.documents.template_texts import Wording, own_wording, read_wording
from inspector_gui.labels import label

if TYPE_CHECKING:
    from inspector_gui.documents.visited import Visited

WordingOf: TypeAlias = Callable[[Work, DocumentKind], Wording]
"""Where a document's words come from: the file, or an editor in which they are being changed."""

Build: TypeAlias = Callable[[Wording, str], Draft]
"""Makes a document from its words and its number. Raises InspectionError where it cannot be yet."""


class Group(Enum):
    """Where documents of a visit stand in the list, by what they are for; in its order."""

    TAKEN_ALONG = "带进学校"
    OF_TEAM = "检查组留存"
    FOLLOW_UP = "整改和移交"
    BLANK = "空白表格"


@dataclass(frozen=True, kw_only=True)
class Family:
    """What all documents of a kind share, as they declare it.

    `guarded`: a school, another organ's reader or the public sees it, so nothing in it may give a
    source away. `for_office`: the bureau's office goes on with it in Word.
    """

    kind: DocumentKind
    guarded: bool = True
    for_office: bool = False


@dataclass(frozen=True, kw_only=True)
class OfVisit(Family):
    """A family of documents of a visit; an inspection has those that its row names by `kind`.

    `papers`: those there are; `rules`: what they must be true of before they become final; `desk`:
    whose alone they are.
    """

    papers: Callable[[Visited, Maker], Iterable[Paper]]
    group: Group
    rules: tuple[Rule, ...] = ()
    desk: Desk | None = None


@dataclass(frozen=True, kw_only=True)
class OfCampaign(Family):
    """A family of documents that the bureau makes of all schools together.

    `rules`: what they must be true of before they become final.
    """

    papers: Callable[[Work, Maker], Iterable[Paper]]
    rules: tuple[CampaignRule, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A document that can be made. `build` raises InspectionError where it cannot be yet.

    `name` is what it is asked for by, at every inspection the same; `caption` what this inspection
    calls it, where that differs. `blank`: a form to be filled in by hand, which is never locked.
    """

    family: Family
    name: str
    serial: str
    wording: Wording
    build: Callable[[], Draft]
    blank: bool = False
    caption: str = ""

    @property
    def title(self) -> str:
        """What people call it."""
        return self.caption or self.name

    @property
    def kind(self) -> DocumentKind:
        return self.family.kind


@dataclass(frozen=True)
class Maker:
    """Papers of a family, in the words that `words_of` has for it. `head`: how their numbers begin.

    Where the words are broken a paper has ours, and a build that says so: the others are made.
    """

    family: Family
    head: str
    wording: Wording
    broken: str = ""

    @classmethod
    def of(cls, work: Work, family: Family, head: str, wording_of: WordingOf) -> Maker:
        try:
            return cls(family, head, wording_of(work, family.kind))
        except InspectionError as error:
            return cls(family, head, own_wording(family.kind), str(error))

    @property
    def title(self) -> str:
        """What the documents of this family are called."""
        return label(self.family.kind)

    def paper(self, suffix: str, build: Build, copy: str = "") -> Paper:
        """`suffix` follows the number of the visit or campaign, `copy` the document's name."""
        name = self.title + (f"（{copy}）" if copy else "")
        return self.named(name, f"{self.head}{suffix}", build)

    def named(self, name: str, serial: str, build: Build, *, blank: bool = False) -> Paper:
        """Under a name and a number of its own."""
        made = (
            partial(_refuse, self.broken) if self.broken else partial(build, self.wording, serial)
        )
        return Paper(self.family, name, serial, self.wording, made, blank)


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
