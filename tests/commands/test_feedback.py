"""`feedback`: sheets as PDF, whose text is read back."""

import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.storage import file
from db.store import Store
from db.vocabulary import Act
from tests.commands.cli import did, inspector, refused, whole
from tests.commands.conftest import SIX, Office
from tests.commands.warm import ROOT

SECTIONS = (
    "一、检查工作开展情况",
    "二、总体情况",
    "三、发现的主要问题",
    "四、初步意见和整改建议",
    "五、整改时限和报送要求",
    "六、陈述申辩告知",
    "七、学校意见",
    "八、签字",
)


def _text(path: Path) -> str:
    """All a sheet says, in its order, without the line breaks."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(path).pages))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "反馈单"
    folder.mkdir()
    return folder


def test_a_school_s_sheet_says_what_its_team_recorded(recorded: Path, out: Path) -> None:
    [line] = did("feedback", recorded / SIX[1], "--school", "S046", "--out", out).lines
    assert [str(path) for path in out.iterdir()] == [line]
    text = _text(Path(line))
    places = [text.index(section) for section in SECTIONS]
    assert places == sorted(places)
    with Store.open(recorded / SIX[1]) as store, store.read() as work:
        [school] = [line for line in work.schools.lines() if line.code == "S046"]
        visit = work.visits.facts(school.visit_id)
        envelopes = work.questionnaires.envelopes(school.visit_id)
        findings = work.findings.lines(school.visit_id)
    assert f"{school.name}教育收费专项检查情况反馈单" in text
    assert f"编号：{visit.serial}" in text
    assert f"随机抽取{len(envelopes)}个班级" in text
    assert f"发放学生问卷{sum(envelope.issued or 0 for envelope in envelopes)}份" in text
    assert f"抽查会计凭证{visit.vouchers_checked}份" in text
    for finding in findings:
        assert finding.fact in text
    assert "涉及学生312人，涉及金额81120元" in text


def test_all_sheets_of_a_team_one_per_school(recorded: Path, out: Path) -> None:
    lines = did("feedback", recorded / SIX[4], "--all", "--out", out).lines
    assert sorted(lines) == sorted(str(path) for path in out.iterdir())
    assert len(lines) == 9
    for line in lines:
        text = _text(Path(line))
        ordered = {"初步意见和整改建议", "整改时限和报送要求"}  # left out where nothing was found
        asked = {section.partition("、")[2] for section in SECTIONS}
        found = "本次检查未发现" not in text
        assert all(name in text for name in (asked if found else asked - ordered))
        assert not re.search(r"责令|处罚|处分|没收", text)


def test_the_bureau_prints_the_same_sheet_as_the_team(
    merged: Path, recorded: Path, out: Path
) -> None:
    (out / "组").mkdir()
    [ours] = did("feedback", merged, "--school", "S046", "--out", out).lines
    [theirs] = did("feedback", recorded / SIX[1], "--school", "S046", "--out", out / "组").lines
    printed = r"\d{4}年\d+月\d+日\d+:\d+"
    assert re.sub(printed, "", _text(Path(ours))) == re.sub(printed, "", _text(Path(theirs)))


def test_a_school_that_is_not_there_is_named(recorded: Path, out: Path) -> None:
    before = whole(recorded)
    assert "S999" in refused("feedback", recorded / SIX[0], "--school", "S999", "--out", out)
    assert (whole(out), whole(recorded)) == ({}, before)


def test_a_folder_is_made_and_goes_again_if_nothing_is_printed(
    office: Office, tmp_path: Path
) -> None:
    out = tmp_path / "反馈单" / "今天"
    [line] = did("feedback", office.team, "--school", "S001", "--out", out).lines
    assert Path(line).parent == out
    office.record(office.team, overall="责令学校清退")
    before = whole(tmp_path)
    refused("feedback", office.team, "--school", "S001", "--out", tmp_path / "另" / "今天")
    assert whole(tmp_path) == before


def test_a_number_that_was_typed_is_masked_on_the_sheet(office: Office, out: Path) -> None:
    office.record(office.team, overall="家长电话13800001234已核实")
    [line] = did("feedback", office.team, "--school", "S001", "--out", out).lines
    assert "13800001234" not in _text(Path(line))


def test_a_sheet_that_would_tell_a_parent_s_number_is_not_written(
    office: Office, out: Path
) -> None:
    """One that came in behind the door, as from an older program."""
    with closing(file.connect(office.team)) as connection:
        connection.execute("UPDATE pen SET silent = 1")
        connection.execute("UPDATE visit SET overall = '家长电话13800001234已核实'")
        connection.execute("UPDATE pen SET silent = 0")
    sentence = refused("feedback", office.team, "--school", "S001", "--out", out)
    assert "13800001234" not in sentence
    assert whole(out) == {}


def test_a_team_that_orders_is_refused(office: Office, out: Path) -> None:
    office.record(office.team, overall="责令学校清退")
    assert "责令" in refused("feedback", office.team, "--school", "S001", "--out", out)
    assert whole(out) == {}


def test_a_refused_sheet_does_not_keep_back_the_others(recorded: Path, out: Path) -> None:
    path = recorded / SIX[4]
    with Store.open(path) as store:
        with store.read() as work:
            line = work.schools.lines()[3]
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(line.visit_id, overall="责令学校清退")
    done = inspector("feedback", path, "--all", "--out", out)
    assert done.code == 1
    assert len(done.lines) == len(list(out.iterdir())) == 8
    assert line.name in done.err
    assert "责令" in done.err
    assert done.err.count("没有生成") == 1
    told = inspector("feedback", path, "--all", "--out", out, "--json").json()
    assert len(told["files"]) == 8
    assert [line.name in one["title"] for one in told["refused"]] == [True]


def test_nothing_is_printed_of_a_file_without_schools(office: Office, out: Path) -> None:
    with Store.open(office.team) as store, store.act(Act.DELETE) as work:
        [line] = work.schools.lines()
        work.session.connection().exec_driver_sql(
            "UPDATE visit SET deleted = 1 WHERE id = ?", (line.visit_id.bytes,)
        )
    assert "没有学校" in refused("feedback", office.team, "--all", "--out", out)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux keeps semaphores in /dev/shm")
def test_without_shared_memory_one_process_sets_all_sheets(merged: Path, out: Path) -> None:
    """58 sheets would be set by two processes. Here nobody may write in /dev/shm."""
    shut = "mount -t tmpfs -o ro none /dev/shm && exec"
    inside = ["unshare", "--mount", "sh", "-c"]
    if subprocess.run([*inside, f"{shut} true"], capture_output=True, check=False).returncode:
        pytest.skip("no folder can be shut here")
    line = f'{shut} "$0" "$1" feedback "$2" --all --inspection fee --out "$3"'
    done = subprocess.run(
        [*inside, line, sys.executable, str(ROOT / "main.py"), str(merged), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(out.iterdir())) == len(done.stdout.splitlines()) == 58
