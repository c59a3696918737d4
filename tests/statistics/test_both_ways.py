"""In a real file: forms keyed one by one and the same forms counted by hand never differ."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from db.store import Store
from db.vocabulary import Act, EntryMethod, FormKind, Stage
from inspector_gui.statistics.pairing import agreed, compare
from inspector_gui.statistics.tally import cells_of
from tests.statistics.questions import asked, sheets
from tests.statistics.test_tally import by_hand

STUDENT = asked()
_numbers = count(1)


@pytest.fixture(scope="module")
def file(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("both") / "组.inspection"
    shutil.copy(demo / "第五检查组.inspection", path)
    with Store.open(path) as store:
        yield store


@settings(max_examples=15, deadline=None)
@given(forms=sheets(STUDENT, 8))
def test_sheets_and_counts_of_the_same_forms_agree(
    file: Store, forms: list[dict[str, Any]]
) -> None:
    number = next(_numbers)
    with file.read() as work:
        line, script = work.schools.lines()[0], work.forms.script(FormKind.STUDENT)
        clerks = [member.id for member in work.people.members()[:2]]
    counts = {name: number for name, number in by_hand(forms).items() if number is not None}
    with file.act(Act.ENTER_SHEET) as work:
        owner = work.schools.add_class(line.id, Stage.PRI, 1 + number // 90, 1 + number % 90)
        batch = work.questionnaires.open_envelope(line.visit_id, owner, script.id)
        work.questionnaires.count(batch, valid=len(forms))
        first = work.questionnaires.begin_counting(
            batch, 1, (), clerks[0], method=EntryMethod.SHEETS
        )
        for place, form in enumerate(forms, 1):
            work.sheets.enter(first, place, form)
        second = work.questionnaires.begin_counting(batch, 2, cells_of(STUDENT), clerks[1], counts)
        for entry in (first, second):
            work.questionnaires.finish(entry)
    with file.read() as work:
        envelope = next(
            envelope
            for envelope in work.questionnaires.envelopes(line.visit_id)
            if envelope.id == batch
        )
    assert compare(envelope, STUDENT) == []
    decided = agreed(envelope, STUDENT)
    assert decided is not None
    assert {name: number for name, number in decided.items() if number is not None} == counts
