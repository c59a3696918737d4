"""`merge`, `summary`, `takeback`: six team files give the scenario's totals, in any order."""

import json
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from db.storage import keys
from db.store import Store
from db.vocabulary import Act
from inspector_gui.resources import SCENARIO
from tests.commands.cli import did, handed, passphrase_file, refused, whole
from tests.commands.conftest import BUREAU, FIVE, SIX, Office
from tests.db.looking import shown, visit_of


@pytest.fixture
def wanted() -> dict[str, int]:
    """Money in yuan there."""
    return dict(json.loads(SCENARIO.read_text("utf-8"))["totals"])


def _totals(bureau: Path) -> Any:
    return did("summary", bureau, "--json").json()["totals"]


def _shown(bureau: Path) -> Any:
    with Store.open(bureau) as store:
        return shown(store)


def test_six_files_give_the_scenario_s_totals_on_every_key(
    merged: Path, wanted: dict[str, int]
) -> None:
    whole = did("summary", merged, "--json").json()
    totals = whole["totals"]
    assert totals["refunded_fen"] == wanted.pop("refund_yuan") * 100
    assert {key: totals[key] for key in wanted} == wanted
    assert all(type(number) is int for number in totals.values())
    lines = dict(line.split("\t") for line in did("summary", merged).lines)
    assert (lines["抽样班级（个）"], lines["已退（元）"]) == ("134", "178716.00")
    assert lines["诫勉谈话：收费（人）"] == str(wanted["talk_fee"])
    head_and_rate = 2
    assert len(lines) == head_and_rate + len(totals) + len(whole["areas"])


def test_merged_again_nothing_changes(merged: Path, recorded: Path) -> None:
    before = _totals(merged), _shown(merged)
    done = did("merge", merged, *(recorded / name for name in SIX))
    assert len(done.lines) == 6
    for number, line in enumerate(done.lines, 1):
        assert f"已作为第 {number} 批合并过，没有变化" in line
    assert (_totals(merged), _shown(merged)) == before


def test_in_any_order_with_repeats_the_same(recorded: Path, merged: Path) -> None:
    order = [*SIX, *FIVE, *random.Random(20250915).sample(SIX, 3)]
    random.Random(1).shuffle(order)
    did("merge", recorded / BUREAU, *(recorded / name for name in order))
    assert _totals(recorded / BUREAU) == _totals(merged)
    assert _shown(recorded / BUREAU) == _shown(merged)


def test_copied_and_renamed_files_are_known_by_what_they_hold(merged: Path, recorded: Path) -> None:
    copy = shutil.copy(recorded / SIX[2], recorded / "U盘上的副本.inspection")
    [receipt] = did("merge", merged, copy, "--json").json()["receipts"]
    assert (receipt["repeated"], receipt["number"]) == (3, None)


def test_a_preview_says_what_would_come_and_changes_nothing(recorded: Path) -> None:
    before = whole(recorded)
    result = did("merge", recorded / BUREAU, recorded / SIX[0], "--preview", "--json").json()
    [receipt] = result["receipts"]
    assert result["preview"]
    assert (receipt["number"], receipt["team"]) == (None, "第一检查组")
    assert receipt["rows"]["finding"] > 0
    assert (receipt["before"]["classes"], receipt["after"]["classes"]) == (0, 27)
    assert whole(recorded) == before
    assert "预览" in did("merge", recorded / BUREAU, recorded / SIX[0], "--preview").out
    assert whole(recorded) == before


def test_a_receipt_tells_rows_fields_conflicts_and_totals(office: Office) -> None:
    office.record(office.team, place="会议室")
    [receipt] = did("merge", office.bureau, office.team, "--json").json()["receipts"]
    assert receipt["number"] == 2
    assert (receipt["edits"], receipt["fields"], receipt["conflicts"]) == (1, 1, 0)
    assert (receipt["rows"], receipt["quarantined"]) == ({}, {})
    assert receipt["before"] == receipt["after"]
    assert office.place() == "会议室"


def test_before_a_merge_there_is_a_backup(office: Office) -> None:
    office.record(office.team, place="会议室")
    did("merge", office.bureau, office.team)
    [backup] = (office.bureau.parent / "备份").glob("*合并前.inspection")
    office.bureau.unlink()
    backup.rename(office.bureau)
    assert office.place() == ""


def test_one_bad_file_among_several_and_none_is_merged(
    recorded: Path, office: Office, tmp_path: Path
) -> None:
    """Whether its header, its pages or its campaign give it away."""
    content = (recorded / SIX[1]).read_bytes()
    cut, torn = recorded / "缺.inspection", recorded / "坏.inspection"
    cut.write_bytes(content[:70_000])
    torn.write_bytes(content[:70_000] + bytes(4096) + content[74_096:])
    before = whole(tmp_path)
    for bad in (cut, torn, office.team):
        sentence = refused("merge", recorded / BUREAU, recorded / SIX[0], bad, recorded / SIX[2])
        assert bad.name in sentence
        assert whole(tmp_path) == before


