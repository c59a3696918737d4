"""What does not belong here is dropped on the merge page: one sentence, and nothing half-done."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.handout.team_files import Parcel, hand_out, hand_to
from db.packages.identity import public_key
from db.storage import keys
from db.store import Store
from db.vocabulary import Act
from tests.commands.cli import whole
from tests.conftest import Clock, prepare
from tests.db.packages.pairs import Pair, lay_pair
from tests.journeys.dropping import cells, dropped

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture
def pair(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Pair:
    return lay_pair(tmp_path_factory, tmp_path)


def _of_another_campaign(pair: Pair) -> Path:
    """Sealed for this bureau, by a team of the same name."""
    other = pair.stick / "别的检查"
    other.mkdir()
    prepare(other / "总.inspection", Clock())
    shutil.copy(keys.key_file(pair.bureau), keys.key_file(other / "总.inspection"))
    with Store.open(pair.bureau) as store:
        public = public_key(store)
    with Store.open(other / "总.inspection") as store:
        with store.act(Act.PREPARE) as work:
            work.campaigns.lock_to(public)
        [team] = hand_out(store, other)
    return Pair(pair.bureau, team, pair.stick).pack().path


def _of_an_unknown_team(pair: Pair) -> Path:
    """A team that was added after this bureau's file was copied away."""
    copy = Path(shutil.copy(pair.bureau, pair.stick / "另一台.inspection"))
    shutil.copy(keys.key_file(pair.bureau), keys.key_file(copy))
    with Store.open(copy) as store:
        with store.act(Act.PREPARE) as work:
            campaign, line = work.campaigns.current().id, work.schools.lines()[0]
            team = work.people.add_team(campaign, "T9", "第九检查组")
            work.visits.plan(line.id, team, serial="2025-SF-T9-01", planned_on=line.planned_on)
        folder = pair.stick / "分发"
        folder.mkdir()
        with store.read() as work:
            [ninth] = [team for team in work.people.teams() if team.code == "T9"]
        hand_to(store, folder, [Parcel(ninth, None)])
    return Pair(pair.bureau, folder / "第九检查组.inspection", pair.stick).pack().path


def _for_another_bureau(pair: Pair) -> Path:
    path = pair.pack().path
    keys.keep_identity(pair.bureau, None, keys.new_recovery_pair()[1])
    return path


def _half_copied(pair: Pair) -> Path:
    path = pair.pack().path
    path.write_bytes(path.read_bytes()[:4000])
    return path


def _a_letter(pair: Pair) -> Path:
    path = pair.stick / "说明.inspkg"
    path.write_text("第一组的包放在另一个U盘里了。", "utf-8")
    return path


def _nothing(pair: Pair) -> Path:
    path = pair.stick / "空.inspection"
    path.touch()
    return path


def _itself(pair: Pair) -> Path:
    return pair.bureau


def _a_folder_without_packages(pair: Pair) -> Path:
    path = pair.stick / "照片"
    path.mkdir()
    return path


BAD = {
    "属于另一次检查，不能合并；请核对文件。": _of_another_campaign,
    "的检查组不在这次检查里，不能合并；请核对来源。": _of_an_unknown_team,
    "不是封给本局的": _for_another_bureau,
    "不完整或已损坏，没有合并；请重新复制一份。": _half_copied,
    "不是": _a_letter,
    "是空文件": _nothing,
    "不能把总文件合并到它自己": _itself,
    "是文件夹": _a_folder_without_packages,
}


@pytest.mark.parametrize("said", BAD, ids=[value.__name__[1:] for value in BAD.values()])
def test_one_sentence_and_nothing_is_changed(opened: Opened, pair: Pair, said: str) -> None:
    path = BAD[said](pair)
    before = whole(pair.bureau.parent)
    desk = opened(pair.bureau)
    page = dropped(desk, path)
    [[_, _, sentence, state]] = cells(page.files)
    assert (state, said in sentence) == ("不能合并", True), sentence
    assert sentence.count("。") == 1
    assert sentence.endswith("。")
    assert not page.merge.isEnabled()
    assert not page.preview.isVisible()
    desk.window.close()
    assert {k: v for k, v in whole(pair.bureau.parent).items() if "settings" not in k} == before


def test_the_good_ones_of_a_drop_come_in_without_the_bad(opened: Opened, pair: Pair) -> None:
    good = pair.pack().path
    torn = pair.stick / "半个.inspkg"
    torn.write_bytes(good.read_bytes()[:3000])
    desk = opened(pair.bureau)
    page = dropped(desk, pair.stick)  # the whole stick
    assert {row[0]: row[3] for row in cells(page.files)} == {
        good.name: "可以合并",
        torn.name: "不能合并",
    }
    desk.key("Enter")
    desk.until(lambda: desk.line("已合并 1 份") != "", "the receipt")


def test_copied_anew_it_is_looked_at_anew(opened: Opened, pair: Pair) -> None:
    good = pair.pack().path
    content = good.read_bytes()
    good.write_bytes(content[:3000])
    desk = opened(pair.bureau)
    page = dropped(desk, good)
    assert [row[3] for row in cells(page.files)] == ["不能合并"]
    good.write_bytes(content)
    dropped(desk, good)
    assert [row[3] for row in cells(page.files)] == ["可以合并"]


def test_twice_in_one_drop_and_older_than_what_is_merged(opened: Opened, pair: Pair) -> None:
    first = pair.pack().path
    pair.record(place="会议室")
    second = pair.pack().path
    twin = Path(shutil.copy(second, pair.stick / "又一份.inspkg"))
    desk = opened(pair.bureau)
    page = dropped(desk, second, twin)
    assert [row[2:] for row in cells(page.files)][1] == [
        f"与“{second.name}”是同一份文件，只合并一次。",
        "重复",
    ]
    desk.key("Enter")
    desk.until(lambda: desk.line("已合并 1 份") != "", "the receipt")
    desk.key("Alt+L")
    desk.until(lambda: not cells(page.files), "an empty list")
    dropped(desk, first, twin)
    assert [row[2:] for row in cells(page.files)] == [
        ["比已合并的包0002早，没有新内容。", "没有新内容"],
        ["这份文件已作为第 1 批合并过，没有变化。", "合并过"],
    ]
    desk.key("Enter")
    desk.until(lambda: desk.line("没有新内容") != "", "word of nothing new")
    assert cells(page.files)[0][3] == "已登记"
