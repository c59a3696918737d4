"""Words that only a newer program knows: seen on every page, printed, and never lost."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QCheckBox

from db import migrations
from db.records.findings import FindingLine
from db.storage import file
from db.store import Store
from db.vocabulary import FindingStatus
from tests.commands.cli import did
from tests.db.looking import ask

pytestmark = pytest.mark.journey

Opened = Callable[[Path], Any]
NEW, SHOWN = "新词@9.1", "新词（9.1 版本的用语）"
_SINGLE = (
    *("evidence.kind", "clue.source", "fee_item.kind", "fee_item.receipt", "receipt_book.kind"),
    *("recusal.reason", "document_issued.kind", "catalogue_fee.kind"),
)
_SEVERAL = ("finding.handlings", "checklist_item.methods", "checklist_item.handlings")


@pytest.fixture
def newer(recorded: Path, tmp_path: Path) -> Path:
    """A team's file as a newer program of the same format would have written it."""
    path = Path(shutil.copy(recorded / "第六检查组.inspection", tmp_path))
    with closing(file.connect(path)) as connection:
        connection.execute("UPDATE pen SET silent = 1")
        for table, column in (field.split(".") for field in _SINGLE):
            connection.execute(f"UPDATE {table} SET {column} = ?", (NEW,))
        for table, column in (field.split(".") for field in _SEVERAL):
            connection.execute(
                f"UPDATE {table} SET {column} = ltrim({column} || ?, ',')", (f",{NEW}",)
            )
        connection.execute("DROP TRIGGER act_no_update")
        connection.execute("UPDATE act SET what = ? WHERE what = 'raise_finding'", (NEW,))
        connection.execute(migrations.triggers(migrations.VERSION)["act_no_update"])
        connection.execute("UPDATE pen SET silent = 0")
    return path


def test_they_are_seen_on_every_page_and_stay_when_others_are_ticked(
    opened: Opened, newer: Path
) -> None:
    with closing(file.connect(newer)) as connection:
        connection.execute("UPDATE pen SET silent = 1")
        connection.execute("UPDATE finding SET status = 'DRAFT'")
        connection.execute("UPDATE pen SET silent = 0")
    desk = opened(newer)
    for spec in desk.bench.specs:
        desk.bench.show_page(spec.key)
        desk.bench.page().enter()
        desk.settle()
        assert desk.window.banner.text() == ""
    desk.page("findings")
    finding: FindingLine = desk.bench.page().wording.table.current()
    assert finding.status is FindingStatus.DRAFT
    assert NEW in finding.handlings
    ticks = {widget.accessibleName(): widget for widget in desk.window.findChildren(QCheckBox)}
    assert ticks[f"处理方式：{SHOWN}"].isChecked()
    ticks["处理方式：移交纪检监察机构"].setFocus()
    desk.key("Space")
    desk.window.close()
    [(kept,)] = ask(newer, "SELECT handlings FROM finding WHERE id = ?", finding.id.bytes)
    assert kept.endswith(f",{NEW}")
    assert ("DISCIPLINE" in kept) is not ("DISCIPLINE" in finding.handlings)


def test_a_sheet_with_them_is_printed(newer: Path, tmp_path: Path) -> None:
    did("feedback", newer, "--all", "--out", tmp_path / "单")
    sheets = [PdfReader(path) for path in (tmp_path / "单").glob("*.pdf")]
    words = "".join(page.extract_text() for sheet in sheets for page in sheet.pages)
    assert SHOWN in words.replace("\n", "")


def test_they_come_through_a_merge(newer: Path, recorded: Path, tmp_path: Path) -> None:
    bureau = Path(shutil.copy(recorded / "2025-SF.inspection", tmp_path))
    did("merge", bureau, newer)
    assert ask(bureau, "SELECT count(*) FROM quarantine") == [(0,)]
    of_the_team = (
        "SELECT DISTINCT e.kind FROM evidence e JOIN visit v ON v.id = e.visit_id"
        " JOIN team t ON t.id = v.team_id WHERE t.name = '第六检查组'"
    )
    assert ask(bureau, of_the_team) == [(NEW,)]
    with Store.open(bureau) as store, store.read() as work:
        deeds = [deed for line in work.schools.lines() for deed in work.journal.timeline(line.id)]
    assert NEW in {deed.what for deed in deeds}
