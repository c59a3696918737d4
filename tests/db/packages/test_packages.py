"""A package carries a team's records to the bureau: whole, for the bureau only, once."""

import io
import json
import shutil
import zipfile
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyrage
import pytest

from db.errors import InspectionError
from db.merge import inbox
from db.merge.batch_import import merge, merge_all
from db.merge.receipts import Receipt
from db.merge.takeback import take_back
from db.packages.package_log import TeamDelivery
from db.packages.sealing import make_package
from db.progress import Cancelled
from db.storage import file
from db.store import Store
from db.vocabulary import Act
from inspector_gui.exchange.merge_sentences import missing_of
from tests.db.looking import shown, visit_of
from tests.db.packages.pairs import Pair, open_files


def _inside(package: Path, identity: str) -> zipfile.ZipFile:
    opened = pyrage.decrypt(package.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    return zipfile.ZipFile(io.BytesIO(opened))


def _merged(pair: Pair, *packages: Path) -> list[Receipt]:
    with Store.open(pair.bureau) as store:
        return list(merge_all(store, dict.fromkeys(packages)))


def _delivery(pair: Pair, today: date = date(2025, 9, 14)) -> TeamDelivery:
    with Store.open(pair.bureau) as store, store.read() as work:
        [told] = work.packages.deliveries(today)
        return told


def test_it_is_a_zip_for_whoever_has_the_key(pair: Pair) -> None:
    made = pair.pack()
    assert made.path.name == "第一检查组-包0001.inspkg"
    assert made.path.read_bytes().startswith(b"age-encryption.org/v1\n")
    with _inside(made.path, pair.identity()) as inside:
        assert inside.testzip() is None
        assert inside.namelist() == ["manifest.json", "data.inspection"]
        told = json.loads(inside.read("manifest.json"))
        data = inside.read("data.inspection")
    assert (told["number"], told["previous"], told["team_name"]) == (1, None, "第一检查组")
    assert (told["totals"]["findings"], told["totals"]["involved_fen"]) == (1, 12_300)
    assert not data.startswith(b"SQLite")
    for plain in ("未公示".encode(), told["key"].encode(), b"manifest"):
        assert plain not in data
        assert plain not in made.path.read_bytes()


def test_merged_it_says_what_the_file_itself_would_have(pair: Pair, tmp_path: Path) -> None:
    pair.record(place="会议室")
    made = pair.pack()
    twin = Path(shutil.copy(pair.bureau, tmp_path / "另.inspection"))
    [receipt] = _merged(pair, made.path)
    with Store.open(twin) as store:
        plain = merge(store, pair.team)
        by_file = shown(store)
    with Store.open(pair.bureau) as store:
        assert shown(store) == by_file
    assert (receipt.rows, receipt.changed) == (plain.rows, plain.changed)
    assert receipt.package == 1
    assert receipt.theirs == receipt.ours == plain.theirs
    assert asdict(receipt.theirs) == made.totals  # type: ignore[arg-type]


def test_numbers_go_on_and_each_names_the_one_before(pair: Pair) -> None:
    first = pair.pack()
    second = pair.pack()
    assert (first.number, second.number) == (1, 2)
    with _inside(second.path, pair.identity()) as inside:
        assert json.loads(inside.read("manifest.json"))["previous"] == first.sha256.hex()


def test_a_name_that_is_taken_is_never_written_over(pair: Pair) -> None:
    first = pair.pack()
    content = first.path.read_bytes()
    with Store.open(pair.team) as store, store.act(Act.PACK) as work:
        work.session.connection().exec_driver_sql("DELETE FROM package")
    assert pair.pack().number == 2
    assert first.path.read_bytes() == content


def test_parents_numbers_and_drafts_stay_at_home(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a byte of them is in any page, free ones included."""
    with Store.open(pair.team) as store, store.act(Act.LOG_CALL) as work:
        raw = work.session.connection().exec_driver_sql
        raw(
            "INSERT INTO phone (call_id, number, label) VALUES (?, '13800138000', '')", (b"0" * 16,)
        )
        raw("INSERT INTO draft (entry_id, keys) VALUES (?, 'ABCDDCBA')", (b"0" * 16,))
    monkeypatch.setattr(file, "key_literal", lambda _: "")
    made = pair.pack()
    with _inside(made.path, pair.identity()) as inside:
        data = inside.read("data.inspection")
    assert data.startswith(b"SQLite format 3\0"), "readable for this test only"
    assert "未公示".encode() in data
    assert b"13800138000" not in data
    assert b"ABCDDCBA" not in data
    assert b"13800138000" in pair.team.read_bytes()


def test_making_one_leaves_the_file_as_it_was_but_for_the_count(pair: Pair) -> None:
    with Store.open(pair.team) as store:
        before, acts = shown(store), _acts(store)
        make_package(store, pair.stick)
        assert (shown(store), _acts(store)) == (before, acts)
        with store.read() as work:
            assert [line.number for line in work.packages.lines()] == [1]
    assert [path.name for path in pair.stick.iterdir()] == ["第一检查组-包0001.inspkg"]
    assert list(pair.team.parent.glob(".part*")) == []


def _acts(store: Store) -> int:
    with store.read() as work:
        return work.journal.count()


def test_given_up_there_is_none(pair: Pair) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with Store.open(pair.team) as store, pytest.raises(Cancelled):
        make_package(store, pair.stick, stop)
    assert open_files("data.inspection") == []
    assert list(pair.stick.iterdir()) == []
    assert pair.pack().number == 1


def test_only_a_team_makes_packages_and_only_with_the_bureau_s_key(pair: Pair) -> None:
    with Store.open(pair.bureau) as store, pytest.raises(InspectionError, match="由检查组生成"):
        make_package(store, pair.stick)
    with Store.open(pair.team) as store:
        with store.act(Act.PREPARE) as work:
            work.campaigns._here().recovery_key = None
        with pytest.raises(InspectionError, match="没有局里的公钥"):
            make_package(store, pair.stick)
    with Store.open(pair.team) as store, pytest.raises(InspectionError, match="不存在"):
        make_package(store, pair.stick / "没有")
    assert list(pair.stick.iterdir()) == []


def test_late_repeated_and_out_of_order_ones_are_welcome(pair: Pair) -> None:
    made: list[Any] = []
    for place in ("校长室", "会议室", "接待室"):
        pair.record(place=place)
        made.append(pair.pack())
    [newest] = _merged(pair, made[2].path)
    assert (newest.number, _delivery(pair).missing) == (1, (1, 2))
    [oldest, again] = _merged(pair, made[0].path, made[2].path)
    assert (oldest.number, oldest.older_than) == (None, 3)
    assert again.repeated == 1
    told = _delivery(pair)
    assert ([package.number for package in told.packages], told.missing) == ([1, 3], (2,))
    with Store.open(pair.bureau) as store, store.read() as work:
        assert work.visits.facts(work.schools.lines()[0].visit_id).place == "接待室"


def test_what_brought_nothing_is_known_again_without_a_look_until_a_batch_is_taken_back(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = pair.pack()
    pair.record(place="会议室")
    second = pair.pack()
    _merged(pair, second.path, first.path)
    looks: list[Path] = []
    ask = inbox._ask_gate

    def asked(name: str, copy: Path, key: bytes | None) -> Any:
        looks.append(copy)
        return ask(name, copy, key)

    monkeypatch.setattr(inbox, "_ask_gate", asked)
    [again] = _merged(pair, first.path)
    assert (again.number, again.repeated, again.package, again.older_than) == (None, None, 1, 2)
    assert (again.team, again.anything, looks) == ("第一检查组", False, [])
    with Store.open(pair.bureau) as store:
        take_back(store, 1, "传错了")
    [after] = _merged(pair, first.path)
    assert [one.number for one in after.withdrawn] == [1]
    assert len(looks) == 1


def test_two_packages_of_one_number_are_told_apart(pair: Pair, tmp_path: Path) -> None:
    """A file copied to a second laptop goes on counting there."""
    fork = Pair(pair.bureau, tmp_path / "副本.inspection", tmp_path / "另一个U盘")
    fork.stick.mkdir()
    shutil.copy(pair.team, fork.team)
    pair.record(place="会议室")
    fork.record(sites_seen=7)
    one, other = pair.pack(), fork.pack()
    assert one.number == other.number
    [first, second] = _merged(pair, one.path, other.path)
    assert (first.number, second.number) == (1, 2)
    assert _delivery(pair).doubled == (1,)
    with Store.open(pair.bureau) as store, store.read() as work:
        visit = work.visits.facts(visit_of(store))
        assert (visit.place, visit.sites_seen) == ("会议室", 7)


def test_the_package_before_it_is_missed_where_a_copied_file_made_one_of_its_number(
    pair: Pair, tmp_path: Path
) -> None:
    """Two computers went on from one file; of one of them only the second package came."""
    copy = Pair(pair.bureau, tmp_path / "副本" / pair.team.name, tmp_path / "副本")
    copy.stick.mkdir()
    shutil.copy(pair.team, copy.team)
    here = pair.pack()
    copy.record(place="会议室")
    first = copy.pack()
    copy.record(place="校长室")
    second = copy.pack()
    _merged(pair, here.path, second.path)
    told = _delivery(pair)
    assert [package.number for package in told.packages] == [1, 2]
    assert (told.missing, told.missing_copies) == ((1,), (1,))
    assert missing_of(told) == ["缺另一台电脑生成的包0001"]
    _merged(pair, first.path)
    assert (_delivery(pair).missing, _delivery(pair).doubled) == ((), (1,))


def test_what_a_day_should_have_brought_is_told(pair: Pair) -> None:
    assert _delivery(pair, date(2025, 9, 14)).unreported == ()
    assert _delivery(pair, date(2025, 9, 15)).unreported == ("示例市第一示例小学",)
    pair.record(visited_on=date(2025, 9, 15))
    _merged(pair, pair.pack().path)
    assert _delivery(pair, date(2025, 9, 15)).unreported == ()


def test_the_same_package_twice_in_one_drop_comes_in_once(pair: Pair, tmp_path: Path) -> None:
    made = pair.pack()
    copy = Path(shutil.copy(made.path, tmp_path / "桌面上的.inspkg"))
    first, second = _merged(pair, made.path, copy)
    assert (first.number, second.number, second.same_as) == (1, None, made.path.name)


def test_encrypted_files_are_packed_and_opened_without_their_passphrase(tmp_path: Path) -> None:
    from db.handout.team_files import hand_out
    from db.packages.identity import key_by_bureau
    from db.storage import keys
    from tests.conftest import Clock, prepare

    plain, bureau = tmp_path / "明.inspection", tmp_path / "总.inspection"
    prepare(plain, Clock())
    key = file.create_locked(bureau, "局里专用的口令2025")
    with closing(file.connect(plain)) as connection:
        bureau.unlink()
        connection.execute("ATTACH ? AS o KEY ?", (str(bureau), file.key_literal(key or b"")))
        connection.execute("SELECT sqlcipher_export('o')")
        for name in ("user_version", "application_id"):
            [[number]] = connection.execute(f"PRAGMA {name}").fetchall()
            connection.execute(f"PRAGMA o.{name} = {number}")
        connection.execute("DETACH o")
    with Store.open(bureau, key) as store:
        [team] = hand_out(store, tmp_path, "组里专用的口令2025")
        assert b"AGE-SECRET-KEY" not in keys.key_file(bureau).read_bytes()
        assert key_by_bureau(store, team) == keys.unwrap(team, "组里专用的口令2025")
    with Store.open(team, keys.unwrap(team, "组里专用的口令2025")) as store:
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), place="会议室")
        made = make_package(store, tmp_path)
    with Store.open(bureau, keys.unwrap(bureau, "局里专用的口令2025")) as store:
        assert merge(store, made.path).changed == {"visit": 1}
