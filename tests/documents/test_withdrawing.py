"""A lock made by mistake is withdrawn as long as nobody can have the paper; its number is gone."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.merge.batch_import import merge
from db.records.evidence import Copy
from db.storage.backup import Reason
from db.store import Store
from db.vocabulary import DocumentKind, SchoolReply
from inspector_gui.actions.documents import (
    attach_signed_copy,
    lock_document,
    note_printed,
    print_documents,
    withdraw_lock,
)
from inspector_gui.actions.merging import hand_in
from inspector_gui.actions.statements import receive_statement
from inspector_gui.documents.issues import Sheet, State
from inspector_gui.documents.scope import Scope
from tests.conftest import Clock
from tests.documents.test_lock_check import SHEET, _answer_all, _arrive, _school

REASON = "金额写错"


@pytest.fixture
def team(team_file: Path, clock: Clock) -> Iterator[Store]:
    with Store.open(team_file, now=clock) as store:
        with store.read() as work:
            store.person = next(iter(work.people.leads()))
        yield store


@pytest.fixture
def scope(team: Store) -> Scope:
    with team.read() as work:
        line = work.schools.lines()[0]
        return Scope(line.name, work.campaigns.current().id, line)


@pytest.fixture
def locked(team: Store, scope: Scope) -> Scope:
    _arrive(team, scope)
    _answer_all(team, scope)
    lock_document(store=team, scope=scope, name=SHEET)
    return scope


def _sheet(store: Store, scope: Scope) -> Sheet:
    with store.read() as work:
        return scope.sheet(work, SHEET, store.now())


def _withdraw(store: Store, scope: Scope, reason: str = REASON) -> None:
    withdraw_lock(store=store, scope=scope, name=SHEET, reason=reason)


def test_what_was_locked_by_mistake_is_a_draft_again_under_the_next_number(
    team: Store, locked: Scope
) -> None:
    _withdraw(team, locked)
    sheet = _sheet(team, locked)
    assert (sheet.state, sheet.version, sheet.locked) == (State.DRAFT, 2, False)
    with team.read() as work:
        [gone] = work.documents.withdrawn(locked.visit, sheet.paper.serial)
        assert (gone.version, gone.withdrawn_reason) == (1, REASON)
    lock_document(store=team, scope=locked, name=SHEET)
    assert _sheet(team, locked).version == 2


def test_it_wants_a_reason_and_a_lead(team: Store, locked: Scope) -> None:
    with pytest.raises(InspectionError, match="写明理由"):
        _withdraw(team, locked, " ")
    with team.read() as work:
        team.person = next(member.id for member in work.people.members() if not member.is_lead)
    with pytest.raises(InspectionError, match="只有组长能撤回定稿"):
        _withdraw(team, locked)


def test_what_was_printed_or_saved_stands(team: Store, locked: Scope, tmp_path: Path) -> None:
    kinds = (DocumentKind.FEEDBACK,)
    list(print_documents(store=team, scopes=[locked], kinds=kinds, folder=tmp_path))
    assert _sheet(team, locked).issued[0].printed_at is not None
    with pytest.raises(InspectionError, match=r"已在.*打印或导出，不能撤回"):
        _withdraw(team, locked)


def test_a_printed_draft_is_no_paper_that_stands(team: Store, scope: Scope, tmp_path: Path) -> None:
    kinds = (DocumentKind.FEEDBACK,)
    list(print_documents(store=team, scopes=[scope], kinds=kinds, folder=tmp_path))
    _arrive(team, scope)
    _answer_all(team, scope)
    lock_document(store=team, scope=scope, name=SHEET)
    _withdraw(team, scope)


def test_the_first_print_counts(team: Store, locked: Scope) -> None:
    version = _sheet(team, locked).issued[0].id
    note_printed(store=team, scope=locked, versions={version})
    first = _sheet(team, locked).issued[0].printed_at
    note_printed(store=team, scope=locked, versions={version})
    assert _sheet(team, locked).issued[0].printed_at == first


def test_what_was_signed_stands(team: Store, locked: Scope) -> None:
    code = _sheet(team, locked).issued[0].content_hash
    scan = Copy(b"\1" * 32, "application/pdf", b"%PDF-1.5", b"\1" * 32, None)
    attach_signed_copy(store=team, scope=locked, code=code, copy=scan)
    with pytest.raises(InspectionError, match="附有签字件，不能撤回"):
        _withdraw(team, locked)


def test_what_the_school_replied_to_stands(team: Store, locked: Scope) -> None:
    receive_statement(store=team, school=_school(locked), reply=SchoolReply.AGREED)
    with pytest.raises(InspectionError, match=r"已对.*提了意见"):
        _withdraw(team, locked)


def test_what_was_handed_in_stands(team: Store, locked: Scope, tmp_path: Path) -> None:
    hand_in(store=team, folder=tmp_path)
    with pytest.raises(InspectionError, match="已经交到局里"):
        _withdraw(team, locked)


def test_another_day_it_stands(team: Store, locked: Scope, clock: Clock) -> None:
    clock.moment += timedelta(days=1)
    with pytest.raises(InspectionError, match="不是今天定稿的"):
        _withdraw(team, locked)


def test_what_is_no_lock_cannot_be_withdrawn(team: Store, scope: Scope) -> None:
    with pytest.raises(InspectionError, match="没有定稿"):
        _withdraw(team, scope)


def test_withdrawn_it_stays_so_at_the_bureau_whatever_comes_in_later(
    team: Store, locked: Scope, demo: Path, tmp_path: Path
) -> None:
    """Also beside a copy of the file in which it still stands."""
    before = team.backups.make(Reason.CHANGED)
    _withdraw(team, locked)
    bureau = Path(shutil.copy(demo / "2025-SF.inspection", tmp_path))
    with Store.open(bureau) as store:
        for path in (team.path, before):
            merge(store, path)
            with store.read() as work:
                assert work.documents.issued(locked.visit) == []
                [gone] = work.documents.withdrawn(locked.visit, _sheet(team, locked).paper.serial)
                assert gone.withdrawn_reason == REASON
                assert work.conflicts.count() == 0
