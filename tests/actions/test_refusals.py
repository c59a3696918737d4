"""What deeds refuse by themselves, whoever calls them; nothing is changed then."""

from datetime import date
from pathlib import Path

import pytest

from db.errors import InspectionError
from db.handout.team_files import Parcel
from db.records.provisions import ProvisionLine
from db.store import Store
from db.vocabulary import Act
from inspector_gui.actions.handing_out import hand_out
from inspector_gui.actions.law import lock_article, unlock_article
from inspector_gui.actions.merging import decide_conflicts
from inspector_gui.actions.quarantine import leave_out_rows


@pytest.fixture
def acts(store: Store) -> int:
    with store.read() as work:
        return work.journal.count()


def _unchanged(store: Store, acts: int) -> bool:
    with store.read() as work:
        return work.journal.count() == acts


def _article(store: Store) -> ProvisionLine:
    with store.read() as work:
        [line] = work.provisions.lines()
    return line


def test_nothing_is_handed_out_before_all_is_in_order(store: Store, tmp_path: Path) -> None:
    with store.act(Act.PLAN) as work:
        work.campaigns.amend(visits_to=date(2025, 9, 1))
        [team] = work.people.teams()
    with pytest.raises(InspectionError, match="还不能发放"):
        hand_out(store=store, folder=tmp_path, parcels=[Parcel(team)])
    assert not list(tmp_path.glob("*检查组*"))


@pytest.mark.parametrize("names", [("0123456789",), ("0123456789", "9876543210")])
def test_what_is_decided_already_is_not_decided_again(
    store: Store, acts: int, names: tuple[str, ...]
) -> None:
    with pytest.raises(InspectionError, match="可能已经裁定"):
        decide_conflicts(store=store, names=names, take="mine")
    assert _unchanged(store, acts)


def test_what_is_not_wanted_is_said_why(store: Store, acts: int) -> None:
    with pytest.raises(InspectionError, match="理由"):
        leave_out_rows(store=store, rows=[1], reason=" ")
    assert _unchanged(store, acts)


def test_an_article_is_locked_by_somebody_who_read_it(store: Store) -> None:
    line = _article(store)
    unlock_article(store=store, regulation=line.regulation_id, article=line.article)
    with pytest.raises(InspectionError, match="核定人"):
        lock_article(store=store, regulation=line.regulation_id, article=line.article, by="  ")
    assert not _article(store).locked
    lock_article(store=store, regulation=line.regulation_id, article=line.article, by=" 甲 ")
    line = _article(store)
    assert (line.locked, line.checked_by, line.checked_on) == (True, "甲", date(2025, 9, 15))
