"""Merging at the bureau, by drops and keys: look, see what would come, take in, be told."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QInputDialog, QLabel

from db.handout.team_files import hand_out
from db.storage import keys
from db.store import Store
from db.vocabulary import Act, RecusalReason
from tests.commands.cli import did, whole
from tests.db.looking import visit_of
from tests.db.packages.pairs import Pair, lay_pair
from tests.journeys.dropping import cells, drop, dropped

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Pair:
    return lay_pair(tmp_path_factory, tmp_path)


def _place(path: Path) -> str:
    with Store.open(path) as store, store.read() as work:
        return work.visits.facts(work.schools.lines()[0].visit_id).place


def test_dropped_looked_at_and_taken_in_with_one_more_key(opened: Opened, pair: Pair) -> None:
    pair.record(place="会议室")
    package = pair.pack().path
    torn = pair.stick / "半个.inspkg"
    torn.write_bytes(package.read_bytes()[:5000])
    copy = Path(shutil.copy(package, pair.stick / "又一份.inspkg"))
    desk = opened(pair.bureau)
    page = desk.bench.page()
    [[team, latest, missing, state]] = cells(page.deliveries)
    assert (team, latest, state) == ("第一检查组", "", "未交")
    assert "示例市第一示例小学" in missing

    dropped(desk, package, torn, copy)
    assert [(row[0], row[3]) for row in cells(page.files)] == [
        ("第一检查组-包0001.inspkg", "可以合并"),
        ("半个.inspkg", "不能合并"),
        ("又一份.inspkg", "重复"),
    ]
    assert cells(page.files)[1][2] == "不完整或已损坏，没有合并；请重新复制一份。"
    assert ["问题（个）", "1", "0", "1"] in cells(page.preview.totals)
    assert ["问题", "1", "", "", ""] in cells(page.preview.tables)
    shutil.rmtree(pair.stick)  # it is pulled out

    desk.key("Enter")
    desk.until(lambda: desk.line("已合并 1 份") != "", "the receipt")
    assert desk.line("已合并 1 份，新增")
    assert cells(page.files)[0][2].startswith("第 1 批：新增")
    desk.key("Alt+L")
    [[_, latest, _, state]] = cells(page.deliveries)
    assert (latest[:5], state) == ("包0001", "待补报")
    desk.window.close()
    assert _place(pair.bureau) == "会议室"


def test_what_was_taken_back_comes_again_with_the_next_package(opened: Opened, pair: Pair) -> None:
    """The page says what, when and why, and one key brings it all."""
    pair.record(place="会议室")
    did("merge", pair.bureau, pair.pack().path)
    did("takeback", pair.bureau, 1, "--reason", "交错了文件")
    pair.record(hosts="王校长")
    package = pair.pack().path
    desk = opened(pair.bureau)
    page = desk.bench.page()
    dropped(desk, package)
    told = desk.says("第 1 批已于")
    for words in ("第 1 批已于", "撤回（交错了文件）", "请按 Alt+R"):
        assert words in told
    assert ["问题（个）", "1", "0", "0"] in cells(page.preview.totals)
    if folder := os.environ.get("PICTURES"):
        desk.window.grab().save(f"{folder}/again.png")
    desk.key("Alt+R")
    desk.until(lambda: desk.says("这次一并恢复") != "", "the other preview")
    assert ["问题（个）", "1", "0", "1"] in cells(page.preview.totals)
    assert not page.again.isVisible()
    desk.key("Enter")
    desk.until(lambda: desk.line("已合并 1 份") != "", "the receipt")
    desk.window.close()
    assert _place(pair.bureau) == "会议室"


def test_it_tells_who_was_where_they_had_to_keep_away(opened: Opened, pair: Pair) -> None:
    with Store.open(pair.bureau) as store:
        with store.read() as work:
            member, school = work.people.members()[0], work.plans.schools()[0]
        with store.act(Act.PLAN) as work:
            work.people.recuse(member.id, school.id, reason=RecusalReason.RELATIVE)
    with Store.open(pair.team) as store, store.act(Act.RECORD_VISIT) as work:
        work.visits.attend(visit_of(store), member.id)
    desk = opened(pair.bureau)
    page = dropped(desk, pair.pack().path)
    assert not page.rules.isVisible()
    desk.key("Enter")
    desk.until(page.rules.isVisible, "the warning")
    assert f"{member.name}到“{school.name}”检查过" in page.rules.findChild(QLabel).text()


def test_looking_changes_nothing(opened: Opened, pair: Pair) -> None:
    package = pair.pack().path
    before = whole(pair.bureau.parent)
    desk = opened(pair.bureau)
    dropped(desk, package)
    desk.window.close()
    assert {k: v for k, v in whole(pair.bureau.parent).items() if "settings" not in k} == before


def test_given_up_in_the_middle_nothing_has_come_in(
    opened: Opened, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.merge import batch_import

    pair.record(place="会议室")
    desk = opened(pair.bureau)
    page = dropped(desk, pair.pack().path)
    unite, heard = batch_import.unite, Event()
    page.progress.cancelled.connect(heard.set)

    def slow(*arguments: Any, **more: Any) -> Any:
        """The user presses the key while rows are on their way."""
        brought = unite(*arguments, **more)
        page.progress.cancelled.emit()
        assert heard.wait(10)
        more["progress"](1, 2)
        return brought

    monkeypatch.setattr(batch_import, "unite", slow)
    desk.key("Enter")
    desk.until(lambda: desk.says("已取消") != "", "word of giving up")
    assert desk.says("已取消") == "已取消，没有改动。"
    assert cells(page.files)[0][3] == "可以合并"
    monkeypatch.setattr(batch_import, "unite", unite)
    desk.key("Enter")
    desk.until(lambda: desk.line("已合并 1 份") != "", "the receipt")
    desk.window.close()
    assert _place(pair.bureau) == "会议室"


def test_closing_the_window_waits_for_the_merge_to_stop(opened: Opened, pair: Pair) -> None:
    pair.record(place="会议室")
    desk = opened(pair.bureau)
    dropped(desk, pair.pack().path)
    desk.key("Enter")
    desk.window.close()
    with Store.open(pair.bureau) as store, store.read() as work:
        came = work.imports.number()
        place = work.visits.facts(visit_of(store)).place
    assert (came, place) in ((0, ""), (1, "会议室"))


def test_a_locked_file_asks_for_its_passphrase_until_it_fits(
    opened: Opened, pair: Pair, tmp_path: Path
) -> None:
    other = tmp_path / "加密"
    other.mkdir()
    with Store.open(pair.bureau) as store:
        [team] = hand_out(store, other, "组里专用的口令2025")
    key = keys.unwrap(team, "组里专用的口令2025")
    with Store.open(team, key) as store, store.act(Act.RECORD_VISIT) as work:
        work.visits.record(visit_of(store), place="会议室")
    slots = keys.key_file(team)
    slots.write_text(slots.read_text().replace('"recovery"', '"elsewhere"'))
    desk = opened(pair.bureau)
    page = drop(desk, team)

    def answer(secret: str) -> str:
        dialog = next(widget for widget in page.findChildren(QInputDialog) if widget.isVisible())
        words = str(dialog.labelText())
        dialog.setTextValue(secret)
        dialog.accept()
        desk.settle()
        return words

    assert "请输入口令" in answer("不对的口令")
    assert "口令不对" in answer("组里专用的口令2025")
    desk.until(lambda: bool(page.files.rows.rows), "the gate's word")
    assert cells(page.files)[0][3] == "可以合并"
