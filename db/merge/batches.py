"""One import, from the file to the receipt."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import ScalarSelect, Table, func, insert, literal, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from db import file
from db.backup import Reason
from db.errors import InspectionError, told_plainly
from db.merge.conflicts import Conflicts
from db.merge.inbox import Arrival, attached, received
from db.merge.quarantine import counted, kept_out, sound
from db.merge.scratch import NEW_ACT, NEW_ROW, incoming, keys_of, lacks
from db.merge.union import unite
from db.progress import Progress, unwatched
from db.schema.base import kept_classes, table_of
from db.schema.journal import Edit
from db.schema.merging import MergeBatch, MergedAct, MergedRow, Quarantine
from db.store import EVERYTHING, Store
from db.totals import Figures, Totals
from db.vocabulary import Desk


@dataclass(frozen=True)
class Receipt:
    """What an import did. `number` is None where it brought nothing or was only looked at.

    `repeated`: the very same file was merged before, as that batch.
    """

    number: int | None
    repeated: int | None
    source: str
    team: str
    rows: dict[str, int]
    edits: int
    fields: int
    conflicts: int
    quarantined: dict[str, int]
    before: Figures
    after: Figures

    @property
    def anything(self) -> bool:
        """It brought, or would bring, something."""
        return bool(self.edits or sum(self.rows.values()))

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def merge(
    bureau: Store,
    source: Path,
    key: bytes | None = None,
    *,
    preview: bool = False,
    progress: Progress = unwatched,
) -> Receipt:
    """Take in what `source` has and the bureau lacks: all of it, or nothing.

    Raises InspectionError where the file cannot be merged; the bureau file is then as before.
    """
    with invited(bureau, source, key) as guest:
        return take_in(bureau, guest, preview=preview, progress=progress)


@contextmanager
def invited(bureau: Store, source: Path, key: bytes | None = None) -> Iterator[Arrival | Receipt]:
    """A file that may be merged, looked at by the gate; or, of one merged before, what to say.

    Raises InspectionError where the file stays out. To merge several all or none, invite all first.
    """
    info = bureau.info()
    if info.desk is not Desk.BUREAU:
        raise InspectionError("只能合并到局里的总文件；请用总文件再试。")
    file.inspect(source)
    if source.samefile(bureau.path):
        raise InspectionError("不能把总文件合并到它自己；请选择检查组的文件。")
    earlier = _merged_as(bureau, source)
    if earlier is not None:
        yield _nothing(bureau, source, earlier)
        return
    with received(source, key) as arrival:
        if arrival.campaign != info.campaign_id:
            raise InspectionError(f"“{source.name}”属于另一次检查，不能合并；请核对文件。")
        yield arrival


def take_in(
    bureau: Store,
    guest: Arrival | Receipt,
    *,
    preview: bool = False,
    progress: Progress = unwatched,
) -> Receipt:
    """Merge an invited file; of one merged before, only its receipt."""
    if isinstance(guest, Receipt):
        return guest
    if not preview:
        bureau.backups.make(Reason.MERGE)
    with _told_of(guest), _joined(bureau, guest) as session:
        receipt = _united(session, guest, progress)
        if preview or not receipt.anything:
            session.rollback()
            return receipt
        receipt = _keep_batch(session, guest, receipt, bureau.now())
        session.commit()
    bureau.backups.note_change()
    bureau.tell(EVERYTHING)
    return receipt


def _merged_as(bureau: Store, source: Path) -> MergeBatch | None:
    """The batch that brought this very file, if it was not taken back since."""
    log = source.with_name(source.name + "-wal")
    if log.exists() and log.stat().st_size:
        return None
    query = select(MergeBatch).where(
        MergeBatch.sha256 == file.digest(source), MergeBatch.taken_back_by.is_(None)
    )
    with bureau.read() as work:
        return work.session.scalars(query).first()


def _nothing(bureau: Store, source: Path, earlier: MergeBatch) -> Receipt:
    with bureau.read() as work:
        figures, conflicts = work.totals.figures(), Conflicts(work.session).count()
    team = json.loads(earlier.receipt)["team"]
    return Receipt(
        number=None,
        repeated=earlier.number,
        source=source.name,
        team=team,
        rows={},
        edits=0,
        fields=0,
        conflicts=conflicts,
        quarantined={},
        before=figures,
        after=figures,
    )


@contextmanager
def _told_of(arrival: Arrival) -> Iterator[None]:
    """What the gate could not foresee is refused with a sentence too."""
    try:
        with told_plainly():
            yield
    except DBAPIError as error:
        raise InspectionError(
            f"“{arrival.name}”的内容前后不一致，没有合并；请保留这份文件并联系维护人员。"
        ) from error


@contextmanager
def _joined(bureau: Store, arrival: Arrival) -> Iterator[Session]:
    """A writing session of the bureau with the arrival attached."""
    with bureau.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        with attached(raw, arrival.path, arrival.key, immutable=True):
            with Session(connection) as session:
                yield session
            connection.rollback()


def _united(session: Session, arrival: Arrival, progress: Progress) -> Receipt:
    before = Totals(session).figures()
    brought = unite(session.connection(), bad=arrival.bad, progress=progress)
    out = counted(kept_out(session.connection()))
    _require_complete(session, arrival, frozenset(out))
    return Receipt(
        number=None,
        repeated=None,
        source=arrival.name,
        team=arrival.team_name,
        rows=brought.rows,
        edits=brought.edits,
        fields=brought.fields,
        conflicts=Conflicts(session).count(),
        quarantined=out,
        before=before,
        after=Totals(session).figures(),
    )


def _require_complete(session: Session, arrival: Arrival, unsound: frozenset[str]) -> None:
    """The check before keeping: every sound row and edit of the arrival is here now."""
    for name, missing in session.execute(_missing(unsound)).mappings().one().items():
        if missing:
            raise InspectionError(
                f"合并“{arrival.name}”时核对不上（{name} 少 {missing} 行），没有合并；"
                "请保留这份文件并联系维护人员。"
            )


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


def _keep_batch(session: Session, arrival: Arrival, receipt: Receipt, now: datetime) -> Receipt:
    """Number the import and note what it brought, so that it can be explained and taken back."""
    number = (session.scalar(select(func.max(MergeBatch.number))) or 0) + 1
    receipt = Receipt(**{**vars(receipt), "number": number})
    session.add(
        MergeBatch(
            number=number,
            source=arrival.name[:200],
            sha256=arrival.sha256,
            team_id=arrival.team,
            merged_at=now,
            receipt=json.dumps(receipt.as_dict(), ensure_ascii=False),
        )
    )
    session.flush()
    acts = select(NEW_ACT.c.act, literal(number))
    session.execute(insert(table_of(MergedAct)).from_select(["act", "batch"], acts))
    rows = select(NEW_ROW.c.row, NEW_ROW.c.tbl, literal(number))
    session.execute(insert(table_of(MergedRow)).from_select(["row", "tbl", "batch"], rows))
    session.add_all(
        Quarantine(batch=number, tbl=row.table, key=row.key, reason=row.why)
        for row in kept_out(session.connection())
    )
    return receipt
