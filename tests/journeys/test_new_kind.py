"""A kind of inspection that nobody programmed: made in the window, handed out, recorded, merged,
counted.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.reader.excel import load_workbook
from PySide6.QtWidgets import QWidget

from db.packages.sealing import make_package
from db.store import Store
from db.vocabulary import Act, FindingStatus, Verdict
from inspector_gui.actions.inspections import export_inspection
from inspector_gui.resources import EXAMPLE_KIND
from inspector_gui.statistics.step import Step
from inspector_gui.statistics.unfinished import unfinished
from inspector_gui.window.pages.prepare.kinds import KindsStep
from tests.commands.cli import did
from tests.journeys.conftest import Desk
from tests.journeys.test_preparing import paste, step

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
KIND = "明察暗访"
QUESTION = "校门口是否摆摊设点收费？"


@pytest.fixture
def bureau_file(demo: Path, tmp_path: Path) -> Path:
    [bureau] = demo.glob("*-SF*.inspection")
    shutil.copy(bureau.with_name(f"{bureau.name}.keys"), tmp_path / "总.inspection.keys")
    return Path(shutil.copy(bureau, tmp_path / "总.inspection"))


def test_a_kind_is_made_handed_out_recorded_merged_and_counted(
    opened: Opened, bureau_file: Path, tmp_path: Path
) -> None:
    desk = opened(bureau_file)
    desk.bench.show_page("prepare")
    make(desk)
    give_a_checklist(desk)
    man(desk)
    send(desk)
    desk.frame.close_file()
    files = tmp_path / "发放"
    handed = did("handout", bureau_file, "--out", files, "--plain", "--team", "T7", "--json")
    [team] = [Path(file["path"]) for file in json.loads(handed.out)["files"]]
    desk = opened(team)
    record(desk)
    desk.frame.close_file()
    with Store.open(team) as store:
        package = make_package(store, tmp_path).path
    did("merge", bureau_file, package)
    totals = json.loads(did("summary", bureau_file, "--inspection", KIND, "--json").out)
    assert totals["inspection"] == "k1"
    assert totals["totals"]["schools"] == 1
    assert totals["totals"]["findings"] == 1
    assert totals["totals"]["k1_groups"] == 1
    assert [(area["name"], area["findings"]) for area in totals["areas"]] == [("周边秩序", 1)]
    with Store.open(bureau_file) as store, store.read() as work:
        assert (work.conflicts.count(), work.pairs.number()) == (0, 0)
    fee = json.loads(did("summary", bureau_file, "--json").out)
    assert (fee["totals"]["findings"], fee["totals"]["k1_findings"]) == (0, 1)


def make(desk: Desk) -> None:
    """A name is enough: it has the plain pages, no notice and no sheet to be signed."""
    step(desk, Step.KINDS).list.entry.begin()
    desk.type(f"{KIND}\n规范办学{KIND}\n")
    with desk.bench.desk.store.read() as work:
        made = work.inspections.lines()[-1]
    assert (made.kind, made.code, made.is_signed, made.has_notice) == (KIND, "k1", False, False)
    assert desk.bench.desk.preparing == "k1"


def give_a_checklist(desk: Desk) -> None:
    """One item, copied from a table."""
    page = desk.bench.page()
    paste(desk, [["类别", "检查内容"], ["周边秩序", QUESTION]])
    desk.until(lambda: "新增 1" in page.face.imports.message, "what was pasted is shown")
    desk.key("Space")
    with desk.bench.desk.store.read() as work:
        assert [item.question for item in work.catalogues.items("k1")] == [QUESTION]
        assert len(work.catalogues.items("fee")) > 50


def man(desk: Desk) -> None:
    """A team of its own, with two people; the fee teams are not seen."""
    step(desk, Step.PEOPLE)
    desk.tab_to("新建检查组")
    desk.key("Space")
    for name, role in (("暗访甲", "组长"), ("暗访乙", "组员")):
        desk.type(name)
        desk.tab_to("职务")
        desk.type(role)
        desk.key("Ctrl+Enter")
    with desk.bench.desk.store.read() as work:
        [team] = work.people.teams("k1")
        assert team.name == f"{KIND}第一组"
        assert [member.name for member in work.people.members(team.id)] == ["暗访甲", "暗访乙"]


def send(desk: Desk) -> None:
    """To a school that a fee team visits too: that is no double visit."""
    step(desk, Step.ASSIGN)
    page = desk.bench.page()
    page.face.table.setFocus()
    page.face.table.go_to(0)
    desk.key("1")
    with desk.bench.desk.store.read() as work:
        [line] = work.schools.lines("k1")
        twice = [one.inspection for one in work.schools.lines() if one.code == line.code]
        assert sorted(twice) == ["fee", "k1"]
        assert work.oversight.breaches() == []


def record(desk: Desk) -> None:
    """Its visit has four tabs; the one item is struck as wrong, and becomes a finding."""
    assert [spec.title for spec in desk.bench.specs] == ["概况", "检查清单", "问题", "文书", "本组"]
    assert not desk.bench.header.feedback.isVisible()
    desk.bench.show_page("overview")
    desk.tab_to("检查日期")
    desk.type("2025-9-16")
    desk.key("Tab")
    desk.key("Ctrl+2")
    desk.key("2")
    desk.key("P")
    with desk.bench.desk.store.read() as work:
        [line] = work.schools.lines()
        [answer] = work.checklists.answers(line.visit_id, work.catalogues.items(line.inspection))
        [finding] = work.findings.lines(line.visit_id)
    assert (answer.verdict, answer.item.question) == (Verdict.VIOLATION, QUESTION)
    assert line.findings == 1
    with desk.bench.desk.store.act(Act.JUDGE_FINDING, school=line.id) as work:
        work.findings.state(finding.id, status=FindingStatus.CONFIRMED)


def test_an_unannounced_visit_is_not_asked_for_a_signed_sheet(
    opened: Opened, bureau_file: Path
) -> None:
    """What is open before leaving follows the pages and papers of the inspection."""
    desk = opened(bureau_file)
    desk.bench.show_page("prepare")
    make(desk)
    give_a_checklist(desk)
    man(desk)
    send(desk)
    with desk.bench.desk.store.read() as work:
        [line] = work.schools.lines("k1")
        open_ = {gap.gap.value for gap in unfinished(work, line)}
        fee = {gap.gap.value for gap in unfinished(work, work.schools.lines("fee")[0])}
    assert {one.partition(".")[0] for one in open_} == {"visit", "checklist"}
    assert {one.partition(".")[0] for one in fee} > {"visit", "checklist", "sampling", "documents"}


def test_the_four_amounts_are_called_as_the_inspection_calls_them(
    opened: Opened, recorded: Path, tmp_path: Path
) -> None:
    """The same page, turned from a fee visit to a finance visit and back."""
    [bureau] = recorded.glob("*-SF*.inspection")
    desk = opened(Path(shutil.copy(bureau, tmp_path / "总.inspection")))
    lines = desk.bench.desk.schools
    found = []
    for kind in ("finance", "fee"):
        line = next(line for line in lines if line.inspection == kind)
        desk.bench.desk.choose(line.visit_id)
        desk.bench.show_page("findings")
        desk.settle()
        names = {widget.accessibleName() for widget in desk.bench.page().findChildren(QWidget)}
        found.append({"应调账", "应收缴", "应退", "上缴"} & names)
    assert found == [{"应调账", "应收缴"}, {"应退", "上缴"}]


def test_a_kind_from_a_file_is_shown_before_it_is_taken(
    opened: Opened, bureau_file: Path, tmp_path: Path
) -> None:
    """New, line by line; then written out, changed in its workbook, and the change shown alone."""
    desk = opened(bureau_file)
    desk.bench.show_page("prepare")
    page = step(desk, Step.KINDS)
    chosen = page.findChild(KindsStep)
    chosen.take(EXAMPLE_KIND)
    imports = page.imports
    desk.until(lambda: "新增 7" in imports.message, "what the file would bring is shown")
    with desk.bench.desk.store.read() as work:
        assert KIND not in {line.kind for line in work.inspections.lines()}
    desk.key("Ctrl+Enter")
    with desk.bench.desk.store.read() as work:
        made = next(line for line in work.inspections.lines() if line.kind == KIND)
        assert len(work.catalogues.items(made.code)) == 6
    assert desk.bench.desk.preparing == made.code
    path = export_inspection(
        store=desk.bench.desk.store, inspection=made, path=tmp_path / "明察暗访.xlsx"
    )
    book = load_workbook(path)
    book["检查种类"].cell(3, 2).value = "规范办学突击检查"
    book.save(path)
    chosen.take(path)
    desk.until(lambda: "新增 0，更改 1，不变 6" in imports.message, "only what changes is to come")
    desk.key("Ctrl+Enter")
    with desk.bench.desk.store.read() as work:
        assert work.inspections.of(made.code).title == "规范办学突击检查"
