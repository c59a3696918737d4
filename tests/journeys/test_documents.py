"""The page of documents, by keys alone: look, lock, change, sign, print, all schools at once."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog

from db.store import Store
from db.vocabulary import Act, DocumentKind
from inspector_gui.demo.campaign import build
from inspector_gui.window.printroom import output
from inspector_gui.window.printroom.pictures import Pictures
from inspector_gui.window.printroom.printing import Printing
from tests.sheets_of_today import put_days_ahead

DEAD_PRINTER = "打印机没有响应，没有打印；请检查打印机是否开机、连接和有纸，然后重试。"
NO_PRINTER = "这台电脑还没有安装打印机；请先安装打印机，或者保存 PDF 后到别的电脑打印。"

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return build(tmp_path_factory.mktemp("recorded"), recorded=True, sheets=False)


@pytest.fixture
def desk(opened: Opened, recorded: list[Path], tmp_path: Path) -> Any:
    """The third team's file at the end of a day, in the lead's hands, on the documents page."""
    path = tmp_path / recorded[3].name
    path.write_bytes(recorded[3].read_bytes())
    put_days_ahead(path)
    found = opened(path)
    bench = found.bench.desk
    found.bench.status.person_chosen.emit(
        next(person.id for person in bench.people if person.is_lead)
    )
    school = next(line for line in bench.schools if line.code == "S010")
    with bench.store.act(Act.RECORD_VISIT) as work:
        work.visits.record(school.visit_id, left_at=None)
    bench.choose(school.visit_id)
    found.page("documents")
    page = found.bench.page()
    found.until(lambda: page.list.rows.rows and shown(found), "the list and the sheet")
    return found


def page_of(desk: Any) -> Any:
    return desk.bench.page()


def shown(desk: Any) -> str:
    """What the preview shows: its text."""
    pictures = page_of(desk).paper.pictures
    if pictures is None:
        return ""
    with pypdfium2.PdfDocument(pictures.pdf) as file:
        return "".join(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in file)


def state(desk: Any) -> str:
    return str(page_of(desk).context.state.text())


def turn_to(desk: Any, name: str) -> None:
    desk.until(lambda: page_of(desk).list.rows.rows, "the list")
    names = [getattr(row, "name", None) for row in page_of(desk).list.rows.rows]
    here = page_of(desk).list.currentIndex().row()
    for _ in range(abs(names.index(name) - here)):
        if page_of(desk).list.current().name == name:
            break
        desk.key("Down" if names.index(name) > here else "Up")
    desk.until(lambda: page_of(desk).context.name.text() == name, f"{name} is shown")


def test_the_list_shows_every_document_and_the_preview_follows_the_keys(desk: Any) -> None:
    rows = [row for row in page_of(desk).list.rows.rows if hasattr(row, "name")]
    assert {"抽样记录（学校联）", "检查情况反馈单", "工作底稿", "学生问卷（小学）"} <= {
        row.name for row in rows
    }
    assert {row.caption for row in rows} == {"草稿", "空白表"}
    turn_to(desk, "抽样记录（检查组联）")
    desk.until(lambda: "花名册抽样" in shown(desk), "the record is shown")
    turn_to(desk, "学生问卷（小学）")
    assert state(desk) == "空白表，打印后手工填写"
    assert not page_of(desk).context.lock.isEnabled()


def test_the_preview_is_sharp_at_any_zoom(desk: Any) -> None:
    paper = page_of(desk).paper

    def sharp() -> bool:
        return paper.is_sharp(0)

    desk.until(sharp, "drawn for this zoom")
    before = paper.wanted(0)
    paper.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(4):
        desk.type("+")
    desk.until(sharp, "drawn anew")
    assert paper.wanted(0) > 1.8 * before
    desk.type("0")
    desk.until(sharp, "fits again")
    assert paper.wanted(0) == before


def test_keys_lock_and_a_change_is_told_against_it(desk: Any) -> None:
    desk.type("l")
    desk.until(page_of(desk).context.check.isVisible, "what is marked is seen first")
    desk.key("Esc")
    assert state(desk) == "草稿"
    assert page_of(desk).list.hasFocus()
    desk.type("l")
    desk.key("Enter")
    desk.until(lambda: state(desk) == "已定稿", "locked")
    assert "草稿" not in shown(desk)
    store, school = desk.bench.desk.store, desk.bench.desk.school
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(school.visit_id, overall="学校建立了收费台账。")
    desk.until(lambda: state(desk) == "内容已变，与定稿不同", "told that it changed")
    desk.until(lambda: "第2版变更说明" in shown(desk), "and what")
    desk.button("第1版　").click()
    desk.until(lambda: state(desk) == "第1版，定稿时的样子", "the locked version")
    assert "收费台账" not in shown(desk)


def test_nothing_is_locked_of_a_school_nobody_visited(
    opened: Opened, demo: Path, tmp_path: Path
) -> None:
    """The plan is no visit: one line for each thing that is missing, a digit leads to it."""
    path = tmp_path / "第三检查组.inspection"
    path.write_bytes((demo / path.name).read_bytes())
    desk = opened(path)
    bench = desk.bench.desk
    desk.bench.status.person_chosen.emit(
        next(person.id for person in bench.people if person.is_lead)
    )
    desk.page("documents")
    page = desk.bench.page()
    desk.until(lambda: page.list.rows.rows and shown(desk), "the sheet")
    assert "年月日" in shown(desk)
    assert "未发现" not in shown(desk), "nothing was looked at"
    planned = f"{bench.school.planned_on:%Y年%-m月%-d日}"
    assert shown(desk).count(planned) == 0, "a plan is no visit"
    desk.type("l")
    desk.until(page.context.check.isVisible, "what is missing")
    assert not page.context.check.lock.isEnabled()
    desk.key("Enter")
    with bench.store.read() as work:
        assert work.documents.issued(bench.school.visit_id) == []
    desk.type("1")
    desk.until(lambda: desk.focus().accessibleName() == "检查日期", "where it is put right")


def test_only_a_lead_locks(desk: Any) -> None:
    member = next(person.id for person in desk.bench.desk.people if not person.is_lead)
    desk.bench.status.person_chosen.emit(member)
    desk.until(lambda: not page_of(desk).context.lock.isEnabled(), "greyed")
    desk.type("l")
    assert "组长定稿后去掉“草稿”字样" in page_of(desk).context.word.text()
    with desk.bench.desk.store.read() as work:
        assert work.documents.issued(desk.bench.desk.school.visit_id) == []


def test_the_signed_copy_is_attached_by_its_code(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.type("l")
    desk.key("Enter")
    desk.until(lambda: state(desk) == "已定稿", "locked")
    scan = tmp_path / "签字.png"
    QImage(600, 800, QImage.Format.Format_RGB32).save(str(scan))
    code = page_of(desk).context.facts.text().split()[-1]
    given = iter(["12345678", code.lower()])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scan), ""))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (next(given), True))
    desk.type("a")
    word = page_of(desk).context.word
    desk.until(lambda: "没有内容校验码为“12345678”的定稿" in word.text(), "refused")
    desk.type("a")
    desk.until(lambda: state(desk) == "已定稿，附有签字件", "attached")
    with desk.bench.desk.store.act(Act.RECORD_VISIT) as work:
        work.visits.record(desk.bench.desk.school.visit_id, overall="改了。")
    desk.until(lambda: state(desk) == "与已签版本不一致", "told")


def test_the_scan_of_a_signed_sheet_finds_its_version_by_itself(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.type("l")
    desk.key("Enter")
    desk.until(lambda: state(desk) == "已定稿", "locked")
    scan = tmp_path / "签字.jpg"
    with pypdfium2.PdfDocument(page_of(desk).paper.pictures.pdf) as file:
        file[1].render(scale=200 / 72).to_pil().convert("L").rotate(1, fillcolor=255).save(scan)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scan), ""))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: pytest.fail("nothing is asked"))
    desk.type("a")
    desk.until(lambda: state(desk) == "已定稿，附有签字件", "attached")
    with desk.bench.desk.store.read() as work:
        [version] = work.documents.issued(desk.bench.desk.school.visit_id)
    assert version.version == 1
    assert version.signed_copy


def test_save_and_all_schools_at_once(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type("s")
    folder = desk.bench.desk.store.path.parent / "文书"
    desk.until(lambda: "已保存" in page_of(desk).context.word.text(), "saved")
    [path] = folder.glob("*.pdf")
    assert path.name == "2025-SF-T3-04-示例市第四示例小学-检查情况反馈单（草稿）.pdf"
    monkeypatch.setattr(output, "choose_batch", everything)
    desk.type("b")
    word = page_of(desk).context.word
    desk.until(lambda: "已生成 20 份" in word.text(), "made", turns=1200)
    names = sorted(path.name for path in folder.glob("*.pdf"))
    assert len(names) == 20
    assert names == sorted(names, key=lambda name: name[:14])
    assert not list(folder.glob("*.part"))


def everything(desk: Any, scope: Any, kind: DocumentKind, _parent: object) -> Any:
    scopes = [type(scope)(line.name, scope.campaign, line) for line in desk.schools]
    return scopes, [kind, DocumentKind.CALL_REGISTER]


def test_a_batch_is_given_up_by_a_key(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "choose_batch", everything)
    progress = page_of(desk).progress
    desk.type("b")
    desk.until(progress.isVisible, "under way")
    desk.button("取消正在进行的工作").setFocus(Qt.FocusReason.OtherFocusReason)
    desk.key("Space")
    desk.until(lambda: "已取消" in page_of(desk).context.word.text(), "given up")
    folder = desk.bench.desk.store.path.parent / "文书"
    assert not list(folder.glob("*.part"))
    for path in folder.glob("*.pdf"):
        pypdfium2.PdfDocument(path).close()


def test_without_a_printer_one_sentence_says_so(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtPrintSupport import QPrinterInfo

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    desk.type("p")
    desk.until(lambda: page_of(desk).context.word.text() == NO_PRINTER, "told")


def test_a_printer_that_does_not_answer_is_told_in_one_sentence(
    desk: Any, tmp_path: Path, qapp: Any
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "拔掉的打印机" / "打印.pdf"))
    told: list[str] = []
    run = Printing(page_of(desk).paper.pictures, printer, qapp)
    run.ended.connect(told.append)
    run.start()
    desk.until(lambda: told != [], "told")
    assert told == [DEAD_PRINTER]
    assert list(tmp_path.glob("拔掉的打印机*")) == []


def test_printed_pages_are_the_very_pages(desk: Any, tmp_path: Path, qapp: Any) -> None:
    pictures: Pictures = page_of(desk).paper.pictures
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(120)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    told: list[str] = []
    run = Printing(pictures, printer, qapp)
    run.ended.connect(told.append)
    run.start()
    desk.until(lambda: told != [], "printed")
    assert told == [f"已送打印机：{len(pictures)} 页。"]
    with pypdfium2.PdfDocument(tmp_path / "打印.pdf") as file:
        assert len(file) == len(pictures)
        assert file.get_page_size(0) == pytest.approx((595.3, 841.9), abs=2)
        mine = file[0].render(scale=0.5).to_pil().convert("L")
        theirs = pypdfium2.PdfDocument(pictures.pdf)[0].render(scale=0.5).to_pil().convert("L")
        size = (60, 84)
        differences = [
            abs(a - b)
            for a, b in zip(mine.resize(size).tobytes(), theirs.resize(size).tobytes(), strict=True)
        ]
        assert sum(differences) / len(differences) < 6


def test_a_deadline_in_a_year_without_a_calendar_is_asked_for(
    opened: Opened, recorded: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / recorded[0].name
    path.write_bytes(recorded[0].read_bytes())
    with Store.open(path) as store, store.act(Act.PLAN) as work:
        for day in work.campaigns.marked_days():
            work.campaigns.unmark_day(work.campaigns.current().id, day)
        first = work.schools.lines()[0]
        work.visits.record(first.visit_id, visited_on=first.planned_on)
    desk = opened(path)
    bench = desk.bench.desk
    bench.choose(bench.schools[0].visit_id)
    desk.page("documents")
    desk.until(lambda: page_of(desk).list.rows.rows != [] and shown(desk), "shown")
    turn_to(desk, "检查情况反馈单")
    desk.until(lambda: "可于年月日前（含当日）向检查组" in shown(desk), "room to write it")
    assert "异议期限落在没有节假日安排的年份" in page_of(desk).context.word.text()
    desk.tab_to("异议期限")
    desk.type("2025-9-30")
    desk.key("Tab")
    desk.until(lambda: "可于2025年9月30日前（含当日）向检查组" in shown(desk), "as written")
    assert "异议期限" not in page_of(desk).context.word.text()


def check_leads_to(desk: Any, field: str) -> None:
    """What is missing is a line of the check, and its digit leads to the field."""
    page = page_of(desk)
    page.list.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.type("l")
    check = page.context.check
    desk.until(lambda: check.isVisible() and check.marks, "the check")
    assert not check.lock.isEnabled()
    desk.type(str(1 + next(n for n, mark in enumerate(check.marks) if field in mark.text)))
    assert desk.focus().accessibleName() == field
    assert not check.isVisible()


def test_what_is_filled_into_a_notice_is_seen_at_once(
    opened: Opened, recorded: list[Path], tmp_path: Path
) -> None:
    path = tmp_path / recorded[0].name
    path.write_bytes(recorded[0].read_bytes())
    desk = opened(path)
    bench = desk.bench.desk
    bench.choose(bench.schools[0].visit_id)
    desk.page("documents")
    desk.until(lambda: page_of(desk).list.rows.rows != [] and shown(desk), "shown")
    turn_to(desk, "整改通知书")
    assert "还没有填写发文字号" in page_of(desk).context.word.text()
    check_leads_to(desk, "发文字号")
    desk.type("示教财〔2025〕21号")
    desk.key("Tab")
    desk.until(lambda: "示教财〔2025〕21号" in shown(desk), "in the preview")
    desk.tab_to("成文日期")
    desk.type("2025-10-9")
    desk.key("Tab")
    desk.until(lambda: "2025年10月9日印发" in shown(desk), "and the day")
    desk.tab_to("版式")
    desk.type("2")
    desk.until(lambda: "印发" not in shown(desk) and "文件" not in shown(desk), "as a letter")
    page_of(desk).list.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.type("w")
    desk.until(lambda: ".docx" in page_of(desk).context.word.text(), "saved for the office")
    [written] = (path.parent / "文书").glob("*.docx")
    assert "整改通知书（草稿）" in written.name
    assert "示教财〔2025〕21号" in {line.text for line in docx.Document(str(written)).paragraphs}
    turn_to(desk, "检查情况反馈单")
    assert page_of(desk).context.docx.isHidden()
    desk.window.close()
    with Store.open(path) as store, store.read() as work:
        kept = work.documents.filled_in(bench.schools[0].visit_id, DocumentKind.NOTICE)
    assert kept == {
        "document_no": "示教财〔2025〕21号",
        "issued_on": "2025-10-09",
        "layout": "letter",
    }


def test_an_open_list_waits_for_nothing(desk: Any) -> None:
    """A key is heard while the sheet is being set."""
    QTest.keyClick(page_of(desk).list, Qt.Key.Key_Down)
    QTest.keyClick(page_of(desk).list, Qt.Key.Key_Down)
    name = page_of(desk).list.current().name
    desk.until(lambda: page_of(desk).context.name.text() == name, "the last one asked for")


def test_what_is_marked_is_seen_on_the_page_mended_confirmed_and_locked(desk: Any) -> None:
    """An order is mended where a digit leads, a source confirmed by Space; then Enter locks."""
    store, school = desk.bench.desk.store, desk.bench.desk.school
    with store.act(Act.RECORD_VISIT) as work:
        work.visits.record(school.visit_id, overall="责令学校整改。账务反映不真实。")
    page = page_of(desk)
    desk.until(lambda: "责令学校整改" in shown(desk), "the preview shows it")
    assert "只能提出建议" in page.context.word.text()
    assert not page.context.print_.isEnabled(), "but it is not printed"
    desk.type("l")
    check = page.context.check
    desk.until(lambda: len(page.paper.spots) >= 2, "marked on the page")
    said = [mark.text for mark in check.marks if mark.grave]
    assert said == ["总体情况写了“责令”", "总体情况“反映”可能透露来源"]
    assert {spot.number for spot in page.paper.spots} >= {0, 1}
    assert not check.lock.isEnabled()
    desk.type("1")
    desk.until(lambda: desk.focus().accessibleName() == "总体情况", "where it is put right")
    desk.key("Ctrl+A")
    desk.type("账务反映不真实。")
    desk.key("Ctrl+P")
    desk.until(lambda: check.isVisible() and desk.focus() is check, "back at the list of marks")
    assert [mark.text for mark in check.marks if mark.grave] == [said[1]]
    desk.type("1")
    desk.key("Ctrl+P")
    desk.until(lambda: check.isVisible() and check.at == 0, "the line looked at stays so")
    desk.key("Space")
    desk.until(lambda: check.lock.isEnabled(), "confirmed as unavoidable")
    desk.key("Enter")
    desk.until(lambda: state(desk) == "已定稿", "locked")
    assert page.paper.spots == ()


def test_a_lock_made_by_mistake_is_withdrawn_by_a_key_with_its_reason(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.type("l")
    desk.key("Enter")
    desk.until(lambda: state(desk) == "已定稿", "locked")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("金额写错", True))
    desk.type("r")
    desk.until(lambda: state(desk) == "草稿", "a draft again")
    assert "第 2 版" in page_of(desk).context.facts.text()
    desk.until(lambda: desk.says("撤回：金额写错"), "its reason is told")
    desk.type("l")
    desk.key("Enter")
    desk.until(lambda: state(desk) == "已定稿", "locked again")
    desk.type("s")
    desk.until(lambda: "已保存" in page_of(desk).context.word.text(), "a file others can have")
    desk.until(lambda: not page_of(desk).context.withdraw.isVisible(), "no longer offered")


def test_one_key_leads_out_of_the_school(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter checks, locks, prints, attaches, and turns to the school's reply; nothing twice."""
    panel = page_of(desk).context

    def step() -> str:
        return str(panel.next.text()) if panel.next.isVisible() else ""

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    monkeypatch.setattr(
        "inspector_gui.window.printroom.printing.choose_printer", lambda *_: printer
    )
    desk.until(lambda: "核稿、定稿" in step(), "first the check")
    desk.key("Enter")
    desk.until(panel.check.isVisible, "what is marked")
    desk.key("Enter")
    desk.until(lambda: "打印" in step(), "then the printer")
    desk.key("Enter")
    desk.until(lambda: "附签字件" in step(), "then the signed copy")
    store, school = desk.bench.desk.store, desk.bench.desk.school
    with store.read() as work:
        [issued] = work.documents.issued(school.visit_id)
        assert issued.printed_at is not None
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(page_of(desk).paper.pictures.pdf)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(scan), ""))
    desk.key("Enter")
    desk.until(lambda: "登记学校意见" in step(), "then the reply")
    desk.key("Enter")
    assert desk.bench.page().chips.key == "replies"
