"""Findings, evidence, clues and the school's reply, by keyboard, read back from the file."""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton

from db.store import Store
from db.vocabulary import (
    Act,
    ClueSource,
    EvidenceKind,
    FindingStatus,
    SchoolReply,
    Severity,
)
from tests.window.test_copies import noise

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture
def desk(opened: Opened, team_file: Path) -> Any:
    """The lead at a primary school, on the page of findings."""
    made = opened(team_file)
    made.bench.status.person_chosen.emit(made.bench.desk.people[0].id)
    made.key("Ctrl+K")
    made.type("dwslxx")
    made.key("Enter")
    made.page("findings")
    return made


def _page(desk: Any) -> Any:
    return desk.bench.pages["findings"]


def _raise(desk: Any, *codes: str) -> list[Any]:
    """Findings in draft, each with a locked citation ticked."""
    visit = desk.bench.desk.school.visit_id
    made = []
    with desk.bench.desk.act(Act.RAISE_FINDING) as work:
        items = {item.code: item for item in work.catalogues.items("fee")}
        for number, code in enumerate(codes, 1):
            finding = work.findings.raise_finding(
                visit, items[code].id, f"WT-{number:02}", fact="事实"
            )
            for basis in work.catalogues.bases(items[code].id):
                if basis.locked:
                    work.findings.cite(finding, basis.id)
            made.append(finding)
    desk.settle()
    _page(desk).table.go_to(0)
    _page(desk).table.setFocus()
    return made


def _kept(desk: Any, path: Path) -> tuple[Store, Any]:
    visit = desk.bench.desk.school.visit_id
    desk.window.close()
    return Store.open(path), visit


def _copied(*paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QGuiApplication.clipboard().setMimeData(mime)


def _proofs(desk: Any) -> list[Any]:
    with desk.bench.desk.store.read() as work:
        return list(work.evidence.proofs(desk.bench.desk.school.visit_id))


def test_a_20_mb_photo_serves_two_findings_and_is_shown_large(
    desk: Any, team_file: Path, tmp_path: Path
) -> None:
    photo = noise(tmp_path / "公示栏.jpg", (4800, 3600), quality=97)
    assert photo.stat().st_size > 20_000_000
    first, second = _raise(desk, "F-FW-01A", "F-PJ-03")
    _copied(photo)
    seen: list[int] = []
    desk.key("Ctrl+V")
    bar = _page(desk).progress

    def arrived() -> bool:
        seen.append(bar.isVisible())
        return bool(_proofs(desk))

    desk.until(arrived, "the photo is kept")
    assert any(seen), "the window went on and showed how far it was"
    assert not bar.isVisible()
    desk.key("Alt+2")
    assert desk.focus().accessibleName() == "证据"
    desk.type("2")
    desk.key("Enter")
    assert desk.focus().accessibleName() == "证据名称"
    desk.key("Ctrl+A")
    desk.type("公示栏照片")
    desk.tab_to("证据")
    desk.key("Space")
    box = _page(desk).lightbox
    assert box.isVisible()
    assert box.image.width() > 600
    desk.type("+")
    desk.key("Space")
    assert not box.isVisible()
    assert desk.focus().accessibleName() == "证据"

    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [proof] = work.evidence.proofs(visit)
        assert proof.findings == {first, second}
        assert (proof.title, proof.kind) == ("公示栏照片", EvidenceKind.PHOTO)
        kept = proof.attached
        assert kept is not None
        content = work.evidence.content(kept.sha256)
        assert content is not None
        assert len(content) <= 300_000
        assert hashlib.sha256(content).digest() == kept.sha256
        assert kept.original_sha256 == hashlib.sha256(photo.read_bytes()).digest()
        assert kept.taken_at is not None
        assert kept.taken_at.isoformat() == "2025-09-15T02:20:30+00:00"


def test_the_same_photo_given_again_is_the_same_evidence(desk: Any, tmp_path: Path) -> None:
    photo = noise(tmp_path / "一.jpg", (300, 200))
    first, second = _raise(desk, "F-FW-01A", "F-PJ-03")
    _copied(photo)
    for _ in range(2):
        desk.key("Ctrl+V")
        desk.until(lambda: not desk.bench.pages["findings"].progress.isVisible(), "kept")
        desk.until(lambda: bool(_proofs(desk)), "kept")
        _page(desk).table.go_to(1)
    desk.until(lambda: _proofs(desk)[0].findings == {first, second}, "it serves both")
    assert len(_proofs(desk)) == 1


def test_a_screenshot_is_pasted_and_a_batch_is_one_step_of_undo(desk: Any, tmp_path: Path) -> None:
    _raise(desk, "F-FW-01A")
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(picture)
    desk.key("Ctrl+V")
    desk.until(lambda: len(_proofs(desk)) == 1, "the screenshot is kept")
    assert _proofs(desk)[0].title == "截图"
    _copied(*(noise(tmp_path / f"{n}.jpg", (40 + n, 30)) for n in range(3)))
    desk.key("Ctrl+V")
    desk.until(lambda: len(_proofs(desk)) == 4, "three photos are kept")
    desk.key("Ctrl+Z")
    assert len(_proofs(desk)) == 1
    desk.key("Ctrl+Y")
    assert len(_proofs(desk)) == 4


def test_files_are_dropped_on_the_page(desk: Any, tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(noise(tmp_path / "拖.jpg", (60, 40))))])
    page, none = _page(desk), Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(9, 9), copy, mime, left, none)
    QApplication.sendEvent(page, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), copy, mime, left, none))
    desk.until(lambda: len(_proofs(desk)) == 1, "the dropped photo is kept")
    assert "证据 1 · 未用 1" in desk.texts()


