"""What a file holds of batches that were taken back, and bringing that again with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from db.ids import moment_of
from db.journal.acts import drop_pen, take_pen
from db.merge.receipts import Withdrawn
from db.merge.takeback import Again, revive
from db.merge.temp_tables import incoming
from db.schema.base import table_of
from db.schema.campaign import Member
from db.schema.journal import ActRecord
from db.schema.merging import MergeBatch, MergedAct
from db.store import Store
from db.vocabulary import Act


@dataclass(frozen=True)
class _Batch:
    number: int
    taken: ActRecord
    person: str


def withdrawn(session: Session, bureau: Store, *, again: bool) -> tuple[Withdrawn, ...]:
    """Batches that were taken back and of which the attached file holds records.

    With `again` they are brought again, within the transaction under way; else it is only seen
    what that would bring.
    """
    return tuple(
        _withdrawn_from(session, bureau, batch, again=again) for batch in list(_held(session))
    )


def _withdrawn_from(session: Session, bureau: Store, batch: _Batch, *, again: bool) -> Withdrawn:
    nested = session.begin_nested()
    brought = _brought(session, bureau, batch)
    if again:
        nested.commit()
    else:
        nested.rollback()
        session.expire_all()
    return Withdrawn(
        number=batch.number,
        at=moment_of(batch.taken.id).isoformat(timespec="milliseconds"),
        person=batch.person,
        reason=batch.taken.reason or "",
        rows=brought.back,
        fields=brought.fields,
        again=again,
    )


def _brought(session: Session, bureau: Store, batch: _Batch) -> Again:
    connection = session.connection()
    act = take_pen(
        connection,
        bureau.now(),
        device=bureau.device,
        person=bureau.person,
        what=Act.BRING_AGAIN,
        school=None,
        undoes=batch.taken.id,
        reason=None,
    )
    brought = revive(session, batch.number, act)
    session.flush()
    drop_pen(connection)
    return brought


def _held(session: Session) -> Iterator[_Batch]:
    theirs = incoming(table_of(ActRecord))
    held = exists().where(
        MergedAct.batch == MergeBatch.number,
        MergedAct.act.in_(select(theirs.c.id)),
    )
    query = (
        select(MergeBatch.number, ActRecord, Member.name)
        .join(ActRecord, ActRecord.id == MergeBatch.taken_back_by)
        .outerjoin(Member, Member.id == ActRecord.person)
        .where(held)
        .order_by(MergeBatch.number)
    )
    for number, taken, person in session.execute(query):
        session.expunge(taken)
        yield _Batch(number, taken, person or "")
