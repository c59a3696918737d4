"""What a disk may hold after the power went: writes since the last sync in any order, in pieces."""

import random
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from db.storage.write_ahead_log import log_of
from db.store import Store
from tests.conftest import Clock, prepare
from tests.db.storage.crashes import last_note, note, written_back

NOTES, IMAGES, SECTOR = 12, 30, 512


class Recorded:
    """Notes as they were synced, one by one: how long the log was after each."""

    def __init__(self, path: Path, key: bytes | None, folder: Path) -> None:
        folder.mkdir()
        self.path, self.key, self.lengths = folder / path.name, key, []
        with Store.open(path, key) as store:
            for number in range(1, NOTES + 1):
                note(store, number)
                self.lengths.append(log_of(path).stat().st_size)
            self.base, self.log = path.read_bytes(), log_of(path).read_bytes()
        keys = path.with_name(path.name + ".keys")
        if keys.exists():
            shutil.copy(keys, folder)

    def shown(self, content: bytes, log: bytes) -> int:
        self.path.write_bytes(content)
        log_of(self.path).write_bytes(log)
        return last_note(self.path, self.key)


@pytest.fixture(params=["plain", "encrypted"])
def recorded(request: pytest.FixtureRequest, tmp_path: Path) -> Recorded:
    secret = "示例口令2025" if request.param == "encrypted" else None
    key = prepare(tmp_path / "组.inspection", Clock(), passphrase=secret)
    return Recorded(tmp_path / "组.inspection", key, tmp_path / "断电")


def _arrived(before: bytes, after: bytes, chance: random.Random) -> bytes:
    """Some sectors of a write came to the disk and some did not."""
    pieces = bytearray(before)
    for at in range(0, len(after), SECTOR):
        if chance.random() < 0.5:
            pieces[at : at + SECTOR] = after[at : at + SECTOR]
    return bytes(pieces)


def test_a_cut_while_typing_keeps_every_synced_note(recorded: Recorded) -> None:
    chance = random.Random(20261130)
    spans = list(pairwise([*recorded.lengths]))
    for image in range(IMAGES):
        number, (synced, next_) = chance.choice(list(enumerate(spans, 1)))
        rest = recorded.log[synced:next_]
        kind = image % 3
        if kind == 0:  # the file had grown, nothing of it was written
            tail = bytes(len(rest))
        elif kind == 1:
            tail = _arrived(bytes(len(rest)), rest, chance)
        else:
            tail = rest[: chance.randrange(len(rest))]
        shown = recorded.shown(recorded.base, recorded.log[:synced] + tail)
        assert shown in (number, number + 1), f"image {image}"


def test_a_cut_while_the_log_is_folded_in_keeps_every_note(recorded: Recorded) -> None:
    chance = random.Random(20261201)
    writes = written_back(recorded.base, recorded.log)
    for image in range(IMAGES):
        content = bytearray(recorded.base)
        for at, page in writes:
            if chance.random() < 0.6:
                content.extend(bytes(max(0, at - len(content))))
                before = bytes(content[at : at + len(page)]).ljust(len(page), b"\0")
                whole = chance.random() < 0.7
                content[at : at + len(page)] = page if whole else _arrived(before, page, chance)
        if image % 5 == 4:  # and the file's length is that of no page
            content = content[: max(len(recorded.base), len(content) - SECTOR)]
        assert recorded.shown(bytes(content), recorded.log) == NOTES, f"image {image}"


def test_what_was_not_synced_is_missed(recorded: Recorded) -> None:
    """A control: such images do lose what they should not hold."""
    assert recorded.shown(recorded.base, recorded.log[: recorded.lengths[3] - 1]) == 3
