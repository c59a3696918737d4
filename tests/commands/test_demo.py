"""`demo`: a bureau file and six team files, all of them or none."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector_gui.resources import SCENARIO
from tests.commands.cli import did, inspector, passphrase_file, refused, whole
from tests.commands.conftest import BUREAU, SIX

Change = Callable[[dict[str, Any]], Any]


def test_a_demo_is_a_bureau_file_and_six_team_files_with_nothing_recorded(tmp_path: Path) -> None:
    folder = tmp_path / "新" / "演示"
    done = did("demo", folder)
    assert done.lines == [str(folder / name) for name in (BUREAU, *SIX)]
    private_key = f"{BUREAU}.keys"
    assert sorted(path.name for path in folder.iterdir()) == sorted([BUREAU, private_key, *SIX])
    totals = did("summary", folder / BUREAU, "--json").json()["totals"]
    assert {name for name, number in totals.items() if number} == {"schools_in_scope"}
    assert did("summary", folder / SIX[2], "--json").json()["totals"]["schools"] == 0


def test_recorded_teams_hold_what_the_scenario_records(recorded: Path) -> None:
    scenario = json.loads(SCENARIO.read_text("utf-8"))
    counted = [did("summary", recorded / name, "--json").json()["totals"] for name in SIX]
    for key in ("schools", "classes", "questionnaires_issued", "student_interviews", "findings"):
        assert sum(totals[key] for totals in counted) == scenario["totals"][key]
    assert counted[0]["schools"] == len(scenario["teams"][0]["school_codes"])


def test_with_a_passphrase_every_file_is_encrypted_and_opens_by_it_alone(tmp_path: Path) -> None:
    secret, wrong = passphrase_file(tmp_path), tmp_path / "错.txt"
    wrong.write_text("不是这个口令\n", "utf-8")
    folder = tmp_path / "演示"
    did("demo", folder, "--passphrase-file", secret)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        name + end for name in (BUREAU, *SIX) for end in ("", ".keys")
    )
    for name in (BUREAU, *SIX):
        assert not (folder / name).read_bytes().startswith(b"SQLite format 3")
    before = whole(folder)
    bureau = folder / BUREAU
    assert "totals" in did("summary", bureau, "--json", "--passphrase-file", secret).json()
    secret.write_bytes(b"\xef\xbb\xbf" + secret.read_bytes().replace(b"\n", b"\r\n"))
    did("summary", bureau, "--passphrase-file", secret)  # as Windows editors keep it
    assert "口令不对" in refused("summary", bureau, "--passphrase-file", wrong)
    assert "--passphrase-file" in refused("summary", bureau)
    assert whole(folder) == before


def test_too_short_a_passphrase_makes_nothing(tmp_path: Path) -> None:
    secret = passphrase_file(tmp_path, "12345")
    assert "至少要 8 个字符" in refused("demo", tmp_path / "演示", "--passphrase-file", secret)
    assert list((tmp_path / "演示").iterdir()) == []


def test_files_that_are_there_already_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / SIX[3]).write_text("别人的", "utf-8")
    before = whole(tmp_path)
    assert SIX[3] in refused("demo", tmp_path)
    assert whole(tmp_path) == before


def test_a_file_in_the_place_of_the_folder_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "演示").write_text("别人的", "utf-8")
    for folder in (tmp_path / "演示", tmp_path / "演示" / "里面"):
        assert "文件夹" in refused("demo", folder)
    assert (tmp_path / "演示").read_text("utf-8") == "别人的"


def _first(name: str, **values: Any) -> Change:
    return lambda scenario: scenario[name][0].update(values)


def _first_recorded(scenario: dict[str, Any], name: str) -> Any:
    """The entry of the school that is visited first."""
    visits = sorted(
        (school["team"], school["visit_date"], school["code"]) for school in scenario["schools"]
    )
    order = {code: place for place, (_, _, code) in enumerate(visits)}
    return min(scenario[name], key=lambda entry: order[entry["school_code"]])


BROKEN: dict[str, tuple[Change, str]] = {
    "school's team": (_first("schools", team="T9"), "T9"),
    "team's school": (lambda s: s["teams"][0]["school_codes"].append("S999"), "S999"),
    "school of two teams": (lambda s: s["teams"][1]["school_codes"].append("S024"), "S024"),
    "member's team": (_first("members", team="T9"), "T9"),
    "member's own school": (_first("members", home_school="S999"), "S999"),
    "recused member": (_first("recusals", member="T9-M1"), "T9-M1"),
    "recusal's school": (_first("recusals", school="S999"), "S999"),
    "class's school": (_first("classes", school_code="S999"), "S999"),
    "class's question": (
        lambda s: _first_recorded(s, "classes")["tally"].update(S99={"A": 1}),
        "S99",
    ),
    "class's option": (lambda s: _first_recorded(s, "classes")["tally"]["S01"].update(Z=1), "Z"),
    "call's school": (_first("parent_calls", school_code="S999"), "S999"),
    "finding's school": (_first("findings", school_code="S999"), "S999"),
    "finding's checklist item": (
        lambda s: _first_recorded(s, "findings").update(item="F-XX-99"),
        "F-XX-99",
    ),
    "complaint's school": (_first("complaints", school_code="S999"), "S999"),
    "finance member's group": (lambda s: s["finance"]["members"][0].update(group="G9"), "G9"),
    "finance finding's unit": (lambda s: s["finance"]["findings"][0].update(unit_code="U9"), "U9"),
    "finance finding's item": (
        lambda s: s["finance"]["findings"][0].update(item="C-XX-99"),
        "C-XX-99",
    ),
    "group's unit": (lambda s: s["finance"]["groups"][0]["schedule"].update(U9="2025-10-24"), "U9"),
    "twice the same school": (lambda s: s["schools"].append(s["schools"][0]), "重复"),
    "no such word": (_first("schools", ownership="国有"), "国有"),
    "no such day": (_first("schools", visit_date="2025-09-31"), "2025-09-31"),
    "no visits' phase": (lambda s: s["campaign"]["phases"].pop(3), "ONSITE"),
    "a part is missing": (lambda s: s.pop("findings"), "findings"),
    "a field is missing": (lambda s: s["schools"][3].pop("name_zh"), "name_zh"),
    "a number is a word": (_first("findings", students="很多"), "很多"),
}


@pytest.mark.parametrize(("change", "named"), BROKEN.values(), ids=BROKEN)
def test_a_broken_scenario_is_named_and_makes_nothing(
    tmp_path: Path, change: Change, named: str
) -> None:
    scenario = json.loads(SCENARIO.read_text("utf-8"))
    change(scenario)
    path = tmp_path / "scenario.json"
    path.write_text(json.dumps(scenario), "utf-8")
    folder = tmp_path / "演示"
    folder.mkdir()
    assert named in refused("demo", folder, "--scenario", path, "--recorded")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xd8\xff\xe0JFIF", b'{"campaign": 1}'])
def test_what_is_no_scenario_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "scenario.json"
    path.write_bytes(content)
    assert "scenario.json" in refused("demo", tmp_path / "演示", "--scenario", path)
    assert not (tmp_path / "演示").exists()


def test_a_scenario_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "找不到" in refused("demo", tmp_path / "演示", "--scenario", tmp_path / "无.json")


def test_a_scenario_of_one_s_own_is_used(tmp_path: Path) -> None:
    scenario = json.loads(SCENARIO.read_text("utf-8"))
    scenario["campaign"]["code"] = "2026-SF"
    path = tmp_path / "scenario.json"
    path.write_text(json.dumps(scenario), "utf-8")
    assert inspector("demo", tmp_path / "演示", "--scenario", path).code == 0
    assert (tmp_path / "演示" / "2026-SF.inspection").exists()
