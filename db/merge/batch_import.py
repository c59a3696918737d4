"""One import, from the file to the receipt."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Table, func, insert, literal, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db.errors import InspectionError, explaining_database_errors
from db.journal.dialects import on_postgres
from db.merge.attaching import beside
from db.merge.cancellation import given_up_at_once
from db.merge.conflicts import Conflicts
from db.merge.inbox import Arrival
from db.merge.quarantine import counted, kept_out, sound
from db.merge.quarantine_contents import contents
from db.merge.quarantine_repair import newly_out
from db.merge.receipts import Receipt
from db.merge.rehearsing import throw_away
from db.merge.temp_tables import NEW_ACT, NEW_ROW, incoming, keys_of, lacks
from db.merge.union import unite
from db.merge.validation import invited
from db.merge.withdrawn import withdrawn
from db.packages.package_log import Packages
from db.progress import Progress, unwatched
from db.records.inspections import Inspections
from db.records.totals import Totals
from db.schema.base import table_of
from db.schema.journal import Edit
from db.schema.merging import MergeBatch, MergedAct, MergedRow, Quarantine
from db.schema.registry import kept_classes
from db.storage.backup import Reason
from db.store import Store


def merge(
    bureau: Store,
    source: Path,
    key: bytes | None = None,
    *,
    preview: bool = False,
    again: bool = False,
    progress: Progress = unwatched,
) -> Receipt:
    """Take in what `source` has and the bureau lacks: all of it, or nothing.

    Raises InspectionError where the file cannot be merged; the bureau file is then as before.
    """
    [receipt] = merge_all(
        bureau, {source: key}, preview=preview, again=again, progress=lambda _: progress
    )
    return receipt


def merge_all(
    bureau: Store,
    sources: Mapping[Path, bytes | None],
    *,
    preview: bool = False,
    again: bool = False,
    progress: Callable[[Path], Progress] = lambda _: unwatched,
) -> Iterator[Receipt]:
    """Take in several files, given with their keys, one after the other.

    `again`: what they hold of batches that were taken back is brought again with them.
    `preview`: only see what each would bring after those before it.
    Raises InspectionError before the first comes in where one of them cannot be merged.
    """
    with invited(bureau, sources) as guests:
        yield from take_all(bureau, guests, preview=preview, again=again, progress=progress)


def take_all(
    bureau: Store,
    guests: Mapping[Path, Arrival | Receipt],
    *,
    preview: bool = False,
    again: bool = False,
    progress: Callable[[Path], Progress] = lambda _: unwatched,
) -> Iterator[Receipt]:
    """Merge invited files one after the other, after a backup."""
    several = [guest for guest in guests.values() if isinstance(guest, Arrival)]
    if several and not preview:
        bureau.backups.make(Reason.MERGE)
    with rehearsal(bureau, several) if preview else nullcontext(partial(take_in, bureau)) as take:
        for source, guest in guests.items():
            if isinstance(guest, Receipt):
                yield guest
            else:
                yield take(guest, again=again, progress=progress(source))


def take_in(
    bureau: Store,
    guest: Arrival,
    *,
    preview: bool = False,
    again: bool = False,
    progress: Progress = unwatched,
) -> Receipt:
    """Merge an invited file. The caller sees to a backup.

    `again`: what it holds of batches that were taken back is brought again with it.
    """
    with bureau.engine.connect() as connection:
        if preview:
            return _seen(bureau, connection, guest, again=again, progress=progress)
        receipt = _taken(bureau, connection, guest, again=again, progress=progress)
    bureau.came_in()
    return receipt


@contextmanager
def rehearsal(
    bureau: Store, guests: Sequence[Arrival], progress: Progress = unwatched
) -> Iterator[Callable[..., Receipt]]:
    """Where what each file would bring after those before it is seen; as `take_in`, in their order.

    The bureau's data are as before.
    """
    if len(guests) < 2:
        yield partial(take_in, bureau, preview=True)
        return
    with throw_away(bureau, progress) as connection:
        yield partial(_rehearsed, bureau, connection)


def _rehearsed(
    bureau: Store,
    connection: Connection,
    guest: Arrival,
    *,
    again: bool = False,
    progress: Progress = unwatched,
) -> Receipt:
    receipt = _taken(bureau, connection, guest, again=again, progress=progress)
    return replace(receipt, number=None)


def _seen(
    bureau: Store, connection: Connection, guest: Arrival, *, again: bool, progress: Progress
) -> Receipt:
    with (
        _refusing_inconsistent(guest),
        _beside(connection, guest) as session,
        given_up_at_once(session, progress) as watched,
    ):
        return _united(session, bureau, guest, watched, again=again)


def _taken(
    bureau: Store, connection: Connection, guest: Arrival, *, again: bool, progress: Progress
) -> Receipt:
    with _refusing_inconsistent(guest), _beside(connection, guest) as session:
        with given_up_at_once(session, progress) as watched:
            receipt = _united(session, bureau, guest, watched, again=again)
        if receipt.anything:
            receipt = _keep_batch(session, guest, receipt, bureau.now())
        else:
            session.rollback()
        _note_package(session, guest, receipt, bureau.now())
        session.commit()
    return receipt


@contextmanager
def _refusing_inconsistent(arrival: Arrival) -> Iterator[None]:
    """What the gate could not foresee is refused with a sentence too."""
    try:
        with explaining_database_errors():
            yield
    except DBAPIError as error:
        raise InspectionError(
            f"“{arrival.name}”的内容前后不一致，没有合并；请保留这份文件并联系维护人员。"
        ) from error


def _beside(connection: Connection, arrival: Arrival) -> AbstractContextManager[Session]:
    return beside(connection, arrival.path, arrival.key, arrival.bad, immutable=True)


def _united(
    session: Session, bureau: Store, arrival: Arrival, progress: Progress, *, again: bool
) -> Receipt:
    inspection = _inspection(session, arrival)
    before = Totals(session).figures(inspection=inspection)
    open_before = Conflicts(session).by_table()
    ours_before = Totals(session).figures(team=arrival.team)
    held = withdrawn(session, bureau, again=again)
    brought = unite(session.connection(), bad=arrival.bad, progress=progress)
    out = kept_out(session.connection())
    _require_complete(session, arrival, frozenset(row.table for row in out))
    open_now = Conflicts(session).by_table()
    return Receipt(
        number=None,
        repeated=None,
        source=arrival.name,
        team=arrival.team_name,
        rows=brought.rows,
        edits=brought.edits,
        fields=sum(brought.changed.values()),
        changed=brought.changed,
        conflicts=open_now.total(),
        disputed=dict(open_now - open_before),
        quarantined=counted(newly_out(session, out)),
        before=before,
        after=Totals(session).figures(inspection=inspection),
        theirs=arrival.figures,
        ours_before=ours_before,
        ours=Totals(session).figures(team=arrival.team),
        package=arrival.package.number if arrival.package else None,
        older_than=_newer_package(session, arrival),
        withdrawn=held,
        inspection=inspection,
    )


def _inspection(session: Session, arrival: Arrival) -> str:
    """Which inspection the control totals are of: that of the team whose file comes."""
    return Inspections(session).code_of(arrival.team)


def _newer_package(session: Session, arrival: Arrival) -> int | None:
    """The number of a package of the same team that was made later and is here already."""
    package = arrival.package
    return Packages(session).later_than(package.team, package.made_at) if package else None


def _require_complete(session: Session, arrival: Arrival, unsound: frozenset[str]) -> None:
    """The check before keeping: every sound row and edit of the arrival is here now."""
    for name, missing in session.execute(_missing(unsound)).mappings().one().items():
        if missing:
            raise InspectionError(
                f"合并“{arrival.name}”时核对不上（{name} 少 {missing} 行），没有合并；"
                "请保留这份文件并联系维护人员。"
            )
    if on_postgres(session.connection()):
        from db.postgres.schema import require_parents

        require_parents(session.connection(), incoming)


@lru_cache(maxsize=16)
def _missing(unsound: frozenset[str]) -> Any:
    """By table, how many sound rows of the arrival are not here."""
    tables = [*(table_of(cls) for cls in kept_classes()), table_of(Edit)]
    return select(*(_lacking(ours, unsound).label(ours.name) for ours in tables))


def _lacking(ours: Table, unsound: frozenset[str]) -> ScalarSelect[int]:
    theirs = incoming(ours)
    missing = select(func.count()).select_from(theirs)
    conditions = [lacks(ours, theirs, keys_of(ours)), *sound(theirs, unsound)]
    return missing.where(*conditions).scalar_subquery()


def _note_package(session: Session, arrival: Arrival, receipt: Receipt, now: datetime) -> None:
    """That a package arrived is kept even where it brought nothing."""
    if arrival.package is not None:
        Packages(session).note(
            arrival.package, arrival.sha256, arrival.name, arrived_at=now, batch=receipt.number
        )


def _keep_batch(session: Session, arrival: Arrival, receipt: Receipt, now: datetime) -> Receipt:
    """Number the import and note what it brought, so that it can be explained and taken back."""
    number = (session.scalar(select(func.max(MergeBatch.number))) or 0) + 1
    receipt = replace(receipt, number=number)
    session.add(
        MergeBatch(
            number=number,
            source=arrival.name[:200],
            sha256=arrival.sha256,
            team_id=arrival.team,
            merged_at=now,
            receipt=receipt.as_text(),
        )
    )
    session.flush()
    acts = select(NEW_ACT.c.act, literal(number))
    session.execute(insert(table_of(MergedAct)).from_select(["act", "batch"], acts))
    rows = select(NEW_ROW.c.row, NEW_ROW.c.tbl, literal(number))
    session.execute(insert(table_of(MergedRow)).from_select(["row", "tbl", "batch"], rows))
    session.add_all(
        Quarantine(batch=number, tbl=row.table, key=row.key, reason=row.why, content=content)
        for row, content in contents(arrival, newly_out(session, kept_out(session.connection())))
    )
    return receipt
