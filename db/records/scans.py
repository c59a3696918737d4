"""Scanned pages, what of them a person has to see, and what is said of each reading."""

import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update

from db.errors import InspectionError
from db.ids import new_id
from db.records.repository import Repository
from db.schema.base import table_of
from db.schema.scanning import Reading, ScanDoubt, ScanPage, ScanRun
from db.vocabulary import PageState


@dataclass(frozen=True)
class ScanAccount:
    """What became of the pages of a visit: `pages` came in, `unread` are not read yet.

    `pages` is counted when a file is opened, the others one by one as pages are kept.
    """

    pages: int
    read: int
    waiting: int
    rejected: int

    @property
    def unread(self) -> int:
        return self.pages - self.read - self.waiting - self.rejected


@dataclass(frozen=True)
class PageLine:
    """A page that came in; `file`: the name of its file; `serial`: of the sheet, if it was read."""

    id: uuid.UUID
    run_id: uuid.UUID
    file: str
    digest: str
    number: int
    state: PageState
    reason: str
    batch_id: uuid.UUID | None
    serial: int | None
    side: int
    answers: Mapping[str, str | None]


@dataclass(frozen=True)
class NewDoubt:
    """An answer to be seen by a person; where it stands on the page is in tenths of a mm."""

    question: str
    reason: str
    guess: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class DoubtLine:
    """The same with its page, and what a person said of it once it is `settled`."""

    id: uuid.UUID
    page: PageLine
    question: str
    reason: str
    guess: str
    left: int
    top: int
    width: int
    height: int
    value: str | None
    settled: bool


