"""The checklist by keyboard: verdicts, records, papers, law, findings, filters and search."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit

from db.store import Store
from db.vocabulary import Act, Certainty, Desk, EvidenceKind, Verdict
from tests.conftest import Clock, prepare

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


def _kept(path: Path) -> tuple[dict[str, Any], list[Any], list[Any]]:
    """Answers by code, findings and evidence, from the reopened file."""
    with Store.open(path) as store, store.read() as work:
        answers: dict[str, Any] = {}
        findings: list[Any] = []
        proofs: list[Any] = []
        items = work.catalogues.items("fee")
        for line in work.schools.lines():
            known = work.checklists.answers(line.visit_id, items)
            answers |= {one.item.code: one for one in known if one.verdict or one.note}
            findings += work.findings.lines(line.visit_id)
            proofs += work.evidence.proofs(line.visit_id)
    return answers, findings, proofs


def _items(table: Any) -> list[Any]:
    return [row for row in table.rows.rows if hasattr(row, "item")]


def test_a_checklist_takes_two_keys_an_item(opened: Opened, team_file: Path) -> None:
    """Sixty items are 120 keys: under four minutes at a key every two seconds."""
    desk = opened(team_file)
    desk.key("Ctrl+K")
    desk.type("S043")
    desk.key("Enter")
    desk.page("checklist")
    table = desk.bench.page().table
    verdicts = {}
    items = len(_items(table))
    assert items >= 40
    with desk.task("检查清单，一项", things=items, at_most=2):
        for number, row in enumerate(_items(table)):
            assert table.current().item.id == row.item.id
            key = "1112131415"[number % 10]
            verdicts[row.item.code] = list(Verdict)["12345".index(key)]
            desk.type(key)
            desk.key("Enter")
    assert desk.tab("checklist").endswith(f"{items}/{items}")
    assert desk.says("未填 0")
    desk.window.close()
    answers, _, _ = _kept(team_file)
    assert {code: answer.verdict for code, answer in answers.items()} == verdicts


def test_the_rest_is_in_order_only_for_who_has_looked_through_it(
    opened: Opened, team_file: Path
) -> None:
    """One key for what is open, one step of undo; nothing that was never in sight."""
    desk = opened(team_file)
    desk.page("checklist")
    table = desk.bench.page().table
    desk.type("2")  # the first is a violation, and stays one
    button = desk.button("其余符合")
    assert not button.isEnabled()
    assert "没有看到" in button.accessibleDescription()
    desk.key("Ctrl+Enter")
    assert sum(item.verdict is not None for item in _items(table)) == 1
    for _ in range(40):
        desk.key("PageDown")
        desk.window.grab()  # what is painted is in sight
    assert button.isEnabled()
    with desk.task("检查清单，其余符合", at_most=1):
        desk.key("Ctrl+Enter")
    verdicts = [item.verdict for item in _items(table)]
    assert verdicts.count(Verdict.OK) == len(verdicts) - 1
    assert desk.says(f"已把其余 {len(verdicts) - 1} 项记为符合")
    desk.key("Ctrl+Z")
    assert sum(item.verdict is not None for item in _items(table)) == 1


def test_a_whole_checklist_with_four_items_not_in_order_takes_sixty_keys(
    opened: Opened, team_file: Path
) -> None:
    """Looked through page by page; what is not in order is struck where it is seen."""
    desk = opened(team_file)
    known = desk.bench.desk
    long = next(school for school in known.schools if len(known.items_for(school)) >= 49)
    known.choose(long.visit_id)
    table = desk.page("checklist").table
    items = [item.item.code for item in _items(table)]
    wrong = {items[number]: key for number, key in zip((5, 17, 29, 44), "2322", strict=True)}
    with desk.task("检查清单：整张，其中四项有问题", at_most=60):
        while (here := items.index(table.current().item.code)) + 1 < len(items):
            ahead = [n for n, code in enumerate(items) if code in wrong and n >= here]
            if ahead and ahead[0] - here < 16:
                for _ in range(ahead[0] - here):
                    desk.key("Down")
                desk.type(wrong.pop(items[ahead[0]]))
            else:
                desk.key("PageDown")
            desk.window.grab()  # what is painted is in sight
        desk.key("Ctrl+Enter")
    verdicts = [item.verdict for item in _items(table)]
    assert verdicts.count(Verdict.OK) == len(verdicts) - 4
    assert None not in verdicts


def test_no_key_is_lost_that_comes_faster_than_it_is_painted(
    opened: Opened, team_file: Path
) -> None:
    """Thirty a second are 33 ms for each; here the window is given none between them."""
    desk = opened(team_file)
    table = desk.page("checklist").table
    number = len(_items(table))
    for place in range(number):
        for key in ("1112131415"[place % 10], Qt.Key.Key_Return):
            QTest.keyClick(desk.focus(), key)
    desk.settle()
    assert [list(Verdict).index(item.verdict) + 1 for item in _items(table)] == [
        int("1112131415"[place % 10]) for place in range(number)
    ]
    note = desk.page("overview").form.fields["note"]
    note.setFocus()
    typed = "".join("abcdefghij"[place % 10] for place in range(300))
    QTest.keyClicks(desk.focus(), typed)
    desk.settle()
    desk.window.close()
    with Store.open(team_file) as store, store.read() as work:
        assert work.visits.facts(work.schools.lines()[0].visit_id).note == typed


@pytest.mark.parametrize("key", ["Backspace", "Delete"])
def test_a_verdict_is_taken_back_by_one_key(opened: Opened, team_file: Path, key: str) -> None:
    """What was struck at the wrong item is open again, on the screen and in the file."""
    desk = opened(team_file)
    desk.key("Ctrl+K")
    desk.type("S043")
    desk.key("Enter")
    desk.page("checklist")
    table = desk.bench.page().table
    first, second = _items(table)[:2]
    for digit in "12":
        desk.type(digit)
        desk.key("Enter")
    desk.key("Up")
    desk.key(key)
    assert table.current().item.code == second.item.code
    assert desk.tab("checklist").split()[-1].startswith("1/")
    desk.window.close()
    answers, _, _ = _kept(team_file)
    assert {code: answer.verdict for code, answer in answers.items()} == {
        first.item.code: Verdict.OK
    }


def _why_not(tick: QCheckBox) -> str:
    """Why it cannot be ticked."""
    return "" if tick.isEnabled() else tick.accessibleDescription()


def test_a_violation_becomes_a_finding_with_its_papers_and_the_law_in_force(
    opened: Opened, tmp_path: Path, clock: Clock
) -> None:
    path = tmp_path / "组.inspection"
    prepare(path, clock, Desk.TEAM)
    _add_laws(path)
    desk = opened(path)
    desk.page("checklist")
    page = desk.bench.page()
    ticks = [widget for widget in page.context.basis.findChildren(QCheckBox) if widget.isVisible()]
    basis = {tick.accessibleName(): (tick.isChecked(), _why_not(tick)) for tick in ticks}
    partly = "只在检查期间的一部分有效；填写行为起止日期后才能引用"
    assert basis == {
        "《关于进一步加强和规范教育收费管理的意见》（教财〔2020〕5号）第三条": (True, ""),
        "《已废止的规定》第九条": (False, "缺施行日期，不能印出"),
        "《新出台的规定》第九条": (False, partly),
        "《未锁定的规定》第九条": (False, "财务处未锁定，不能印出"),
    }

    desk.type("n")
    desk.type("2025年春季学期收取资料费😀\u202e")
    desk.tab_to("涉及金额")
    desk.type("一千")
    desk.key("Tab")
    assert "请填金额" in desk.word("涉及金额")
    desk.tab_to("涉及金额")
    desk.key("Ctrl+A")
    desk.type("１２３４.５６")
    desk.key("Tab")
    desk.type("52")
    desk.tab_to("收费公示照片")
    desk.key("Space")
    page.enter()
    desk.type("p")
    assert "WT-01" in desk.says("已登记问题")
    assert page.table.current().verdict is Verdict.VIOLATION
    desk.type("p")
    assert desk.says("已有问题 1 个")
    desk.window.close()

    answers, [finding], [proof] = _kept(path)
    assert answers["F-FW-01"].note == "2025年春季学期收取资料费😀"
    assert (finding.involved_fen, finding.students) == (123456, 52)
    assert finding.fact == answers["F-FW-01"].note
    assert (proof.title, proof.kind) == ("收费公示照片", EvidenceKind.DISPLAY)
    assert proof.findings == {finding.id}
    assert len(finding.basis) == 1


def _add_laws(path: Path) -> None:
    """Beside the one in force: one repealed too soon, one too young, one unlocked."""
    with Store.open(path) as store, store.act(Act.PREPARE) as work:
        campaign = work.campaigns.current()
        item = work.catalogues.items("fee")[0]
        for number, (title, since, until, locked) in enumerate(
            (
                ("已废止的规定", None, date(2025, 3, 1), True),
                ("新出台的规定", date(2025, 1, 1), None, True),
                ("未锁定的规定", date(2020, 1, 1), None, False),
            ),
            2,
        ):
            rule = work.catalogues.add_regulation(
                campaign.id,
                code=f"R{number}",
                title=title,
                doc_no=None,
                doc_no_verified=True,
                issuer="教育部",
                dated="2020-01",
                in_force_from=since,
                repealed_on=until,
                certainty=Certainty.HIGH,
                verification="web_page",
            )
            work.catalogues.add_citation(
                item.id,
                rule,
                position=number,
                article="第九条",
                certainty=Certainty.HIGH,
                only_stages=(),
                only_ownerships=(),
                locked=locked,
            )


def test_a_law_left_unticked_is_not_cited(opened: Opened, tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "组.inspection"
    prepare(path, clock, Desk.TEAM)
    desk = opened(path)
    desk.page("checklist")
    law = next(
        widget.accessibleName()
        for widget in desk.bench.page().context.basis.findChildren(QCheckBox)
        if widget.isVisible()
    )
    desk.tab_to(law)
    desk.key("Space")
    desk.bench.page().enter()
    desk.type("2")
    desk.type("p")
    desk.window.close()
    _, [finding], _ = _kept(path)
    assert finding.basis == frozenset()


def test_filters_and_search_lead_to_what_is_left(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.page("checklist")
    page = desk.bench.page()
    everything = _items(page.table)
    desk.type("2")
    desk.key("Alt+2")
    left = _items(page.table)
    assert [one.item.id for one in left] == [one.item.id for one in everything[1:]]
    desk.type("1")
    assert page.table.current().verdict is Verdict.OK, "it stays in sight until one goes on"
    desk.key("Enter")
    desk.type("1")
    desk.key("Enter")
    assert page.table.current().item.id == everything[3].item.id, "none is jumped over"
    desk.key("Alt+3")
    assert [item.item.id for item in _items(page.table)] == [everything[0].item.id]
    desk.key("Alt+1")
    desk.type("/")
    sought = everything[-1].item.code.replace("-", "").lower()
    desk.type(sought)
    assert [item.item.id for item in _items(page.table)] == [everything[-1].item.id]
    desk.key("Enter")
    desk.type("3")
    assert page.table.current().verdict is Verdict.DOUBT
    desk.type("/")
    desk.key("Ctrl+A")
    desk.type("不存在的内容")
    assert desk.says("没有符合条件的检查项")
    desk.key("Esc")
    assert len(_items(page.table)) == len(everything)
    assert desk.focus() is page.table


def test_a_photo_is_taken_in_for_an_item(opened: Opened, team_file: Path, tmp_path: Path) -> None:
    image = QImage(4000, 3000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    photo = tmp_path / "IMG_0001.jpg"
    assert image.save(str(photo))
    desk = opened(team_file)
    desk.page("checklist")
    page = desk.bench.page()
    desk.type("2e")
    desk.until(lambda: desk.window.findChildren(QFileDialog) != [], "the file dialog")
    [dialog] = desk.window.findChildren(QFileDialog)
    box = dialog.findChild(QLineEdit, "fileNameEdit")
    box.setText(str(photo))
    QTest.keyClick(box, Qt.Key.Key_Return)
    desk.until(lambda: page.table.current().evidence == 1, "the photo is kept")
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow, "the window has the keyboard again")
    page.enter()
    desk.type("p")
    desk.window.close()
    _, [finding], [proof] = _kept(team_file)
    assert proof.findings == {finding.id}
    assert proof.attached.size < 300_000


def test_the_next_school_begins_where_something_is_open(opened: Opened, team_file: Path) -> None:
    desk = opened(team_file)
    desk.page("checklist")
    table = desk.bench.page().table
    first = table.current().item.code
    for key in ("1", "Enter", "1", "Enter"):
        desk.key(key)
    third = table.current().item.code
    assert third != first
    desk.key("Alt+Down")
    assert table.current().item.code == first, "nothing is answered here yet"
    assert table.current().verdict is None
    desk.key("Alt+Up")
    assert table.current().item.code == third, "back where the first open item is"
