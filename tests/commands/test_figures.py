"""Every number has a name, a meaning and the rows it is the sum of."""

import json
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from db.errors import InspectionError
from db.merge.batch_import import merge
from db.store import Store
from db.vocabulary import Act, FindingStatus
from inspector_gui.resources import ROOT
from inspector_gui.statistics.figures import RATE, FigureSheet, explained, figure_sheet
from inspector_gui.statistics.year_paragraph import year_paragraph
from tests.commands.cli import did, refused
from tests.commands.conftest import Office
from tests.conftest import Clock
from tests.db.looking import item_of, visit_of

#: Numbers of different things: several rows may be of one.
DISTINCT = {
    *("teams", "schools", "schools_in_scope", "schools_with_findings", "finance_units"),
}


def _sheet(store: Store) -> FigureSheet:
    with store.read() as work:
        return figure_sheet(work)


def test_each_number_is_the_sum_of_its_rows(merged_once: Path) -> None:
    with Store.open(merged_once) as store, store.read() as work:
        sheet = figure_sheet(work)
        for key, figure in sheet.figures.items():
            rows = explained(work, sheet, key, None).rows
            total = sum(row.share for row in rows)
            assert all(row.share and row.name for row in rows), key
            if key in DISTINCT:
                assert len(rows) >= figure.value, key
            elif key != RATE:
                assert total == figure.value, key


def test_each_number_says_what_it_counts(merged_once: Path) -> None:
    with Store.open(merged_once) as store:
        for figure in _sheet(store).figures.values():
            assert figure.meaning.endswith("。"), figure.key
            assert figure.name, figure.key
            assert figure.unit, figure.key


def test_the_rate_stands_with_both_its_numbers(merged_once: Path) -> None:
    with Store.open(merged_once) as store:
        sheet = _sheet(store)
    assert sheet[RATE].formula == f"{sheet['closed'].value} ÷ {sheet['findings'].value}"
    assert sheet[RATE].text == "95.1"


def test_the_totals_are_those_of_the_reference_campaign(merged_once: Path) -> None:
    scenario = json.loads((ROOT / "demo" / "scenario.json").read_text("utf-8"))["totals"]
    with Store.open(merged_once) as store:
        totals = _sheet(store).totals
    ours = {**totals, "refund_yuan": totals["refunded_fen"] / 100}
    assert {name: ours[name] for name in scenario} == scenario


def test_the_year_s_paragraph_has_the_figures_of_the_reference_campaign(merged_once: Path) -> None:
    with Store.open(merged_once) as store, store.read() as work:
        said = "".join(one.text for one in year_paragraph(work))
        sheet = figure_sheet(work)
        for sentence in year_paragraph(work):
            assert all(number in sheet.figures for number in sentence.numbers)
    for clause in (
        "组建6个检查组，对58所学校",
        "随机抽取134个班级；发放问卷7040份，收回6964份，有效6876份",
        "随机访问学生190人次；电话访问家长174个号码，完成128个",
        "发现问题61个，涉及8个方面；已销号58个，整改率95.1%",
        "财务检查5个组、32人；检查学校和单位25所；发现问题53个",
        "受理信访举报130件，其中省转28件、市转45件、自办57件；查实收费案件4件；清退178716元",
        "招生方面警告处分2人次、诫勉谈话4人次",
        "收费方面警告处分10人次、诫勉谈话8人次",
        "其他违纪方面警告处分6人次、诫勉谈话7人次",
        "约谈校长6人次",
        "短信20件、来电35件、来人来访11件（24人次）、领导转办3件",
    ):
        assert clause in said


def test_of_what_nobody_recorded_the_paragraph_says_nothing(store: Store) -> None:
    with store.read() as work:
        assert year_paragraph(work) == []


def test_a_number_that_is_none_is_refused_with_some_that_are(store: Store) -> None:
    with store.read() as work:
        sheet = figure_sheet(work)
    assert sheet.named("involved_fen") is sheet.named("涉及金额") is sheet.named("涉及金额（元）")
    with pytest.raises(InspectionError, match="没有叫“问卷数”的数；可以写：检查组"):
        sheet.named("问卷数")
    with pytest.raises(InspectionError, match="可以写：问卷发放、问卷回收"):
        sheet.named("问卷")


