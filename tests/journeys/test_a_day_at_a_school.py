"""From the first keystroke at the gate to the sheet a headmaster signs, by keyboard alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from db.store import Store
from db.vocabulary import CallOutcome, EntryMethod, FindingStatus, Severity, Verdict

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


def test_a_school_from_first_key_to_printed_sheet(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    _take_the_pen(desk)
    _find_the_school(desk)
    _record_the_visit(desk)
    _work_through_the_checklist(desk)
    _count_an_envelope(desk)
    _call_a_parent(desk)
    _word_the_finding(desk)
    path = _print_the_sheet(desk, team_file)
    _read_the_sheet(path)
    desk.window.close()
    _reopen(team_file)


def _take_the_pen(desk: Any) -> None:
    lead = desk.bench.desk.people[0]
    desk.bench.status.person_chosen.emit(lead.id)
    assert lead.name in desk.bench.status.person.text()


def _find_the_school(desk: Any) -> None:
    desk.key("Ctrl+K")
    desk.type("slxx")
    desk.key("Enter")
    assert desk.bench.desk.school.name.endswith("示例小学")


def _record_the_visit(desk: Any) -> None:
    desk.page("overview")
    assert desk.focus().accessibleName() == "检查日期"
    desk.type("2025-9-16")
    desk.key("Tab")
    desk.type("学校会议室")
    desk.key("Tab")
    desk.type("805")
    desk.tab_to("抽查凭证")
    desk.type("１２０")
    desk.tab_to("总体情况")
    desk.type("公示栏设在校门口，内容完整。")
    desk.key("Tab")
    school = desk.bench.desk.school
    assert str(school.visited_on) == "2025-09-16"


def _work_through_the_checklist(desk: Any) -> None:
    desk.page("checklist")
    table = desk.bench.page().table
    items = sum(1 for row in table.rows.rows if hasattr(row, "item"))
    for number in range(items):
        desk.type("2" if number == 1 else "1")
        if number == 1:
            desk.type("n")
            desk.type("2025年春季学期收取资料费")
            desk.tab_to("涉及金额")
            desk.type("1234.56")
            desk.key("Tab")
            desk.type("52")
            desk.bench.page().enter()
            desk.type("p")
            desk.page("checklist")
        desk.key("Enter")
    assert desk.tab("checklist") == f"检查清单 {items}/{items}"
    assert desk.tab("findings") == "问题 1"


def _count_an_envelope(desk: Any) -> None:
    page = desk.page("questionnaires")
    desk.type("402")
    desk.key("Tab")
    desk.type("45")
    desk.key("Enter")
    assert desk.focus().accessibleName() == "发放"
    for number in ("45", "44", "40"):
        desk.type(number)
        desk.key("Enter")
    page.bar.method_chosen.emit(EntryMethod.COUNTS)
    first = page.counts.cards[0]
    for number in ("30", "5", "4", "0", "0"):
        desk.type(number)
        desk.key("Enter")
    assert "合计 39，有效 40，不符" in first._sum.text()
    for _ in range(2):
        desk.key("Up")
    desk.key("Down")
    desk.type("1")
    desk.key("Enter")
    assert first._sum.text() == "合计 40 ✓"


def _call_a_parent(desk: Any) -> None:
    page = desk.page("calls")
    desk.type("1146")
    desk.key("Tab")
    desk.type("13800001234")
    desk.key("Enter")
    desk.tab_to("家长电话")
    desk.key("Enter")
    assert page.calling.number == "138 0000 1234"
    desk.type("2")
    desk.key("Enter")
    desk.type("1")
    desk.type("181")
    desk.key("Enter")
    row = page.desk.current()
    assert row.outcome is CallOutcome.COMPLETED
    assert len(row.attempts) == 2
    assert page.context.number == "138****1234"


def _word_the_finding(desk: Any) -> None:
    desk.page("findings")
    finding = desk.bench.page().table.current()
    assert finding.fact == "2025年春季学期收取资料费"
    assert (finding.involved_fen, finding.students) == (123456, 52)
    desk.tab_to("应退")
    desk.type("1234.56")
    desk.tab_to("程度")
    desk.type("3")
    panel = desk.bench.page().panel
    desk.tab_to("证据名称")
    desk.type("记字第12号凭证")
    desk.key("Enter")
    ticks = [tick for tick in panel._basis.findChildren(_check_box()) if tick.isEnabled()]
    assert ticks, "the item offers a locked citation"
    ticks[0].setFocus()
    desk.key("Space")
    desk.tab_to("组长确认")
    desk.key("Space")
    assert desk.bench.page().table.current().status is FindingStatus.CONFIRMED
    assert desk.window.banner.text() == ""


def _check_box() -> Any:
    from PySide6.QtWidgets import QCheckBox

    return QCheckBox


def _print_the_sheet(desk: Any, team_file: Path) -> Path:
    desk.page("documents")
    page = desk.bench.page()
    desk.until(lambda: page.context.lock.isEnabled(), "the lead may lock the sheet")
    desk.type("l")
    desk.until(lambda: page.context.state.text() == "已定稿", "the sheet is locked")
    desk.type("s")
    folder = team_file.parent / "文书"
    desk.until(lambda: any(folder.glob("*.pdf")), "the sheet is on the disk")
    [path] = folder.glob("*.pdf")
    assert "草稿" not in path.name
    return path


def _read_the_sheet(path: Path) -> None:
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    plain = "".join(text.split())
    assert "2025年春季学期收取资料费" in plain
    assert "1234.56元" in plain
    assert "发放学生问卷45份、回收44份" in plain
    assert "公示栏设在校门口" in plain
    assert "13800001234" not in plain
    assert "草稿" not in plain
    document.close()


def _reopen(team_file: Path) -> None:
    with Store.open(team_file) as store, store.read() as work:
        line = next(one for one in work.schools.lines() if one.visited_on is not None)
        visit = work.visits.facts(line.visit_id)
        assert (visit.place, visit.vouchers_checked) == ("学校会议室", 120)
        [finding] = work.findings.lines(line.visit_id)
        assert finding.severity is Severity.SERIOUS
        assert finding.due_fen == 123456
        [envelope] = work.questionnaires.envelopes(line.visit_id)
        assert (envelope.issued, envelope.returned, envelope.valid) == (45, 44, 40)
        assert envelope.countings[0].counts["S01.blank"] == 1
        items = work.catalogues.items(_fee())
        answers = work.checklists.answers(line.visit_id, items)
        assert sum(one.verdict is Verdict.VIOLATION for one in answers) == 1


def _fee() -> Any:
    from db.vocabulary import Inspection

    return Inspection.FEE