def test_files_are_chosen_in_a_dialog_by_keyboard(desk: Any, tmp_path: Path) -> None:
    photo = noise(tmp_path / "1.jpg", (60, 40))

    desk.key("Ctrl+I")
    [dialog] = _page(desk).findChildren(QFileDialog)
    name = dialog.findChild(QLineEdit)
    assert name is not None
    QTest.keyClicks(name, str(photo.parent / "1.jpg"))
    QTest.keyClick(name, Qt.Key.Key_Return)
    desk.until(lambda: len(_proofs(desk)) == 1, "the chosen photo is kept")


def test_of_a_batch_the_good_ones_are_kept_and_the_bad_one_is_named(
    desk: Any, tmp_path: Path
) -> None:
    bomb = tmp_path / "压缩.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", b"\0" * 50_000_000)
    notice = tmp_path / "缴费通知.pdf"
    notice.write_bytes(_pdf(2))
    _copied(noise(tmp_path / "好.jpg", (60, 40)), bomb, notice)
    desk.key("Alt+2")
    _page(desk).gallery.files.setFocus()
    _page(desk).paste()
    desk.until(lambda: len(_proofs(desk)) == 2, "two are kept")
    desk.until(lambda: desk.window.banner.text() != "", "the third is named")
    assert desk.window.banner.text().startswith("“压缩.zip”不是照片")
    assert [proof.kind for proof in _proofs(desk)] == [EvidenceKind.PHOTO, EvidenceKind.NOTICE]


def test_a_batch_is_given_up_and_leaves_nothing(desk: Any, tmp_path: Path) -> None:
    photos = [noise(tmp_path / f"{n}.jpg", (2400, 1800)) for n in range(4)]
    _copied(*photos)
    page = _page(desk)
    _raise(desk, "F-FW-01A")
    desk.key("Ctrl+V")
    desk.until(page.progress.isVisible, "progress is shown")
    desk.button("取消正在进行的工作").click()
    desk.until(lambda: not page.progress.isVisible(), "it ended")
    assert _proofs(desk) == []


