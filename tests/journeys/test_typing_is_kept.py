"""What is typed is kept a second behind the fingers; until then the lamp is not green."""

import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from db.store import Changed
from inspector_gui.window.shell.ask_person import AskPerson

TYPING = "正在输入，还没有保存"
LATEST_MS = 800
SLOW_MS = 200

pytestmark = pytest.mark.journey
Opened = Callable[..., Any]


@pytest.fixture
def file(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(demo / "第三检查组.inspection", tmp_path))


def note(desk: Any) -> Any:
    """The memo of the overview, with the keyboard in it."""
    field = desk.page("overview").form.fields["note"]
    field.setFocus()
    desk.settle()
    return field


def kept_note(desk: Any) -> str:
    with desk.bench.desk.store.read() as work:
        return str(work.visits.facts(desk.bench.desk.school.visit_id).note)


DROPPED = "有不能保存的控制字符，已去掉"


def lamp(desk: Any) -> tuple[str, bool]:
    return desk.bench.status.kept.text(), "都已保存" in desk.names()


def type_on(desk: Any, text: str, every_ms: int, look: Callable[[], None]) -> None:
    for character in text:
        QTest.keyClick(desk.focus(), character, delay=every_ms)
        look()


def test_steady_typing_is_kept_and_the_lamp_tells_what_is_not(opened: Opened, file: Path) -> None:
    desk = opened(file)
    field = note(desk)
    typed_at: list[float] = []

    def look() -> None:
        typed_at.append(monotonic())
        kept, shown = kept_note(desk), field.toPlainText()
        assert shown.startswith(kept)
        if kept != shown:
            assert lamp(desk) == (TYPING, False)
            oldest = typed_at[len(kept)]
            assert monotonic() - oldest < 1

    type_on(desk, "the head said that every class pays", 100, look)
    assert len(kept_note(desk)) > 10, "typed without a pause, and kept"
    desk.until(lambda: kept_note(desk) == field.toPlainText(), "the rest is kept")
    desk.until(lambda: lamp(desk)[1], "the lamp is green")
    assert lamp(desk)[0].startswith("已保存")


def test_figures_wait_for_their_end_and_the_lamp_says_so(opened: Opened, file: Path) -> None:
    desk = opened(file)
    field = desk.page("overview").form.fields["place"]
    field.setFocus()
    desk.type("3")
    assert lamp(desk) == (TYPING, False)
    desk.key("Tab")
    desk.until(lambda: lamp(desk)[1], "it is kept as it is left")


def test_what_waits_for_a_button_is_not_called_kept(opened: Opened, file: Path) -> None:
    desk = opened(file)
    page = desk.page("findings")
    page.chips.turn_to("clues")
    entry = page.clues.entry.fields["text"]
    entry.setFocus()
    desk.type("x")
    QTest.qWait(LATEST_MS)
    assert lamp(desk) == (TYPING, False)


def test_a_number_is_masked_in_the_field_and_never_in_the_file(opened: Opened, file: Path) -> None:
    desk = opened(file)
    field = note(desk)
    held: list[bytes] = []

    def look() -> None:
        held.append(file.with_name(file.name + "-wal").read_bytes())

    type_on(desk, "call 139 0000 1111 ", 60, look)
    desk.until(lambda: kept_note(desk) == "call 139****1111 ", "the number is masked")
    desk.until(lambda: field.toPlainText() == "call 139****1111 ", "and shown masked")
    assert "其中的号码已遮去中间几位，原号不保存" in field.accessibleDescription()
    type_on(desk, "again", 60, look)
    assert field.toPlainText() == "call 139****1111 again"
    field.parentWidget().setFocus()
    desk.key("Tab")
    look()
    for bytes_ in held:
        assert b"139 0" not in bytes_
        assert b"1390" not in bytes_


def test_a_number_in_hand_waits_through_a_pause(opened: Opened, file: Path) -> None:
    desk = opened(file)
    field = note(desk)
    desk.type("call 139000")
    desk.until(lambda: kept_note(desk) == "call ", "what is before it is kept")
    assert lamp(desk) == (TYPING, False)
    desk.type("yuan")
    desk.until(lambda: kept_note(desk) == "call 139000yuan", "it was none")
    assert field.toPlainText() == "call 139000yuan"


def test_control_characters_are_dropped_with_a_word_and_unseen_ones_without(
    opened: Opened, file: Path
) -> None:
    desk = opened(file)
    field = note(desk)
    QGuiApplication.clipboard().setText("甲\u200b乙\ufeff\u202e")
    desk.key("Ctrl+V")
    assert (field.toPlainText(), field.accessibleDescription()) == ("甲乙", "")
    QGuiApplication.clipboard().setText("\x07丙\x1b")
    desk.key("Ctrl+V")
    assert (field.toPlainText(), field.accessibleDescription()) == ("甲乙丙", DROPPED)
    place = desk.page("overview").form.fields["place"]
    place.setFocus()
    QGuiApplication.clipboard().setText("\u200b会议\x0e室")
    desk.key("Ctrl+V")
    assert (place.box.text(), place.box.accessibleDescription()) == ("会议室", DROPPED)
    desk.key("Tab")
    assert kept_note(desk) == "甲乙丙"


def asking(desk: Any) -> AskPerson | None:
    return next(
        (widget for widget in desk.window.findChildren(AskPerson) if widget.isVisible()), None
    )


def acts(desk: Any) -> int:
    with desk.bench.desk.store.read() as work:
        return int(work.journal.count())


def test_the_first_stroke_asks_who_it_is_and_nothing_is_kept_under_nobody(
    opened: Opened, file: Path
) -> None:
    desk = opened(file, nobody=True)
    before = acts(desk)
    note(desk)
    desk.type("a")
    dialog = asking(desk)
    assert dialog is not None
    QTest.keyClicks(dialog.names, "12")  # who goes on typing chooses nobody
    QTest.qWait(LATEST_MS + 100)
    assert acts(desk) == before
    assert lamp(desk) == (TYPING, False)
    QTest.keyClick(dialog.names, Qt.Key.Key_Down)
    name = desk.bench.desk.people[dialog.names.currentRow()]
    QTest.keyClick(dialog.names, Qt.Key.Key_Return)
    desk.settle()
    assert asking(desk) is None
    assert desk.bench.desk.person == name
    assert kept_note(desk) == "a"
    assert not desk.window.banner.isVisible()
    with desk.bench.desk.store.read() as work:
        [deed, *_] = work.journal.timeline(desk.bench.desk.school.id, 1)
    assert deed.person == name.name


def test_a_verdict_of_nobody_is_refused_and_asked_about(opened: Opened, file: Path) -> None:
    desk = opened(file, nobody=True)
    before = acts(desk)
    desk.page("checklist").enter()
    desk.type("p")
    assert asking(desk) is not None
    assert acts(desk) == before
    QTest.keyClick(asking(desk).names, Qt.Key.Key_Escape)
    desk.settle()
    assert acts(desk) == before
    assert "还没有选择录入员" in desk.window.banner.text()


def test_after_a_merge_the_lamp_does_not_stay_at_writing(
    opened: Opened, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word of what came in may arrive after the disk's: a merge runs on another thread."""
    desk = opened(file)
    store = desk.bench.desk.store
    told: list[Changed] = []
    monkeypatch.setattr(store, "notify", told.append)
    store.came_in()
    desk.until(lambda: not store.keeping, "the disk has it")
    desk.settle()
    monkeypatch.undo()
    store.notify(told[0])
    QTest.qWait(SLOW_MS * 2)
    assert lamp(desk)[0].startswith("已保存")
    assert lamp(desk)[1]
