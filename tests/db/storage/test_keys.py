"""The key slots: a passphrase or the bureau's recovery key opens a file, and nothing else does."""

import base64
import json
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.storage import file, keys
from db.storage.backup import Reason
from db.storage.disks import fetch
from db.storage.passphrases import new_passphrase, strength
from db.store import Store
from db.vocabulary import Strength

ROOT = Path(__file__).resolve().parents[3]
OURS, NEW = "第三组的口令2025", "换过的新口令2026"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "第三检查组.inspection"


def _refused(sentence: str, do: Any, *arguments: Any) -> None:
    with pytest.raises(InspectionError, match=sentence) as caught:
        do(*arguments)
    assert str(caught.value).endswith("。")


def test_a_passphrase_gives_the_key_and_only_that_one(path: Path) -> None:
    key = file.create_locked(path, OURS)
    assert key is not None
    assert keys.unwrap(path, OURS) == key
    for wrong in ("", OURS[:-1], OURS + " ", OURS.upper() + "a"):
        _refused("口令不对", keys.unwrap, path, wrong)


def test_the_slots_hold_no_key(path: Path) -> None:
    key = file.create_locked(path, OURS, keys.new_recovery_pair()[0])
    assert key is not None
    content = keys.key_file(path).read_bytes()
    for form in (key, key.hex().encode(), base64.b64encode(key), OURS.encode()):
        assert form not in content


def test_the_recovery_key_opens_what_it_was_made_for(path: Path) -> None:
    public, private = keys.new_recovery_pair()
    key = file.create_locked(path, OURS, public)
    assert keys.recover(path, private) == key
    _refused("不是用这把恢复密钥", keys.recover, path, keys.new_recovery_pair()[1])
    _refused("不是用这把恢复密钥", keys.recover, path, "一把生锈的钥匙")


def test_without_a_recovery_slot_there_is_only_the_passphrase(path: Path) -> None:
    file.create_locked(path, OURS)
    _refused("没有设恢复密钥", keys.recover, path, keys.new_recovery_pair()[1])


def test_a_passphrase_is_changed_without_touching_the_file(path: Path) -> None:
    public, private = keys.new_recovery_pair()
    key = file.create_locked(path, OURS, public)
    assert key is not None
    before = path.read_bytes()
    keys.wrap(path, key, NEW)
    assert path.read_bytes() == before
    assert keys.unwrap(path, NEW) == keys.recover(path, private) == key
    _refused("口令不对", keys.unwrap, path, OURS)
    assert sorted(path.name for path in path.parent.iterdir()) == [path.name, path.name + ".keys"]


def test_every_file_has_a_key_of_its_own(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "第四检查组.inspection"
    assert file.create_locked(path, OURS) != file.create_locked(other, OURS)
    keys.key_file(path).write_bytes(keys.key_file(other).read_bytes())
    _refused("口令不对", Store.open, path, keys.unwrap(path, OURS))


def test_an_encrypted_file_shows_nothing_of_what_it_holds(path: Path) -> None:
    key = file.create_locked(path, OURS)
    with closing(file.connect(path, key)) as connection:
        connection.execute(
            "INSERT INTO file_info (only, desk, campaign_id, created_at, title)"
            " VALUES (1, 'team', zeroblob(16), '2025-09-15T00:00:00.000Z', '第三检查组')"
        )
    content = path.read_bytes()
    assert "第三检查组".encode() not in content
    assert b"CREATE TABLE" not in content


@pytest.mark.parametrize(
    "slots",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        b'{"passphrase": null}',
        b'{"passphrase": {"salt": "!", "ops": 3, "memory": 67108864, "key": "!"}}',
        b'{"passphrase": {"salt": "", "ops": 3, "memory": 67108864, "key": ""}}',
        b'{"passphrase": {"salt": "AAAA", "ops": "x", "memory": [], "key": "AAAA"}}',
        b'{"passphrase": {"salt": "AAAA", "ops": 0, "memory": 0, "key": "AAAA"}}',
    ],
)
def test_damaged_slots_are_said_to_be_so(path: Path, slots: bytes) -> None:
    file.create_locked(path, OURS)
    keys.key_file(path).write_bytes(slots)
    _refused("已损坏", keys.unwrap, path, OURS)


