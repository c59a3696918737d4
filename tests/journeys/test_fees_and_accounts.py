"""Fees and accounts by keyboard: entered, computed, reconciled, turned into findings."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication

from db.records.fees import BookLine, FeeLine, ReconciliationLine, VoucherLine
from db.store import Store
from db.vocabulary import (
    Act,
    DrawKind,
    EvidenceKind,
    FeeKind,
    FindingStatus,
    ReceiptKind,
    Verdict,
)
from inspector_gui.accounts.vouchers import entries
from inspector_gui.sampling.ranking import commitment, draw

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


def _begin(opened: Opened, team_file: Path, face: int = 1) -> Any:
    """At the school with the lead's pen, on the page of fees, on one of its registers."""
    desk = opened(team_file)
    desk.bench.status.person_chosen.emit(desk.bench.desk.people[0].id)
    desk.key("Ctrl+K")
    desk.type("dwslxx")
    desk.key("Enter")
    desk.key(f"Ctrl+{desk.place('fees') + 1}")
    if face > 1:
        desk.key(f"Alt+{face}")
    return desk


def _row(desk: Any, *cells: str) -> None:
    """Fill in a line, Enter after each cell; the last Enter adds it."""
    for cell in cells:
        desk.type(cell)
        desk.key("Enter")


def _reopened(desk: Any, path: Path) -> Any:
    visit = desk.bench.desk.school.visit_id
    desk.window.close()
    store = Store.open(path)
    return store, visit


def _kept(desk: Any, path: Path, register: Any) -> list[Any]:
    store, visit = _reopened(desk, path)
    with store, store.read() as work:
        return list(work.fees.lines(register, visit))


def _word(entry: Any, name: str) -> str:
    """What is said under a field of the line for a new entry."""
    return str(entry.fields[name].box.accessibleDescription())


def test_an_overcharge_is_computed_at_once_and_becomes_a_finding_in_one_key(
    opened: Opened, team_file: Path
) -> None:
    desk = _begin(opened, team_file)
    assert desk.focus().accessibleName() == "收费项目"
    _row(desk, "作业本费", "35", "312", "2")
    assert desk.focus().accessibleName() == "收费项目"
    page = desk.bench.pages["fees"]
    assert "（35.00 − 20.00）元 × 312 人 × 2 学期 = 9360.00 元" in desk.texts()
    assert "多收合计 9,360.00元" in desk.texts()
    desk.tab_to("收费项目")
    page.faces["fees"].table.setFocus()
    desk.type("p")
    assert desk.bench.tabs.current.key == "findings"
    assert desk.tab("findings") == "问题 1"
    desk.key(f"Ctrl+{desk.place('fees') + 1}")
    assert page.faces["fees"].table.current().mark == "问题 WT-01"
    desk.type("p")
    assert desk.tab("findings") == "问题 1", "what was raised once is not raised again"

    store, visit = _reopened(desk, team_file)
    with store, store.read() as work:
        [fee] = work.fees.lines(FeeLine, visit)
        [finding] = work.findings.lines(visit)
        item = next(i for i in work.catalogues.items(_fee_inspection()) if i.id == finding.item_id)
        [answer] = work.checklists.answers(visit, [item])
    assert (fee.charged_fen, fee.allowed_fen, fee.kind) == (3500, 2000, FeeKind.PASS_THROUGH)
    assert fee.basis == "示发改价〔2022〕31号"
    assert fee.finding_id == finding.id
    assert (finding.involved_fen, finding.due_fen, finding.students) == (936_000, 936_000, 312)
    assert "规定标准为20元，每生每学期多收15元，涉及312人、2个学期，共多收9360元" in finding.fact
    assert "超标准" in item.violation
    assert answer.verdict is Verdict.VIOLATION


def _fee_inspection() -> Any:

    return "fee"


def test_a_fee_without_basis_is_all_overcharge_and_can_be_undone(
    opened: Opened, team_file: Path
) -> None:
    desk = _begin(opened, team_file)
    _row(desk, "资料费", "120.50", "３１２", "1")
    page = desk.bench.pages["fees"]
    assert page.faces["fees"].table.current() is None
    assert desk.says("收费目录里没有“资料费”，是哪一类收费？")
    kind = list(FeeKind)[2]
    desk.key("3")
    desk.key("Enter")
    assert page.faces["fees"].table.current().line.kind is kind
    assert desk.focus().accessibleName() == "收费项目"
    assert page.faces["fees"].table.current().mark == "待填"
    assert desk.says("还缺规定标准")
    page.faces["fees"].table.setFocus()
    desk.key("Enter")
    desk.tab_to("规定标准（元）")
    desk.type("0")
    desk.key("Tab")
    assert page.faces["fees"].table.current().fen == 12050 * 312
    page.faces["fees"].table.setFocus()
    desk.key("Ctrl+Z")
    assert page.faces["fees"].table.current().mark == "待填"
    desk.key("Ctrl+Y")
    page.faces["fees"].table.setFocus()
    desk.key("Delete")
    assert page.faces["fees"].table.rows.rows == []
    desk.key("Ctrl+Z")
    [fee] = _kept(desk, team_file, FeeLine)
    assert (fee.charged_fen, fee.allowed_fen, fee.heads) == (12050, 0, 312)


