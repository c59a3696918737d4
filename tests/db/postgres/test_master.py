"""The bureau's commands on a master say what they say on a file."""

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from db.merge.decisions import THEIRS, decide
from db.postgres.master import Master
from db.postgres.master_url import Address
from db.schema.merging import MergeBatch
from db.store import Store
from tests.commands.cli import did, inspector, passphrase_file, refused, whole
from tests.commands.conftest import BUREAU, FIVE, SIX, Office
from tests.conftest import Clock, prepare
from tests.db.looking import shown
from tests.db.merge.bureaus import seen
from tests.db.merge.replicas import state
from tests.db.postgres.server import Server


def _founded(url: str, bureau: Path) -> str:
    did("master", url, "--from", bureau)
    return url


def _totals(bureau: Any, secret: Path | None = None) -> Any:
    more = ("--passphrase-file", secret) if secret else ()
    return did("summary", bureau, "--json", *more).json()["totals"]


def _shown(url: str) -> Any:
    with Master.at(Address.parse(url)) as store:
        return seen(store)


@pytest.fixture
def filled(recorded: Path, url: str) -> str:
    """A master of the demo's bureau with all files merged."""
    _founded(url, recorded / BUREAU)
    did("merge", url, *(recorded / name for name in (*SIX, *FIVE)))
    return url


def test_all_files_give_the_same_as_in_a_file(filled: str, merged: Path) -> None:
    assert _totals(filled) == _totals(merged)
    with Store.open(merged) as store:
        assert _shown(filled) == seen(store)


def test_a_master_is_checked_looked_at_and_printed_like_a_file(
    filled: str, merged: Path, tmp_path: Path
) -> None:
    of_file, of_master = (
        inspector("check", bureau, "--json").json() for bureau in (merged, filled)
    )
    assert (of_file.pop("encrypted"), of_master.pop("encrypted")) == (False, None)
    assert of_master == of_file
    assert "总库在服务器上" in inspector("check", filled).out
    for arguments in (("findings",), ("documents",)):
        more = ("--school", "S046", "--json")
        told = [did(*arguments, bureau, *more).json() for bureau in (merged, filled)]
        assert told[0] == told[1]
    kind = ("--kind", "feedback", "--out", tmp_path / "反馈单")
    [sheet] = did("documents", filled, "--school", "S046", *kind).lines
    assert Path(sheet).read_bytes().startswith(b"%PDF")


def test_receipts_are_the_same_as_a_file_s(recorded: Path, url: str) -> None:
    files = [recorded / name for name in SIX]
    _founded(url, recorded / BUREAU)
    preview = did("merge", url, files[2], "--preview", "--json").json()
    assert preview == did("merge", recorded / BUREAU, files[2], "--preview", "--json").json()
    told = did("merge", url, *files, "--json").json()
    assert told == did("merge", recorded / BUREAU, *files, "--json").json()
    again = did("merge", url, *files).lines
    assert all("没有变化" in line for line in again)


def test_a_preview_of_several_says_what_the_merge_then_does(
    office: Office, url: str, tmp_path: Path
) -> None:
    """Also where the second of two contradicts the first."""
    copy = Path(shutil.copy(office.team, tmp_path / "另一台.inspection"))
    office.record(copy, place="操场")
    office.record(office.team, place="会议室")
    _founded(url, office.bureau)
    before = _shown(url)
    seen, of_file = (
        did("merge", one, copy, office.team, "--preview", "--json").json()
        for one in (url, office.bureau)
    )
    assert seen == of_file
    assert _shown(url) == before
    done = did("merge", url, copy, office.team, "--json").json()
    assert [receipt | {"number": None} for receipt in done["receipts"]] == seen["receipts"]
    assert seen["receipts"][1]["disputed"]


def test_taking_back_a_batch(filled: str, merged: Path, recorded: Path) -> None:
    full = _totals(filled)
    assert did("takeback", filled, 2).lines == did("takeback", merged, 2).lines
    assert _totals(filled) == _totals(merged) != full
    assert "没有新内容" in did("merge", filled, recorded / SIX[1]).lines[0]
    assert _totals(filled) == _totals(merged)
    assert "已经撤回过" in refused("takeback", filled, 2)


