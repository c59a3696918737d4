"""Whatever is wrong with a file: one sentence, exit 1, and nothing changed or half-written."""

import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from db.storage import file, keys
from tests.commands.cli import PASSPHRASE, did, passphrase_file, refused, whole
from tests.commands.conftest import Office
from tests.commands.warm import ROOT
from tests.db.looking import ask

HOLD = """
import sys
from pathlib import Path
from db.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    sys.stdin.read()
"""


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100_000])


def _only_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _torn(path: Path) -> None:
    """The page on which the visits are is zeros."""
    [(page,)] = ask(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'visit'")
    content = path.read_bytes()
    path.write_bytes(content[: (page - 1) * 4096] + bytes(4096) + content[page * 4096 :])


def _schema_torn(path: Path) -> None:
    """The first page is not readable behind its header."""
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xa5" * 3996 + content[4096:])


def _picture(path: Path) -> None:
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 32)


def _other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite.connect(path)) as connection:
        connection.execute("CREATE TABLE note (text TEXT)")


def _newer(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = struct.pack(">I", 99)
    path.write_bytes(content)


def _unfinished(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[60:64] = bytes(4)
    path.write_bytes(content)


def _altered(path: Path) -> None:
    with closing(file.connect(path)) as connection:
        connection.execute("CREATE VIEW visit_2 AS SELECT * FROM visit")


def _other_format(path: Path) -> None:
    """The header says that the schema is of a format to come."""
    content = bytearray(path.read_bytes())
    content[44:48] = struct.pack(">I", 9)
    path.write_bytes(content)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _gone(path: Path) -> None:
    path.unlink()


def _without_keys(path: Path) -> None:
    _encrypt(path)
    keys.key_file(path).unlink()


def _keys_of_another(path: Path) -> None:
    """Its key slots open by the passphrase, but hold another file's key."""
    _encrypt(path)
    keys.wrap(path, keys.new_key(), PASSPHRASE)


def _keys_torn(path: Path) -> None:
    _encrypt(path)
    keys.key_file(path).write_bytes(keys.key_file(path).read_bytes()[:80])


def _keys_forged(path: Path) -> None:
    _encrypt(path)
    keys.key_file(path).write_text('{"passphrase": {"ops": 1e99, "memory": -1}}', "utf-8")


def _encrypt(path: Path) -> None:
    path.unlink()
    file.create_locked(path, PASSPHRASE)


#: What happened to a file, and what its sentence says.
BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "gone": (_gone, "找不到"),
    "folder": (_folder, "文件夹"),
    "emptied": (_emptied, "空文件"),
    "only header": (_only_header, "不完整"),
    "cut": (_cut, "截断"),
    "torn": (_torn, "损坏"),
    "schema torn": (_schema_torn, "损坏"),
    "picture": (_picture, "不是检查数据文件"),
    "other program": (_other_program, "别的程序"),
    "newer": (_newer, "升级本程序"),
    "unfinished": (_unfinished, "没有写完"),
    "other format": (_other_format, "损坏"),
    "altered": (_altered, "改动过"),
    "without keys": (_without_keys, "口令文件"),
    "keys of another": (_keys_of_another, "口令"),
    "keys torn": (_keys_torn, "口令文件"),
    "keys forged": (_keys_forged, "口令文件"),
}


@pytest.fixture
def secret(tmp_path: Path) -> tuple[str, Path]:
    return "--passphrase-file", passphrase_file(tmp_path)


@pytest.mark.parametrize(("harm", "said"), BAD.values(), ids=BAD)
def test_as_the_file_to_open(
    office: Office, secret: tuple[str, Path], harm: Callable[[Path], None], said: str
) -> None:
    harm(office.bureau)
    before = whole(office.bureau.parent)
    assert said in refused("summary", office.bureau, *secret)
    assert said in refused("check", office.bureau, *secret)
    assert whole(office.bureau.parent) == before


@pytest.mark.parametrize(("harm", "said"), BAD.values(), ids=BAD)
def test_as_the_file_to_merge(
    office: Office, secret: tuple[str, Path], harm: Callable[[Path], None], said: str
) -> None:
    harm(office.team)
    before = whole(office.bureau.parent)
    sentence = refused("merge", office.bureau, office.team, *secret)
    assert said in sentence
    assert office.team.name in sentence
    assert whole(office.bureau.parent) == before


@pytest.fixture
def hold() -> Iterator[Callable[[Path], None]]:
    """Have another process open a file."""
    holders: list[subprocess.Popen[str]] = []

    def start(path: Path) -> None:
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        holders.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"

    yield start
    for holder in holders:
        holder.communicate()
        assert holder.returncode == 0


def test_a_file_in_use_says_who_has_it(office: Office, hold: Callable[[Path], None]) -> None:
    hold(office.bureau)
    before = whole(office.bureau.parent)
    assert "打开；请先在那里关闭" in refused("takeback", office.bureau, 1)
    assert whole(office.bureau.parent) == before


def test_a_team_file_that_is_open_elsewhere_merges_all_the_same(
    office: Office, hold: Callable[[Path], None]
) -> None:
    office.record(office.team, place="会议室")
    hold(office.team)
    did("merge", office.bureau, office.team)
    assert office.place() == "会议室"


def test_what_is_still_in_the_log_of_a_team_file_merges_too(office: Office) -> None:
    with closing(file.connect(office.team)) as reader:  # keeps the log from going into the file
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM visit").fetchone()
        office.record(office.team, place="会议室")
        log = office.team.with_name(office.team.name + "-wal")
        assert log.stat().st_size > 0
        did("merge", office.bureau, office.team)
    assert office.place() == "会议室"


def test_a_lock_left_by_a_crash_does_not_shut_anybody_out(office: Office) -> None:
    office.bureau.with_name(office.bureau.name + ".lock").write_text(
        "  别的机器 上的 某人", "utf-8"
    )
    did("summary", office.bureau)


def test_a_read_only_file_is_not_opened_but_may_be_merged(office: Office) -> None:
    for path in (office.bureau, office.team):
        path.chmod(0o444)
    before = whole(office.bureau.parent)
    assert "只读" in refused("decide", office.bureau, "0123456789", "--take", "mine")
    assert whole(office.bureau.parent) == before
    office.bureau.chmod(0o644)
    did("merge", office.bureau, office.team)
