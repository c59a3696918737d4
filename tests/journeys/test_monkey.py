"""Somebody presses anything, for a while, on every page: nothing breaks, nothing is lost.

MONKEY_KEYS: how many things on each page (200). MONKEY_SEED: which somebody; another one every
day, printed, so that what was found can be found again.
"""

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from db.merge.health import examine
from db.store import Store
from db.vocabulary import Desk
from inspector_gui.window.pages import pages_for
from tests.db.looking import ask
from tests.exchange.books import GOLDEN, write

pytestmark = pytest.mark.journey

ROOT = Path(__file__).resolve().parents[2]
KEYS = int(os.environ.get("MONKEY_KEYS", "200"))
SEED = int(os.environ.get("MONKEY_SEED") or datetime.now(UTC).date().toordinal())
PLACES = [
    (desk, spec.key)
    for desk, of_school in ((Desk.TEAM, True), (Desk.BUREAU, True), (Desk.BUREAU, False))
    for spec in pages_for(desk, of_school=of_school)
]
FILES = {Desk.TEAM: "第六检查组.inspection", Desk.BUREAU: "2025-SF.inspection"}


@pytest.fixture(scope="session")
def at_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What somebody might choose where a file is asked for."""
    folder = tmp_path_factory.mktemp("at hand")
    for name in ("roster.xls", "locked.xlsx"):
        shutil.copy(GOLDEN / name, folder)
    write(folder / "名册.xlsx", [["姓名", "家长电话"], ["王喆", "13800000001"], ["", 7]])
    picture = QImage(1200, 900, QImage.Format.Format_RGB32)
    picture.fill(QColor("#7799aa"))
    picture.save(str(folder / "照片.jpg"), "JPG")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"\x00" * 200)
    (folder / "空.csv").write_bytes(b"")
    return folder


@pytest.mark.parametrize(("desk", "page"), PLACES, ids=lambda one: getattr(one, "value", one))
def test_nothing_that_is_pressed_breaks_anything(
    recorded: Path, at_hand: Path, tmp_path: Path, desk: Desk, page: str
) -> None:
    path = Path(shutil.copy(recorded / FILES[desk], tmp_path))
    command = [sys.executable, str(Path(__file__).with_name("monkey.py"))]
    done = subprocess.run(
        [*command, str(path), page, str(SEED), str(KEYS), str(at_hand)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        errors="replace",
        timeout=KEYS + 500,
        check=False,
    )
    print(f"MONKEY_SEED={SEED}", done.stdout, sep="\n")
    assert done.returncode == 0, done.stderr[-4000:]
    with Store.open(path):
        assert examine(path, None).bad == ()
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "PRAGMA foreign_key_check") == []