@pytest.mark.parametrize("sealed", ["!", "AAAA", 7, {}])
def test_a_damaged_recovery_slot_is_said_to_be_so(path: Path, sealed: Any) -> None:
    public, private = keys.new_recovery_pair()
    file.create_locked(path, OURS, public)
    slots = json.loads(keys.key_file(path).read_text("utf-8"))
    keys.key_file(path).write_text(json.dumps(slots | {"recovery": sealed}), "utf-8")
    _refused("已损坏|不是用这把恢复密钥", keys.recover, path, private)


OPEN = """
import sys
from pathlib import Path
from db.storage import keys
from db.errors import InspectionError
try:
    keys.unwrap(Path(sys.argv[1]), sys.argv[2])
except InspectionError as error:
    print(error)
"""


@pytest.mark.parametrize("forged", [{"ops": 10**9, "memory": 8192}, {"memory": 2**40}])
def test_forged_slots_cannot_make_opening_take_forever(path: Path, forged: dict[str, int]) -> None:
    """The cost of the passphrase is bounded by us, not by the file. In a process of its own:
    whoever computes such a key cannot be interrupted."""
    file.create_locked(path, OURS)
    slots = json.loads(keys.key_file(path).read_text("utf-8"))
    slots["passphrase"] |= forged
    keys.key_file(path).write_text(json.dumps(slots), "utf-8")
    command = [sys.executable, "-X", "utf8", "-c", OPEN, str(path), OURS]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=20, check=True
    )
    assert "已损坏" in done.stdout


def test_too_short_a_passphrase_leaves_the_old_one(path: Path) -> None:
    key = file.create_locked(path, OURS)
    assert key is not None
    _refused("至少要 8 个字符", keys.wrap, path, key, "1234567")
    assert keys.unwrap(path, OURS) == key


def test_where_a_file_cannot_be_made_no_slots_are_left(path: Path) -> None:
    path.write_text("别人的", "utf-8")
    _refused("已经存在", file.create_locked, path, OURS)
    assert [path.name for path in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
def test_nobody_else_of_this_computer_reads_the_slots(path: Path, tmp_path: Path) -> None:
    """Wherever they are: beside the file, its backups, or a file fetched from a stick."""
    stick = tmp_path / "U盘"
    with Store.open(path, file.create_locked(path, OURS)) as store:
        store.backups.second = stick
        stick.mkdir()
        made = store.backups.make(Reason.CHANGED)
    path.chmod(0o644)
    keys.key_file(path).chmod(0o644)  # as an older version wrote it
    fetched = fetch(path, tmp_path / "收费检查")
    keys.wrap(path, keys.unwrap(path, OURS), NEW)
    for one in (path, made, stick / made.name, fetched):
        assert stat.S_IMODE(keys.key_file(one).stat().st_mode) == 0o600, one


@pytest.mark.parametrize(
    ("secret", "how"),
    [
        ("12345678", Strength.WEAK),
        ("aaaaaaaaaaaa", Strength.WEAK),
        ("qwertyuiop", Strength.WEAK),
        ("20250901", Strength.WEAK),
        ("jianchazu", Strength.WEAK),
        ("jianchazu7", Strength.FAIR),
        ("示例口令2025", Strength.FAIR),
        ("操场边第三棵银杏树下", Strength.STRONG),
        ("kmpt-wyzh-rqsn-deuf", Strength.STRONG),
    ],
)
def test_how_strong_a_passphrase_is(secret: str, how: Strength) -> None:
    assert strength(secret) is how


def test_what_the_program_makes_up_is_strong() -> None:
    assert {strength(new_passphrase()) for _ in range(3000)} == {Strength.STRONG}