def test_a_withdrawn_finding_lets_the_fee_be_raised_anew(opened: Opened, team_file: Path) -> None:
    desk = _begin(opened, team_file)
    _row(desk, "作业本费", "35", "312", "2")
    page = desk.bench.pages["fees"]
    page.faces["fees"].table.setFocus()
    desk.type("p")
    desk.key(f"Ctrl+{desk.place('fees') + 1}")
    bench = desk.bench.desk
    with bench.store.read() as work:
        [finding] = work.findings.lines(bench.school.visit_id)
    with bench.act(Act.JUDGE_FINDING) as work:
        work.findings.judge(finding.id, FindingStatus.WITHDRAWN, "核对后标准有新文件")
    desk.settle()
    assert page.faces["fees"].table.current().mark == "多收"


def test_books_show_gaps_overlaps_and_lost_receipts_while_typing(
    opened: Opened, team_file: Path
) -> None:
    desk = _begin(opened, team_file, face=2)
    desk.tab_to("起号")
    _row(desk, "0000101", "0000150", "48", "2", "0", "12500")
    _row(desk, "0000161", "0000200", "35", "2", "0", "3500.5")
    _row(desk, "0000196", "0000220", "25", "0", "0", "1")
    marks = [row.mark for row in desk.bench.pages["fees"].faces["books"].table.rows.rows]
    assert marks == ["连续", "缺票、断号", "重号"]
    table = desk.bench.pages["fees"].faces["books"].table
    table.setFocus()
    desk.key("Up")
    proof = desk.says("下落不明")
    assert proof == (
        "共 40 份，开具、作废、未用合计 37 份，有 3 份下落不明；缺 0000151—0000160 共 10 份（断号）"
    )
    assert "票据合计 16,001.50元" in desk.texts()
    desk.type("p")
    store, visit = _reopened(desk, team_file)
    with store, store.read() as work:
        books = work.fees.lines(BookLine, visit)
        [finding] = work.findings.lines(visit)
    assert [book.finding_id for book in books] == [None, finding.id, None]
    assert finding.fact.startswith("财政票据 0000161—0000200：共 40 份")
    assert (books[0].issued, books[0].void, books[0].amount_fen) == (48, 2, 1_250_000)
    assert books[0].kind is ReceiptKind.FISCAL


def test_three_sums_that_differ_are_told_apart(opened: Opened, team_file: Path) -> None:
    desk = _begin(opened, team_file, face=3)
    _row(desk, "2025年春季住宿费", "10920", "10800", "10800")
    _row(desk, "2025年春季伙食费", "500", "500", "500")
    page = desk.bench.pages["fees"]
    assert [row.mark for row in page.faces["reconciliations"].table.rows.rows] == ["不符", "相符"]
    page.faces["reconciliations"].table.setFocus()
    desk.key("Up")
    assert "账面比票据少 120.00元；缴存与账面一致" in desk.texts()
    desk.type("p")
    store, visit = _reopened(desk, team_file)
    with store, store.read() as work:
        first, second = work.fees.lines(ReconciliationLine, visit)
        [finding] = work.findings.lines(visit)
    assert (first.finding_id, second.finding_id) == (finding.id, None)
    assert "账面比票据少 120.00元" in finding.fact


