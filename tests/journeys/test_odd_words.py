"""Whatever is put into a field is kept as it was meant, or a word beside the field says why not."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from db.vocabulary import FindingStatus
from inspector_gui.window.forms.entry import EntryLine
from inspector_gui.window.forms.fields import LineField
from inspector_gui.window.forms.prose_field import ProseField

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
#: Rare characters of the extensions B to H, emoji, an accent apart, Arabic, markup; and what no
#: field holds: control characters, marks without a width and those that turn the direction.
MEANT = (
    "王喆㛃𠮷\U0002b740\U0002b820\U0002ceb0\U00030000\U00031350😀👨👩👧 e\u0301 "
    "مدرسة abc x <b>&amp;</b>"
)
#: What is only said when a button beside it is pressed.
FOR_A_BUTTON = {"证据名称", "理由"}
PUT_IN = (
    MEANT.replace("王", "\x00王\x07\x1b")
    .replace("👨👩👧", "👨\u200d👩\u200d👧")
    .replace("abc x", "\u202eabc\u202c \u2066x\u2069")
)


def _fields(desk: Any, kind: type) -> list[Any]:
    """What is kept as it is left; a line for adding things is another matter."""
    page = desk.bench.page()
    places = [page, *([page.context] if page.context is not None else [])]
    return [
        field
        for place in places
        for field in place.findChildren(kind)
        if field.isVisible() and field.isEnabled() and not _of_entry(field)
        if _name(field) not in FOR_A_BUTTON
    ]


def _of_entry(field: Any) -> bool:
    above = field.parentWidget()
    while above is not None and not isinstance(above, EntryLine):
        above = above.parentWidget()
    return above is not None


def _turn_to(desk: Any, page: str) -> None:
    desk.page(page)
    desk.bench.page().enter()
    if page == "findings":
        table = desk.bench.page().wording.table
        drafts = [row.status is FindingStatus.DRAFT for row in table.rows.rows]
        table.go_to(drafts.index(True))
    desk.settle()


def _name(field: Any) -> str:
    return str(getattr(field, "box", field).accessibleName())


@pytest.mark.parametrize(
    "page", ["overview", "checklist", "calls", "interviews", "fees", "findings"]
)
def test_odd_words_are_kept_as_meant_or_told_at_the_field(
    opened: Opened, recorded: Path, tmp_path: Path, page: str
) -> None:
    path = Path(shutil.copy(recorded / "第六检查组.inspection", tmp_path))
    desk = opened(path)
    desk.page("checklist")
    desk.type("p")  # a draft: what is confirmed is not changed any more
    _turn_to(desk, page)
    QGuiApplication.clipboard().setText(PUT_IN)
    told, kept = [], {}
    desk.window.banner.dismiss()
    for field in [*_fields(desk, LineField), *_fields(desk, ProseField)]:
        field.setFocus()
        desk.key("Ctrl+A")
        desk.key("Ctrl+V")
        desk.key("Tab")
        assert desk.window.banner.text() == "", _name(field)
        if getattr(field, "wrong", False):
            assert getattr(field, "box", field).accessibleDescription(), _name(field)
            told.append(_name(field))
        elif "多出的没有放入" in getattr(field, "box", field).accessibleDescription():
            kept[_name(field)] = field.box.text()
        else:
            kept[_name(field)] = MEANT
    assert kept or told
    desk.window.close()
    again = opened(path)
    _turn_to(again, page)
    shown = {_name(field): field.box.text() for field in _fields(again, LineField)}
    shown |= {_name(field): field.toPlainText() for field in _fields(again, ProseField)}
    assert {name: shown[name] for name in kept} == kept
    assert all(PUT_IN[2:6] not in shown[name] for name in told)
