"""Many documents at once: set by two workers where there are many, each file whole or not there."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from db.errors import InspectionError, UnwritableError
from db.progress import Progress, unwatched
from db.store import Store
from db.vocabulary import DocumentKind
from inspector_gui.documents.document import Document
from inspector_gui.documents.fonts import beside, fonts
from inspector_gui.documents.issues import file_name, sheet_of
from inspector_gui.documents.persons import Private, private_of
from inspector_gui.documents.release import release
from inspector_gui.documents.scope import Scope

WORKERS, WORTH_WORKERS, UNDER_WAY = 2, 16, 6
"""Two processes from so many documents on; no more than so many wait for them at a time."""


@dataclass(frozen=True)
class Printed:
    """`version`: of what was locked, which version of this scope it is; None: a draft, a form."""

    path: Path
    scope: Scope
    version: uuid.UUID | None = None


@dataclass(frozen=True)
class Refused:
    """A document that was not let out, and why."""

    title: str
    why: str


@dataclass(frozen=True)
class _Ready:
    """A document on its way, with all that a process of its own needs to know."""

    document: Document
    path: Path
    scope: Scope
    version: uuid.UUID | None


def print_all(
    store: Store,
    scopes: Sequence[Scope],
    kinds: Sequence[DocumentKind],
    folder: Path,
    progress: Progress = unwatched,
) -> Iterator[Printed | Refused]:
    """Write these kinds of every scope; what is refused does not keep back the rest.

    Raises UnwritableError where the folder takes no more.
    """
    with store.read() as work:
        private = private_of(work)
    total = len(scopes) * len(kinds)
    with _printers(total, private, beside(store.path)) as printers:
        for number, scope in enumerate(scopes):
            progress(number, len(scopes))
            for ready in _built(store, scope, kinds, folder):
                if isinstance(ready, Refused):
                    yield ready
                else:
                    yield from printers.add(ready)
        yield from printers.finish()
    progress(len(scopes), len(scopes))


def _built(
    store: Store, scope: Scope, kinds: Sequence[DocumentKind], folder: Path
) -> Iterator[_Ready | Refused]:
    with store.read() as work:
        issued = scope.issued(work)
        for paper in scope.papers(work):
            if paper.kind not in kinds:
                continue
            try:
                sheet = sheet_of(work, paper, issued, store.now())
            except InspectionError as error:
                yield Refused(f"{scope.title} {paper.name}", str(error))
                continue
            path = folder / file_name(paper, scope.title, locked=sheet.locked)
            yield _Ready(sheet.document, path, scope, sheet.locked_version)


class _Printers:
    """Sets documents here, or by a pool that gets them in turn and gives them back in turn."""

    def __init__(
        self, private: Private, own: Path | None, pool: ProcessPoolExecutor | None
    ) -> None:
        self._private, self._own, self._pool = private, own, pool
        self._under_way: deque[tuple[_Ready, Future[str]]] = deque()

    def add(self, ready: _Ready) -> Iterator[Printed | Refused]:
        if self._pool is None:
            yield _outcome(ready, _print(ready.document, ready.path, self._private, self._own))
            return
        task = self._pool.submit(_print, ready.document, ready.path, self._private, self._own)
        self._under_way.append((ready, task))
        while len(self._under_way) > UNDER_WAY:
            yield self._oldest()

    def finish(self) -> Iterator[Printed | Refused]:
        while self._under_way:
            yield self._oldest()

    def _oldest(self) -> Printed | Refused:
        ready, task = self._under_way.popleft()
        return _outcome(ready, task.result())


@contextmanager
def _printers(total: int, private: Private, own: Path | None) -> Iterator[_Printers]:
    if total < WORTH_WORKERS or not _may_share_work():
        yield _Printers(private, own, None)
        return
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        try:
            yield _Printers(private, own, pool)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _may_share_work() -> bool:
    """Processes of a pool agree by semaphores, which Linux keeps in /dev/shm; it may be missing
    or shut."""
    try:
        get_context("spawn").Lock()
    except (OSError, ImportError):
        return False
    return True


def _print(document: Document, path: Path, private: Private, own: Path | None) -> str:
    """Why it was refused; empty where the file is there. Also the whole work of a process.

    Raises UnwritableError where the folder takes no more.
    """
    try:
        release(document, path, private=private, fonts=fonts(own))
    except UnwritableError:
        raise
    except InspectionError as error:
        return str(error)
    return ""


def _outcome(ready: _Ready, why: str) -> Printed | Refused:
    if why:
        return Refused(ready.path.stem, why)
    return Printed(ready.path, ready.scope, ready.version)
