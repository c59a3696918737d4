"""Reads scans page by page: two processes at work, every page told, in its order."""

import hashlib
import queue
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from db.errors import InspectionError
from db.progress import Progress, unwatched
from inspector_gui.scanning.describing import describe
from inspector_gui.scanning.expected import Expected
from inspector_gui.scanning.identity import SheetIdentity
from inspector_gui.scanning.outcomes import (
    AnswerReading,
    AnswerState,
    Doubt,
    Outcome,
    PageKey,
    Reason,
    Rejected,
    ScannedPage,
    SheetReading,
)
from inspector_gui.scanning.pictures import picture_name
from inspector_gui.scanning.worker import Worker

WORKERS, AHEAD = 2, 6
MOST_BYTES = 2_000_000_000
SUFFIXES = frozenset((".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".bmp", ".webp"))
NOT_INSTALLED = (
    "本机没有识读扫描件的组件（zxing-cpp、numpy）；请用带“scan”的便携文件夹，"
    "或在能上网的电脑上执行 pip install '.[scan]'。"
)
_POLL = 0.1


def can_read() -> bool:
    """Whether what reading needs is installed (`[scan]`); nothing of it is imported for this."""
    return all(find_spec(name) is not None for name in ("zxingcpp", "numpy"))


def read_pages(
    paths: Sequence[Path], expected: Expected, folder: Path, progress: Progress = unwatched
) -> Iterator[Outcome]:
    """See `PageReader`. A file that is given twice, whatever it is called, is read once."""
    if not can_read():
        raise InspectionError(NOT_INSTALLED)
    files = list(_distinct(_files(paths)))
    if not files:
        raise InspectionError(
            "没有可读的扫描件；请选 PDF、TIFF、JPEG、PNG 文件，或放这些文件的文件夹。"
        )
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(WORKERS) as pool, _workers(expected, folder) as workers:
        try:
            yield from _outcomes(files, expected, folder, _Crew(pool, workers, progress))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES)
            yield from (one for one in inside if one.is_file())
        elif path.is_file():
            yield path


def _distinct(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its hash."""
    seen: set[str] = set()
    for path in paths:
        digest = _digest(path)
        if digest not in seen:
            seen.add(digest)
            yield path, digest


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InspectionError(
            f"“{path.name}”打不开；请核对路径，或关闭正在使用它的程序。"
        ) from error


@contextmanager
def _workers(expected: Expected, folder: Path) -> "Iterator[queue.SimpleQueue[Worker]]":
    """Those that have nothing to do."""
    sides = {
        f"{layout.form}{layout.version}{number}": describe(layout, side)
        for layout in expected.layouts
        for number, side in enumerate(layout.sides, start=1)
    }
    greeting = {"sides": sides, "folder": str(folder.absolute())}
    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    with ExitStack() as stack:
        for _ in range(WORKERS):
            idle.put(stack.enter_context(Worker(greeting)))
        yield idle


class _Crew:
    """Gives work to whoever is idle, and asks between whether anybody still wants it."""

    def __init__(
        self,
        pool: ThreadPoolExecutor,
        idle: "queue.SimpleQueue[Worker]",
        progress: Progress,
    ) -> None:
        self._pool, self._idle, self._progress = pool, idle, progress
        self.done, self.total = 0, 1

    def begin(self, request: dict[str, Any]) -> "Future[dict[str, Any]]":
        return self._pool.submit(self._ask, request)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        worker = self._idle.get()
        try:
            return worker.ask(request)
        finally:
            self._idle.put(worker)

    def wait_for(self, answer: "Future[dict[str, Any]]") -> dict[str, Any]:
        """Raises Cancelled once given up."""
        while True:
            self._progress(self.done, self.total)
            try:
                return answer.result(timeout=_POLL)
            except TimeoutError:
                continue


def _outcomes(
    files: Sequence[tuple[Path, str]], expected: Expected, folder: Path, crew: _Crew
) -> Iterator[Outcome]:
    pages = [page for path, digest in files for page in _pages(path, digest, crew)]
    pages = [(page, reason) for page, reason in pages if page.key not in set(expected.done)]
    crew.total = len(pages)
    seen: set[SheetIdentity] = set()
    for page, answer in _answers(pages, crew):
        outcome = _outcome(page, answer, expected, seen, folder)
        if isinstance(outcome, SheetReading):
            seen.add(outcome.identity)
        crew.done += 1
        yield outcome
    crew.wait_for(_known({}))


def _pages(path: Path, digest: str, crew: _Crew) -> Iterator[tuple[ScannedPage, str | None]]:
    """Each page of a file; the file itself as its only page, and why, where it cannot be read."""
    first = ScannedPage(PageKey(digest, 1), path)
    if path.stat().st_size > MOST_BYTES:
        yield first, "TOO_LARGE"
        return
    answer = crew.wait_for(crew.begin({"ask": "count", "path": str(path.absolute())}))
    if "pages" not in answer or not answer["pages"]:
        yield first, answer.get("reason", "BROKEN")
        return
    for number in range(1, answer["pages"] + 1):
        yield ScannedPage(PageKey(digest, number), path), None


def _answers(
    pages: Iterable[tuple[ScannedPage, str | None]], crew: _Crew
) -> Iterator[tuple[ScannedPage, dict[str, Any]]]:
    """In the order of the pages, though a few are read ahead."""
    begun: deque[tuple[ScannedPage, Future[dict[str, Any]]]] = deque()
    for page, reason in pages:
        request = {
            "ask": "read",
            "path": str(page.path.absolute()),
            "number": page.number,
            "name": picture_name(page.key),
        }
        begun.append((page, _known({"reason": reason}) if reason else crew.begin(request)))
        if len(begun) > AHEAD:
            first, answer = begun.popleft()
            yield first, crew.wait_for(answer)
    for first, answer in begun:
        yield first, crew.wait_for(answer)


def _known(answer: dict[str, Any]) -> "Future[dict[str, Any]]":
    future: Future[dict[str, Any]] = Future()
    future.set_result(answer)
    return future


def _outcome(
    page: ScannedPage,
    answer: dict[str, Any],
    expected: Expected,
    seen: set[SheetIdentity],
    folder: Path,
) -> Outcome:
    picture = folder / picture_name(page.key)
    fields = answer.get("identity")
    identity = SheetIdentity(*fields) if fields else None
    objection = expected.objection(identity, seen) if identity else None
    reason = objection or (Reason[answer["reason"]] if answer.get("reason") else None)
    if reason is None and (identity is None or "answers" not in answer):
        reason = Reason.BROKEN
    if reason is not None or identity is None:
        return Rejected(
            page, reason or Reason.BROKEN, identity, picture if picture.exists() else None
        )
    return SheetReading(
        page=page,
        identity=identity,
        answers=tuple(_answer(one, identity, expected) for one in answer["answers"]),
        picture=picture,
        turned=answer["turned"],
    )


def _answer(fields: Sequence[Any], identity: SheetIdentity, expected: Expected) -> AnswerReading:
    question, state, options, doubt = fields
    side = expected.side_of(identity)
    rows = dict(side.rows) if side else {}
    return AnswerReading(
        question,
        AnswerState[state],
        tuple(options),
        rows[question],
        Doubt[doubt] if doubt else None,
    )
