"""Documents made for the window: drawn to be shown, kept as files, all at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import InspectionError
from db.progress import Progress
from db.records.documents import IssuedLine, WithdrawnLine
from db.store import Store
from db.vocabulary import DocumentKind

if TYPE_CHECKING:
    from inspector_gui.documents.document import Document
    from inspector_gui.documents.issues import Sheet
    from inspector_gui.documents.scope import Scope, Standing


@dataclass(frozen=True)
class Shown:
    """A document as it is on the screen; `refused`: why it may not be printed so.

    `answered`: the school's opinion is recorded.
    """

    sheet: Sheet
    version: IssuedLine | None
    pdf: bytes
    values: dict[str, str]
    fonts: str
    doubts: tuple[str, ...] = ()
    refused: str = ""
    withdrawn: tuple[WithdrawnLine, ...] = ()
    answered: bool = False


def grouped(found: Sequence[Standing]) -> list[tuple[str, list[Standing]]]:
    """By what they are for, in this order; those of the campaign are one group."""
    from inspector_gui.documents.paper import Group, OfVisit

    groups: dict[str, list[Standing]] = {group.value: [] for group in Group}
    for standing in found:
        family = standing.family
        title = family.group.value if isinstance(family, OfVisit) else "全市"
        groups.setdefault(title, []).append(standing)
    return [(title, standings) for title, standings in groups.items() if standings]


def draw(store: Store, scope: Scope, name: str, version: IssuedLine | None) -> Shown:
    """The document as it would be printed now, or a version as it was locked."""
    from inspector_gui.documents.fonts import beside, fonts
    from inspector_gui.documents.issues import reprint
    from inspector_gui.documents.persons import private_of
    from inspector_gui.documents.privacy import doubtful_initials
    from inspector_gui.documents.release import preview_pdf

    with store.read() as work:
        sheet = scope.sheet(work, name, store.now())
        private = private_of(work)
        values = work.documents.filled_in(scope.about, sheet.paper.kind)
        answered = bool(scope.visit and work.statements.lines(scope.visit))
        withdrawn = tuple(work.documents.withdrawn(scope.visit, sheet.paper.serial))
    document = reprint(version, sheet.paper, store.now()) if version else sheet.document
    faces = fonts(beside(store.path))
    refused = _refusal(document)
    pdf = preview_pdf(document, private=private, fonts=faces)
    found = doubtful_initials(document, private)
    doubts = tuple(dict.fromkeys(why for _letters, _text, why in found))
    origins = "、".join(dict.fromkeys(face.origin for face in faces.in_use()))
    fonts_used = "\n".join([f"字体：{origins}", *faces.refused()])
    return Shown(sheet, version, pdf, values, fonts_used, doubts, refused, withdrawn, answered)


def _refusal(document: Document) -> str:
    from inspector_gui.documents.privacy import check_words

    try:
        check_words(document)
    except InspectionError as error:
        return str(error)
    return ""


def draw_to_print(store: Store, scope: Scope, name: str, version: IssuedLine | None) -> Shown:
    """As `draw`. Raises InspectionError where it may not leave the program."""
    shown = draw(store, scope, name, version)
    if shown.refused:
        raise InspectionError(shown.refused)
    return shown


def standings(store: Store, scope: Scope) -> list[Standing]:
    with store.read() as work:
        return scope.standings(work, store.now())


def save(store: Store, scope: Scope, name: str, version: IssuedLine | None, folder: Path) -> Path:
    from inspector_gui.documents.atomic_file import store as keep
    from inspector_gui.documents.issues import file_name

    shown = draw_to_print(store, scope, name, version)
    locked = shown.sheet.locked or version is not None
    path = folder / file_name(shown.sheet.paper, scope.title, locked=locked)
    keep(shown.pdf, path)
    note_left(store, scope, shown)
    return path


def save_docx(
    store: Store, scope: Scope, name: str, version: IssuedLine | None, folder: Path
) -> Path:
    """For the office, which edits, numbers and routes it; the version shown, through the gate."""
    from inspector_gui.documents.issues import file_name, reprint
    from inspector_gui.documents.persons import private_of
    from inspector_gui.documents.release import release_docx

    with store.read() as work:
        sheet = scope.sheet(work, name, store.now())
        private = private_of(work)
    document = reprint(version, sheet.paper, store.now()) if version else sheet.document
    locked = sheet.locked or version is not None
    path = folder / file_name(sheet.paper, scope.title, locked=locked).with_suffix(".docx")
    release_docx(document, path, private=private)
    _note(store, scope, version.id if version else sheet.locked_version)
    return path


def note_left(store: Store, scope: Scope, shown: Shown) -> None:
    """It is on paper, or a file that others can have; of a draft nothing is recorded."""
    _note(store, scope, shown.version.id if shown.version else shown.sheet.locked_version)


def _note(store: Store, scope: Scope, version: uuid.UUID | None) -> None:
    from inspector_gui.actions.documents import note_printed

    if version is not None:
        note_printed(store=store, scope=scope, versions={version})


def print_batch(
    store: Store,
    scopes: Sequence[Scope],
    kinds: Sequence[DocumentKind],
    folder: Path,
    progress: Progress,
) -> tuple[int, list[str]]:
    """How many were made, and of the others which and why."""
    from inspector_gui.actions.documents import print_documents
    from inspector_gui.documents.batch import Printed

    asked = print_documents(
        store=store, scopes=scopes, kinds=kinds, folder=folder, progress=progress
    )
    done = list(asked)
    refused = [
        f"{refusal.title}：{refusal.why}" for refusal in done if not isinstance(refusal, Printed)
    ]
    return len(done) - len(refused), refused
