"""A finance group of the scenario by keyboard, from the hand-out to the signed sheet of a unit.

Its five units in the order of its days; what is then merged has the scenario's totals.
"""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtWidgets import QCheckBox

from db.packages.sealing import make_package
from db.store import Store
from db.vocabulary import FindingStatus, Verdict
from inspector_gui.demo.clock import Clock
from inspector_gui.demo.facts import load_facts
from inspector_gui.resources import SCENARIO
from inspector_gui.statistics.unfinished import unfinished
from inspector_gui.window.pages.findings.basis_line import BasisLine
from tests.commands.cli import did
from tests.journeys.conftest import Desk

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
GROUP, SIGNED = "C3", "U01"
STORY = json.loads(SCENARIO.read_text("utf-8"))["finance"]
FACTS = load_facts(SCENARIO).finance_findings
SCHEDULE = next(group["schedule"] for group in STORY["groups"] if group["code"] == GROUP)
#: Papers that the item of a finding with money asks for, under their own names.
ASKED_FOR = {"CW-028": ("公开页面截图",)}
FOUND = [entry for entry in STORY["findings"] if entry["unit_code"] in SCHEDULE]


def _found_at(unit: str) -> list[dict[str, Any]]:
    return [entry for entry in FOUND if entry["unit_code"] == unit]


@pytest.fixture
def bureau(recorded: Path, tmp_path: Path) -> Path:
    [source] = recorded.glob("*-SF*.inspection")
    shutil.copy(source.with_name(f"{source.name}.keys"), tmp_path / "总.inspection.keys")
    return Path(shutil.copy(source, tmp_path / "总.inspection"))


def test_a_group_from_its_hand_out_to_a_signed_sheet(
    opened: Opened, bureau: Path, tmp_path: Path
) -> None:
    handout = did(
        "handout", bureau, "--out", tmp_path / "发放", "--plain", "--team", GROUP, "--json"
    )
    [handed] = [Path(file["path"]) for file in handout.json()["files"]]
    desk = opened(handed)
    assert [school.code for school in desk.bench.desk.schools] == list(SCHEDULE)
    clock = Clock()
    desk.bench.desk.store.now = clock
    for unit, day in SCHEDULE.items():
        clock.put(date.fromisoformat(day), 8, 30)
        visit(desk, unit)
    clock.put(date.fromisoformat(SCHEDULE[SIGNED]), 16, 30)
    sheet = print_the_sheet(desk, handed.parent)
    desk.window.close()
    read_the_sheet(sheet)
    with Store.open(handed) as store:
        package = make_package(store, tmp_path).path
    did("merge", bureau, package)
    the_totals_are_the_scenario_s(bureau)


# what is typed


def visit(desk: Desk, unit: str) -> None:
    desk.key("Ctrl+K")
    desk.type(unit)
    desk.key("Enter")
    assert desk.bench.desk.school.code == unit
    arrive(desk)
    meet(desk)
    ask(desk)
    look_at_the_accounts(desk)
    answer_the_checklist(desk, _found_at(unit))
    word_the_findings(desk, _found_at(unit))
    leave(desk)


def _row(desk: Desk, *cells: str) -> None:
    for cell in cells:
        desk.type(cell)
        desk.key("Enter")


def arrive(desk: Desk) -> None:
    """The day, who came, and the cash before anything else."""
    desk.page("overview")
    desk.key("Alt+1")
    desk.key("F2")
    free = [name for name in desk.names() if name.startswith("到校：")]
    assert len(free) >= 2, desk.names()
    for name in free[:2]:
        desk.tab_to(name)
        desk.key("Space")
    desk.tab_to("已听取汇报")
    desk.key("Space")
    desk.key("Alt+2")
    _row(desk, "出纳保险柜", "8:40", "1500", "1500", "出纳、会计")
    desk.key("Ctrl+Enter")


def meet(desk: Desk) -> None:
    desk.page("meetings")
    desk.key("Alt+1")
    desk.key("N")
    desk.type("11111111")
    desk.key("Alt+2")
    _row(desk, "财务负责人", "1")


def ask(desk: Desk) -> None:
    """A survey form of the finance head, its first question answered."""
    desk.page("surveys")
    desk.key("Enter")
    desk.key("Enter")
    desk.type("2")
    desk.key("Esc")


def look_at_the_accounts(desk: Desk) -> None:
    """A voucher that is in order; an account that agrees."""
    desk.page("accounts")
    desk.key("Alt+1")
    _row(desk, "记字2024-05-0001号", "2024-5-6", "办公用品", "320", "")
    desk.bench.page().faces["vouchers"].table.setFocus()
    desk.type("1")
    desk.key("Alt+2")
    _row(desk, "基本户", "2024-12-31", "1000", "", "", "1000")
    desk.key("Ctrl+Enter")