def _pdf(pages: int) -> bytes:
    from io import BytesIO

    from pypdf import PdfWriter

    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def test_papers_are_paged_through_large_and_others_say_why_not(desk: Any, tmp_path: Path) -> None:
    paper, book, broken = (tmp_path / name for name in ("a.pdf", "b.xlsx", "c.pdf"))
    paper.write_bytes(_pdf(2))
    book.write_bytes(b"PK\x03\x04 no real workbook")
    broken.write_bytes(b"%PDF-1.7 broken")
    _copied(paper, book, broken)
    _page(desk).paste()
    desk.until(lambda: len(_proofs(desk)) == 3, "three papers are kept")
    desk.key("Alt+2")
    _page(desk).gallery.thumbs.go_to(0)
    desk.key("Space")
    box = _page(desk).lightbox
    desk.until(lambda: "第 1/2 页" in desk.word("大图"), "both pages are drawn")
    desk.key("Down")
    assert "第 2/2 页" in desk.word("大图")
    desk.key("Down")
    assert box.index == 1
    assert "不能在这里显示" in desk.word("大图")
    desk.key("Down")
    desk.until(lambda: box.index == 2, "the broken one stays a word")
    assert box.image is None
    desk.key("Esc")
    assert not box.isVisible()


def test_a_finding_on_clues_alone_stays_a_draft_until_there_is_evidence(
    desk: Any, team_file: Path
) -> None:
    page = _page(desk)
    desk.key("Alt+3")
    assert desk.focus().accessibleName() == "线索内容"
    desk.type("多名学生称交过资料费")
    desk.key("Enter")
    assert "线索 1 · 待核 1" in desk.texts()
    page.clues.table.setFocus()
    desk.type("p")
    assert "请先在右边选对应的检查项" in desk.window.banner.text()
    desk.tab_to("对应检查项")
    desk.key("Down")
    page.clues.table.setFocus()
    desk.type("p")
    assert page.chips.key == "findings"
    assert "学生称" not in page.wording.finding.fact, "nobody's words are told on"
    _tick_first_basis(desk)
    page.table.setFocus()
    desk.type("c")
    assert "只有线索 1 条，没有证据，不能确认" in desk.window.banner.text()
    assert page.table.current().status is FindingStatus.DRAFT
    desk.tab_to("证据名称")
    desk.type("收费通知原件")
    desk.key("Enter")
    page.table.setFocus()
    desk.type("c")
    assert page.table.current().status is FindingStatus.CONFIRMED
    assert not page.wording.form.fields["fact"].isEnabled()
    assert page.wording.form.fields["refunded_fen"].isEnabled()
    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [clue] = work.clues.lines(visit)
        [finding] = work.findings.lines(visit)
    assert (clue.finding_id, clue.source) == (finding.id, ClueSource.QUESTIONNAIRE)
    assert finding.status is FindingStatus.CONFIRMED


def _tick_first_basis(desk: Any) -> None:
    ticks = [t for t in _page(desk).panel.findChildren(QCheckBox) if t.isEnabled()]
    ticks[0].setFocus()
    desk.key("Space")


def test_law_that_was_not_in_force_is_shown_and_carries_nothing(desk: Any, team_file: Path) -> None:
    _raise(desk, "F-BK-01")
    page = _page(desk)
    with desk.bench.desk.act(Act.CITE) as work:
        [finding] = work.findings.lines(desk.bench.desk.school.visit_id)
        for basis in work.catalogues.bases(finding.item_id):
            if "有偿补课" not in basis.citation.title:
                work.findings.uncite(finding.id, basis.id)
    desk.tab_to("证据名称")
    desk.type("收据\n")
    for name in ("行为起日", "行为止日"):
        desk.tab_to(name)
        desk.type("2014-9-1")
    desk.key("Tab")

    def shown() -> list[str]:
        labels = page.panel.findChildren(QLabel)
        return [
            label.text() for label in labels if label.isVisible() and "有偿补课" in label.text()
        ]

    [cited] = shown()
    assert cited.endswith("※ 行为期间无效，不能印出；请取消勾选")
    page.table.setFocus()
    desk.key("C")
    assert "WT-01 的依据在行为期间无效" in desk.window.banner.text()
    desk.page("overview")
    lines = desk.bench.pages["overview"].gaps.lines
    desk.until(lambda: any("问题缺依据 1：WT-01" in line.text() for line in lines), "it is open")
    desk.page("findings")
    page.table.setFocus()
    desk.tab_to(cited.partition("\n")[0])
    desk.key("Space")
    assert shown() == []
    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [line] = work.findings.lines(visit)
    assert (line.status, line.basis) == (FindingStatus.DRAFT, frozenset())


