"""A day of a finance group by keyboard: meeting, vouchers, working tables, findings."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from db.packages.sealing import make_package
from db.records.accounts import (
    AssetLine,
    BankLine,
    CashLine,
    HandedLine,
    PassThroughLine,
    ProcurementLine,
    SampleLine,
)
from db.records.asked_items import items_for
from db.records.fees import VoucherLine
from db.store import Store
from db.vocabulary import Act, FindingStatus, SampleKind, Verdict, VoucherIssue
from inspector_gui.actions.accounts import enter_account
from inspector_gui.actions.raising import raise_finding
from inspector_gui.statistics.unfinished import unfinished
from tests.commands.cli import did
from tests.journeys.conftest import Desk
from tests.journeys.finance import bureau_with_finance, handed_out
from tests.sharing import once

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture(scope="session")
def made(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bureau's file and the group's. Copy from it; never write to it."""

    def make(folder: Path) -> None:
        handed_out(bureau_with_finance(demo, folder), folder / "发放").rename(
            folder / "组.inspection"
        )

    return once(tmp_path_factory, "finance", make)


@pytest.fixture
def desk(made: Path, opened: Opened, tmp_path: Path) -> Desk:
    """At the unit."""
    desk: Desk = opened(Path(shutil.copy(made / "组.inspection", tmp_path)))
    unit = next(line for line in desk.bench.desk.schools if line.code == "U01")
    desk.bench.desk.choose(unit.visit_id)
    desk.settle()
    return desk


def _row(desk: Desk, *cells: str) -> None:
    """Fill in a line, Enter after each cell; the last Enter adds it."""
    for cell in cells:
        desk.type(cell)
        desk.key("Enter")


def _lines(desk: Desk, register: Any) -> list[Any]:
    with desk.bench.desk.store.read() as work:
        kept_in: Any = work.fees if register is VoucherLine else work.accounts
        return list(kept_in.lines(register, desk.bench.desk.school.visit_id))


def _findings(desk: Desk) -> list[Any]:
    with desk.bench.desk.store.read() as work:
        return list(work.findings.lines(desk.bench.desk.school.visit_id))


def test_the_pages_are_those_of_the_inspection(desk: Desk) -> None:
    titles = [spec.title for spec in desk.bench.specs]
    assert titles[:3] == ["概况", "检查清单", "座谈会"]
    assert titles[-4:] == ["凭证账表", "问题", "文书", "本组"]


def test_a_meeting_is_recorded_by_keys(desk: Desk) -> None:
    page = desk.page("meetings")
    assert desk.says("还没有开座谈会")
    desk.key("N")
    assert desk.focus().accessibleName() == "谈到的方面"
    areas = len(page.topics.rows.rows)
    assert areas == 8
    desk.type("11")
    desk.key("Enter")
    desk.type("资产两年没有盘点。")
    desk.key("Esc")
    desk.key("Alt+2")
    _row(desk, "财务负责人", "1")
    _row(desk, "会计", "2")
    desk.key("Alt+3")
    _row(desk, "2024年固定资产盘点表", "2025-11-5")
    [meeting] = _meetings(desk)
    assert [topic.discussed for topic in meeting.topics] == [True, True, True]
    assert meeting.topic(page.topics.rows.rows[2].area).text == "资产两年没有盘点。"
    assert [(participant.role, participant.persons) for participant in meeting.participants] == [
        ("财务负责人", 1),
        ("会计", 2),
    ]
    assert [str(one.due_on) for one in meeting.promised] == ["2025-11-05"]
    assert meeting.recorder_id == desk.bench.desk.person.id
    assert desk.says("参会人员 3 人")
    assert desk.says("承诺材料 待收 1")


def _meetings(desk: Desk) -> list[Any]:
    with desk.bench.desk.store.read() as work:
        return list(work.meetings.lines(desk.bench.desk.school.visit_id))


def test_two_recorders_are_two_people(desk: Desk) -> None:
    desk.page("meetings")
    desk.key("N")
    desk.find("第二记录人").setFocus()
    desk.type("2")
    assert desk.says("两名记录人不能是同一人")
    desk.type("3")
    [meeting] = _meetings(desk)
    assert meeting.second_recorder_id not in (None, meeting.recorder_id)


