"""`check`: sound, complete, free of personal data; found wanting is exit 1."""

import hashlib
import uuid
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from db.storage import file
from db.store import Store
from db.unit_of_work import Work
from db.vocabulary import Act, DocumentKind, SchoolReply, Stage
from tests.commands.cli import did, handed, inspector, passphrase_file, refused
from tests.commands.conftest import SIX, Office
from tests.db.looking import visit_of


def test_a_new_file_is_sound_and_names_what_is_open_at_each_school(office: Office) -> None:
    done = inspector("check", office.team)
    assert (done.code, done.err) == (1, "")
    assert done.lines[:3] == ["文件完好。", "文件没有加密。", "留有家长号码 0 个。"]
    [school] = done.lines[3:]
    assert school.startswith("示例市第一示例小学：")
    assert "问题缺证据 1" in school
    result = inspector("check", office.team, "--json").json()
    assert result["sound"]
    [school] = result["schools"]
    assert (school["code"], school["name"]) == ("S001", "示例市第一示例小学")
    assert school["open"]["findings.without_evidence"] == 1


def test_a_recorded_team_has_hardly_anything_open(recorded: Path) -> None:
    result = inspector("check", recorded / SIX[0], "--json").json()
    assert result["sound"]
    gaps = {gap for school in result["schools"] for gap in school["open"]}
    gaps -= {"findings.without_basis"}  # citations the finance office has not locked
    assert gaps == {  # all is recorded, no paper is made yet
        *("documents.draws_not_printed", "documents.not_locked", "documents.not_printed"),
        *("documents.not_signed", "findings.no_reply"),
    }


def _hand_over(work: Work, visit: uuid.UUID) -> None:
    """The papers are printed and signed, and the school has replied."""
    now = datetime(2025, 9, 26, tzinfo=UTC)
    for kind in (DocumentKind.FEEDBACK, DocumentKind.SAMPLING_RECORD):
        values: dict[str, Any] = {
            "serial": "1",
            "version": 1,
            "content_hash": "0" * 8,
            "locked_at": now,
        }
        issued = work.documents.lock(visit, kind=kind, **values)
        work.session.flush()
        work.documents.note_printed(issued, now)
        work.documents.sign(issued, hashlib.sha256(b"scan").digest())
    work.statements.receive(visit, SchoolReply.AGREED)


def test_a_file_with_nothing_open_is_exit_0(recorded: Path) -> None:
    team = recorded / SIX[0]
    with Store.open(team) as store, store.act(Act.DELETE) as work:
        for line in work.schools.lines():
            _hand_over(work, line.visit_id)
    done = inspector("check", team)
    assert (done.code, done.lines[3:]) == (0, ["10 所学校记录齐全。"])


def test_where_there_is_nothing_it_says_so(tmp_path: Path) -> None:
    bureau = tmp_path / "总.inspection"
    did("new", bureau, "--code", "A1", "--name", "甲", "--bureau", "乙", "--plain")
    done = inspector("check", bureau)
    assert done.code == 1
    assert done.lines[-1] == "没有派给检查组的学校，没有可核对的检查记录。"
    assert "还缺：还没有学校（不补上不能发放）。" in done.lines


def test_a_number_that_is_kept_is_told_but_not_shown(office: Office) -> None:
    with Store.open(office.team) as store, store.act(Act.LOG_CALL) as work:
        work.calls.keep_number(work.calls.plan(visit_of(store), 3, "S001-P1"), "13800001234")
    done = inspector("check", office.team)
    assert "留有家长号码 1 个。" in done.lines
    assert "13800001234" not in done.out + done.err


def test_an_unsound_row_is_named(office: Office) -> None:
    with Store.open(office.team) as store, store.act(Act.RECORD_INTERVIEW) as work:
        work.interviews.record(visit_of(store), Stage.PRI)
    _forge(office.team, "UPDATE interview SET stage = 'UNI'")
    done = inspector("check", office.team, "--json")
    [bad] = done.json()["bad_rows"]
    assert (done.code, done.json()["sound"]) == (1, False)
    assert (bad["table"], bad["why"]) == ("interview", "stage")
    assert "有 1 行数据不合规。" in inspector("check", office.team).lines


def _forge(path: Path, statement: str) -> None:
    """Change a row behind the program's back."""
    with closing(file.connect(path)) as connection:
        connection.execute("UPDATE pen SET silent = 1")
        connection.execute(statement)
        connection.execute("UPDATE pen SET silent = 0")


def test_text_that_cannot_be_read_is_said_in_a_sentence(office: Office) -> None:
    _forge(office.team, "UPDATE checklist_item SET question = CAST(X'E69FFF' AS TEXT)")
    assert "读不出来" in refused("check", office.team)


def test_an_encrypted_file_says_so(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "发"
    out.mkdir()
    [(team, shown)] = handed(office.bureau, "--out", out).items()
    secret = passphrase_file(tmp_path, shown)
    done = inspector("check", team, "--passphrase-file", secret, "--json")
    assert done.json()["encrypted"]


def test_how_long_numbers_are_kept_is_set_from_the_beginning(tmp_path: Path) -> None:
    bureau = tmp_path / "总.inspection"
    did("new", bureau, "--code", "A1", "--name", "甲", "--bureau", "乙", "--plain")
    facts = did("notice", bureau, "--json").json()
    visits, until = (date.fromisoformat(facts[key]) for key in ("visits_to", "retention_until"))
    assert until == visits + timedelta(days=90)
    lacks = [one["words"] for one in inspector("check", bureau, "--json").json()["lacking"]]
    assert not [words for words in lacks if "保存" in words]
    did("notice", bureau, "--retention", visits - timedelta(days=1))
    lacks = [one["words"] for one in inspector("check", bureau, "--json").json()["lacking"]]
    assert "家长号码的保存期限早于进校结束的那一天" in lacks
    with Store.open(bureau) as store, store.act(Act.PLAN) as work:
        work.campaigns.amend(retention_until=None)
    lacks = [one["words"] for one in inspector("check", bureau, "--json").json()["lacking"]]
    assert "没有规定家长号码保存到哪一天" in lacks