def test_a_batch_that_was_taken_back_comes_again_as_in_a_file(office: Office, url: str) -> None:
    """Asked for with the team's next file, or by itself; what it went on to state prevails."""
    _founded(url, office.bureau)
    for one in (url, office.bureau):
        did("takeback", one, 1, "--reason", "交错了文件")
    office.record(office.team, place="会议室")
    office.state(office.team, involved_fen=25_000)
    for more in (("--preview",), (), ("--again",)):
        master, file = (did("merge", one, office.team, *more) for one in (url, office.bureau))
        assert _without_times(master.lines) == _without_times(file.lines)
    with Store.open(office.bureau) as store:
        assert _shown(url) == seen(store)
        assert [finding.involved_fen for finding in _findings(store)] == [25_000]
    whole = _shown(url)
    did("takeback", url, 2)
    did("takeback", url, 1)
    did("takeback", url, 1, "--undo")
    did("takeback", url, 2, "--undo")
    assert _shown(url) == whole
    assert did("conflicts", url).lines == ["没有待裁定的冲突。"]


def test_registers_following_up_and_earlier_moments_are_a_file_s(office: Office, url: str) -> None:
    _founded(url, office.bureau)
    told = []
    for one in (url, office.bureau):
        case = ("number=XF-1", "source=self", "received_on=2025-09-01", "category=fee")
        money = ("outcome=SUBSTANTIATED", "basis=核实笔录", "involved_fen=100", "due_fen=100")
        did("register", one, "complaints", "--add", *case, *money)
        did("register", one, "sanctions", "--add", "cause=fee", "kind=party_warning", "persons=2")
        did("refund", one, "--case", "XF-1", "--amount", "0.60", "--sighted-on", "2025-9-20")
        assert "不能多于应退" in refused(
            *("refund", one, "--case", "XF-1", "--amount", "0.41", "--sighted-on", "2025-9-21")
        )
        follow = did("follow", one, "--as-of", "2025-12-31", "--json").json()
        lines = did("register", one, "complaints", "--json").json()["lines"]
        told.append(
            (
                follow["findings"],
                [{name: value for name, value in line.items() if name != "id"} for line in lines],
                _totals(one),
                did("summary", one, "--as-of", "2025-1-1", "--json").json()["totals"],
            )
        )
    assert told[0] == told[1]
    now, then = told[0][2:]
    assert (now["own_case_refunded_fen"], now["party_warn_fee"], now["warn_fee"]) == (60, 2, 0)
    assert not any(then[name] for name in ("complaints", "own_case_refunded_fen", "findings"))


def _without_times(lines: list[str]) -> list[str]:
    return [re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "", line) for line in lines]


def _findings(store: Store) -> Any:
    with store.read() as work:
        return work.findings.lines(work.schools.lines()[0].visit_id)


def test_conflicts_and_decisions(parted: Office, url: str) -> None:
    _founded(url, parted.bureau)
    asked = did("conflicts", url, "--json").json()
    assert asked == did("conflicts", parted.bureau, "--json").json()
    kinds = Counter(conflict["kind"] for conflict in asked["conflicts"])
    assert kinds == {"field": 1, "statement": 1}
    for conflict in asked["conflicts"]:
        for bureau in (url, parted.bureau):
            did("decide", bureau, conflict["id"], "--take", "theirs")
    assert did("conflicts", url).lines == ["没有待裁定的冲突。"]
    with Store.open(parted.bureau) as store:
        wanted = shown(store)
    with Master.at(Address.parse(url)) as master:
        assert shown(master) == wanted
    did("merge", url, parted.team)
    assert did("conflicts", url).lines == ["没有待裁定的冲突。"]


def test_a_master_is_the_file_in_other_hands(merged: Path, recorded: Path, url: str) -> None:
    shutil.copy(recorded / f"{BUREAU}.keys", merged.parent)
    with Store.open(merged) as store:
        wanted, batches = state(store), _batches(store)
    _founded(url, merged)
    with Master.at(Address.parse(url)) as master:
        assert state(master) == wanted
        assert _batches(master) == batches


def test_taken_out_it_is_the_same_file_and_can_be_handed_out(
    merged: Path, recorded: Path, url: str, tmp_path: Path
) -> None:
    shutil.copy(recorded / f"{BUREAU}.keys", merged.parent)
    _founded(url, merged)
    out, teams = tmp_path / "取出.inspection", tmp_path / "发"
    teams.mkdir()
    did("master", url, "--to", out, "--plain")
    with Store.open(merged) as one, Store.open(out) as other:
        assert state(one) == state(other)
        assert _batches(one) == _batches(other)
    assert len(did("handout", out, "--out", teams, "--plain").lines) >= 6
    assert "已经存在" in refused("master", url, "--to", out, "--plain")
    secret = passphrase_file(tmp_path)
    did("master", url, "--to", tmp_path / "密.inspection", "--passphrase-file", secret)
    assert _totals(tmp_path / "密.inspection", secret) == _totals(merged)


