"""Copies of one file that diverge, meet and fork, for the laws of merging."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import db.schema.everything  # noqa: F401  # fills the metadata
from db.journal.fields import live
from db.merge.attaching import joined
from db.merge.union import unite
from db.schema.base import DELETED, Base, Local, Row, table_of
from db.schema.finding import Finding
from db.schema.journal import Edit
from db.schema.questionnaire import QuestionnaireBatch, TallyCount, TallyEntry
from db.schema.registry import kept_classes
from db.schema.school import School, SchoolClass
from db.schema.visit import ChecklistAnswer, Visit
from db.storage.presence import Presence
from db.store import Store
from db.vocabulary import Act, FormKind, Stage, Verdict

MERGED_TABLES = [
    table
    for table in Base.metadata.sorted_tables
    if table
    not in {table_of(m.class_) for m in Base.registry.mappers if issubclass(m.class_, Local)}
]
_DELETABLE = (SchoolClass, Finding, ChecklistAnswer, TallyEntry, QuestionnaireBatch)


class Replica:
    """One laptop's copy. `skew` moves its wall clock."""

    def __init__(self, path: Path, seed: Path) -> None:
        self.path = path
        shutil.copyfile(seed, path)
        self.skew, self._ticks = timedelta(), 0
        self.store = Store.open(path, now=self._now)
        self.store.backups.note_change = lambda: None  # type: ignore[method-assign]

    def _now(self) -> datetime:
        self._ticks += 1
        return datetime(2025, 9, 15, tzinfo=UTC) + self.skew + timedelta(milliseconds=self._ticks)

    def begin_anew(self, seed: Path) -> None:
        """Be the file everybody begins with."""
        self.skew, self._ticks = timedelta(), 0
        self._take(seed)

    def become(self, other: "Replica") -> None:
        """Be overwritten by a copy of another laptop's file, as a stick would do it."""
        if other is not self:
            with other.folded():
                self._take(other.path)

    def _take(self, source: Path) -> None:
        with self.folded():
            shutil.copyfile(source, self.path)

    @contextmanager
    def folded(self) -> Iterator[None]:
        """As if closed for a while: the log goes into the file."""
        self.store.engine.dispose()
        self.store._presence.end()
        yield
        self.store._presence = Presence(self.path, None)

    def merge(self, other: "Replica") -> None:
        unite_from(self.store, other.path)

    # what people do

    def type_school(self, name: str, head: str) -> None:
        with self.store.act(Act.REGISTER) as work:
            row = work.session.scalars(select(School)).first()
            work.schools.register(
                row.campaign_id,
                code="S009",
                name=name,
                head=head,
                kind=row.kind,
                stages=row.stages,
                ownership=row.ownership,
                area=row.area,
            )

    def type_class(self, number: int, enrolled: int | None) -> None:
        with self.store.act(Act.ADD_CLASS) as work:
            school = work.session.scalars(select(School.id).order_by(School.code)).first()
            work.schools.add_class(school, Stage.PRI, 3, number, enrolled)

    def open_envelope(self, number: int, issued: int) -> None:
        with self.store.act(Act.COUNT_ENVELOPE) as work:
            classes = self._live(work.session, SchoolClass)
            if classes:
                visit = work.session.scalars(select(Visit.id)).first()
                owner = classes[number % len(classes)].id
                form = work.forms.script(FormKind.STUDENT).id
                batch = work.questionnaires.open_envelope(visit, owner, form)
                work.questionnaires.count(batch, issued=issued)

    def begin_counting(self, number: int) -> None:
        with self.store.act(Act.TALLY) as work:
            batches = self._live(work.session, QuestionnaireBatch)
            if batches:
                batch = batches[number % len(batches)].id
                work.questionnaires.begin_counting(batch, 1, ["S01.A", "S01.B"])

    def tally(self, number: int, count: int | None) -> None:
        with self.store.act(Act.TALLY) as work:
            cells = work.session.execute(
                select(TallyCount.entry_id, TallyCount.cell).order_by(
                    TallyCount.entry_id, TallyCount.cell
                )
            ).all()
            if cells:
                entry, cell = cells[number % len(cells)]
                work.questionnaires.tally(entry, cell, count)

    def answer(self, number: int, verdict: Verdict) -> None:
        with self.store.act(Act.ANSWER_ITEM) as work:
            visit = work.session.scalars(select(Visit.id)).first()
            items = [item.id for item in work.catalogues.items("fee")]
            work.checklists.answer(visit, items[number % len(items)], verdict=verdict)

    def raise_finding(self, fact: str) -> None:
        with self.store.act(Act.RAISE_FINDING) as work:
            visit = work.session.scalars(select(Visit.id)).first()
            item = work.catalogues.items("fee")[0].id
            work.findings.raise_finding(visit, item, "WT-01", fact=fact)

    def restate(self, number: int, column: str, value: Any) -> None:
        with self.store.act(Act.EDIT_FINDING) as work:
            findings = self._live(work.session, Finding)
            if findings:
                work.findings.state(findings[number % len(findings)].id, **{column: value})

    def delete(self, number: int) -> None:
        with self.store.act(Act.DELETE) as work:
            rows = [row for cls in _DELETABLE for row in self._live(work.session, cls)]
            if rows:
                work.findings._delete(rows[number % len(rows)])

    def undo(self) -> None:
        self.store.undo()

    @staticmethod
    def _live(session: Session, cls: type[Row]) -> list[Any]:
        query = select(cls).where(cls.deleted.is_(False)).order_by(cls.id)
        return list(session.scalars(query))


def unite_from(store: Store, source: Path) -> None:
    """The engine's union, without the gate: these files are our own."""
    with joined(store, source) as session:
        unite(session.connection())
        session.commit()


def state(store: Store, *, shown_only: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Everything merged, table by table; or only what the rows of the trade show."""
    kept = {table_of(cls) for cls in kept_classes()}
    tables: Iterable[Any] = kept if shown_only else MERGED_TABLES
    with store.read() as work:
        return {
            table.name: sorted(map(tuple, work.session.execute(select(table)).all()), key=repr)
            for table in tables
        }


def require_winners(store: Store) -> None:
    """Every field shows its largest live edit."""
    with store.read() as work:
        query = select(Edit).where(live(Edit), Edit.col != DELETED).order_by(Edit.id)
        winners = {(e.tbl, e.row, e.sub, e.col): e for e in work.session.scalars(query)}
        for (name, row, sub, column), edit in winners.items():
            table = Base.metadata.tables[name]
            first, *rest = table.primary_key.columns
            key = [first == row, *(part == sub for part in rest)]
            stored = select(table.columns[column].label("v")).where(*key)
            raw = select(Edit.new.is_not_distinct_from(stored.scalar_subquery()))
            assert work.session.scalar(raw.where(Edit.id == edit.id)), (name, column)
