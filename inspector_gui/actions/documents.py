"""Documents: locked, and the signed copy put beside the version it is of."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from db.errors import InspectionError
from db.progress import Progress, unwatched
from db.records.documents import IssuedLine
from db.records.evidence import Copy
from db.store import Store
from db.vocabulary import Act, DocumentKind
from inspector_gui.actions.deed import Doer, deed
from inspector_gui.actions.follow_up_days import keep_notice_days
from inspector_gui.documents.batch import Printed, Refused, print_all
from inspector_gui.documents.issues import State, lock, signed_version
from inspector_gui.documents.lock_check import lock_check
from inspector_gui.documents.lock_mark import Mark
from inspector_gui.documents.scope import Scope
from inspector_gui.documents.withdrawing import obstacles_to_withdrawing

_ON_PAPER = (State.LOCKED, State.CHANGED, State.SIGNED, State.NOT_AS_SIGNED)


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
            raise InspectionError("；".join(mark.text for mark in grave) + "。改好才能定稿。")
        lock(work, scope.visit, sheet, now)
        if sheet.paper.kind is DocumentKind.NOTICE and scope.visit is not None:
            covered = map(uuid.UUID, sheet.frozen.body.covers)
            keep_notice_days(work, scope.visit, covered)


@deed(
    "撤回定稿",
    of="文书",
    doer=Doer.LEAD,
    starts=(State.LOCKED, State.CHANGED),
    ends=State.DRAFT,
    refuses=(
        *("没有写理由", "不是当天定稿的", "已经打印或导出", "附有签字件", "学校已经提了意见"),
        *("定稿后生成过数据包", "后面还有新的版本"),
    ),
)
def withdraw_lock(*, store: Store, scope: Scope, name: str, reason: str) -> IssuedLine:
    """The latest version of the document `name` was locked by mistake; that version.

    Its number is not used again. Raises InspectionError where anybody may have it.
    """
    now = store.now()
    with store.act(Act.ISSUE_DOCUMENT, school=_school(scope)) as work:
        if not reason.strip():
            raise InspectionError("撤回定稿须写明理由。")
        issued = scope.sheet(work, name, now).issued
        for why in obstacles_to_withdrawing(work, scope, name, issued, now):
            raise InspectionError(why)
        work.documents.withdraw(issued[0].id, now, reason.strip())
    return issued[0]


def check_withdrawal(*, store: Store, scope: Scope, name: str) -> tuple[str, ...]:
    """Why the latest version of the document `name` cannot be withdrawn, a sentence each."""
    now = store.now()
    with store.read() as work:
        issued = scope.sheet(work, name, now).issued
        return tuple(obstacles_to_withdrawing(work, scope, name, issued, now))


@deed("记录打印", of="文书", starts=_ON_PAPER)
def note_printed(*, store: Store, scope: Scope, versions: Collection[uuid.UUID]) -> None:
    """These locked versions are on paper, or files that others can have."""
    with store.read() as work:
        new = [
            issue.id
            for issue in scope.issued(work)
            if issue.id in versions and issue.printed_at is None
        ]
    if new:
        with store.act(Act.ISSUE_DOCUMENT, school=_school(scope)) as work:
            for version in new:
                work.documents.note_printed(version, store.now())


@deed("生成文书文件", of="文书")
def print_documents(
    *,
    store: Store,
    scopes: Sequence[Scope],
    kinds: Sequence[DocumentKind],
    folder: Path,
    progress: Progress = unwatched,
) -> Iterator[Printed | Refused]:
    """Write these kinds of every scope into `folder`; what is refused keeps back no other.

    Of what was locked it is recorded that it left the program, given up or not.
    """
    out: dict[Scope, set[uuid.UUID]] = {}
    try:
        for outcome in print_all(store, scopes, kinds, folder, progress):
            if isinstance(outcome, Printed) and outcome.version is not None:
                out.setdefault(outcome.scope, set()).add(outcome.version)
            yield outcome
    finally:
        for scope, versions in out.items():
            note_printed(store=store, scope=scope, versions=versions)


@deed(
    "确认用语不可避免",
    of="文书",
    refuses=("这一处没有可能透露来源的用语",),
)
def confirm_wording(*, store: Store, scope: Scope, name: str, trace: str) -> None:
    """What may give a source away (the mark's `trace`) cannot be avoided in this clause."""
    with store.act(Act.EDIT_TEXT, school=_school(scope)) as work:
        sheet = scope.sheet(work, name, store.now())
        clauses = {mark.trace: mark.clause for mark in lock_check(work, scope, sheet) if mark.trace}
        if trace not in clauses:
            raise InspectionError("这一处没有可能透露来源的用语；请刷新后再试。")
        about, kind = scope.about, sheet.paper.kind
        work.documents.confirm_wording(about, kind, trace, clauses[trace])


@deed("取消用语确认", of="文书")
def drop_confirmation(*, store: Store, scope: Scope, name: str, trace: str) -> None:
    """It can be avoided after all: it stops the lock again."""
    with store.act(Act.EDIT_TEXT, school=_school(scope)) as work:
        kind = scope.sheet(work, name, store.now()).paper.kind
        work.documents.drop_confirmation(scope.about, kind, trace)


def check_before_lock(*, store: Store, scope: Scope, name: str) -> tuple[Mark, ...]:
    """What is marked on the document `name` as it stands, what forbids the lock first."""
    with store.read() as work:
        return lock_check(work, scope, scope.sheet(work, name, store.now()))


@deed(
    "附签字件",
    of="文书",
    starts=_ON_PAPER,
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


def write_bulletin(*, store: Store, path: Path, cut_off: datetime | None = None) -> Path:
    """The city bulletin with the numbers of a UTC moment, of now without one, as the ending of
    `path` says: .pdf or .docx. Raises InspectionError where it may not leave the program."""
    from inspector_gui.documents.persons import private_of
    from inspector_gui.documents.release import release, release_docx

    if path.suffix.lower() not in (".pdf", ".docx"):
        raise InspectionError(f"通报只能写成 .pdf 或 .docx 文件，不能写成“{path.name}”。")
    with store.read() as work:
        work.cut_off = cut_off
        campaign = work.campaigns.current()
        scope = Scope(campaign.code, campaign.id)
        name = next(
            paper.name for paper in scope.papers(work) if paper.kind is DocumentKind.BULLETIN
        )
        document = scope.sheet(work, name, store.now()).document
        private = private_of(work)
    write = release_docx if path.suffix.lower() == ".docx" else release
    write(document, path, private=private)
    return path