def answer_the_checklist(desk: Desk, found: list[dict[str, Any]]) -> None:
    page = desk.page("checklist")
    page.table.setFocus()
    page.table.go_to(next(n for n, row in enumerate(page.table.rows.rows) if hasattr(row, "item")))
    by_item = {entry["item"]: entry for entry in found}
    for item in [row.item for row in page.table.rows.rows if hasattr(row, "item")]:
        if item.code in by_item:
            desk.type(f"2n{FACTS[by_item[item.code]['id']]['fact']}")
            page.enter()
            desk.type("p")
        else:
            desk.type("1")
        desk.key("Enter")


def word_the_findings(desk: Desk, found: list[dict[str, Any]]) -> None:
    page = desk.page("findings")
    by_item = {entry["item"]: entry for entry in found}
    for row in range(len(found)):
        page.table.go_to(row)
        page.table.setFocus()
        entry = by_item[page.table.current().item_code]
        facts = FACTS[entry["id"]]
        desk.key("Enter")
        for name, typed in (("行为起日", facts["from"]), ("行为止日", facts["to"])):
            desk.tab_to(name)
            desk.type(typed)
            desk.key("Tab")
        if entry["amount_fen"]:
            desk.tab_to("涉及金额")
            desk.type(f"{entry['amount_fen'] / 100:.2f}")
            desk.key("Tab")
        papers = [title for _, title in facts["evidence"]]
        for title in [*papers, *ASKED_FOR.get(entry["id"], ())]:
            desk.tab_to("证据名称")
            desk.type(f"{title}\n")
        cite(desk, page)
        page.enter()
        desk.type("c")
        assert page.table.current().status is FindingStatus.CONFIRMED, desk.window.banner.text()


def cite(desk: Desk, page: Any) -> None:
    """Tick the first citation that may be printed, if none is; affirm its condition where asked."""
    lines = [line for line in page.panel.findChildren(BasisLine) if line.isVisible()]
    offered = [tick for line in lines for tick in line.findChildren(QCheckBox)]
    ticks = [tick for tick in offered if tick.isEnabled()]
    if ticks and not any(tick.isChecked() for tick in ticks):
        desk.tab_to(ticks[0].accessibleName())
        desk.key("Space")
        if asked := next((name for name in desk.names() if name.startswith("是，引用")), ""):
            desk.tab_to(asked)
            desk.key("Space")


def leave(desk: Desk) -> None:
    desk.page("overview")
    desk.key("Alt+1")
    desk.key("F2")


def print_the_sheet(desk: Desk, folder: Path) -> Path:
    desk.key("Ctrl+K")
    desk.type(SIGNED)
    desk.key("Enter")
    page = desk.page("documents")
    desk.until(lambda: page.context.lock.isEnabled(), "the lead may lock the sheet")
    desk.type("l")
    desk.until(page.context.check.isVisible, "what is marked is seen first")
    desk.key("Enter")
    desk.until(lambda: page.context.state.text() == "已定稿", "the sheet is locked")
    desk.type("s")
    desk.until(lambda: any((folder / "文书").glob("*.pdf")), "the sheet is on the disk")
    [path] = (folder / "文书").glob("*.pdf")
    return path


# what comes of it


def read_the_sheet(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    plain = re.sub(r"\s|\ufffe", "", text)
    assert "财务专项检查情况反馈表" in plain
    assert "草稿" not in plain
    for entry in _found_at(SIGNED):
        assert FACTS[entry["id"]]["fact"] in plain
    assert "涉及金额合计8.76万元" in plain
    assert "（七）内控制度建设。对照检查清单核查，未发现" in plain
    assert "单位财务负责人：" in plain


def the_totals_are_the_scenario_s(bureau: Path) -> None:
    summary = did("summary", bureau, "--inspection", "finance", "--json").json()
    totals = summary["totals"]
    assert (totals["teams"], totals["schools"]) == (1, len(SCHEDULE))
    assert totals["findings"] == len(FOUND)
    assert totals["involved_fen"] == sum(entry["amount_fen"] for entry in FOUND)
    assert totals["finance_vouchers"] == len(SCHEDULE)
    assert totals["finance_differences"] == 0
    fee = did("summary", bureau, "--inspection", "fee", "--json").json()["totals"]
    assert (fee["findings"], fee["involved_fen"]) == (0, 0)
    with Store.open(bureau) as store, store.read() as work:
        assert (work.conflicts.count(), work.pairs.number()) == (0, 0)
        items = work.catalogues.items("finance")
        for line in work.schools.lines("finance"):
            if line.code in SCHEDULE:
                answers = work.checklists.answers(line.visit_id, items)
                wrong = [answer for answer in answers if answer.verdict is Verdict.VIOLATION]
                assert {one.item.code for one in wrong} == {
                    entry["item"] for entry in _found_at(line.code)
                }
                open_ = {gap.gap.value.partition(".")[0] for gap in unfinished(work, line)}
                assert "checklist" not in open_