def test_vouchers_are_drawn_provably_and_judged_by_digit(opened: Opened, team_file: Path) -> None:
    desk = _begin(opened, team_file, face=4)
    desk.key("Ctrl+R")
    _row(desk, "9月记-", "1", "380", "3")
    assert desk.focus().accessibleName() == "学校报的六位数"
    assert desk.says("清单已冻结：380 份，抽 3 份")
    _row(desk, "381604")
    table = desk.bench.pages["fees"].faces["vouchers"].table
    drawn = [row.line.voucher_no for row in table.rows.rows]
    assert len(drawn) == 3
    table.setFocus()
    desk.key("Home")
    table.go_to(0)
    desk.type("132")
    table.go_to(0)
    desk.key("Backspace")
    assert table.rows.rows[0].line.verdict is None
    table.go_to(0)
    desk.type("1")
    table.go_to(2)
    assert [row.line.verdict for row in table.rows.rows] == [
        Verdict.OK,
        Verdict.DOUBT,
        Verdict.VIOLATION,
    ]
    desk.type("p")
    assert "请先在右边选对应的检查项" in desk.window.banner.text()
    desk.tab_to("转为哪一项问题")
    desk.key("Down")
    table.setFocus()
    desk.type("p")

    store, visit = _reopened(desk, team_file)
    with store, store.read() as work:
        [made] = work.samplings.draws(visit)
        vouchers = work.fees.lines(VoucherLine, visit)
        assert work.visits.facts(visit).vouchers_checked == 3, "the sheet needs no second count"
        [finding] = work.findings.lines(visit)
    assert made.kind is DrawKind.VOUCHER
    assert made.entries == tuple(entries("9月记-", 1, 380))
    assert made.commitment == commitment(made.nonce)
    assert [one.entry for one in made.drawn] == draw(made.seed_text, made.entries, 3) == drawn
    assert vouchers[2].finding_id == finding.id
    assert [one.kind for one in finding.evidence] == [EvidenceKind.VOUCHER]


def test_a_list_of_fees_is_imported_whole_with_its_bad_cells_named(
    opened: Opened, team_file: Path, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2025年春季学期收费一览表"])
    sheet.append([])
    sheet.append(["序号", "收费项目", "收费标准（元）", "收费人数", "期数", "依据"])
    sheet.append([1, "作业本费", "２５", "312人", 2, "示发改价〔2022〕31号"])
    sheet.append([2, "校服费", 260.5, "约三百", 1, ""])
    sheet.append(["合计", "", "", "", "", ""])
    path = tmp_path / "收费清单.xlsx"
    book.save(path)
    desk = _begin(opened, team_file)
    page = desk.bench.pages["fees"]
    page.findChild(_importer()).start(path)
    desk.until(lambda: "读不出来" in page.imports.message, "the list is looked at")
    assert not page.faces["fees"].entry.isVisible(), "the list has the room"
    [fault] = page.imports.faults.rows.rows
    assert str(fault).startswith("第 5 行 D 列（收费人数）写的是“约三百”")
    assert desk.focus() is page.imports.faults
    desk.key("Enter")
    desk.type("300")
    desk.key("Enter")
    desk.until(lambda: "新增 2" in page.imports.message, "sound")
    assert [line.what for line in page.imports.lines.rows.rows] == [
        "25.00元 · 312人 · 2期 · 代收费（按收费目录） · 示发改价〔2022〕31号",
        "260.50元 · 300人 · 1期 · 代收费（按收费目录）",
    ]
    desk.tab_to("要导入的内容")
    desk.key("Down")
    desk.key("Enter")
    assert desk.focus().accessibleName() == "改为"
    assert desk.focus().text() == "校服费", "a sound row can be wrong too"
    desk.key("Shift+Tab")
    desk.key("Down")
    desk.key("Tab")
    assert desk.focus().text() == "260.5"
    desk.focus().selectAll()
    desk.type("250.5")
    desk.key("Enter")
    desk.until(lambda: "250.50元" in page.imports.lines.rows.rows[1].what, "corrected")
    assert desk.focus() is page.imports.lines
    desk.tab_to("全部导入")
    desk.key("Space")
    assert desk.undo_text() == "撤销“核查收费”(&U)"
    rows = page.faces["fees"].table.rows.rows
    assert [row.line.name for row in rows] == ["作业本费", "校服费"]
    assert rows[0].fen == 500 * 312 * 2
    page.faces["fees"].table.setFocus()
    desk.key("Ctrl+Z")
    assert page.faces["fees"].table.rows.rows == [], "a list is one step"
    desk.key("Ctrl+Y")
    kept = _kept(desk, team_file, FeeLine)
    assert [(one.charged_fen, one.heads) for one in kept] == [(2500, 312), (25050, 300)]
    assert [one.kind for one in kept] == [FeeKind.PASS_THROUGH] * 2


def test_a_list_belongs_to_the_school_it_was_looked_at_for(opened: Opened, team_file: Path) -> None:
    desk = _begin(opened, team_file)
    page = desk.bench.pages["fees"]
    QGuiApplication.clipboard().setText("项目\t标准\n住宿费\t300\n")
    desk.key("Ctrl+V")
    assert page.imports.lines.isVisible()
    other = next(
        school for school in desk.bench.desk.schools if school.id != desk.bench.desk.school.id
    )
    desk.key("Ctrl+K")
    desk.type(other.name)
    desk.key("Enter")
    assert desk.bench.desk.school.id == other.id
    assert not page.imports.lines.isVisible()
    assert page.faces["fees"].entry.isVisible()
    assert _kept(desk, team_file, FeeLine) == []


def _importer() -> Any:
    from inspector_gui.window.forms.table_import import TableImport

    return TableImport


def test_a_table_is_pasted_into_the_line_or_the_list(opened: Opened, team_file: Path) -> None:
    desk = _begin(opened, team_file)
    QGuiApplication.clipboard().setText("项目\t标准\t人数\n住宿费\t300\t52\n餐费\t12.5\t30\n")
    desk.key("Ctrl+V")
    assert desk.focus().accessibleName() == "全部导入"
    desk.key("Space")
    desk.tab_to("收费项目")
    assert [row.name for row in _kept(desk, team_file, FeeLine)] == ["住宿费", "餐费"]


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"<a/>" * 100_000_000)


