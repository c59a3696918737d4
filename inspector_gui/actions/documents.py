"""Documents: locked, and the signed copy put beside the version it is of."""

import uuid

from db.errors import InspectionError
from db.records.documents import IssuedLine
from db.records.evidence import Copy
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.documents.issues import State, lock, signed_version
from inspector_gui.documents.lock_check import Mark, lock_check
from inspector_gui.documents.scope import Scope


@deed(
    "定稿",
    of="文书",
    doer=Doer.LEAD,
    starts=(State.DRAFT, State.CHANGED, State.NOT_AS_SIGNED),
    ends=State.LOCKED,
    refuses=("内容没有变化", "应当填写的没有填", "核稿标出不能定稿的（lock_check）"),
)
def lock_document(*, store: Store, scope: Scope, name: str) -> None:
    """Freeze what the document `name` says now; a later change makes a new version.

    Raises InspectionError where it would state what was not done, found or recorded.
    """
    now = store.now()
    with store.act(Act.ISSUE_DOCUMENT, school=_school(scope)) as work:
        sheet = scope.sheet(work, name, now)
        grave = [mark for mark in lock_check(work, scope, sheet) if mark.grave]
        if grave and not sheet.locked:
            raise InspectionError("；".join(mark.words for mark in grave) + "。改好才能定稿。")
        lock(work, scope.visit, sheet, now)


def check_before_lock(*, store: Store, scope: Scope, name: str) -> tuple[Mark, ...]:
    """What is marked on the document `name` as it stands, what forbids the lock first."""
    with store.read() as work:
        return lock_check(work, scope, scope.sheet(work, name, store.now()))


@deed(
    "附签字件",
    of="文书",
    starts=(State.LOCKED, State.CHANGED, State.SIGNED, State.NOT_AS_SIGNED),
    ends=State.SIGNED,
    refuses=("没有这个校验码的定稿",),
)
def attach_signed_copy(*, store: Store, scope: Scope, code: str, copy: Copy) -> IssuedLine:
    """Put the scan beside the version whose code is at its foot; that version."""
    with store.act(Act.ISSUE_DOCUMENT, school=_school(scope)) as work:
        version = signed_version(scope.issued(work), code)
        work.documents.sign(version.id, work.evidence.attach(copy))
    return version


def _school(scope: Scope) -> uuid.UUID | None:
    return scope.school.id if scope.school else None