def test_officers_of_one_role_share_a_master(server: Server, office: Office) -> None:
    """As the guide says it is set up."""
    server.run("CREATE ROLE fees_owner")
    for name in ("officer1", "officer2"):
        server.run(
            f"CREATE ROLE {name} LOGIN IN ROLE fees_owner",
            f"ALTER ROLE {name} SET role = 'fees_owner'",
        )
    server.run("CREATE DATABASE fees ENCODING 'UTF8' TEMPLATE template0 OWNER fees_owner")
    first, second = server.url("fees", "officer1"), server.url("fees", "officer2")
    _founded(first, office.bureau)
    office.record(office.team, place="会议室")
    assert "改动 1 处" in did("merge", second, office.team).lines[0]
    assert _totals(first) == _totals(second)


def test_a_database_with_several_campaigns_wants_to_know_which(
    url: str, office: Office, tmp_path: Path
) -> None:
    other = tmp_path / "明年.inspection"
    prepare(other, Clock(), code="2026-SF")
    _founded(url, office.bureau)
    _founded(url, other)
    assert "?campaign=" in refused("summary", url)
    assert _totals(f"{url}&campaign=2026-SF")["teams"] == 0
    did("merge", f"{url}&campaign=2025-SF", office.team)
    assert "没有这次检查" in refused("summary", f"{url}&campaign=2027-SF")


def _batches(store: Store) -> Any:
    with store.read() as work:
        return [line.receipt for line in work.imports.lines()]


def test_sheets_are_printed_from_a_master(filled: str, tmp_path: Path) -> None:
    out = tmp_path / "文书"
    out.mkdir()
    did("feedback", filled, "--school", "S001", "--inspection", "fee", "--out", out)
    assert [path.suffix for path in out.iterdir()] == [".pdf"]


def test_a_file_that_cannot_come_in_changes_nothing(filled: str, recorded: Path) -> None:
    before = _shown(filled)
    content = (recorded / SIX[1]).read_bytes()
    cut = recorded / "缺.inspection"
    cut.write_bytes(content[:70_000])
    assert "缺.inspection" in refused("merge", filled, cut)
    assert _shown(filled) == before


def test_a_master_is_founded_once_and_from_a_bureau_s_file(
    filled: str, recorded: Path, url: str
) -> None:
    before = whole(recorded)
    assert "已经有" in refused("master", url, "--from", recorded / BUREAU)
    assert "总文件" in refused("master", url, "--from", recorded / SIX[0])
    assert "无.inspection" in refused("master", url, "--from", recorded / "无.inspection")
    assert "postgresql" in refused("master", recorded / "总", "--from", recorded / BUREAU)
    assert whole(recorded) == before


def test_what_is_wrong_with_an_address_is_said(server: Server, url: str, recorded: Path) -> None:
    assert "还没有总库" in refused("summary", url)
    assert "没有数据库名" in refused("summary", "postgresql+psycopg://postgres@/")
    assert "连不上" in refused("summary", server.url("nowhere"))
    assert "连不上" in refused("summary", f"postgresql+psycopg://u@/d?host={recorded}")
    secret = "postgresql+psycopg://postgres:geheim@/db"  # noqa: S105  # refused
    told = refused("summary", secret)
    assert "不能写口令" in told
    assert "geheim" not in told


def test_without_the_pen_nothing_changes(master: Master) -> None:
    before = state(master)
    for statement in (
        "UPDATE school SET name = 'x'",
        "UPDATE edit SET new = NULL",
        "DELETE FROM school",
        "DELETE FROM edit",
        "DELETE FROM act",
        "INSERT INTO phase SELECT gen_random_uuid(), id, 'P', '', '', '', act FROM campaign",
    ):
        with pytest.raises(IntegrityError), master.engine.begin() as connection:
            connection.execute(text(statement))
    assert state(master) == before


def test_packages_open_with_the_key_that_came_along(recorded: Path, url: str) -> None:
    out = recorded / "包"
    out.mkdir()
    did("package", recorded / SIX[2], "--out", out)
    [package] = out.glob("*.inspkg")
    _founded(url, recorded / BUREAU)
    assert "第 1 批" in did("merge", url, package).lines[0]
    with Master.at(Address.parse(url)) as store, store.read() as work:
        [batch] = work.session.scalars(select(MergeBatch))
        [line] = work.packages.lines()
        assert (line.batch, line.number) == (batch.number, 1)


def test_a_decision_waits_for_nobody_s_old_list(parted: Office, url: str) -> None:
    """Two officers decide the same: the second is told that it is decided."""
    from db.errors import InspectionError

    _founded(url, parted.bureau)
    address = Address.parse(url)
    with Master.at(address) as one, Master.at(address) as other:
        with other.read() as work:
            name = work.conflicts.open()[0].id
        decide(one, name, THEIRS)
        with pytest.raises(InspectionError, match="已经裁定"):
            decide(other, name, THEIRS)
