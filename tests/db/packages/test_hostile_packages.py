"""Packages that are broken, forged or not for us: one sentence, and nothing is written."""

import io
import json
import random
import shutil
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyrage
import pytest

from db.errors import InspectionError
from db.merge.batch_import import merge
from db.packages.identity import public_key
from db.packages.opening import open_package
from db.storage import keys
from db.store import Store
from tests.commands.cli import whole
from tests.conftest import Clock, prepare
from tests.db.packages.pairs import Pair, open_files
from tests.sharing import fast_folder

FLIPS = 1000


def _refused(pair: Pair, package: Path) -> str:
    """The one sentence; nothing in the folder is changed."""
    before = whole(pair.bureau.parent)
    with Store.open(pair.bureau) as store, pytest.raises(InspectionError) as told:
        merge(store, package)
    assert whole(pair.bureau.parent) == before
    sentence = str(told.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert package.name in sentence
    return sentence


def _contents(package: Path, identity: str) -> dict[str, bytes]:
    opened = pyrage.decrypt(package.read_bytes(), [pyrage.x25519.Identity.from_str(identity)])
    with zipfile.ZipFile(io.BytesIO(opened)) as inside:
        return {name: inside.read(name) for name in inside.namelist()}


def _sealed(pair: Pair, content: bytes, name: str = "伪造.inspkg") -> Path:
    with Store.open(pair.bureau) as store:
        to = pyrage.x25519.Recipient.from_str(public_key(store))
    path = pair.stick / name
    path.write_bytes(pyrage.encrypt(content, [to]))
    return path


def _zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def test_of_a_thousand_flipped_bits_none_is_accepted(pair: Pair) -> None:
    made = pair.pack()
    content, identity, dice = made.path.read_bytes(), pair.identity(), random.Random(20250915)
    folder = fast_folder() or pair.stick
    flipped, target = folder / "翻.inspkg", folder / "翻.inspection"
    places = [*range(0, 1600, 8), *(dice.randrange(8 * len(content)) for _ in range(FLIPS - 200))]
    accepted = []
    try:
        for place in places:
            wrong = bytearray(content)
            wrong[place // 8] ^= 1 << place % 8
            flipped.write_bytes(wrong)
            target.unlink(missing_ok=True)
            with suppress(InspectionError):
                open_package(flipped, identity, target, lambda _: None)
                accepted.append(place)
    finally:
        flipped.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
    assert (len(places), accepted) == (FLIPS, [])


@pytest.mark.parametrize("share", [0.0, 0.0005, 0.01, 0.5, 0.9999])
def test_half_copied(pair: Pair, share: float) -> None:
    made = pair.pack()
    content = made.path.read_bytes()
    made.path.write_bytes(content[: int(len(content) * share)])
    assert "重新复制" in _refused(pair, made.path) or share == 0.0005


def test_a_refusal_leaves_nothing_open(pair: Pair, tmp_path: Path) -> None:
    """What is open cannot be deleted on Windows."""
    package, target = pair.pack().path, tmp_path / "arrival.inspection"
    content = package.read_bytes()
    package.write_bytes(content[: len(content) // 2])
    with pytest.raises(InspectionError):
        open_package(package, pair.identity(), target, lambda _: None)
    assert target.exists()
    assert open_files(target.name) == []
    target.unlink()


def test_with_something_behind_it(pair: Pair) -> None:
    made = pair.pack()
    made.path.write_bytes(made.path.read_bytes() + b"x")
    assert "重新复制" in _refused(pair, made.path)


def test_for_another_bureau(pair: Pair) -> None:
    made = pair.pack()
    keys.keep_identity(pair.bureau, None, keys.new_recovery_pair()[1])
    assert "不是封给本局的" in _refused(pair, made.path)


def test_the_private_key_is_gone(pair: Pair) -> None:
    made = pair.pack()
    keys.key_file(pair.bureau).unlink()
    with Store.open(pair.bureau) as store, pytest.raises(InspectionError, match="没有本局的私钥"):
        merge(store, made.path)


def _manifest(told: dict[str, Any], **changes: Any) -> bytes:
    return json.dumps({**told, **changes}).encode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"campaign": "0" * 32}, "另一次检查"),
        ({"team": "0" * 32}, "不在这次检查里"),
        ({"totals": {"findings": 2}}, "合计与清单不符"),
        ({"key": "0" * 64}, "不能合并"),
        ({"format": 2}, "已损坏"),
        ({"number": -1}, "已损坏"),
        ({"number": "1"}, "已损坏"),
        ({"made_at": "2025-09-15"}, "已损坏"),
        ({"totals": []}, "已损坏"),
        ({"data": {"size": 1, "sha256": "0" * 64}}, "已损坏"),
    ],
)
def test_a_manifest_that_lies(pair: Pair, changes: dict[str, Any], said: str) -> None:
    """Whoever has the public key can seal what he likes."""
    parts = _contents(pair.pack().path, pair.identity())
    told = json.loads(parts["manifest.json"])
    forged = _as_ours(_manifest(told, **changes), parts["data.inspection"])
    assert said in _refused(pair, _sealed(pair, forged))