def test_another_campaign_stays_out(office: Office, recorded: Path) -> None:
    before = whole(office.bureau.parent)
    assert "另一次检查" in refused("merge", office.bureau, recorded / SIX[0])
    assert whole(office.bureau.parent) == before


def test_a_bureau_s_copy_merges_too_but_not_into_itself(merged: Path, recorded: Path) -> None:
    copy = Path(shutil.copy(merged, recorded / "副本.inspection"))
    did("merge", recorded / BUREAU, copy)
    assert _totals(recorded / BUREAU) == _totals(merged)
    before = whole(merged.parent)
    assert "它自己" in refused("merge", merged, merged)
    assert whole(merged.parent) == before


def test_a_team_merges_nothing(recorded: Path) -> None:
    before = whole(recorded)
    assert "总文件" in refused("merge", recorded / SIX[0], recorded / SIX[1])
    assert whole(recorded) == before


def test_an_encrypted_team_into_a_plain_bureau(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "发"
    out.mkdir()
    [(team, shown)] = handed(office.bureau, "--out", out).items()
    secret = passphrase_file(tmp_path, shown)
    with Store.open(team, keys.unwrap(team, shown)) as store:
        visit = visit_of(store)
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit, place="会议室")
    before = whole(tmp_path)
    assert "--passphrase-file" in refused("merge", office.bureau, team)
    assert whole(tmp_path) == before
    did("merge", office.bureau, team, "--passphrase-file", secret)
    assert office.place() == "会议室"


def test_taking_back_and_merging_again(merged: Path, recorded: Path) -> None:
    full = _totals(merged)
    done = did("takeback", merged, 2)
    assert done.lines[0].startswith("第 2 批合并已撤回")
    without = _totals(merged)
    assert (without["teams"], without["schools"]) == (5, 48)
    [again, told] = did("merge", merged, recorded / SIX[1]).lines
    assert "没有新内容" in again
    assert "第 2 批已于" in told
    assert _totals(merged) == without
    assert full["schools"] == 58
    did("merge", merged, recorded / SIX[1], "--again")
    assert _totals(merged) == full


def test_a_team_taken_back_goes_on_and_comes_again_when_asked(office: Office) -> None:
    """Its next file says what was taken back, when, why and how much; `--again` brings it all."""
    full = _totals(office.bureau)
    did("takeback", office.bureau, 1, "--reason", "交错了文件")
    empty = _totals(office.bureau)
    assert (full["findings"], empty["findings"]) == (1, 0)
    office.record(office.team, place="会议室")
    office.state(office.team, involved_fen=25_000)
    [line, told] = did("merge", office.bureau, office.team, "--preview").lines
    assert "预览" in line
    for words in ("第 1 批已于", "撤回（交错了文件）", "1 行", "没有计入", "--again"):
        assert words in told
    [_, told] = did("merge", office.bureau, office.team).lines
    assert "没有计入" in told
    assert _totals(office.bureau)["involved_fen"] in {0, 25_000}
    [line, told] = did("merge", office.bureau, office.team, "--again").lines
    assert "一并恢复" in told
    assert _totals(office.bureau) == {**full, "involved_fen": 25_000}
    assert did("conflicts", office.bureau).lines == ["没有待裁定的冲突。"]
    assert office.place() == "会议室"
    [line] = did("merge", office.bureau, office.team).lines
    assert "没有变化" in line or "没有新内容" in line


def test_taking_back_can_be_taken_back(office: Office) -> None:
    full = _shown(office.bureau)
    assert "没有撤回" in refused("takeback", office.bureau, 1, "--undo")
    did("takeback", office.bureau, 1)
    assert _shown(office.bureau) != full
    assert "已恢复：1 行" in did("takeback", office.bureau, 1, "--undo").lines[0]
    assert _shown(office.bureau) == full
    did("takeback", office.bureau, 1)
    assert _totals(office.bureau)["findings"] == 0


def test_what_cannot_be_taken_back_says_why(office: Office) -> None:
    before = whole(office.bureau.parent)
    assert "没有第 9 批" in refused("takeback", office.bureau, 9)
    assert whole(office.bureau.parent) == before
    did("takeback", office.bureau, 1)
    before = whole(office.bureau.parent)
    assert "已经撤回过" in refused("takeback", office.bureau, 1)
    assert whole(office.bureau.parent) == before
