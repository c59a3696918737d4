"""The bureau changes the words of a document by keys, and sees it printed."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from db.store import Store
from db.vocabulary import DocumentKind
from inspector_gui.documents.paper import wording

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]


@pytest.fixture
def desk(opened: Opened, demo: Path, tmp_path: Path) -> Any:
    found = opened(Path(shutil.copy(demo / "2025-SF.inspection", tmp_path)))
    found.campaign_page("document_texts")
    found.until(lambda: "检查情况反馈单" in shown(found), "the specimen is shown")
    return found


def shown(desk: Any) -> str:
    pictures = desk.bench.page().paper.pictures
    if pictures is None:
        return ""
    with pypdfium2.PdfDocument(pictures.pdf) as file:
        return "".join(re.sub(r"\s", "", p.get_textpage().get_text_range()) for p in file)


def turn_to(desk: Any, key: str) -> None:
    page = desk.bench.page()
    keys = [row.key for row in page.table.rows.rows]
    page.table.setFocus(Qt.FocusReason.OtherFocusReason)
    for _ in range(keys.index(key) - page.table.currentIndex().row()):
        desk.key("Down")
    assert page.table.current().key == key


def test_a_text_is_changed_and_seen(desk: Any) -> None:
    turn_to(desk, "heading_findings")
    desk.tab_to("改这段文字")
    assert desk.focus().toPlainText() == "三、发现的主要问题"
    desk.focus().selectAll()
    desk.type("三、检查发现的问题")
    desk.until(lambda: "、检查发现的问题" in shown(desk), "the specimen follows")
    path = desk.bench.desk.store.path
    row = desk.bench.page().table.current()
    assert row.changed
    desk.window.close()
    with Store.open(path) as store, store.read() as work:
        assert (
            wording(work, DocumentKind.FEEDBACK).texts["heading_findings"] == "三、检查发现的问题"
        )


def test_a_broken_placeholder_is_told_at_the_box_and_not_kept(desk: Any) -> None:
    turn_to(desk, "conduct_days")
    desk.tab_to("改这段文字")
    desk.focus().selectAll()
    desk.type("{日期}至{结束}")
    page = desk.bench.page()
    desk.until(lambda: "“结束”不是可以填写的内容" in page.word.text(), "told")
    assert desk.focus().toPlainText() == "{日期}至{结束}"
    with desk.bench.desk.store.read() as work:
        assert work.documents.texts(DocumentKind.FEEDBACK) == []


def test_other_documents_have_their_words_too(desk: Any) -> None:
    page = desk.bench.page()
    page.kind.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.key("3")
    desk.until(lambda: "整改通知书" in shown(desk), "the notice is shown")
    assert any(row.key == "order_refund" for row in page.table.rows.rows)