def _as_ours(manifest: bytes, data: bytes) -> bytes:
    """A zip laid out as ours are, whatever the manifest says."""
    import zlib

    from db.packages.container import DATA, MANIFEST, _directory, _Entry

    told = _Entry(MANIFEST, len(manifest), zlib.crc32(manifest))
    held = _Entry(DATA, len(data), zlib.crc32(data))
    return told.head() + manifest + held.head() + data + _directory([told, held])


def test_laid_out_as_ours_it_is_accepted_so_the_others_fail_for_their_lie(pair: Pair) -> None:
    parts = _contents(pair.pack().path, pair.identity())
    honest = _sealed(pair, _as_ours(parts["manifest.json"], parts["data.inspection"]))
    with Store.open(pair.bureau) as store:
        assert merge(store, honest).number == 1


_EVIL: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "path up": lambda parts: _zipped({"../../总.inspection": b"x", **parts}),
    "path down": lambda _: _zipped({"/etc/总.inspection": b"x"}),
    "path instead": lambda parts: _zipped(
        {"manifest.json": parts["manifest.json"], "../data.inspection": parts["data.inspection"]}
    ),
    "windows path": lambda _: _zipped({"C:\\data.inspection": b"x"}),
    "bomb": lambda parts: _zipped(
        {"manifest.json": parts["manifest.json"], "data.inspection": bytes(300_000_000)},
        zipfile.ZIP_DEFLATED,
    ),
    "bomb of a manifest": lambda _: _zipped({"manifest.json": b" " * 300_000_000}, 8),
    "huge manifest": lambda _: _zipped({"manifest.json": b" " * 200_000}),
    "one more": lambda parts: _zipped({**parts, "more": b"x"}),
    "not json": lambda _: _zipped({"manifest.json": b"\xff\xfe", "data.inspection": b""}),
    "deep json": lambda _: _zipped({"manifest.json": b"[" * 60_000, "data.inspection": b""}),
    "list": lambda _: _zipped({"manifest.json": b"[]", "data.inspection": b""}),
    "empty zip": lambda _: _zipped({}),
    "no zip": lambda _: b"hello",
    "nothing": lambda _: b"",
    "says it is long": lambda _: (
        struct.pack(
            "<4s5H3I2H", b"PK\x03\x04", 20, 0x800, 0, 0, 0x21, 0, 2**32 - 1, 2**32 - 1, 13, 0
        )
        + b"manifest.json"
    ),
}


@pytest.mark.parametrize("name", _EVIL)
def test_evil_zips_stay_closed(pair: Pair, name: str) -> None:
    parts = _contents(pair.pack().path, pair.identity())
    assert "已损坏" in _refused(pair, _sealed(pair, _EVIL[name](parts)))


def test_a_package_with_another_program_s_database_inside(pair: Pair) -> None:
    told = json.loads(_contents(pair.pack().path, pair.identity())["manifest.json"])
    data = b"SQLite format 3\0" + bytes(8176)
    from hashlib import sha256

    part = {"size": len(data), "sha256": sha256(data).hexdigest()}
    forged = _sealed(pair, _as_ours(_manifest(told, data=part), data))
    assert "不能合并" in _refused(pair, forged)


def test_a_team_of_the_same_name_in_another_campaign(pair: Pair, tmp_path: Path) -> None:
    from db.handout.team_files import hand_out

    other = tmp_path / "别的检查"
    other.mkdir()
    prepare(other / "总.inspection", Clock())
    shutil.copy(keys.key_file(pair.bureau), keys.key_file(other / "总.inspection"))
    with Store.open(pair.bureau) as store:
        public = public_key(store)
    with Store.open(other / "总.inspection") as store:
        from db.vocabulary import Act

        with store.act(Act.PREPARE) as work:
            work.campaigns.lock_to(public)
        [team] = hand_out(store, other)
    made = Pair(pair.bureau, team, pair.stick).pack()
    assert "另一次检查" in _refused(pair, made.path)


def test_opened_by_itself_it_says_where_it_belongs(pair: Pair) -> None:
    made = pair.pack()
    with pytest.raises(InspectionError, match="是数据包，不能直接打开"):
        Store.open(made.path)
