"""Many documents at once: all of them, or those before the first that may not be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from db.progress import Progress, unwatched
from db.schools import SchoolLine
from db.store import Store
from db.vocabulary import DocumentKind
from inspector_gui.documents.papers import papers_of
from inspector_gui.documents.privacy import Private, private_of
from inspector_gui.documents.release import release
from inspector_gui.documents.sheets import file_name, sheet_of


def print_papers(
    store: Store,
    schools: Sequence[SchoolLine],
    folder: Path,
    kind: DocumentKind = DocumentKind.FEEDBACK,
    progress: Progress = unwatched,
) -> Iterator[Path]:
    """Write a kind of document of each school into `folder`; yields each whole file's path.

    Raises InspectionError at the first that the gate does not let out.
    """
    with store.read() as work:
        private = private_of(work)
    for number, school in enumerate(schools):
        progress(number, len(schools))
        yield from _print(store, school, folder, kind, private)
    progress(len(schools), len(schools))


def _print(
    store: Store, school: SchoolLine, folder: Path, kind: DocumentKind, private: Private
) -> Iterator[Path]:
    with store.read() as work:
        issued = work.documents.issued(school.visit_id)
        papers = [paper for paper in papers_of(work, school) if paper.kind is kind]
        sheets = [sheet_of(work, paper, issued, store.now()) for paper in papers]
    for sheet in sheets:
        path = folder / file_name(sheet.paper, school.name, locked=sheet.locked)
        release(sheet.document, path, private=private)
        yield path
