"""`restore`: what the handbook says to do when a file does not open."""

import os
from pathlib import Path

from db.storage.keys import key_file
from tests.commands.cli import PASSPHRASE, did, passphrase_file, refused, whole
from tests.commands.conftest import Office
from tests.conftest import Clock, prepare


def test_a_damaged_file_is_restored_from_its_last_backup(office: Office) -> None:
    office.record(office.bureau, place="校长室")
    [backup] = (office.bureau.parent / "备份").glob("总-*关闭.inspection")
    damaged = os.urandom(60_000)
    office.bureau.write_bytes(damaged)
    refused("summary", office.bureau)
    [line] = did("restore", backup, "--to", office.bureau).lines
    aside = Path(line.partition("都在“")[2].partition("”")[0])
    assert aside.read_bytes() == damaged
    assert office.place() == "校长室"
    assert backup.exists()


def test_an_encrypted_one_asks_for_the_passphrase(tmp_path: Path) -> None:
    path, secret = tmp_path / "总.inspection", passphrase_file(tmp_path)
    prepare(path, Clock(), passphrase=PASSPHRASE)
    [backup] = (tmp_path / "备份").glob("*.inspection")
    path.unlink()
    key_file(path).unlink()
    before = whole(tmp_path)
    assert "--passphrase-file" in refused("restore", backup, "--to", path)
    wrong = passphrase_file(tmp_path, "不是这个口令")
    assert "口令不对" in refused("restore", backup, "--to", path, "--passphrase-file", wrong)
    secret = passphrase_file(tmp_path)
    assert whole(tmp_path) == before
    told = did("restore", backup, "--to", path, "--passphrase-file", secret, "--json").json()
    assert told == {"path": str(path), "aside": None}
    did("summary", path, "--passphrase-file", secret)


def test_what_is_no_backup_is_refused_and_nothing_moves(office: Office, tmp_path: Path) -> None:
    before = whole(office.folder)
    picture = tmp_path / "照片.inspection"
    picture.write_bytes(bytes(range(256)) * 64)
    assert "不是检查数据文件" in refused("restore", picture, "--to", office.bureau)
    assert "本身" in refused("restore", office.bureau, "--to", office.bureau)
    assert ".inspection" in refused("restore", office.team, "--to", tmp_path / "别的.xlsx")
    picture.unlink()
    assert whole(office.folder) == before