def test_vouchers_that_are_wrong_alike_are_one_finding_that_names_them(desk: Desk) -> None:
    page = desk.page("accounts")
    assert desk.focus().accessibleName() == "凭证号"
    for number, amount in (("记-63", "23600"), ("记-118", "18400"), ("记-92", "22000")):
        _row(desk, number, "2024-11-3", "校园维修", amount)
    table = page.faces["vouchers"].table
    for place in range(3):
        table.go_to(place)
        page.panels["vouchers"].form.fields["issues"].setFocus()
        desk.key("Tab")
        desk.key("Space")
    assert [line.issues for line in _lines(desk, VoucherLine)] == [(VoucherIssue.ATTACHMENTS,)] * 3
    table.go_to(0)
    table.selectAll()
    item = page.panels["vouchers"].item
    item.setCurrentIndex(1)
    table.setFocus()
    desk.key("P")
    [finding] = _findings(desk)
    assert finding.vouchers == "记-63、记-118、记-92"
    assert finding.involved_fen == 6_400_000
    assert "抽查的3份凭证附件不全" in finding.fact
    assert {line.finding_id for line in _lines(desk, VoucherLine)} == {finding.id}
    assert len(finding.evidence) == 3


def test_vouchers_are_drawn_or_chosen_and_never_mixed_up(desk: Desk) -> None:
    page = desk.page("accounts")
    desk.key("Ctrl+R")
    _row(desk, "12月记-", "1", "300", "5")
    _row(desk, "381604")
    assert len(_lines(desk, VoucherLine)) == 5
    desk.key("Ctrl+T")
    page.choosing.entry.fields["by"].setFocus()
    _row(desk, "1万", "12月记-300 12月记-299")
    assert "请填金额" in desk.word("按什么")
    page.choosing.entry.fields["by"].setFocus()
    desk.key("Ctrl+A")
    _row(desk, "10000", "12月记-888、12月记-889")
    drawn, chosen = _lines(desk, SampleLine)
    assert (drawn.kind, drawn.population) == (SampleKind.RANDOM, 300)
    assert drawn.draw_id is not None
    assert (chosen.kind, chosen.limit_fen, chosen.draw_id) == (
        SampleKind.BY_AMOUNT,
        1_000_000,
        None,
    )
    ways = [line.sample_id for line in _lines(desk, VoucherLine)]
    assert ways == [drawn.id] * 5 + [chosen.id] * 2
    assert desk.says("已核 0 / 7 份 · 随机 5 份")
    page.faces["vouchers"].table.go_to(0)
    desk.type("1")
    assert _lines(desk, VoucherLine)[0].verdict is Verdict.OK
    with desk.bench.desk.store.read() as work:
        assert work.visits.facts(desk.bench.desk.school.visit_id).vouchers_checked == 1


def test_a_working_table_is_pasted_and_its_differences_follow(desk: Desk) -> None:
    page = desk.page("accounts")
    desk.key("Alt+7")
    copied = (
        "项目\t期初余额\t本期收入\t本期支出\t期末余额\n"
        "作业本费\t-120.50\t3,000\t2500\t379.5\n校服\t0\t800\t700\t90"
    )
    QGuiApplication.clipboard().setText(copied)
    desk.key("Ctrl+V")
    desk.until(lambda: bool(desk.says("新增 2")), "what was pasted is shown")
    desk.key("Space")
    books, uniforms = _lines(desk, PassThroughLine)
    assert (books.opening_fen, books.closing_fen) == (-12050, 37950)
    assert [row.mark for row in page.faces["pass_throughs"].table.rows.rows] == ["相符", "不符"]
    assert desk.says("差异 1 处，合计 10.00元")
    page.faces["pass_throughs"].table.go_to(1)
    assert desk.says("账面期末比期初加收入减支出少 10.00元")
    assert "有差异没有说明" in desk.word("差异说明")
    page.faces["pass_throughs"].table.setFocus()
    desk.key("P")
    [finding] = _findings(desk)
    assert finding.involved_fen == 1000
    assert "代收代管款核对“校服”：账面期末比期初加收入减支出少 10.00元" in finding.fact
    assert _lines(desk, PassThroughLine)[1].finding_id == finding.id
    assert uniforms.finding_id is None