def test_a_photo_is_pasted_where_there_is_nothing_yet(desk: Any, tmp_path: Path) -> None:
    page = _page(desk)
    for name, face in (("一", "Alt+1"), ("二", "Alt+2")):
        _copied(noise(tmp_path / f"{name}.jpg", (60, 40)))
        desk.key(face)
        before = len(_proofs(desk))
        page.enter()
        desk.key("Ctrl+V")
        desk.until(lambda before=before: len(_proofs(desk)) == before + 1, "the photo is kept")
        desk.key("Ctrl+Z")
        desk.until(lambda: not _proofs(desk), "there is nothing again")


def test_a_member_may_write_but_only_the_lead_confirms(desk: Any) -> None:
    _raise(desk, "F-FW-01A")
    with desk.bench.desk.act(Act.ADD_EVIDENCE) as work:
        visit = desk.bench.desk.school.visit_id
        proof = work.evidence.gather(visit, EvidenceKind.NOTICE, "通知")
        work.evidence.support(_page(desk).table.current().id, proof)
    member = next(person for person in desk.bench.desk.people if not person.is_lead)
    desk.bench.status.person_chosen.emit(member.id)
    desk.settle()
    _page(desk).table.setFocus()
    desk.type("c")
    assert _page(desk).table.current().status is FindingStatus.DRAFT
    assert not _page(desk).panel.confirm.isEnabled()


def test_the_school_objects_and_the_finding_is_revised_with_a_reason(
    desk: Any, team_file: Path
) -> None:
    page, [finding] = _page(desk), _raise(desk, "F-FW-01A")
    with desk.bench.desk.act(Act.ADD_EVIDENCE) as work:
        visit = desk.bench.desk.school.visit_id
        work.evidence.support(finding, work.evidence.gather(visit, EvidenceKind.NOTICE, "通知"))
    desk.settle()
    desk.type("3c")
    desk.key("Alt+4")
    desk.tab_to("意见种类")
    desk.type("2")
    desk.tab_to("收到意见日期")
    desk.type("2025-9-22")
    desk.key("Enter")
    desk.type("3")
    desk.key("Enter")
    assert desk.focus().accessibleName() == "陈述申辩内容"
    desk.type("学校认为收费由家委会决定。")
    desk.key("Alt+1")
    assert page.table.current().status is FindingStatus.FED_BACK, "whoever replied was told"
    _press(desk, "学校有异议")
    assert page.wording.form.fields["involved_fen"].isEnabled(), "an objection opens the wording"
    _press(desk, "变更")
    assert "变更问题须写明理由" in desk.window.banner.text()
    desk.tab_to("涉及金额")
    desk.type("100")
    desk.tab_to("理由")
    desk.type("采纳部分异议，金额变更")
    _press(desk, "变更")

    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [line] = work.findings.lines(visit)
        [reply] = work.statements.lines(visit)
    assert (line.status, line.objected, line.severity) == (
        FindingStatus.REVISED,
        True,
        Severity.SERIOUS,
    )
    assert (line.reason, line.involved_fen) == ("采纳部分异议，金额变更", 10000)
    assert (reply.reply, reply.pages) == (SchoolReply.OBJECTED, 3)
    assert reply.text == "学校认为收费由家委会决定。"


def _press(desk: Any, words: str) -> None:
    desk.find(words, QPushButton).setFocus()
    desk.key("Space")