def test_a_package_that_comes_after_the_cut_off_counts_next_time(office: Office) -> None:
    """What a team recorded before the cut-off and handed in after it was not known then."""
    with Store.open(office.team) as store, store.act(Act.RAISE_FINDING) as work:
        work.findings.raise_finding(
            visit_of(store),
            item_of(store).id,
            "WT-02",
            fact="未公示",
            involved_fen=700,
            status=FindingStatus.CONFIRMED,
        )
    clock = Clock()
    with Store.open(office.bureau) as bureau:
        clock.moment = bureau.now() + timedelta(hours=1)
        bureau.now = clock
        merge(bureau, office.team)
        with bureau.read() as work:
            assert work.totals.numbers()["involved_fen"] == 100 + 700
            with work.as_of(clock.moment - timedelta(minutes=30)):
                assert work.totals.numbers()["involved_fen"] == 100


def test_summary_and_explain_tell_what_the_window_tells(merged: Path, tmp_path: Path) -> None:
    """One function computes each number: the command's, the paragraph's, the bulletin's."""
    with Store.open(merged) as store:
        totals = _sheet(store).totals
    told = did("summary", merged, "--json").json()
    assert told["totals"] == totals
    assert (told["final"], told["open"]) == (True, [])
    explained_ = did("explain", merged, "涉及金额", "--json").json()
    assert explained_["value"] == totals["involved_fen"]
    assert sum(row["share"] for row in explained_["rows"]) == totals["involved_fen"]
    assert (
        "口径：已销号的问题，除以经组长确认、未撤回的问题；草拟、撤回的不算。"
        in did("explain", merged, "整改率").lines
    )
    for name in ("通报.docx", "通报.pdf"):
        assert did("summary", merged, "--bulletin", tmp_path / name).lines[-1].endswith(name)
        assert (tmp_path / name).stat().st_size > 10_000
    assert ".pdf 或 .docx" in refused("summary", merged, "--bulletin", tmp_path / "通报.txt")


def test_a_day_to_come_is_no_cut_off(merged: Path) -> None:
    assert "还没有到" in refused("summary", merged, "--as-of", "2199-1-1")
    assert did("summary", merged, "--as-of", "2025-1-1", "--json").json()["totals"]["findings"] == 0


def test_the_ledger_of_an_earlier_day_has_the_numbers_of_that_day(
    merged: Path, tmp_path: Path
) -> None:
    """Before anything was merged there was no finding; the sheet says as of when it is."""
    old, now = tmp_path / "旧.xlsx", tmp_path / "今.xlsx"
    did("summary", merged, "--as-of", "2025-1-1", "--ledger", old)
    did("summary", merged, "--ledger", now)
    did("ledger", merged, tmp_path / "同.xlsx", "--as-of", "2025-1-1")

    def book(path: Path) -> tuple[int, int, str]:
        opened = openpyxl.load_workbook(path)
        listed = sum(str(row[0].value).isdigit() for row in opened["问题台账"].iter_rows(min_row=4))
        merges = sum(isinstance(row[0].value, int) for row in opened["合并日志"].iter_rows(4))
        return listed, merges, str(opened["口径说明"]["A2"].value)

    assert book(old)[:2] == book(tmp_path / "同.xlsx")[:2] == (0, 0)
    assert "截至2025年1月1日" in book(old)[2]
    assert book(now)[0] == 61
    assert book(now)[1] >= 6


def test_answers_that_are_no_chance_are_pointed_at(merged: Path) -> None:
    """A count of forms beside the usual share; no class and no pupil."""
    told = did("summary", merged, "--signals", "--json").json()["signals"]
    for one in told:
        assert 0 < one["count"] <= one["forms"]
        assert one["count"] / one["forms"] > one["usual"]
        assert one["chance"] <= 0.1
    assert did("summary", merged, "--signals").lines