@pytest.mark.parametrize(
    ("face", "copied", "words"),
    [
        (7, "项目\t期初余额\n校服\t三百", "写的是“三百”，请填金额"),
        (6, "年度\t类别\t预算数\n2024\t旅游\t100", "写的是“旅游”，请填公务接待、公务用车"),
        (1, "凭证号\t日期\n记-1\t2019-3-1", "凭证日期不在检查期间"),
        (4, "资产名称\t实盘数量\n电脑\t十台", "写的是“十台”，请填整数"),
    ],
)
def test_a_pasted_cell_that_cannot_be_is_named(
    desk: Desk, face: int, copied: str, words: str
) -> None:
    desk.page("accounts")
    if face > 1:
        desk.key(f"Alt+{face}")
    QGuiApplication.clipboard().setText(copied)
    desk.key("Ctrl+V")
    desk.until(lambda: any(words in one for one in _shown(desk)), words)
    assert _lines(desk, VoucherLine) == []


def _shown(desk: Desk) -> list[str]:
    imports = desk.bench.page().imports
    tables = imports.findChildren(type(imports.faults)) if hasattr(imports, "faults") else []
    cells = [
        str(table.rows.data(table.rows.index(row, column)))
        for table in tables
        for row in range(table.rows.rowCount())
        for column in range(table.rows.columnCount())
    ]
    return [*cells, *desk.texts()]


def test_what_cannot_be_is_said_at_its_cell(desk: Desk) -> None:
    page = desk.page("accounts")
    _row(desk, "记-1", "2019-3-1", "维修", "abc")
    assert "凭证日期不在检查期间（2024年1月1日至" in desk.word("日期")
    assert "请填金额" in desk.word("金额")
    assert _lines(desk, VoucherLine) == []
    desk.key("Alt+5")
    _row(desk, "多媒体设备", "100000", "120000", "", "100000")
    panel = page.panels["procurements"]
    panel.form.fields["budget_on"].setFocus()
    desk.type("2025-3-1")
    desk.key("Tab")
    panel.form.fields["contract_on"].setFocus()
    desk.type("2025-2-1")
    desk.key("Tab")
    assert "合同日期早于预算批复日（2025年3月1日）" in desk.word("合同日期")
    [line] = _lines(desk, ProcurementLine)
    assert str(line.contract_on) == "2025-02-01", "what may be true is kept"
    assert page.faces["procurements"].table.current().mark == "不符"


def test_an_account_number_is_kept_by_its_last_four_digits(desk: Desk) -> None:
    desk.page("accounts")
    desk.key("Alt+2")
    _row(desk, "基本户 6217 0001 2345 6789", "2024-12-31", "-10.05", "10")
    [line] = _lines(desk, BankLine)
    assert line.account == "基本户 尾号6789"
    assert desk.says("调节后账面比调节后对账单少 20.05元")


def test_assets_are_compared_by_pieces(desk: Desk) -> None:
    page = desk.page("accounts")
    desk.key("Alt+4")
    _row(desk, "计算机", "120", "118", "110", "480000")
    assert desk.says("账面比卡片少 2；实盘比账面少 8")
    page.faces["assets"].table.setFocus()
    desk.key("Delete")
    assert _lines(desk, AssetLine) == []
    desk.key("Ctrl+Z")
    assert len(_lines(desk, AssetLine)) == 1


def _sheets(desk: Desk) -> list[Any]:
    with desk.bench.desk.store.read() as work:
        return list(work.surveys.lines(desk.bench.desk.school.visit_id))