def test_a_refusal_to_sign_asks_for_reason_and_witness(desk: Any, team_file: Path) -> None:
    desk.key("Alt+4")
    desk.tab_to("意见种类")
    desk.type("3")
    desk.tab_to("收到意见日期")
    desk.type("9-22")
    desk.key("Enter")
    desk.key("Enter")
    assert "缺原因、见证人" in desk.texts()
    assert desk.focus().accessibleName() == "拒绝签字的原因"
    desk.type("对金额有争议")
    desk.key("Tab")
    desk.type("检查员301、检查员302")
    desk.key("Tab")
    assert not desk.says("缺原因")
    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [reply] = work.statements.lines(visit)
    assert (reply.reason, reply.witness) == ("对金额有争议", "检查员301、检查员302")


def test_the_last_evidence_of_a_confirmed_finding_stays(desk: Any) -> None:
    _raise(desk, "F-FW-01A")
    desk.tab_to("证据名称")
    desk.type("通知")
    desk.key("Enter")
    _page(desk).table.setFocus()
    desk.type("c")
    desk.key("Alt+2")
    desk.key("Delete")
    assert "只有这一件证据，不能取下" in desk.window.banner.text()
    desk.type("1")
    assert len(_proofs(desk)[0].findings) == 1
    desk.key("Alt+1")
    _press(desk, "退回草拟")
    desk.key("Alt+2")
    desk.key("Delete")
    assert _proofs(desk) == []
    _page(desk).gallery.files.setFocus()
    desk.key("Ctrl+Z")
    assert len(_proofs(desk)) == 1


def test_a_wording_is_taken_from_the_library(desk: Any, team_file: Path) -> None:
    _raise(desk, "F-FW-01A")
    desk.tab_to("涉及学生")
    desk.type("52")
    desk.tab_to("涉及金额")
    desk.type("1040")
    desk.key("Tab")
    page = _page(desk)
    page.wording.form.fields["fact"].setFocus()
    page.wording.form.fields["fact"].selectAll()
    desk.key("F2")
    assert desk.focus().accessibleName() == "查找用语"
    desk.type("没有收费依据")
    assert page.phrases.list.count() == 1
    desk.key("Enter")
    assert desk.focus().accessibleName() == "事实"
    desk.key("Tab")
    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [line] = work.findings.lines(visit)
    assert line.fact == (
        "2024年9月1日至2025年9月12日，学校收取“____”费用，没有收费依据，"
        "学生52人，每人20元，共1040元。"
    )


def test_a_fact_is_made_of_its_parts_until_somebody_writes_it(desk: Any, team_file: Path) -> None:
    page = _page(desk)
    desk.tab_to("选择检查项目")
    desk.type("F-FW-01A")
    desk.tab_to("新增问题")
    desk.key("Space")
    for name, words in (
        ("行为起日", "2025-3-1"),
        ("行为止日", "2025-6-30"),
        ("年级或对象", "七年级"),
        ("项目或事项", "资料费"),
        ("收取标准", "120"),
        ("规定标准", "0"),
        ("涉及学生", "312"),
        ("期数", "1"),
        ("收款部门", "总务处会计"),
        ("入账账户", "学校基本户"),
        ("凭证号", "记字12号"),
    ):
        desk.tab_to(name)
        desk.type(words)
    desk.key("Tab")
    fact = page.wording.form.fields["fact"]
    manner = page.wording.form.fields["manner"].toPlainText().rstrip("。")
    made = (
        f"2025年3月至6月，学校{manner}，以“资料费”名义向七年级每生收取120元，没有收费依据，"
        "涉及312人，计37440元，由总务处会计收取，存入学校基本户（凭证：记字12号）。"
    )
    assert fact.toPlainText() == made
    assert page.wording.form.fields["due_fen"].box.text() == "37,440.00"
    assert not desk.says("按要素成句")
    fact.setFocus()
    desk.key("Ctrl+A")
    desk.type("另行收取资料费。")
    desk.tab_to("涉及学生")
    desk.key("Ctrl+A")
    desk.type("300")
    desk.key("Tab")
    assert fact.toPlainText() == "另行收取资料费。"
    assert desk.says("按要素成句")
    desk.tab_to("按要素成句")
    desk.key("Space")
    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [line] = work.findings.lines(visit)
    assert line.fact == made.replace("312", "300").replace("37440", "36000")
    assert (line.involved_fen, line.due_fen) == (3_600_000, 3_600_000)


