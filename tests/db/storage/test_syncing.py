"""A stroke is shown before the disk answers, and said to be kept only after it."""

import os
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Event
from typing import Any

import pytest

from db.store import Store
from db.vocabulary import Act

Word = tuple[int, OSError | None]


class Disk:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.asked, self.may_answer = Event(), Event()
        self.failure: OSError | None = None
        self.answers = 0

    def sync(self, _handle: int) -> None:
        self.asked.set()
        assert self.may_answer.wait(30)
        self.answers += 1
        if self.failure is not None:
            raise self.failure


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    slow = Disk()
    monkeypatch.setattr(os, "fdatasync", slow.sync, raising=False)
    return slow


@pytest.fixture
def late(team_file: Path, disk: Disk) -> Iterator[tuple[Store, Queue[Word]]]:
    told: Queue[Word] = Queue()
    with Store.open(team_file) as store:
        store.sync_late(lambda number, failure: told.put((number, failure)))
        yield store, told
        disk.may_answer.set()


def _visit(store: Store) -> Any:
    with store.read() as work:
        return work.schools.lines()[0].visit_id


def _write(store: Store, words: str) -> None:
    visit = _visit(store)
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit, note=words)


def _note(store: Store) -> str:
    visit = _visit(store)
    with store.read() as work:
        return work.visits.facts(visit).note


def test_it_shows_before_the_disk_answers_and_is_told_after(
    late: tuple[Store, Queue[Word]], disk: Disk
) -> None:
    store, told = late
    _write(store, "先看见")
    assert _note(store) == "先看见"
    assert disk.asked.wait(30)
    assert told.empty()
    disk.may_answer.set()
    assert told.get(timeout=30) == (1, None)


def test_what_came_meanwhile_is_synced_too(late: tuple[Store, Queue[Word]], disk: Disk) -> None:
    store, told = late
    _write(store, "一")
    assert disk.asked.wait(30)
    _write(store, "二")
    _write(store, "三")
    disk.may_answer.set()
    assert [told.get(timeout=30), told.get(timeout=30)] == [(1, None), (3, None)]
    assert disk.answers == 2


def test_closing_waits_for_the_disk(team_file: Path, disk: Disk) -> None:
    told: list[Word] = []
    disk.may_answer.set()
    with Store.open(team_file) as store:
        store.sync_late(lambda number, failure: told.append((number, failure)))
        _write(store, "关之前")
    assert told[-1] == (1, None)
    with Store.open(team_file) as store:
        assert _note(store) == "关之前"


def test_a_failed_sync_is_never_taken_back(late: tuple[Store, Queue[Word]], disk: Disk) -> None:
    """After one failure the system may have dropped what it could not write."""
    store, told = late
    disk.failure = OSError(5, "Input/output error")
    disk.may_answer.set()
    _write(store, "一")
    assert told.get(timeout=30)[1] is disk.failure
    disk.failure = None
    _write(store, "二")
    number, failure = told.get(timeout=30)
    assert (number, isinstance(failure, OSError)) == (2, True)


def test_without_a_window_an_act_returns_when_the_disk_has_it(team_file: Path) -> None:
    with Store.open(team_file) as store, store.act(Act.RECORD_VISIT) as work:
        mode = work.session.connection().exec_driver_sql("PRAGMA synchronous").scalar()
        work.visits.record(work.schools.lines()[0].visit_id, note="同步")
    assert mode == 2  # FULL
