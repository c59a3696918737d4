"""Two laptops with one team's file both count an envelope first: together these are two."""

import shutil
from pathlib import Path

from db.merge.batch_import import merge
from db.store import Store
from db.vocabulary import Act, EntryMethod, FormKind, Stage
from inspector_gui.statistics.pairing import compare, countings


def _count(path: Path, person: int, answers: list[str]) -> None:
    """A first counting of the same envelope, form by form."""
    with Store.open(path) as store:
        with store.read() as work:
            line, form = work.schools.lines()[0], work.forms.script(FormKind.STUDENT).id
            store.person = work.people.members(work.file().team_id)[person].id
        with store.act(Act.ENTER_SHEET, school=line.id) as work:
            owner = work.schools.add_class(line.id, Stage.PRI, 4, 2, 3)
            batch = work.questionnaires.open_envelope(line.visit_id, owner, form)
            work.questionnaires.count(batch, issued=3, returned=3, valid=3)
            entry = work.questionnaires.begin_counting(
                batch, 1, (), store.person, method=EntryMethod.SHEETS
            )
            for number, value in enumerate(answers, 1):
                work.sheets.enter(entry, number, {"S01": value})
            work.questionnaires.finish(entry)


def test_first_countings_of_two_laptops_are_compared(demo: Path, tmp_path: Path) -> None:
    bureau = Path(shutil.copy(demo / "2025-SF.inspection", tmp_path))
    laptops = [tmp_path / "甲.inspection", tmp_path / "乙.inspection"]
    for person, (path, answers) in enumerate(
        zip(laptops, (["A", "B", "A"], ["A", "B", "B"]), strict=True)
    ):
        shutil.copy(demo / "第三检查组.inspection", path)
        _count(path, person, answers)
    with Store.open(bureau) as store:
        for path in (*laptops, laptops[0]):
            merge(store, path)
        with store.read() as work:
            script = work.forms.script(FormKind.STUDENT)
            [envelope] = [
                envelope
                for line in work.schools.lines()
                for envelope in work.questionnaires.envelopes(line.visit_id)
            ]
    assert [counting.slot for counting in countings(envelope)] == [1, 1]
    assert len({counting.clerk for counting in countings(envelope)}) == 2
    apart = {one.cell: one.counted for one in compare(envelope, script.for_stage(envelope.stage))}
    assert {cell: sorted(counted) for cell, counted in apart.items()} == {
        "S01.A": [1, 2],
        "S01.B": [1, 2],
    }