def test_a_note_of_three_pages_is_kept_whole_and_too_much_is_refused_at_the_field(
    desk: Any, team_file: Path
) -> None:
    _raise(desk, "F-FW-01A")
    page = _page(desk)
    note = "\n".join(f"第{n}段：王喆、李珺玥、㛃𠮷 <b>金额<500元 😀abc" for n in range(150))
    assert len(note) > 3000
    fact, advice = page.wording.form.fields["fact"], page.wording.form.fields["advice"]
    QGuiApplication.clipboard().setText(note)
    fact.setFocus()
    desk.key("Ctrl+A")
    desk.key("Ctrl+V")
    QGuiApplication.clipboard().setText("长" * 4001)
    advice.setFocus()
    desk.type("先写一句。")
    desk.key("Ctrl+V")
    assert advice.accessibleDescription() == "共 4006 字，最多 4000 字；刚才的没有放入"
    assert advice.toPlainText() == "先写一句。"
    desk.type("再写一句。")
    assert advice.accessibleDescription() == ""
    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [line] = work.findings.lines(visit)
    assert line.fact == note
    assert line.advice == "先写一句。再写一句。"


def test_doubtful_figures_and_dates_are_said_and_kept(desk: Any, team_file: Path) -> None:
    _raise(desk, "F-FW-01A")
    for name, words in (
        ("涉及学生", "5"),
        ("涉及金额", "100"),
        ("应退", "200"),
        ("退费学生", "9"),
        ("行为起日", "2019-1-1"),
    ):
        desk.tab_to(name)
        desk.type(words)
    desk.key("Tab")
    said = desk.says("多于涉及金额")
    assert "应退 200.00元多于涉及金额 100.00元" in said
    assert "退费学生 9 人多于涉及学生 5 人" in said
    assert "2019年1月1日不在检查期间" in said
    desk.tab_to("涉及金额")
    desk.key("Ctrl+A")
    desk.type("很多钱")
    desk.key("Tab")
    assert desk.word("涉及金额").startswith("请填金额（元）")
    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [line] = work.findings.lines(visit)
    assert (line.involved_fen, line.due_fen, line.students) == (10000, 20000, 5)


def test_another_item_takes_the_old_law_away(desk: Any, team_file: Path) -> None:
    _raise(desk, "F-FW-01A")
    page = _page(desk)
    assert page.table.current().basis
    desk.tab_to("检查项目")
    desk.key("Down")
    assert page.table.current().item_code != "F-FW-01A"
    assert page.table.current().basis == frozenset()
    page.table.setFocus()
    desk.key("Ctrl+Z")
    assert page.table.current().item_code == "F-FW-01A"
    assert page.table.current().basis


def test_a_condition_is_asked_before_its_law_is_cited(desk: Any, team_file: Path) -> None:
    visit = desk.bench.desk.school.visit_id
    with desk.bench.desk.act(Act.RAISE_FINDING) as work:
        items = {item.code: item for item in work.catalogues.items("fee")}
        work.findings.raise_finding(visit, items["F-QT-06D"].id, "WT-01", fact="事实")
    desk.settle()
    page = _page(desk)
    page.table.go_to(0)
    page.table.setFocus()
    law = "《中华人民共和国公职人员政务处分法》第三十二条第三项"
    desk.tab_to(law)
    desk.key("Space")
    assert page.table.current().basis == frozenset(), "the tick alone affirms nothing"
    assert desk.focus().accessibleName() == "是，引用：所认定的事实是否就是打击报复"
    desk.key("Tab")
    desk.key("Space")
    assert desk.focus().accessibleName() == law, "denied: back where one was"
    assert page.table.current().basis == frozenset()
    desk.key("Space")
    desk.key("Space")
    assert len(page.table.current().basis) == 1
    store, visit = _kept(desk, team_file)
    with store, store.read() as work:
        [line] = work.findings.lines(visit)
        [cited] = [basis for basis in work.catalogues.bases(line.item_id) if basis.id in line.basis]
    assert cited.citation.article == "第三十二条第三项"
