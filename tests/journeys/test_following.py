"""After the merge, by keys: a finding to its close-out, a complaint from receipt to the totals."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.records.registers import ComplaintLine, SanctionLine
from db.store import Store
from db.vocabulary import (
    Act,
    Cause,
    ComplaintOutcome,
    ComplaintSource,
    FindingStatus,
    Severity,
)
from tests.db.looking import item_of, visit_of
from tests.exchange.books import write
from tests.exchange.test_registers import (
    SCENARIO,
    complaint_rows,
    contact_rows,
    register_schools,
    sanction_rows,
)

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture
def bureau(campaign_file: Path) -> Path:
    """A finding that the school knows of, with 100 yuan due; another team to look again."""
    with Store.open(campaign_file) as store:
        with store.act(Act.RECORD_VISIT) as work:
            work.visits.record(visit_of(store), visited_on=date(2025, 9, 15))
            campaign = work.campaigns.current().id
            work.people.add_team(campaign, "T2", "第二检查组")
        with store.act(Act.RAISE_FINDING) as work:
            work.findings.raise_finding(
                visit_of(store),
                item_of(store).id,
                "WT-01",
                fact="超标准收费",
                students=10,
                involved_fen=10_000,
                due_fen=10_000,
                severity=Severity.MODERATE,
                status=FindingStatus.FED_BACK,
            )
    return campaign_file


def _finding(path: Path) -> Any:
    with Store.open(path) as store, store.read() as work:
        [finding] = work.findings.lines(visit_of(store))
        return finding


def _table(desk: Any) -> Any:
    desk.bench.show_page("following")
    desk.follow()
    table = desk.find("各校问题的整改进度")
    table.setFocus()
    desk.settle()
    return table


def _type(desk: Any, *texts: str) -> None:
    """Into one field after the other; Enter goes on, and gives all at the end."""
    for text in texts:
        desk.type(text)
        desk.key("Enter")


def test_a_finding_from_the_merge_to_its_close_out(opened: Opened, bureau: Path) -> None:
    desk = opened(bureau)
    table = _table(desk)
    assert table.current().finding.serial == "WT-01"
    desk.key("Enter")
    _type(desk, "2025-10-9", "", "")
    assert _status(table) is FindingStatus.RECTIFYING
    _refund(desk, "60", "", "")
    assert desk.says("核实已退 0.00 元，未退 100.00 元")
    _refund(desk, "", "101", "2025-10-22")
    assert "不能多于应退" in desk.window.banner.text()
    desk.key("Esc")
    _refund(desk, "40", "100", "2025-10-22")
    assert desk.says("核实已退 100.00 元，未退 0.00 元")
    _report(desk)
    assert _status(table) is FindingStatus.REPORTED
    desk.key("Enter")
    _type(desk, "2025-10-28", "王核实")
    desk.key("Enter")
    _type(desk, "王核实", "")
    assert "销号要两个人" in desk.window.banner.text()
    desk.key("Esc")
    desk.key("Enter")
    _type(desk, "李复核", "")
    desk.window.close()
    kept = _finding(bureau)
    assert (kept.status, kept.refunded_fen, kept.reported_fen) == (
        FindingStatus.CLOSED,
        10_000,
        10_000,
    )


def _refund(desk: Any, reported: str, amount: str, sighted: str) -> None:
    """way, paid on, pupils, reported, sighted amount, sighted on, proof, note."""
    desk.type("r")
    desk.key("Enter")
    _type(desk, "2025-10-20", "10")
    desk.focus().clear()
    _type(desk, reported, amount, sighted, "记字第3号", "")


def _report(desk: Any) -> None:
    desk.key("Enter")
    _type(desk, "2025-10-24")
    desk.key("Enter")
    _type(desk, "整改前后照片")


def _status(table: Any) -> FindingStatus:
    status: FindingStatus = table.current().finding.status
    return status


def test_an_objection_upheld_after_the_notice(opened: Opened, bureau: Path) -> None:
    """What was refunded above the new sum stands apart; the finding is ordered anew."""
    desk = opened(bureau)
    table = _table(desk)
    desk.key("Enter")
    _type(desk, "2025-10-9", "", "")
    _refund(desk, "80", "80", "2025-10-22")
    desk.button("受理迟到的异议").click()
    desk.settle()
    assert _status(table) is FindingStatus.OBJECTED
    desk.button("变更").click()
    desk.settle()
    _type(desk, "10", "50", "50", "两个班的收费有依据")
    assert _status(table) is FindingStatus.REVISED
    assert desk.says("另有多退 30.00 元")
    desk.window.close()
    kept = _finding(bureau)
    assert (kept.due_fen, kept.refunded_fen, kept.excess_fen) == (5_000, 5_000, 3_000)


def test_a_complaint_from_receipt_to_the_numbers_that_are_published(
    opened: Opened, bureau: Path
) -> None:
    desk = opened(bureau)
    desk.bench.show_page("complaints")
    desk.follow()
    desk.find("编号").setFocus()
    _type(desk, "XF-001", "2025-9-1")
    desk.key("Enter")
    desk.key("Enter")
    _type(desk, "S001", "称学校收取补课费")
    assert desk.says("共 1 件")
    _type(desk, "XF-001", "2025-9-2")
    desk.key("Ctrl+Enter")
    assert "已经有编号为 XF-001 的信访件" in desk.window.banner.text()
    for _ in range(2):
        desk.focus().clear()
    table = desk.find("信访举报")
    table.setFocus()
    desk.key("Enter")
    desk.key("2")
    desk.settle()
    desk.find("案件编号").setFocus()
    desk.type("AJ-01")
    desk.key("Enter")
    desk.window.close()
    with Store.open(bureau) as store, store.read() as work:
        [line] = work.registers.lines(ComplaintLine)
        told = work.totals.registered()
    assert (line.case_no, line.outcome, line.school) == (
        "AJ-01",
        ComplaintOutcome.SUBSTANTIATED,
        "示例市第一示例小学",
    )
    assert (told["complaints"], told["substantiated_fee_cases"]) == (1, 1)


def test_a_sanction_without_cause_is_not_added(opened: Opened, bureau: Path) -> None:
    desk = opened(bureau)
    desk.bench.show_page("sanctions")
    desk.follow()
    desk.find("人次").setFocus()
    desk.type("2")
    desk.key("Ctrl+Enter")
    assert "问责要写明事由" in desk.window.banner.text()
    cause = desk.find("事由")
    cause.setFocus()
    desk.key("2")
    desk.find("人次").setFocus()
    desk.key("Ctrl+Enter")
    desk.window.close()
    with Store.open(bureau) as store, store.read() as work:
        [line] = work.registers.lines(SanctionLine)
    assert (line.cause, line.persons) == (Cause.FEE, 2)


def test_a_day_is_moved_and_a_payment_gets_its_proof(
    opened: Opened, bureau: Path, tmp_path: Path
) -> None:
    """The course on the right keeps what was said before; the proof comes back as it was put in."""
    desk = opened(bureau)
    table = _table(desk)
    desk.key("Enter")
    _type(desk, "2025-10-9", "", "")
    desk.key("d")
    _type(desk, "2025-11-20", "2025-11-6", "校长住院")
    assert table.current().next.due_on == date(2025, 11, 6)
    assert desk.says("说明 校长住院")
    assert "报告期限 2025年11月10日" in desk.says("责令日期 2025年10月9日")
    _refund(desk, "", "100", "2025-10-22")
    page = desk.bench.page()
    [payment] = page.panel.refunds.rows.rows
    proof = tmp_path / "签领表.pdf"
    proof.write_bytes(b"%PDF-1.7 proof")
    presenter = next(
        child for child in page.children() if type(child).__name__ == "FollowPresenter"
    )
    presenter.attach(payment, proof)
    desk.until(lambda: bool(page.panel.refunds.rows.rows[0].attachment), "the proof is kept")
    presenter.save_proof(page.panel.refunds.rows.rows[0], tmp_path / "出.pdf")
    assert (tmp_path / "出.pdf").read_bytes() == proof.read_bytes()
    desk.window.close()


def _attach_and_save(desk: Any, folder: Path) -> None:
    """The proof of the only payment comes back as it was put in."""
    page = desk.bench.page()
    presenter = next(
        child for child in page.children() if type(child).__name__ == "PaymentsPresenter"
    )
    payments = desk.find("案件退费各笔").rows
    proof = folder / "签领表.pdf"
    proof.write_bytes(b"%PDF-1.7 proof")
    presenter.attach(payments.rows[0], proof)
    desk.until(lambda: bool(payments.rows[0].attachment), "the proof is kept")
    presenter.proofs.save(payments.rows[0].attachment, folder / "出.pdf")
    assert (folder / "出.pdf").read_bytes() == proof.read_bytes()


def test_what_nobody_entered_of_a_complaint_is_empty_and_not_zero(
    opened: Opened, bureau: Path
) -> None:
    with Store.open(bureau) as store, store.act(Act.REGISTER) as work:
        work.registers.register(
            ComplaintLine,
            number="XF-001",
            source=ComplaintSource.SELF,
            channel="来信",
            received_on=date(2025, 9, 1),
            category=Cause.MANAGEMENT,
        )
    desk = opened(bureau)
    desk.bench.show_page("complaints")
    desk.follow()
    form = desk.bench.page().panel.form
    assert [form.fields[name].box.text() for name in ("students", "involved_fen", "due_fen")] == [
        ""
    ] * 3
    desk.window.close()


def test_a_case_that_is_no_finding_gets_its_payments_by_keys(
    opened: Opened, bureau: Path, tmp_path: Path
) -> None:
    with Store.open(bureau) as store, store.act(Act.REGISTER) as work:
        work.registers.register(
            ComplaintLine,
            number="XF-001",
            source=ComplaintSource.SELF,
            channel="来信",
            received_on=date(2025, 9, 1),
            category=Cause.FEE,
            outcome=ComplaintOutcome.SUBSTANTIATED,
            basis="核实笔录",
            students=20,
            involved_fen=50_000,
            due_fen=40_000,
        )
    desk = opened(bureau)
    desk.bench.show_page("complaints")
    desk.follow()
    table = desk.find("信访举报")
    table.setFocus()
    for amount, word in (("400.01", "不能多于应退"), ("300", "")):
        desk.key("r")
        desk.key("Enter")
        _type(desk, "2025-9-18", "15", "", amount, "2025-9-20", "王核实", "记字第8号", "")
        assert word in desk.window.banner.text()
        if word:
            desk.key("Esc")
            table.setFocus()
    assert desk.says("结清 300.00 元，未退 100.00 元")
    _attach_and_save(desk, tmp_path)
    desk.window.close()
    with Store.open(bureau) as store, store.read() as work:
        numbers = work.totals.registered()
    assert (numbers["own_case_refunded_fen"], numbers["own_case_refund_students"]) == (30_000, 15)


def _importer() -> Any:
    from inspector_gui.window.forms.table_import import TableImport

    return TableImport


def test_every_register_row_comes_in_through_its_page(
    opened: Opened, campaign_file: Path, tmp_path: Path
) -> None:
    """Dropped on its page as the office keeps it, looked at, taken in by Space; the totals are
    those of the reference campaign."""
    with Store.open(campaign_file) as store:
        register_schools(store)
    desk = opened(campaign_file)
    books = (
        ("complaints", complaint_rows, len(SCENARIO["complaints"])),
        ("contacts", contact_rows, len(SCENARIO["admission_contacts"])),
        ("sanctions", sanction_rows, 14),
    )
    for key, rows, number in books:
        desk.bench.show_page(key)
        desk.follow()
        page = desk.bench.page()
        page.findChild(_importer()).start(write(tmp_path / f"{key}.xlsx", list(rows())))
        desk.until(lambda page=page: "新增" in page.imports.message, "the list is looked at")
        desk.button("全部导入").click()
        desk.until(lambda page=page, n=number: len(page.list.table.rows.rows) == n, key)
    desk.window.close()
    with Store.open(campaign_file) as store, store.read() as work:
        told = work.totals.registered()
    named = told.keys() & SCENARIO["totals"].keys()
    assert len(named) == 18
    assert {name: told[name] for name in named} == {
        name: SCENARIO["totals"][name] for name in named
    }
