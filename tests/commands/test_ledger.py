"""The ledger: a spreadsheet program computes our totals from it, and nobody is told of in it."""

import html
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.progress import Cancelled
from db.store import Store
from db.vocabulary import (
    Act,
    ClueSource,
    EntryMethod,
    FindingStatus,
    FormKind,
    QuestionType,
    Stage,
)
from inspector_gui.exchange.ledger.writing import write_ledger
from tests.commands.cli import did, refused, whole
from tests.commands.conftest import Office

SHEETS = [
    *("总表", "问题台账", "清退台账", "抽样统计", "问卷汇总", "电话访问汇总", "信访台账"),
    *("案件清退", "问责统计", "合并日志", "口径说明"),
]


@pytest.fixture(scope="module")
def written(merged_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the reference campaign. Only read it."""
    path = tmp_path_factory.mktemp("台账") / "台账.xlsx"
    did("ledger", merged_once, path)
    return path


def _texts(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = (archive.read(name).decode("utf-8") for name in archive.namelist())
        return html.unescape("\n".join(parts))  # characters are written by number


def _rows(path: Path, name: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path, data_only=True)[name].iter_rows(values_only=True))


def test_it_has_every_sheet_and_none_is_hidden(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert sheet.freeze_panes.endswith("4")
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert not sheet.merged_cells.ranges
    assert book["总表"]["B4"].number_format == "@"
    assert book.properties.creator == "示例市教育局"


def test_a_row_for_each_school_finding_and_complaint(written: Path) -> None:
    book = openpyxl.load_workbook(written)
    heads = {"总表": 58, "问题台账": 61, "清退台账": 4, "信访台账": 130}
    totals = {"总表": 1, "问题台账": 1, "清退台账": 1, "信访台账": 0}
    assert {name: book[name].max_row - 3 - totals[name] for name in heads} == heads


def test_it_tells_of_no_pupil_no_telephone_and_no_talk(written: Path) -> None:
    assert not re.search(r"(?<![0-9.])1[3-9][0-9]{9}(?![0-9])", _texts(written))
    assert "comments" not in "".join(zipfile.ZipFile(written).namelist())


def test_clues_and_what_parents_said_are_not_in_it(parted: Office, tmp_path: Path) -> None:
    with Store.open(parted.bureau) as store, store.act(Act.NOTE_CLUE) as work:
        visit = work.schools.lines()[0].visit_id
        work.clues.raise_clue(visit, ClueSource.CALL, "家长说每月另交托管费")
        call = work.calls.plan(visit, 12, "S001-P1")
        work.calls.note(call, "傍晚六点接通，说话的是外婆")
    parted.state(parted.bureau, status=FindingStatus.CONFIRMED)
    did("ledger", parted.bureau, tmp_path / "台账.xlsx", "--answers")
    text = _texts(tmp_path / "台账.xlsx")
    assert "公示不全" in text
    assert [one for one in ("托管费", "外婆", "S001-P1") if one in text] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice Calc 没有安装（soffice）")
def test_libreoffice_computes_the_totals_that_we_report(written: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path]
    subprocess.run([*command, written], check=True, capture_output=True, timeout=120)
    if not (tmp_path / written.name).exists():
        pytest.skip("LibreOffice 没有装 Calc，不能重算工作簿")
    checks = _rows(tmp_path / written.name, "口径说明")[3:]
    assert len(checks) > 20
    assert [row for row in checks if row[3] != "相符"] == []
    totals = {row[0]: row[1] for row in checks}
    assert round(100 * totals["已退（元）"]) == 17_871_600
    assert (totals["问题（个）"], totals["可抽班级（个）"]) == (61, 1838)
    all_ = dict(zip(*(_rows(tmp_path / written.name, "总表")[n] for n in (2, -1)), strict=True))
    assert (all_["问卷回收"], all_["退费学生"]) == (6964, 917)


def test_what_is_open_stands_on_every_sheet(parted: Office, tmp_path: Path) -> None:
    done = did("ledger", parted.bureau, tmp_path / "台账.xlsx")
    assert "不作为最终数据：2 个冲突没有裁定" in done.out
    book = openpyxl.load_workbook(tmp_path / "台账.xlsx")
    assert all("不作为最终数据：" in sheet["A2"].value for sheet in book)


def test_a_text_that_begins_like_a_formula_stays_a_text(parted: Office, tmp_path: Path) -> None:
    parted.state(
        parted.bureau,
        fact='=HYPERLINK("http://x","查实")\x0b',
        status=FindingStatus.CONFIRMED,
    )
    did("ledger", parted.bureau, tmp_path / "台账.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "台账.xlsx")["问题台账"]["F4"]
    assert (cell.data_type, cell.value[:11]) == ("s", "=HYPERLINK(")


def test_a_pupil_s_name_keeps_the_ledger_back(parted: Office, tmp_path: Path) -> None:
    with Store.open(parted.bureau) as store, store.act(Act.DRAW) as work:
        visit = work.schools.lines()[0].visit_id
        work.calls.hold_number(visit, 7, "13912345678", "欧阳小明")
    stated = "欧阳小明的家长反映多收。"
    parted.state(parted.bureau, fact=stated, status=FindingStatus.CONFIRMED)
    (tmp_path / "台账.xlsx").write_bytes(b"before")
    sentence = refused("ledger", parted.bureau, tmp_path / "台账.xlsx")
    assert "“问题台账”第 4 行“问题”有个人信息" in sentence
    assert "小明" not in sentence
    assert (tmp_path / "台账.xlsx").read_bytes() == b"before"


@pytest.mark.parametrize(
    ("name", "why"),
    [("台账.xls", ".xlsx 文件"), ("无/台账.xlsx", "文件夹不存在"), ("夹.xlsx", "同名的文件夹")],
)
def test_a_bad_place_is_one_sentence(parted: Office, tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "夹.xlsx").mkdir()
    before = whole(tmp_path)
    assert why in refused("ledger", parted.bureau, tmp_path / name)
    assert whole(tmp_path) == before


def test_a_team_has_no_ledger(parted: Office, tmp_path: Path) -> None:
    assert "只有局里的总文件能导出台账" in refused("ledger", parted.team, tmp_path / "台账.xlsx")


def test_given_up_it_leaves_nothing(
    parted: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(done: int, total: int) -> None:
        raise Cancelled

    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr("inspector_gui.exchange.ledger.workbook._BATCH", 1)
    before = whole(tmp_path)
    with Store.open(parted.bureau) as store, pytest.raises(Cancelled):
        write_ledger(store, tmp_path / "台账.xlsx", progress=give_up)
    assert whole(tmp_path) == before


def test_every_answer_once_without_class_or_what_was_written(
    parted: Office, tmp_path: Path
) -> None:
    """Of two countings by forms one is listed."""
    forms = [{"S01": "A", "S15": "王老师收了钱"}, {"S01": None, "S15": None}, {"S01": "B"}]
    with Store.open(parted.bureau) as store, store.act(Act.ENTER_SHEET) as work:
        (school,) = work.schools.lines()
        form = work.forms.latest(FormKind.STUDENT)
        assert form
        work.forms.add_question(
            form.id, code="S15", position=2, kind=QuestionType.TEXT, text="意见", only_stages=()
        )
        pupils = work.schools.add_class(school.id, Stage.PRI, 4, 17)
        envelope = work.questionnaires.open_envelope(school.visit_id, pupils, form.id)
        for slot in (1, 2):
            entry = work.questionnaires.begin_counting(
                envelope, slot, (), method=EntryMethod.SHEETS
            )
            for number, answers in enumerate(forms, 1):
                work.sheets.enter(entry, number, answers)
            work.questionnaires.finish(entry)
    did("ledger", parted.bureau, tmp_path / "台账.xlsx", "--answers")
    assert "王老师" not in _texts(tmp_path / "台账.xlsx")
    assert "04-17" not in _texts(tmp_path / "台账.xlsx")
    head, *rows = _rows(tmp_path / "台账.xlsx", "问卷答案")[2:]
    assert head == ("学校", "学段", "抽样", "作废", "S01", "S15")
    assert sorted((row[4] or "", row[5] or "") for row in rows) == [
        ("", ""),
        ("A", "（有文字）"),
        ("B", ""),
    ]
