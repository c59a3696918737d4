"""The key slots: a passphrase or the bureau's recovery key opens a file, and nothing else does."""

import base64
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from db.errors import InspectionError
from db.storage import file, keys
from db.store import Store

OURS, NEW = "第三组的口令", "换过的新口令"


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
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, path.name + ".keys"]


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


def test_forged_slots_cannot_make_opening_take_forever(path: Path) -> None:
    """The cost of the passphrase is bounded by us, not by the file."""
    file.create_locked(path, OURS)
    slots = json.loads(keys.key_file(path).read_text("utf-8"))
    slots["passphrase"] |= {"ops": 10**9, "memory": 8192}
    keys.key_file(path).write_text(json.dumps(slots), "utf-8")
    _refused("口令不对|已损坏", keys.unwrap, path, OURS)


def test_too_short_a_passphrase_leaves_the_old_one(path: Path) -> None:
    key = file.create_locked(path, OURS)
    assert key is not None
    _refused("至少要 6 个字符", keys.wrap, path, key, "12345")
    assert keys.unwrap(path, OURS) == key


def test_where_a_file_cannot_be_made_no_slots_are_left(path: Path) -> None:
    path.write_text("别人的", "utf-8")
    _refused("已经存在", file.create_locked, path, OURS)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
