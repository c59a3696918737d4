"""`scan`: ten sheets are tried before a school is; the file stays as it is."""

import json
from pathlib import Path

import numpy as np
import pytest

from db.store import Store
from inspector_gui.commands.scan import _printed
from tests.commands.cli import did, inspector, refused
from tests.scanning import forms, simulator

TEAM = "第二检查组.inspection"


@pytest.fixture
def team(recorded: Path) -> Path:
    return recorded / TEAM


@pytest.fixture
def printed(team: Path, tmp_path: Path) -> bytes:
    """The sheets of the first class of the team, as its file prints them."""
    out = tmp_path / "空白"
    with Store.open(team) as store, store.read() as work:
        code = work.schools.lines()[0].code
    did("documents", team, "--school", code, "--kind", "blank_form", "--out", out)
    return min(out.rglob("*机读问卷*.pdf")).read_bytes()


def test_each_page_says_what_was_read_of_it(team: Path, printed: bytes, tmp_path: Path) -> None:
    with Store.open(team) as store, store.read() as work:
        classes, layouts = _printed(work, work.schools.lines())
    layout = layouts[0]
    scans = tmp_path / "扫描"
    scans.mkdir()
    front = forms.page(printed, 3)
    filled = simulator.fill(front, layout, layout.sides[0], np.random.default_rng(7), 0.5)
    filled.picture.save(scans / "a.png")
    forms.page(printed, 1).save(scans / "b.png")
    before = team.read_bytes()
    answered = json.loads(did("scan", team, scans, "--json").out)
    sheet, cover = answered["pages"]
    assert cover == {"file": "b.png", "page": 1, "put_aside": "cover"}
    assert (sheet["sheet"], sheet["side"]) == (1, 1)
    assert sheet["class"] in classes.values()
    certain = {
        code: frozenset(answer["options"])
        for code, answer in sheet["answers"].items()
        if answer["state"] == "certain"
    }
    assert len(certain) > 2
    assert certain == {code: filled.truth[code] for code in certain}
    assert sum(answered["account"][name] for name in ("read", "waiting", "rejected")) == 2
    lines = did("scan", team, scans).lines
    assert lines[1] == "b.png 第1页\t退出：信封封面"
    assert lines[-1].startswith("共 2 页：读出 ")
    assert team.read_bytes() == before


def test_a_file_of_which_no_questionnaire_was_printed_says_so(
    team_file: Path, tmp_path: Path
) -> None:
    page = tmp_path / "页.png"
    forms.page(forms.printed(1), 3).save(page)
    assert "还没有问卷批次" in refused("scan", team_file, page)


def test_what_is_not_there_is_named_and_a_foreign_page_is_put_aside(
    team: Path, tmp_path: Path
) -> None:
    assert "没有找到“扫描.pdf”" in refused("scan", team, tmp_path / "扫描.pdf")
    foreign = tmp_path / "别的.png"
    forms.page(forms.printed(1), 3).save(foreign)
    done = inspector("scan", team, foreign)
    assert done.code == 1
    assert "退出：是别的" in done.lines[0] or "退出：问卷版本不同" in done.lines[0]
