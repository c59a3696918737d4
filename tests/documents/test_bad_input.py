"""What cannot be printed is told in one sentence; the rest is printed, nothing half written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from db.errors import InspectionError
from db.progress import Cancelled
from db.vocabulary import Act, DocumentKind, FindingStatus
from inspector_gui.documents.batch import Printed, Refused, print_all
from inspector_gui.documents.issues import sheet_of
from inspector_gui.documents.release import checked_pdf
from inspector_gui.documents.scope import Scope
from tests.documents.a_day import PRINTED_AT, fill_in_letters, paper_of, record
from tests.documents.samples import FONTS, pdfium_pages, squeezed

POOL_PATIENCE_S = 240
IN_A_POOL = """
import sys
from pathlib import Path
from db.store import Store
from tests.conftest import Clock
from tests.documents.test_bad_input import scopes_of, told
with Store.open(Path(sys.argv[1]), now=Clock()) as store:
    print(*told(store, scopes_of(store, "甲校", "乙校"), Path(sys.argv[2])), sep="\\n")
"""


@pytest.fixture
def day(store):
    filled = record(store)
    fill_in_letters(filled)
    return filled


@pytest.fixture
def out(tmp_path):
    folder = tmp_path / "出"
    folder.mkdir()
    return folder


def scopes_of(store, *titles):
    with store.read() as work:
        campaign, school = work.campaigns.current().id, work.schools.lines()[0]
    return [Scope(title, campaign, school) for title in titles]


def told(store, scopes, folder):
    """What became of every document, a line each."""
    for printed in print_all(store, scopes, tuple(DocumentKind), folder):
        yield (
            printed.path.name if isinstance(printed, Printed) else f"{printed.title}：{printed.why}"
        )


def feedback_of(day):
    with day.store.read() as work:
        sheet = sheet_of(work, paper_of(work, day.school, DocumentKind.FEEDBACK), (), PRINTED_AT)
    return squeezed("".join(pdfium_pages(checked_pdf(sheet.document, fonts=FONTS))))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE citation SET locked = 0",
        "UPDATE regulation SET repealed_on = '2024-01-01'",
        "UPDATE regulation SET in_force_from = '2030-01-01'",
    ],
)
def test_law_that_may_not_be_cited_stops_the_documents_that_cite_it(day, out, change):
    with day.store.act(Act.PREPARE) as work:
        work.session.execute(text(change))
    found = list(print_all(day.store, scopes_of(day.store, "甲校"), tuple(DocumentKind), out))
    refused = [one for one in found if isinstance(one, Refused)]
    assert {one.title for one in refused} == {
        "甲校 检查情况反馈单",
        "甲校 整改通知书",
        "甲校 问题线索移交单（移交纪检监察机构）",
    }
    for one in refused:
        assert "的依据未经财务处锁定或在行为期间无效" in one.why
        assert one.why.count("。") == 1
    assert sorted(path.name for path in out.iterdir()) == sorted(
        one.path.name for one in found if isinstance(one, Printed)
    )


def test_a_finding_without_basis_says_who_will_name_it(day):
    with day.store.read() as work:
        item = work.catalogues.items("fee")[0].id
    with day.store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(
            day.school.visit_id, item, "WT-09", fact="收饮水费", status=FindingStatus.CONFIRMED
        )
    assert "依据：由示例市教育局财务处核定后在整改通知书中列明。" in feedback_of(day)


def test_two_processes_make_the_very_files_that_one_makes(day, tmp_path):
    alone, pool = tmp_path / "一", tmp_path / "二"
    alone.mkdir()
    pool.mkdir()
    spoil_notice(day)
    expected = [
        line
        for title in ("甲校", "乙校")
        for line in told(day.store, scopes_of(day.store, title), alone)
    ]
    path = day.store.path
    day.store.close()
    command = [sys.executable, "-c", IN_A_POOL, str(path), str(pool)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        timeout=POOL_PATIENCE_S,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert sorted(lines) == sorted(expected)
    assert sum("责令" in line for line in lines) == 2
    assert texts_in(pool) == texts_in(alone)
    assert not list(pool.glob("*.part"))


def spoil_notice(day):
    """The school's working paper would say what a team may not."""
    with day.store.act(Act.ANSWER_ITEM) as work:
        item = work.catalogues.items("fee")[0]
        work.checklists.answer(day.school.visit_id, item.id, note="责令退还")


def texts_in(folder: Path):
    """But for the time of printing."""
    found = {}
    for path in folder.iterdir():
        pages = PdfReader(path).pages
        found[path.name] = [page.extract_text().partition("打印")[2] for page in pages]
    return found


def test_a_batch_that_is_given_up_leaves_whole_files(day, out):
    def give_up(done, _total):
        if done == 1:
            raise Cancelled

    scopes = scopes_of(day.store, "甲校", "乙校", "丙校")
    kinds = (DocumentKind.FEEDBACK, DocumentKind.WORKING_PAPER)
    made = print_all(day.store, scopes, kinds, out, give_up)
    with pytest.raises(Cancelled):
        list(made)
    assert len(list(out.iterdir())) == 2
    for path in out.iterdir():
        assert "甲校" in path.name
        assert PdfReader(path, strict=True).pages


def test_a_folder_that_goes_away_stops_the_batch_with_one_sentence(day, tmp_path):
    lost = tmp_path / "拔掉的盘"
    with pytest.raises(InspectionError, match="文件夹不存在") as refusal:
        list(told(day.store, scopes_of(day.store, "甲校"), lost))
    assert str(refusal.value).count("。") == 1
    assert not lost.exists()


def test_a_document_nobody_can_make_is_refused_by_name(day):
    with day.store.read() as work, pytest.raises(InspectionError, match="没有不存在的文书可以出具"):
        Scope("甲校", day.school.id, day.school).sheet(work, "不存在的文书", PRINTED_AT)