BAD_LISTS = pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("炸弹.xlsx", _bomb, "压缩炸弹"),
        ("照片.xlsx", lambda path: path.write_bytes(b"\x89PNG" * 99), "是 PDF 或图片"),
        ("名单.csv", lambda path: path.write_text("姓名,电话\n甲,1\n"), "没有找到表头"),
        ("空.csv", lambda path: path.write_text("项目,标准\n"), "里没有收费项目"),
        ("无.xlsx", lambda _: None, "打不开"),
    ],
)


@BAD_LISTS
def test_a_list_that_cannot_be_read_is_refused_in_one_sentence(
    opened: Opened, team_file: Path, name: str, make: Callable[[Path], object], words: str
) -> None:
    path = team_file.with_name(name)
    make(path)
    desk = _begin(opened, team_file)
    page = desk.bench.pages["fees"]
    page.findChild(_importer()).start(path)
    desk.until(lambda: desk.window.banner.text() + page.imports.message != "", "a word about it")
    said = desk.window.banner.text() + page.imports.message
    assert words in said
    assert said.count("。") == 1
    assert _kept(desk, team_file, FeeLine) == []


def test_impossible_entries_are_told_at_the_field_and_nothing_is_kept(
    opened: Opened, team_file: Path
) -> None:
    desk = _begin(opened, team_file)
    _row(desk, "作业本费", "一百元", "-3", "99999999")
    entry = desk.bench.pages["fees"].faces["fees"].entry
    assert desk.word("实收标准").startswith("请填金额（元）")
    assert _word(entry, "heads") == "请填整数，如 52"
    assert _word(entry, "terms") == "数目太大，请核对"
    assert desk.focus().accessibleName() == "实收标准"
    assert entry.fields["name"].box.text() == "作业本费", "what was right stays"
    desk.key("Alt+2")
    desk.tab_to("起号")
    _row(desk, "第一号", "0050", "", "", "", "")
    books = desk.bench.pages["fees"].faces["books"].entry
    assert _word(books, "first_no") == "只填字母、数字和符号"
    assert books.fields["last_no"].box.text() == "0050"
    desk.key("Alt+4")
    desk.key("Ctrl+R")
    _row(desk, "记-", "50", "1", "3")
    assert "凭证止号小于起号" in desk.window.banner.text()
    assert desk.bench.pages["fees"].draw.list.fields["first"].box.text() == "50"
    assert _kept(desk, team_file, FeeLine) == []


def test_doubts_are_said_beside_what_was_typed_and_never_refuse_it(
    opened: Opened, team_file: Path
) -> None:
    desk = _begin(opened, team_file)
    _row(desk, "作业本费", "35", "999999", "2")
    assert desk.says("多于学籍人数")
    [fee] = _kept(desk, team_file, FeeLine)
    assert fee.heads == 999_999


def test_what_is_open_in_the_accounts_is_told_before_leaving_and_leads_there(
    opened: Opened, team_file: Path
) -> None:
    desk = _begin(opened, team_file)
    _row(desk, "住宿费", "35", "10", "1")
    _row(desk, "作业本费", "35", "312", "2")
    desk.key("Alt+4")
    _row(desk, "记-7", "", "", "")
    desk.key("Ctrl+1")
    gaps = desk.bench.page().gaps
    told = [line.text() for line in gaps.lines if not line.isHidden()]
    [wrong] = [n for n, words in enumerate(told) if "账目有问题未转为问题" in words]
    [waiting] = [n for n, words in enumerate(told) if "抽查凭证未核" in words]
    assert "作业本费" in told[wrong]
    gaps.jump(waiting)
    assert desk.bench.page() is desk.bench.pages["fees"]
    assert desk.bench.page().chips.key == "vouchers"
    desk.key("Ctrl+1")
    gaps.jump(wrong)
    assert desk.bench.page().chips.key == "fees"
    assert desk.bench.page().faces["fees"].table.current().line.name == "作业本费"
    before = desk.pressed
    desk.type("p")
    assert desk.pressed - before == 1
    assert desk.bench.pages["findings"].table.current().serial == "WT-01"
