"""`handout`: each team gets its schools and people, and of nobody else's a word."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from inspector_gui.resources import SCENARIO
from tests.commands.cli import PASSPHRASE, did, handed, inspector, passphrase_file, refused, whole
from tests.commands.conftest import BUREAU, FIVE, SIX, Office
from tests.conftest import Clock, prepare
from tests.db.looking import ask
from tests.sharing import once


@pytest.fixture(scope="session")
def handed_out(merged_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a bureau hands out that already holds everything all teams recorded."""
    bureau = tmp_path_factory.mktemp("bureau") / BUREAU

    def make(folder: Path) -> None:
        done = did("handout", shutil.copy(merged_once, bureau), "--out", folder, "--plain")
        assert done.lines[:-1] == [str(folder / name) for name in (*SIX, *FIVE)]
        assert "没有加密" in done.lines[-1]

    return once(tmp_path_factory, "handed out", make)


@pytest.fixture(scope="module")
def scenario() -> dict[str, Any]:
    return dict(json.loads(SCENARIO.read_text("utf-8")))


@pytest.mark.parametrize("number", range(6))
def test_a_team_s_file_holds_its_schools_and_people_only(
    handed_out: Path, scenario: dict[str, Any], number: int
) -> None:
    team, path = scenario["teams"][number], handed_out / SIX[number]
    mine = set(team["school_codes"])
    assert {code for (code,) in ask(path, "SELECT code FROM school")} == mine
    assert ask(path, "SELECT name FROM team") == [(team["name_zh"],)]
    people = {
        entry["display_name"] for entry in scenario["members"] if entry["team"] == team["code"]
    }
    assert {name for (name,) in ask(path, "SELECT name FROM member")} == people
    serials = {entry["feedback_no"] for entry in scenario["schools"] if entry["code"] in mine}
    assert {one for (one,) in ask(path, "SELECT serial FROM visit")} == serials


@pytest.mark.parametrize("number", range(5))
def test_a_finance_group_s_file_holds_its_units_and_people_only(
    handed_out: Path, scenario: dict[str, Any], number: int
) -> None:
    group, path = scenario["finance"]["groups"][number], handed_out / FIVE[number]
    assert {code for (code,) in ask(path, "SELECT code FROM school")} == set(group["unit_codes"])
    assert ask(path, "SELECT code, inspection FROM team") == [(group["code"], "finance")]
    [(members,)] = ask(path, "SELECT count(*) FROM member")
    assert members == group["member_count"]


@pytest.mark.parametrize("number", range(6))
def test_no_word_about_others_is_anywhere_in_its_bytes(
    handed_out: Path, scenario: dict[str, Any], number: int
) -> None:
    """Not in rows, nor in edits, nor in pages that were freed."""
    team, content = scenario["teams"][number], (handed_out / SIX[number]).read_bytes()
    others = [entry for entry in scenario["schools"] if entry["team"] != team["code"]]
    words = {entry["name_zh"] for entry in others} | {entry["feedback_no"] for entry in others}
    words |= {m["display_name"] for m in scenario["members"] if m["team"] != team["code"]}
    words |= {m["display_name"] for m in scenario["finance"]["members"]}
    words |= {entry["no"] for entry in scenario["complaints"]}
    words |= {entry["text_zh"] for entry in scenario["findings"]}
    own = {entry["name_zh"] for entry in scenario["schools"] if entry["team"] == team["code"]}
    for member in ask(handed_out / SIX[number], "SELECT name, source FROM member"):
        own |= set(member)
    found = {word for word in words if word.encode() in content}
    assert {word for word in found if not any(word in name for name in own)} == set()


def test_a_team_s_file_is_sound_and_has_the_whole_catalogue(
    handed_out: Path, merged_once: Path, tmp_path: Path
) -> None:
    for table in ("checklist_item", "citation", "question", "option", "calendar_day", "phase"):
        count = f"SELECT count(*) FROM {table}"
        [whole] = ask(merged_once, count)
        assert {ask(handed_out / name, count)[0] for name in SIX} == {whole}
    done = inspector("check", shutil.copy(handed_out / SIX[0], tmp_path), "--json")
    assert (done.json()["sound"], done.err) == (True, "")


def test_what_is_handed_out_merges_back_as_nothing_new(handed_out: Path, merged: Path) -> None:
    [receipt] = did("merge", merged, handed_out / SIX[4], "--json").json()["receipts"]
    assert (receipt["number"], receipt["edits"], sum(receipt["rows"].values())) == (None, 0, 0)


def test_unless_told_otherwise_each_file_has_a_passphrase_of_its_own(
    recorded: Path, tmp_path: Path
) -> None:
    out = tmp_path / "发"
    out.mkdir()
    made = handed(recorded / BUREAU, "--out", out)
    assert [path.name for path in made] == [*SIX, *FIVE]
    assert len(set(made.values())) == 11
    for team, shown in made.items():
        assert not team.read_bytes().startswith(b"SQLite")
        secret = passphrase_file(tmp_path, shown)
        assert did("summary", team, "--json", "--passphrase-file", secret).json()["totals"]


def test_the_bureau_s_own_passphrase_opens_no_team_s_file(tmp_path: Path) -> None:
    bureau, secret, out = tmp_path / "总.inspection", passphrase_file(tmp_path), tmp_path / "发"
    out.mkdir()
    prepare(bureau, Clock(), passphrase=PASSPHRASE)
    [(team, shown)] = handed(bureau, "--out", out, "--passphrase-file", secret).items()
    assert shown != PASSPHRASE
    assert "口令不对" in refused("summary", team, "--passphrase-file", secret)


def test_one_file_in_the_way_and_nothing_is_handed_out(merged: Path, tmp_path: Path) -> None:
    out = tmp_path / "发"
    out.mkdir()
    (out / SIX[5]).write_text("别人的", "utf-8")
    before = whole(tmp_path)
    assert SIX[5] in refused("handout", merged, "--out", out, "--plain")
    assert whole(tmp_path) == before


def test_a_folder_that_is_not_there_is_made(office: Office, tmp_path: Path) -> None:
    line, _ = did("handout", office.bureau, "--out", tmp_path / "发放" / "今年", "--plain").lines
    assert Path(line).parent == tmp_path / "发放" / "今年"


def test_where_no_folder_can_be_made_nothing_is(office: Office, tmp_path: Path) -> None:
    (tmp_path / "发").write_text("一个文件", "utf-8")
    before = whole(tmp_path)
    assert "建不起来" in refused("handout", office.bureau, "--out", tmp_path / "发" / "放")
    assert whole(tmp_path) == before


def test_a_team_cannot_hand_out(recorded: Path, tmp_path: Path) -> None:
    before = whole(tmp_path)
    assert "总文件" in refused("handout", recorded / SIX[0], "--out", tmp_path)
    assert whole(tmp_path) == before
    assert (recorded / BUREAU).exists()
