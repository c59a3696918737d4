"""What is erased is found in no byte of the file, its log, its backups or its folder."""

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from db.erasing import erase
from db.errors import InspectionError
from db.merge.batch_import import merge
from db.packages.opening import open_package
from db.packages.sealing import make_package
from db.storage import file
from db.storage.backup import Reason
from db.store import Store
from db.vocabulary import Act
from tests.conftest import prepare
from tests.db.packages.pairs import Pair, lay_pair

NUMBERS = ("13700001111", "13700002222", "8812345")
NAMES = ("欧阳晓楠", "王芳")
PASSPHRASE = "示例口令2025"  # noqa: S105  # of a file that lives for one test
NOTE = "欧阳晓楠的家长反映，王芳同学也交了，平安保险自愿"


def fill(store: Store) -> None:
    """Numbers and names as drawn; and in a note, as a program older than the masking kept them."""
    with store.read() as work:
        visit = work.schools.lines()[0].visit_id
    with store.act(Act.DRAW) as work:
        for seq, (number, name) in enumerate(zip(NUMBERS, (*NAMES, "平安"), strict=True)):
            work.calls.hold_number(visit, seq, number, name)
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit, note=NOTE)
        work.session.flush()
        work.session.execute(
            text("UPDATE visit SET overall = :words"), {"words": f"打{NUMBERS[0]}问{NUMBERS[2]}"}
        )
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit, note="改过", overall="也改过")
    store.backups.make(Reason.CHANGED)
    with store.act(Act.DRAW) as work:
        work.calls.hold_number(visit, 0, "13700003333", NAMES[0])  # put right


def found(folder: Path, *words: str) -> list[str]:
    """Which files hold one of the words."""
    return [
        f"{path.name}: {word}"
        for path in folder.rglob("*")
        if path.is_file()
        for word in words
        if word.encode() in path.read_bytes()
    ]


def test_nothing_is_found_in_any_byte(campaign_file: Path) -> None:
    folder = campaign_file.parent
    with Store.open(campaign_file) as store:
        fill(store)
        assert len({one.split(":")[0] for one in found(folder, *NUMBERS, *NAMES)}) >= 2
        erasure = erase(store)
        assert found(folder, *NUMBERS, *NAMES) == []
        with store.read() as work:
            [line] = work.erasures.lines()
            kept = work.erasures.kept()
        assert (line.id, line.numbers, line.names, line.copies) == (erasure, 3, 3, 2)
        assert line.texts >= 4  # the note and `overall`, as they came and as they went
        assert line.finished_at is not None
        assert (kept.numbers, kept.names) == (0, 0)
    assert found(folder, *NUMBERS, *NAMES) == []
    assert found(folder, "平安保险")  # a word that only looks like a name stays in the journal
    with Store.open(campaign_file) as store, store.read() as work:
        assert work.visits.facts(work.schools.lines()[0].visit_id).note == "改过"
        assert len(work.erasures.lines()) == 1


def test_an_encrypted_file_opens_after_it_and_holds_nothing(tmp_path: Path, clock) -> None:
    path = tmp_path / "密.inspection"
    key = prepare(path, clock, passphrase=PASSPHRASE)
    with Store.open(path, key, clock) as store:
        fill(store)
        erase(store)
    copies = (path for path in (tmp_path / "备份").iterdir() if path.suffix == ".inspection")
    for held in (path, *copies):
        with closing(file.connect(held, key)) as connection:
            assert connection.execute("SELECT count(*) FROM phone").fetchall() == [(0,)]
            values = connection.execute("SELECT old, new FROM edit").fetchall()
        assert not [one for pair in values for one in pair if "欧阳晓" in str(one)]


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Pair:
    return lay_pair(tmp_path_factory, tmp_path)


