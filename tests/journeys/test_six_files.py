"""Two weeks' files of six teams come in, in any order; people decide; the totals are right."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.store import Store
from inspector_gui.resources import SCENARIO
from tests.journeys.dropping import cells, dropped
from tests.journeys.laptops import Laid, lay
from tests.sharing import recorded_demo

pytestmark = pytest.mark.journey

SEED = 20250915


@pytest.fixture
def laid(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Laid:
    recorded = recorded_demo(tmp_path_factory)
    return lay(recorded, tmp_path)


def _scenario() -> dict[str, int]:
    totals: dict[str, int] = json.loads(SCENARIO.read_text("utf-8"))["totals"]
    return totals


def _receipt(desk: Any) -> str:
    return str(desk.line("已合并 ") or desk.line("没有新内容"))


def _merge(desk: Any, press: Callable[[], object]) -> None:
    desk.until(lambda: not _receipt(desk), "the last receipt is gone")
    press()
    desk.until(lambda: _receipt(desk) != "", "the receipt")


def test_six_files_in_any_order_by_mouse_and_keyboard(
    opened: Callable[[Path], Any], laid: Laid
) -> None:
    packages = random.Random(SEED).sample(laid.packages, len(laid.packages))
    desk = opened(laid.bureau)
    half = len(packages) // 2

    page = dropped(desk, *packages[:half])
    mouse = Qt.MouseButton.LeftButton
    _merge(desk, lambda: QTest.mouseClick(page.merge, mouse))
    desk.key("Alt+L")
    desk.until(lambda: not cells(page.files), "an empty list")
    page = dropped(desk, *packages[half:])
    _merge(desk, lambda: desk.key("Enter"))
    states = [row[3] for row in cells(page.files)]
    assert states.count("合并过") + states.count("重复") <= 1
    assert "4 个冲突待裁定、2 对疑似重复" in _receipt(desk)

    _decide(desk, page)
    _judge(desk)
    desk.window.close()
    _require_totals(laid)


def _decide(desk: Any, merge_page: Any) -> None:
    """Straight from merging, by keys: what the second laptop says of the place, the larger sum."""
    desk.key("Alt+J")
    desk.until(lambda: desk.bench.page() is not merge_page, "the conflicts")
    page = desk.bench.page()
    assert [row[0] for row in cells(page.table)] == [
        "示例市晨光示例幼儿园",
        "示例市晨光示例幼儿园",
        "示例市第二十一初级中学",
        "示例市第二十一初级中学",
    ]
    while page.table.rows.rows:
        left = len(page.table.rows.rows)
        line = page.table.current()
        column = "place" if line.conflict.table == "visit" else "involved_fen"
        values = [side.values[column] for side in line.conflict.sides]
        desk.key(str(values.index(_WANTED[column]) + 1))
        assert len(page.table.rows.rows) == left - 1
    assert desk.tab_of("conflicts") == "冲突"


_WANTED = {"place": "校长室", "involved_fen": 25_000}


def _judge(desk: Any) -> None:
    """The talk was noted twice; so was the finding."""
    desk.bench.show_page("duplicates")
    page = desk.bench.page()
    page.enter()
    assert sorted(row[1] for row in cells(page.table)) == ["问题 BC-01", "随机访问"]
    desk.key("1")
    desk.key("1")
    assert cells(page.table) == []


def _require_totals(laid: Laid) -> None:
    """The scenario's totals and what was changed since: two amounts, a finding and a talk more."""
    told = _scenario()
    with Store.open(laid.bureau) as store, store.read() as work:
        figures = work.totals.figures()
        open_ = work.conflicts.count() + work.pairs.number() + work.quarantined.number()
        places = {team: work.visits.facts(laid.visits[team]).place for team in laid.findings}
    named = ("teams", "schools", "classes", "questionnaires_issued", "questionnaires_returned")
    named += ("questionnaires_valid", "parent_calls_dialled", "parent_call_attempts")
    named += ("parent_calls_completed", "refund_students")
    assert {name: getattr(figures, name) for name in named} == {name: told[name] for name in named}
    assert figures.student_interviews == told["student_interviews"] + 1
    assert figures.findings == told["findings"] + 1
    assert figures.findings_with_amount == told["findings_with_amount"] + 2
    assert figures.refunded_fen == told["refund_yuan"] * 100
    assert figures.involved_fen == laid.involved_fen + 2 * 25_000
    assert open_ == 0
    assert set(places.values()) == {"校长室"}