class Scans(Repository):
    def begin_run(self, visit: uuid.UUID, paths: Sequence[str]) -> uuid.UUID:
        """Files to be read; the same files again are the run that is known."""
        text = "\n".join(paths)
        query = select(ScanRun).where(ScanRun.visit_id == visit, ScanRun.paths == text)
        row = self._session.scalars(query).first()
        if row is None:
            row = ScanRun(id=new_id(), visit_id=visit, paths=text)
            self._session.add(row)
            self._session.flush()
        return row.id

    def note_pages(self, run: uuid.UUID, pages: int) -> None:
        """How many pages the files of a run have."""
        self._session.get_one(ScanRun, run).pages = pages

    def unfinished_run(self, visit: uuid.UUID) -> tuple[str, ...]:
        """The paths of the last run that has pages still to be read; empty where none has."""
        kept = Counter(self._session.scalars(select(ScanPage.run_id)))
        query = select(ScanRun).where(ScanRun.visit_id == visit).order_by(ScanRun.id.desc())
        waiting = (row for row in self._session.scalars(query) if row.pages > kept[row.id])
        return next((tuple(row.paths.splitlines()) for row in waiting), ())

    def known_pages(self, visit: uuid.UUID) -> set[tuple[str, int]]:
        """Digest of the file and number of each page that is kept; these are not read again."""
        return {(page.digest, page.number) for page in self.pages(visit)}

    def keep_page(
        self, run: uuid.UUID, number: int, doubts: Sequence[NewDoubt] = (), **values: Any
    ) -> uuid.UUID:
        """A page as it came out; `answers`, by question, without those in doubt."""
        answers = json.dumps(values.pop("answers", {}), ensure_ascii=False)
        page = ScanPage(id=new_id(), run_id=run, number=number, answers=answers, **values)
        self._session.add(page)
        self._session.flush()
        for doubt in doubts:
            self._session.add(ScanDoubt(id=new_id(), page_id=page.id, **vars(doubt)))
        return page.id

    def account(self, visit: uuid.UUID) -> ScanAccount:
        query = select(ScanRun.pages).where(ScanRun.visit_id == visit)
        total = sum(self._session.scalars(query))
        states = Counter(line.state for line in self.pages(visit))
        return ScanAccount(total, *(states[state] for state in PageState))

    def pages(self, visit: uuid.UUID) -> list[PageLine]:
        """In the order they came."""
        query = (
            select(ScanPage)
            .join(ScanRun, ScanRun.id == ScanPage.run_id)
            .where(ScanRun.visit_id == visit)
            .order_by(ScanPage.id)
        )
        return [_page_line(page) for page in self._session.scalars(query)]

    def pages_of(self, batch: uuid.UUID) -> list[PageLine]:
        """The pages of an envelope that were read, in the order they came."""
        query = select(ScanPage).where(
            ScanPage.batch_id == batch, ScanPage.state != PageState.REJECTED
        )
        return [_page_line(page) for page in self._session.scalars(query.order_by(ScanPage.id))]

    def image(self, page: uuid.UUID) -> bytes | None:
        """The JPEG of a page while it is kept."""
        return self._session.scalar(select(ScanPage.image).where(ScanPage.id == page))

    def put_aside(self, page: uuid.UUID, reason: str) -> None:
        """Reject a page that was read; its doubts go."""
        self._session.execute(delete(ScanDoubt).where(ScanDoubt.page_id == page))
        self._session.execute(
            update(table_of(ScanPage))
            .where(ScanPage.id == page)
            .values(state=PageState.REJECTED, reason=reason, image=None, answers="{}")
        )

    def doubts(self, visit: uuid.UUID) -> list[DoubtLine]:
        """Of the pages that are kept, settled ones too, in the order of the pages."""
        pages = {page.id: page for page in self.pages(visit)}
        query = select(ScanDoubt).where(ScanDoubt.page_id.in_(pages)).order_by(ScanDoubt.id)
        return [_doubt_line(row, pages[row.page_id]) for row in self._session.scalars(query)]

    def settle_doubt(self, doubt: uuid.UUID, value: str | None, *, settled: bool = True) -> None:
        """What a person saw; None: nothing stands there. The page is read once none is open."""
        row = self._session.get(ScanDoubt, doubt)
        if row is None:
            raise InspectionError("这一处已经不在了；请刷新后重试。")
        row.value, row.settled = value, settled
        self._session.flush()
        query = select(ScanDoubt.id).where(
            ScanDoubt.page_id == row.page_id, ScanDoubt.settled.is_(False)
        )
        open_ = self._session.scalars(query).first() is not None
        page = self._session.get_one(ScanPage, row.page_id)
        page.state = PageState.WAITING if open_ else PageState.READ

    def settled_values(self, batch: uuid.UUID) -> dict[uuid.UUID, dict[str, str | None]]:
        """By page what a person saw."""
        query = select(ScanDoubt).join(ScanPage, ScanPage.id == ScanDoubt.page_id)
        rows = self._session.scalars(query.where(ScanPage.batch_id == batch, ScanDoubt.settled))
        found: dict[uuid.UUID, dict[str, str | None]] = defaultdict(dict)
        for row in rows:
            found[row.page_id][row.question] = row.value
        return found

    def sweep(self, batches: Collection[uuid.UUID]) -> int:
        """Images, doubts and running numbers of these envelopes go; how many images went."""
        query = select(ScanPage.id).where(
            ScanPage.batch_id.in_(batches), ScanPage.image.is_not(None)
        )
        had = list(self._session.scalars(query))
        pages = select(ScanPage.id).where(ScanPage.batch_id.in_(batches))
        self._session.execute(delete(ScanDoubt).where(ScanDoubt.page_id.in_(pages)))
        self._session.execute(
            update(table_of(ScanPage))
            .where(ScanPage.batch_id.in_(batches))
            .values(image=None, serial=None, answers="{}")
        )
        return len(had)

    def kept_images(self) -> set[uuid.UUID]:
        """The envelopes of which this file still has images."""
        query = select(ScanPage.batch_id).where(ScanPage.image.is_not(None)).distinct()
        return {batch for batch in self._session.scalars(query) if batch is not None}

    def note_reading(self, entry: uuid.UUID, **values: Any) -> uuid.UUID:
        """What is said of a reading: see `Reading`."""
        return self._keep(Reading, entry_id=entry, **values).id

    def has_samples(self) -> bool:
        """Whether of any reading a sample was drawn."""
        query = select(Reading.id).where(Reading.sample != "", Reading.deleted.is_(False))
        return self._session.scalars(query.limit(1)).first() is not None

    def restate(self, entry: uuid.UUID, **values: Any) -> None:
        """Change fields of what is said of a reading."""
        self._change(Reading, Reading.id_for(entry_id=entry), **values)


def _page_line(page: ScanPage) -> PageLine:
    return PageLine(
        id=page.id,
        run_id=page.run_id,
        file=page.file,
        digest=page.digest,
        number=page.number,
        state=page.state,
        reason=page.reason,
        batch_id=page.batch_id,
        serial=page.serial,
        side=page.side,
        answers=json.loads(page.answers),
    )


def _doubt_line(row: ScanDoubt, page: PageLine) -> DoubtLine:
    return DoubtLine(
        id=row.id,
        page=page,
        question=row.question,
        reason=row.reason,
        guess=row.guess,
        left=row.left,
        top=row.top,
        width=row.width,
        height=row.height,
        value=row.value,
        settled=row.settled,
    )