def test_a_survey_form_is_entered_by_keys_and_signals_open_clues(desk: Desk) -> None:
    page = desk.page("surveys")
    assert desk.focus().accessibleName() == "班级或部门"
    desk.key("Enter")
    [sheet] = _sheets(desk)
    assert sheet.respondent == "学校财务负责人"
    assert desk.focus().accessibleName() == "题目"
    codes = [row.asked.code for row in page.questions.rows.rows]
    assert codes == ["X01", "X02", "X03", "X04", "X05", "X06", "X07"]
    desk.key("Enter")
    assert desk.focus().accessibleName() == "数字回答"
    desk.type("两人")
    desk.key("Tab")
    assert "请填整数" in desk.word("数字回答")
    page.answer.number.setFocus()
    desk.key("Ctrl+A")
    desk.type("2")
    desk.key("Esc")
    page.questions.go_to(1)
    page.questions.setFocus()
    desk.key("Enter")
    _row(desk, "示例银行", "基本户", "示财〔2020〕1号", "1234.56")
    page.questions.setFocus()
    page.questions.go_to(6)
    desk.key("3")
    desk.key("X")
    assert desk.says("已登记 1 条线索")
    desk.key("X")
    assert desk.says("没有新的提示")
    [sheet] = _sheets(desk)
    assert {code: answer.value for code, answer in sheet.answers.items()} == {
        "X01": "2",
        "X07": "C",
    }
    [row] = sheet.rows["X02"]
    assert (row.texts[0], row.amounts_fen[3]) == ("示例银行", 123_456)
    with desk.bench.desk.store.read() as work:
        [clue] = work.clues.lines(desk.bench.desk.school.visit_id)
    assert "三年以上或没有" in clue.text
    assert clue.item_id is not None


def test_a_table_of_a_survey_is_pasted_whole_or_not_at_all(desk: Desk) -> None:
    page = desk.page("surveys")
    desk.key("Enter")
    page.questions.go_to(1)
    desk.key("Enter")
    heading = "开户行\t用途\t批准文号\t期末余额\n"
    QGuiApplication.clipboard().setText(f"{heading}甲行\t基本户\t1号\t100\n乙行\t专户\t2号\t三千")
    desk.key("Ctrl+V")
    assert desk.says("第 3 行“期末余额”写的是“三千”，请填金额")
    assert _sheets(desk)[0].rows == {}
    QGuiApplication.clipboard().setText(f"{heading}甲行\t基本户\t1号\t100\n乙行\t专户\t2号\t30.5")
    desk.key("Ctrl+V")
    assert len(_sheets(desk)[0].rows["X02"]) == 2
    assert desk.says("合计：期末余额 130.50元")


def test_cash_is_counted_first_and_papers_go_back(desk: Desk) -> None:
    page = desk.page("overview")
    page.form.fields["visited_on"].setFocus()
    desk.type("2025-10-28")
    for name, typed in (("arrived_at", "8:05"), ("left_at", "17:30")):
        page.form.fields[name].setFocus()
        desk.type(typed)
        desk.key("Tab")
    registers = page.registers
    registers.chips.turn_to("cash")
    _row(desk, "出纳保险柜", "18:10", "5230", "5030", "出纳、会计")
    assert "晚于离校时间 17:30" in desk.word("盘点时间")
    assert _lines(desk, CashLine) == []
    registers.faces["cash"].entry.fields["counted_at"].setFocus()
    desk.key("Ctrl+A")
    desk.type("8:20")
    desk.key("Ctrl+Enter")
    [count] = _lines(desk, CashLine)
    assert (count.book_fen, count.counted_fen, count.present) == (523_000, 503_000, "出纳、会计")
    assert desk.says("实盘比账面少 200.00元")
    assert "有差异没有说明" in desk.word("差异说明")
    registers.faces["cash"].table.setFocus()
    desk.key("P")
    [finding] = _findings(desk)
    assert finding.involved_fen == 20_000
    assert "库存现金盘点“出纳保险柜”：实盘比账面少 200.00元" in finding.fact
    desk.page("overview")
    registers.chips.turn_to("handed")
    _row(desk, "2024年总账", "2024年", "第1册", "2")
    assert desk.says("未归还 1 项")
    assert _open(desk)["visit.papers_held"] == ("2024年总账",)
    registers.faces["handed"].table.setFocus()
    desk.key("R")
    [paper] = _lines(desk, HandedLine)
    assert (paper.copies, paper.returned_at is not None) == (2, True)
    assert "visit.papers_held" not in _open(desk)


