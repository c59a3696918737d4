"""What is printed: readers that go away, disks that are full; what was done is done."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from db.store import Store
from db.vocabulary import Act
from tests.commands.cli import did, inspector
from tests.commands.conftest import Office
from tests.commands.disks import fill, small_disk
from tests.commands.warm import ROOT
from tests.db.looking import visit_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell's pipes")


def _shell(line: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """`$0` is the interpreter, `$1` is main.py, then what is given."""
    command = ["sh", "-c", line, sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_a_reader_that_goes_away_stops_nothing(office: Office, tmp_path: Path) -> None:
    """The pipe is closed before the first line is written."""
    office.record(office.team, place="会议室")
    line = '{ sleep 0; "$0" "$1" merge "$2" "$3"; echo "$?" >"$4"; } | true'
    done = _shell(line, office.bureau, office.team, tmp_path / "code")
    assert (done.stderr, (tmp_path / "code").read_text().strip()) == ("", "0")
    assert office.place() == "会议室"


def test_every_sheet_is_written_though_only_the_first_line_is_read(
    recorded: Path, tmp_path: Path
) -> None:
    team, out = recorded / "第五检查组.inspection", tmp_path / "反馈单"
    line = '{ "$0" "$1" feedback "$2" --all --out "$3"; echo "$?" >"$4"; } | head -n 1'
    done = _shell(line, team, out, tmp_path / "code")
    assert (done.stderr, (tmp_path / "code").read_text().strip()) == ("", "0")
    assert len(done.stdout.splitlines()) == 1
    assert len(list(out.iterdir())) == 9


def test_where_the_answer_finds_no_room_the_work_is_done_all_the_same(
    office: Office, tmp_path: Path
) -> None:
    office.record(office.team, place="会议室")
    with small_disk(tmp_path / "盘", 1_000_000) as disk:
        fill(disk, 0)
        line = '"$0" "$1" merge "$2" "$3" >"$4"'
        done = _shell(line, office.bureau, office.team, disk / "出")
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert "已经做完" in sentence
    assert office.place() == "会议室"


def test_with_standard_output_closed(office: Office) -> None:
    done = _shell('"$0" "$1" summary "$2" >&-', office.bureau)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_failure_after_a_file_was_merged_accounts_for_it(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second of two files meets a full disk; the first is in the answer and in the file."""
    copy = Path(shutil.copy(office.team, office.folder / "另一台.inspection"))
    office.record(office.team, place="会议室")
    with small_disk(tmp_path / "盘", 30_000_000) as disk:
        bureau = Path(shutil.copy(office.bureau, disk))
        _bulky(copy)
        fill(disk, 6_000_000)
        done = inspector("merge", bureau, office.team, copy, "--json")
        assert done.code == 1, done
        [receipt] = json.loads(done.out)["receipts"]
        assert receipt["source"] == office.team.name
        (disk / "满").unlink()
        with Store.open(bureau) as store, store.read() as work:
            assert work.visits.facts(visit_of(store)).place == "会议室", "committed, so there"
            sources = [line.source for line in work.imports.lines()]
        assert (sources[0], copy.name in sources) == (receipt["source"], False)
        moved = Path(shutil.copy(bureau, tmp_path))
        [again] = did("merge", moved, copy, "--json").json()["receipts"]
        assert again["source"] == copy.name, "with room again the second comes in too"
        with Store.open(moved) as store, store.read() as work:
            assert work.visits.facts(visit_of(store)).note.startswith("199字")


def _bulky(path: Path) -> None:
    """More words than the disk has room for."""
    with Store.open(path) as store:
        visit = visit_of(store)
        for number in range(200):
            with store.act(Act.RECORD_VISIT) as work:
                work.visits.record(visit, note=f"{number}" + "字" * 19_000)


def test_an_interruption_says_whether_anything_was_kept(office: Office, tmp_path: Path) -> None:
    """Ctrl+C while papers are written: those that are there stay, and nobody says otherwise."""
    script = (
        "import sys, signal, main, inspector_gui.commands.running as r\n"
        "printed = r.print_line\n"
        "def print_line(text):\n"
        "    printed(text); raise KeyboardInterrupt\n"
        "import inspector_gui.commands.merge as m\n"
        "m.print_line = print_line\n"
        "sys.argv = ['main.py', *sys.argv[1:]]\n"
        "sys.exit(main.main())\n"
    )
    office.record(office.team, place="会议室")
    done = subprocess.run(
        [sys.executable, "-c", script, "merge", str(office.bureau), str(office.team)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 1
    assert "此前做完的已经保存" in done.stderr
    assert office.place() == "会议室"
