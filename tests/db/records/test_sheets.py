"""Forms typed in one by one: kept whole, taken back whole, counted as they were told."""

import uuid
from pathlib import Path
from typing import Any

from db.store import Store
from db.vocabulary import Act, EntryMethod, FormKind, Stage
from inspector_gui.statistics.tally import tallied
from tests.conftest import Clock


def _entry(store: Store, slot: int = 1) -> tuple[uuid.UUID, uuid.UUID]:
    """A visit and a counting by sheets at it."""
    with store.read() as work:
        line, form = work.schools.lines()[0], work.forms.script(FormKind.STUDENT).id
    with store.act(Act.ENTER_SHEET) as work:
        owner = work.schools.add_class(line.id, Stage.PRI, 4, 2, 40)
        batch = work.questionnaires.open_envelope(line.visit_id, owner, form)
        entry = work.questionnaires.begin_counting(batch, slot, (), method=EntryMethod.SHEETS)
    return line.visit_id, entry


def _enter(store: Store, entry: uuid.UUID, *answers: str | None) -> list[uuid.UUID]:
    made = []
    for number, value in enumerate(answers, 1):
        with store.act(Act.ENTER_SHEET) as work:
            made.append(work.sheets.enter(entry, number, {"S01": value}))
    return made


def _counting(store: Store, visit: uuid.UUID) -> Any:
    with store.read() as work:
        [envelope] = work.questionnaires.envelopes(visit)
    return envelope.countings[0]


def test_sheets_are_told_by_question(store: Store) -> None:
    visit, entry = _entry(store)
    _enter(store, entry, "A", "B", "A", None)
    with store.act(Act.ENTER_SHEET) as work:
        work.sheets.enter(entry, 5, {"S01": "A"}, void=True)
    made = _counting(store, visit)
    assert made.answers == {"S01": {"A": 2, "B": 1, None: 1}}
    assert (made.sheets, made.void) == (5, 1)
    with store.read() as work:
        questions = work.forms.script(FormKind.STUDENT).questions
    assert tallied(questions, made.answers) == {"S01.A": 2, "S01.B": 1, "S01.blank": 1}


def test_a_sheet_taken_back_is_not_told_and_comes_back_with_undo(store: Store) -> None:
    visit, entry = _entry(store)
    first, _ = _enter(store, entry, "A", "B")
    with store.act(Act.ENTER_SHEET) as work:
        work.sheets.take_back(first)
    assert _counting(store, visit).answers == {"S01": {"B": 1}}
    store.undo()
    assert _counting(store, visit).answers == {"S01": {"A": 1, "B": 1}}


def test_a_corrected_answer_is_an_edit_with_its_history(store: Store) -> None:
    visit, entry = _entry(store)
    [sheet] = _enter(store, entry, "A")
    with store.act(Act.ENTER_SHEET) as work:
        work.sheets.correct(sheet, "S01", "B")
    assert _counting(store, visit).answers == {"S01": {"B": 1}}
    store.undo()
    assert _counting(store, visit).answers == {"S01": {"A": 1}}


def test_starting_over_takes_all_sheets_and_undo_brings_them_back(store: Store) -> None:
    visit, entry = _entry(store)
    _enter(store, entry, "A", "B")
    with store.act(Act.TALLY) as work:
        work.questionnaires.start_over(entry)
    with store.read() as work:
        assert work.questionnaires.envelopes(visit)[0].countings == ()
        assert work.sheets.number(entry) == 0
    store.undo()
    assert _counting(store, visit).sheets == 2


def test_the_keys_of_a_begun_form_outlive_the_program_and_stay_out_of_the_journal(
    campaign_file: Path, clock: Clock
) -> None:
    with Store.open(campaign_file, now=clock) as store:
        _, entry = _entry(store)
        with store.read() as work:
            before = work.journal.count()
        for keys in ("1", "12", "123"):
            with store.act(Act.ENTER_SHEET) as work:
                work.sheets.keep_draft(entry, keys)
        with store.read() as work:
            assert work.journal.count() == before
    with Store.open(campaign_file, now=clock) as store, store.read() as work:
        assert work.sheets.draft(entry) == "123"