def test_packages_beside_the_file_go_once_that_is_said_and_a_new_one_holds_nothing(
    pair: Pair, tmp_path: Path
) -> None:
    """Opened with the bureau's own key, as whoever keeps them could."""
    with Store.open(pair.team) as team:
        fill(team)
        told = make_package(team, pair.stick).path
        assert "欧阳晓楠" in "".join(_texts_of(told, pair, tmp_path / "前"))
        with pytest.raises(InspectionError, match=rf"1 个数据包（{told.name}）"):
            erase(team)
        with team.read() as work:
            assert work.erasures.kept().numbers == 3, "nothing is erased before that is settled"
        erase(team, packages=True)
        assert not list(pair.team.parent.rglob("*.inspkg"))
        with team.read() as work:
            [line] = work.erasures.lines()
        assert told.name in line.files
        anew = make_package(team, pair.stick).path
    texts = "".join(_texts_of(anew, pair, tmp_path / "后"))
    assert "平安保险" in texts
    assert not [word for word in (*NUMBERS, *NAMES) if word in texts]


def _texts_of(package: Path, pair: Pair, folder: Path) -> list[str]:
    """What the journal inside a package says."""
    folder.mkdir()
    inside = folder / "内.inspection"
    manifest = open_package(package, pair.identity(), inside, lambda _: None)
    with closing(file.connect(inside, manifest.key)) as connection:
        rows = connection.execute("SELECT old, new FROM edit").fetchall()
        notes = connection.execute("SELECT note, overall FROM visit").fetchall()
    return [str(value) for row in (*rows, *notes) for value in row if value]


def test_the_bureau_removes_what_it_merged_and_asks_for_what_it_has_not(pair: Pair) -> None:
    made = pair.pack()
    with Store.open(pair.bureau) as bureau:
        with pytest.raises(InspectionError, match=rf"还没有合并（{made.path.name}）"):
            erase(bureau, packages=True)
        assert made.path.exists()
        merge(bureau, made.path)
        with pytest.raises(InspectionError, match="请同意一并移除"):
            erase(bureau)
        erase(bureau, packages=True)
        assert not made.path.exists()
        with bureau.read() as work:
            assert made.path.name in work.erasures.lines()[0].files


def test_the_journal_is_guarded_again_and_undo_of_it_is_refused(store: Store) -> None:
    fill(store)
    erase(store)
    for statement in ("UPDATE edit SET new = 'x'", "DELETE FROM act"):
        with pytest.raises(Exception, match="never"), store.act(Act.PLAN) as work:
            work.session.execute(text(statement))
    assert store.undo() is None


def test_there_must_be_something_to_erase(store: Store) -> None:
    with pytest.raises(InspectionError, match="不用清除"):
        erase(store)


def test_a_copy_that_cannot_be_removed_is_named_and_the_rest_goes_on_later(
    campaign_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.storage import disks

    with Store.open(campaign_file) as store:
        fill(store)
        held = next((campaign_file.parent / "备份").glob("*定时*"))
        real = disks.overwrite

        def stubborn(path: Path) -> None:
            if path == held:
                raise PermissionError(path)
            real(path)

        monkeypatch.setattr(disks, "overwrite", stubborn)
        with pytest.raises(InspectionError, match=held.name):
            erase(store)
        with store.read() as work:
            assert work.erasures.unfinished() is not None
        monkeypatch.undo()
        erase(store)
        with store.read() as work:
            [line] = work.erasures.lines()
        assert held.name in line.files
        assert not held.exists()
    assert found(campaign_file.parent, *NUMBERS) == []


def test_it_is_overdue_from_the_day_after_while_something_is_kept(store: Store) -> None:
    day = date(2026, 1, 31)
    with store.act(Act.PREPARE) as work:
        work.campaigns.amend(retention_until=day)
    with store.read() as work:
        assert not work.erasures.kept().overdue(day + timedelta(days=1))
    fill(store)
    with store.read() as work:
        kept = work.erasures.kept()
    assert kept.until == day
    assert not kept.overdue(day)
    assert kept.overdue(day + timedelta(days=1))


def test_a_second_name_of_the_file_goes_and_the_file_stays(campaign_file: Path) -> None:
    """As a killed restoring may leave one among the backups."""
    with Store.open(campaign_file) as store:
        fill(store)
        second = store.backups.folder / "总-20250915-080000-恢复前.inspection"
        second.hardlink_to(campaign_file)
        erase(store)
        assert not second.exists()
    with Store.open(campaign_file) as store, store.read() as work:
        assert work.erasures.lines()
