"""A kind of inspection written into a workbook, changed there, and taken again."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl.reader.excel import load_workbook

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import DocumentKind, VisitPage
from inspector_gui.actions.inspections import export_inspection, take_inspection
from inspector_gui.exchange.kind_files import kind_in, read_kind_file
from inspector_gui.exchange.lists.plan import Status, look
from inspector_gui.resources import EXAMPLE_KIND
from tests.conftest import Clock, prepare


@pytest.fixture
def written(store: Store, tmp_path: Path) -> Path:
    """The example, taken and written into a workbook."""
    take_inspection(store=store, path=EXAMPLE_KIND)
    with store.read() as work:
        kind = work.inspections.lines()[-1]
    return export_inspection(store=store, inspection=kind, path=tmp_path / "明察暗访.xlsx")


def other(tmp_path: Path) -> Store:
    """Another bureau's file, which has no such kind."""
    path = tmp_path / "别的局.inspection"
    prepare(path, Clock())
    return Store.open(path, now=Clock())


def changed(path: Path, sheet: str, row: int, column: int, value: Any) -> Path:
    book = load_workbook(path)
    book[sheet].cell(row, column).value = value
    book.save(path)
    return path


def coming(store: Store, path: Path) -> list[tuple[Status, str]]:
    file = read_kind_file(path)
    with store.read() as work:
        lines = look(work, kind_in(file), file.book).lines
    return [(line.status, line.what) for line in lines]


def test_what_was_written_changes_nothing_where_it_came_from(store: Store, written: Path) -> None:
    assert {status for status, _what in coming(store, written)} == {Status.SAME}
    with pytest.raises(InspectionError, match="和文件里的一样"):
        take_inspection(store=store, path=written)


def test_another_bureau_gets_the_same_kind(store: Store, written: Path, tmp_path: Path) -> None:
    with other(tmp_path) as theirs:
        statuses = [status for status, _what in coming(theirs, written)]
        assert set(statuses) == {Status.NEW}
        with theirs.read() as work:
            assert len(work.inspections.lines()) == 2, "a look takes nothing"
        code = take_inspection(store=theirs, path=written)
        with theirs.read() as work, store.read() as own:
            made, ours = work.inspections.of(code), own.inspections.lines()[-1]
            for name in ("kind", "title", "matter", "pages", "methods", "documents", "amounts"):
                assert getattr(made, name) == getattr(ours, name)
            got, had = work.catalogues.items(code), own.catalogues.items(ours.code)
        assert not made.has_notice
        assert made.documents == (DocumentKind.WORKING_PAPER,)
        told = ("code", "question", "violation", "evidence", "stages", "ownerships", "severity")
        for name in told:
            assert [getattr(one, name) for one in got] == [getattr(one, name) for one in had]


def test_each_change_is_shown_before_it_is_taken(store: Store, written: Path) -> None:
    changed(written, "检查种类", 3, 2, "规范办学突击检查")
    changed(written, "检查清单", 2, 4, "没有公示")
    changed(written, "检查清单", 3, 10, "《中华人民共和国教育法》第三十条；《本市临时规定》第一条")
    shown = [what for status, what in coming(store, written) if status is Status.CHANGED]
    assert len(shown) == 3
    assert "规范办学行为明察暗访 → 规范办学突击检查" in shown[0]
    assert "→ 没有公示" in shown[1]
    assert "加依据：《中华人民共和国教育法》第三十条" in shown[2]
    code = take_inspection(store=store, path=written)
    with store.read() as work:
        assert work.inspections.of(code).title == "规范办学突击检查"
        first, second, *_ = work.catalogues.items(code)
        assert first.violation == "没有公示"
        bases = work.catalogues.bases(second.id)
    assert [basis.citation.title for basis in bases] == ["中华人民共和国教育法", "本市临时规定"]
    assert not any(basis.printable for basis in bases), "nobody has read them yet"


def test_what_the_file_no_longer_has_stays(store: Store, written: Path) -> None:
    book = load_workbook(written)
    book["检查清单"].delete_rows(2)
    book["检查清单"].cell(2, 11).value = "新备注"
    book.save(written)
    code = take_inspection(store=store, path=written)
    with store.read() as work:
        assert len(work.catalogues.items(code)) == 6


@pytest.mark.parametrize(
    ("row", "value", "said"),
    [
        (8, "概况、问题", "“进校页面”缺了“检查清单”"),
        (8, "概况、检查清单、航拍", "写的“航拍”不认识，可以写：概况、检查清单"),
        (5, "也许", "“发检查通知”写的是“也许”，只能写“是”或“否”"),
        (7, "涉及金额、应退", "要写四个名称"),
        (2, "", "“简称”空着"),
    ],
)
def test_a_cell_that_cannot_be_is_named(
    store: Store, written: Path, row: int, value: str, said: str
) -> None:
    changed(written, "检查种类", row, 2, value)
    with pytest.raises(InspectionError, match=said):
        take_inspection(store=store, path=written)


def test_a_citation_that_is_none_is_named_at_its_cell(store: Store, written: Path) -> None:
    changed(written, "检查清单", 2, 10, "见教育法")
    with pytest.raises(InspectionError, match="请写成《规定名称》第几条"):
        take_inspection(store=store, path=written)


def test_a_checklist_alone_is_no_kind(store: Store, written: Path) -> None:
    book = load_workbook(written)
    del book["检查种类"]
    book.save(written)
    with pytest.raises(InspectionError, match="没有“检查种类”这张表"):
        take_inspection(store=store, path=written)
    assert VisitPage.OVERVIEW in read_kind_file(EXAMPLE_KIND).values["pages"]
