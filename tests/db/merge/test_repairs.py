"""What stayed out is shown with what it held, repaired, and comes in; or is left out for good."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.merge.batch_import import merge
from db.merge.quarantine_repair import KeptOut
from db.store import Store
from db.vocabulary import Act, Stage
from tests.db.looking import shown, visit_of
from tests.db.merge.forging import forge
from tests.db.merge.test_quarantine import WHOLE, _shown, team  # noqa: F401  # a fixture

SCHOOL = "示例市第一示例小学"


def _lines(store: Store) -> list[KeptOut]:
    with store.read() as work:
        return work.quarantined.lines()


def _repair(store: Store, line: KeptOut, **values: Any) -> None:
    with store.act(Act.REPAIR) as work:
        work.quarantined.repair(line.id, values)


def _finding(store: Store) -> Any:
    with store.read() as work:
        [one] = work.findings.lines(visit_of(store))
        return one


def test_a_row_with_a_wrong_amount_comes_in_mended(store: Store, team: Path) -> None:  # noqa: F811
    forge(team, "UPDATE finding SET involved_fen = 99999999999999, students = -2")
    merge(store, team)
    [line] = _lines(store)
    assert (line.table, line.school, line.caption and line.caption.name) == (
        "finding",
        SCHOOL,
        "WT-01",
    )
    assert set(line.wrong) == {"involved_fen", "students"}
    assert line.values["fact"] == "甲"
    _repair(store, line, involved_fen=12_300, students=2)
    assert _lines(store) == []
    told = _finding(store)
    assert (told.fact, told.involved_fen, told.students) == ("甲", 12_300, 2)
    assert _shown(store) == WHOLE


def test_what_was_mended_prevails_over_the_same_file_merged_again(
    store: Store,
    team: Path,  # noqa: F811
) -> None:
    with Store.open(team) as opened, opened.act(Act.EDIT_FINDING) as work:
        opened_finding = work.findings.lines(visit_of(opened))[0]
        work.findings.state(opened_finding.id, involved_fen=500)
    forge(
        team,
        "UPDATE finding SET involved_fen = -1",
        "UPDATE edit SET new = -1 WHERE tbl = 'finding'",
    )
    merge(store, team)
    [row] = [line for line in _lines(store) if not line.change]
    _repair(store, row, involved_fen=700)
    merge(store, team)
    assert _finding(store).involved_fen == 700
    with store.read() as work:
        assert work.conflicts.count() == 0


def test_what_hangs_on_it_comes_in_with_the_next_merge_of_the_same_file(
    store: Store,
    team: Path,  # noqa: F811
) -> None:
    forge(team, "UPDATE questionnaire_batch SET note = char(0)")
    merge(store, team)
    first = _lines(store)
    assert [line.table for line in first if line.repairable] == ["questionnaire_batch"]
    assert len(first) > 3
    again = merge(store, team)
    assert again.repeated == 1
    _repair(store, next(line for line in first if line.repairable), note="")
    merge(store, team)
    assert _lines(store) == []
    assert _shown(store) == WHOLE


def test_a_wrong_change_is_made_with_the_right_value(store: Store, team: Path) -> None:  # noqa: F811
    forge(team, "UPDATE edit SET new = 7 WHERE tbl = 'visit' AND new = '校长室'")
    merge(store, team)
    [line] = _lines(store)
    assert (line.change, line.table, line.values, line.wrong) == (
        True,
        "visit",
        {"place": "7"},
        ("place",),
    )
    _repair(store, line, place="校长室")
    assert _shown(store) == WHOLE
    assert _lines(store) == []


def test_a_wrong_count_comes_in_mended(store: Store, team: Path) -> None:  # noqa: F811
    forge(team, "UPDATE tally_count SET count = -1 WHERE cell = 'S01.A'")
    merge(store, team)
    [line] = [line for line in _lines(store) if line.table == "tally_count" and not line.change]
    assert line.wrong == ("count",)
    _repair(store, line, count=4)
    assert {row[1:] for row in shown(store)["tally_count"]} == {("S01.A", 4), ("S01.B", None)}


def test_undone_it_waits_again_and_can_be_repaired_again(store: Store, team: Path) -> None:  # noqa: F811
    forge(team, "UPDATE finding SET involved_fen = -1")
    merge(store, team)
    [line] = _lines(store)
    _repair(store, line, involved_fen=100)
    assert store.undo() is Act.REPAIR
    assert _shown(store) == {**WHOLE, "findings": 0}
    assert _lines(store) == [line]
    _repair(store, line, involved_fen=200)
    assert _finding(store).involved_fen == 200


def test_left_out_with_a_reason_and_called_back(store: Store, team: Path) -> None:  # noqa: F811
    forge(team, "UPDATE finding SET involved_fen = -1")
    merge(store, team)
    before = _lines(store)
    with store.act(Act.REPAIR, reason="测试数据") as work:
        work.quarantined.leave_out([line.id for line in before])
    assert _lines(store) == []
    with pytest.raises(InspectionError, match="已经处理过"):
        _repair(store, before[0], involved_fen=1)
    store.undo()
    assert _lines(store) == before
    store.redo()
    assert _lines(store) == []


def test_a_sound_copy_from_elsewhere_needs_no_repair(store: Store, team: Path) -> None:  # noqa: F811
    sound = Path(shutil.copy(team, team.with_name("好的.inspection")))
    forge(team, "UPDATE interview SET stage = 'UNI'")
    merge(store, team)
    assert len(_lines(store)) == 1
    merge(store, sound)
    assert _lines(store) == []


def test_a_file_that_brings_nothing_else_still_says_what_stayed_out(
    store: Store,
    team: Path,  # noqa: F811
) -> None:
    """Once: the same rows in other files are not asked about again."""
    merge(store, team)
    spoilt = Path(shutil.copy(team, team.with_name("旧电脑.inspection")))
    with Store.open(spoilt) as opened, opened.act(Act.RECORD_INTERVIEW) as work:
        work.interviews.record(visit_of(opened), Stage.PRI)
    forge(spoilt, "UPDATE interview SET stage = 'UNI' WHERE id = (SELECT max(id) FROM interview)")
    receipt = merge(store, spoilt)
    assert receipt.quarantined == {"interview": 1}
    [line] = _lines(store)
    with store.act(Act.REPAIR, reason="测试数据") as work:
        work.quarantined.leave_out([line.id])
    forge(spoilt, "UPDATE file_info SET title = '又一份'")
    assert merge(store, spoilt).number is None
    assert _lines(store) == []


def test_of_a_batch_taken_back_nothing_waits(store: Store, team: Path) -> None:  # noqa: F811
    from db.merge.takeback import take_back

    forge(team, "UPDATE interview SET stage = 'UNI'")
    receipt = merge(store, team)
    assert receipt.number is not None
    take_back(store, receipt.number)
    assert _lines(store) == []


def test_what_cannot_be_what_it_says_is_not_repaired(store: Store, team: Path) -> None:  # noqa: F811
    forge(team, "UPDATE interview SET id = x'00'")
    merge(store, team)
    [line] = _lines(store)
    assert not line.repairable
    with pytest.raises(InspectionError, match="不能修复"):
        _repair(store, line, id=visit_of(store))


def test_a_row_too_long_to_keep_is_not_mended_by_half(store: Store, team: Path) -> None:  # noqa: F811
    forge(team, "UPDATE finding SET fact = hex(zeroblob(200000)), involved_fen = -1")
    merge(store, team)
    [line] = _lines(store)
    assert not line.repairable
    assert len(line.values["fact"] or "") == 200
