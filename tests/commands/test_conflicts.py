"""`conflicts` and `decide`: what two sides changed is asked once, and stays decided."""

from pathlib import Path
from typing import Any

import pytest

from tests.commands.cli import did, refused, whole
from tests.commands.conftest import Office


def _open(bureau: Path) -> dict[str, Any]:
    """The open conflicts by kind."""
    found = did("conflicts", bureau, "--json").json()["conflicts"]
    return {one["kind"]: one for one in found}


def _values(conflict: Any) -> list[Any]:
    return [side["values"] for side in conflict["sides"]]


def test_two_conflicts_are_told_with_what_each_side_says(parted: Office) -> None:
    found = _open(parted.bureau)
    assert set(found) == {"field", "statement"}
    place, finding = found["field"], found["statement"]
    assert (place["table"], place["columns"]) == ("visit", ["place"])
    assert place["school"] == finding["school"] == "示例市第一示例小学"
    assert _values(place) == [{"place": "校长室"}, {"place": "会议室"}]
    assert [side["batch"] for side in place["sides"]] == [None, 2]
    assert finding["base"] == {
        "fact": "未公示",
        "students": 0,
        "involved_fen": 100,
        "status": "CONFIRMED",
    }
    assert _values(finding) == [
        {"fact": "公示不全", "students": 30, "involved_fen": 100, "status": "CONFIRMED"},
        {"fact": "未公示", "students": 0, "involved_fen": 25_000, "status": "CONFIRMED"},
    ]


def test_in_words_a_line_each(parted: Office) -> None:
    lines = did("conflicts", parted.bureau).lines
    assert len(lines) == 2
    assert all("示例市第一示例小学" in line for line in lines)
    assert any("校长室" in line and "会议室" in line for line in lines)
    assert any("250.00" in line for line in lines)
    [place] = [line for line in lines if "会议室" in line]
    assert "局里：签字地点=校长室；未署名，第 2 批：签字地点=会议室" in place


def test_both_are_decided_by_command_and_stay_decided(parted: Office) -> None:
    found = _open(parted.bureau)
    did("decide", parted.bureau, found["field"]["id"], "--take", "theirs")
    assert set(_open(parted.bureau)) == {"statement"}
    did("decide", parted.bureau, found["statement"]["id"], "--take", "mine")
    assert did("conflicts", parted.bureau).lines == ["没有待裁定的冲突。"]
    finding = parted.finding()
    assert parted.place() == "会议室"
    assert (finding.fact, finding.students, finding.involved_fen) == ("公示不全", 30, 100)
    parted.record(parted.team, sites_seen=3)  # so that it is not the same file
    [receipt] = did("merge", parted.bureau, parted.team, "--json").json()["receipts"]
    assert (receipt["number"], receipt["conflicts"]) == (3, 0)
    assert parted.finding() == finding


def test_values_of_one_s_own_may_be_given(parted: Office) -> None:
    found = _open(parted.bureau)
    did("decide", parted.bureau, found["field"]["id"], "--take", "接待室")
    wanted = '{"involved_fen": 26000, "students": 31}'
    did("decide", parted.bureau, found["statement"]["id"], "--take", wanted)
    finding = parted.finding()
    assert parted.place() == "接待室"
    assert (finding.fact, finding.students, finding.involved_fen) == ("公示不全", 31, 26_000)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("statement", "公示不全", "JSON"),
        ("statement", '{"advice": "退费"}', "只写"),
        ("statement", '{"students": "很多"}', "很多"),
        ("statement", '{"students": -1}', "-1"),
        ("statement", '{"involved_fen": 99999999999999}', "99999999999999"),
        ("field", "长" * 201, "200"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    parted: Office, kind: str, value: str, said: str
) -> None:
    name = _open(parted.bureau)[kind]["id"]
    before = whole(parted.bureau.parent)
    assert said in refused("decide", parted.bureau, name, "--take", value)
    assert whole(parted.bureau.parent) == before


def test_what_is_not_open_cannot_be_decided(parted: Office) -> None:
    name = _open(parted.bureau)["field"]["id"]
    did("decide", parted.bureau, name, "--take", "mine")
    before = whole(parted.bureau.parent)
    for wanted in (name, "0123456789"):
        assert wanted in refused("decide", parted.bureau, wanted, "--take", "mine")
    assert whole(parted.bureau.parent) == before


def test_a_decision_is_gone_with_the_batch_only_if_it_took_its_side(parted: Office) -> None:
    """A batch that is taken back leaves no question behind."""
    did("takeback", parted.bureau, 2)
    assert _open(parted.bureau) == {}
    assert parted.place() == "校长室"
    assert parted.finding().fact == "公示不全"
