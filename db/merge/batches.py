"""One import, from the file to the receipt."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, exists, func, insert, literal, select
from sqlalchemy.orm import Session

from db import file
from db.backup import Reason
from db.errors import InspectionError, told_plainly
from db.merge.conflicts import count_conflicts
from db.merge.inbox import Arrival, attached, received
from db.merge.union import NEW_ACT, NEW_ROW, Brought, incoming, unite
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
    info = bureau.info()
    if info.desk is not Desk.BUREAU:
        raise InspectionError("只能合并到局里的总文件；请用总文件再试。")
    if source.exists() and source.samefile(bureau.path):
        raise InspectionError("不能把总文件合并到它自己；请选择检查组的文件。")
    file.inspect(source)
    earlier = _merged_as(bureau, source)
    if earlier is not None:
        return _nothing(bureau, source, earlier)
    with received(source, key) as arrival:
        if arrival.campaign != info.campaign_id:
            raise InspectionError(f"“{source.name}”属于另一次检查，不能合并；请核对文件。")
        return _take_in(bureau, arrival, preview=preview, progress=progress)


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
        figures, conflicts = work.totals.figures(), count_conflicts(work.session)
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


def _take_in(bureau: Store, arrival: Arrival, *, preview: bool, progress: Progress) -> Receipt:
    if not preview:
        bureau.backups.make(Reason.MERGE)
    with told_plainly(), _joined(bureau, arrival) as session:
        before = Totals(session).figures()
        brought = unite(session.connection(), bad=arrival.bad, progress=progress)
        _require_complete(session, arrival)
        receipt = _receipt(session, arrival, brought, before)
        if preview or not brought.anything:
            session.rollback()
            return receipt
        receipt = _keep_batch(session, arrival, receipt, bureau.now())
        session.commit()
    bureau.tell(EVERYTHING)
    return receipt


@contextmanager
def _joined(bureau: Store, arrival: Arrival) -> Iterator[Session]:
    """A writing session of the bureau with the arrival attached."""
    with bureau.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        with attached(raw, arrival.path, arrival.key, immutable=True):
            with Session(connection) as session:
                yield session
            connection.rollback()


def _require_complete(session: Session, arrival: Arrival) -> None:
    """The check before keeping: every sound row and edit of the arrival is here now."""
    unsound = Counter(row.table for row in arrival.bad)
    tables = [*(table_of(cls) for cls in kept_classes()), table_of(Edit)]
    query = select(*(_missing(ours).label(ours.name) for ours in tables))
    for name, missing in session.execute(query).mappings().one().items():
        if missing != unsound[name]:
            raise InspectionError(
                f"合并“{arrival.name}”时核对不上（{name} 少 {missing} 行），没有合并；"
                "请保留这份文件并联系维护人员。"
            )


def _missing(ours: Table) -> Any:
    theirs = incoming(ours)
    same = [mine == theirs.c[mine.name] for mine in ours.primary_key.columns]
    lacking = select(func.count()).select_from(theirs).where(~exists().where(*same))
    return lacking.scalar_subquery()


def _receipt(session: Session, arrival: Arrival, brought: Brought, before: Figures) -> Receipt:
    return Receipt(
        number=None,
        repeated=None,
        source=arrival.name,
        team=arrival.team_name,
        rows=brought.rows,
        edits=brought.edits,
        fields=brought.fields,
        conflicts=count_conflicts(session),
        quarantined=dict(Counter(row.table for row in arrival.bad)),
        before=before,
        after=Totals(session).figures(),
    )


def _keep_batch(session: Session, arrival: Arrival, receipt: Receipt, now: datetime) -> Receipt:
    """Number the import and note what it brought, so that it can be explained and taken back."""
    number = (session.scalar(select(func.max(MergeBatch.number))) or 0) + 1
    receipt = Receipt(**{**vars(receipt), "number": number})
    session.add(
        MergeBatch(
            number=number,
            source=arrival.name,
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
        Quarantine(batch=number, tbl=row.table, key=row.key, reason=row.why) for row in arrival.bad
    )
    return receipt