def _open(desk: Desk) -> dict[str, tuple[str, ...]]:
    with desk.bench.desk.store.read() as work:
        return {gap.gap.value: gap.names for gap in unfinished(work, desk.bench.desk.school)}


def test_what_is_open_before_leaving_follows_the_pages(desk: Desk) -> None:
    open_ = _open(desk)
    assert {"visit.cash", "meetings.none", "surveys.none"} <= set(open_)
    assert open_["surveys.none"] == ("学校财务负责人", "总务主任"), "a unit has no class teachers"
    assert not {one for one in open_ if one.partition(".")[0] in ("sampling", "calls", "fees")}
    school = next(school for school in desk.bench.desk.schools if school.code == "S001")
    desk.bench.desk.choose(school.visit_id)
    assert _open(desk)["surveys.none"] == ("学校财务负责人", "总务主任", "班主任")
    desk.page("accounts")
    desk.key("Alt+4")
    _row(desk, "计算机", "120", "118", "118", "")
    assert _open(desk)["accounts.differences"] == ("计算机",)
    desk.find("差异说明").setFocus()
    desk.type("两台报废未销卡片。")
    desk.key("Esc")
    assert "accounts.differences" not in _open(desk)


def test_a_fee_visit_has_no_cash_to_count(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.bench.desk.choose(desk.bench.desk.schools[0].visit_id)
    desk.page("overview")
    assert "现金盘点栏" not in desk.names()
    assert not {one for one in _open(desk) if one in ("visit.cash", "visit.papers_held")}


def test_both_inspections_of_one_school_stay_apart(made: Path, demo: Path, tmp_path: Path) -> None:
    """A fee team and a finance group record the same day at S001; nothing of it is a conflict."""
    bureau = Path(shutil.copy(made / "总.inspection", tmp_path))
    shutil.copy(made / "总.inspection.keys", tmp_path)
    fee = next(path for path in demo.glob("第*检查组.inspection") if _school_in(path, "S001"))
    packages = []
    for number, source in enumerate((fee, made / "组.inspection")):
        team = Path(shutil.copy(source, tmp_path / f"{number}.inspection"))
        _record_a_day(team)
        with Store.open(team) as store:
            packages.append(make_package(store, tmp_path).path)
    did("merge", bureau, *packages)
    with Store.open(bureau) as store, store.read() as work:
        assert (work.conflicts.count(), work.pairs.number()) == (0, 0)
        assert work.oversight.breaches() == []
        visits = [line for line in work.schools.lines() if line.code == "S001"]
        assert sorted(visit.inspection for visit in visits) == ["fee", "finance"]
        vouchers = {
            visit.inspection: [
                line.voucher_no for line in work.fees.lines(VoucherLine, visit.visit_id)
            ]
            for visit in visits
        }
    assert vouchers == {"fee": ["记-1"], "finance": ["记-1"]}
    totals = [
        json.loads(did("summary", bureau, "--inspection", kind, "--json").out)["totals"]
        for kind in ("fee", "finance")
    ]
    assert [total["findings"] for total in totals] == [1, 1], "they are never summed"


def _school_in(path: Path, code: str) -> Any:
    with Store.open(path) as store, store.read() as work:
        return next((line for line in work.schools.lines() if line.code == code), None)


def _record_a_day(path: Path) -> None:
    """One voucher is looked at, and its item is found violated."""
    with Store.open(path) as store:
        with store.read() as work:
            store.person = work.people.members()[0].id
            school = next(line for line in work.schools.lines() if line.code == "S001")
            item = items_for(work.catalogues.items(), school)[0]
        enter_account(
            store=store, school=school, register=VoucherLine, values={"voucher_no": "记-1"}
        )
        raised = raise_finding(store=store, school=school, item=item)
        with store.act(Act.JUDGE_FINDING, school=school.id) as work:
            work.findings.state(raised.id, status=FindingStatus.CONFIRMED)
