"""Screen, PDF, Word, workbook and command give the same numbers, to the fen."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pypdfium2
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.publishing.bulletin import bulletin_facts
from db.store import Store
from db.vocabulary import Act, FindingStatus
from inspector_gui.actions.documents import write_bulletin
from inspector_gui.actions.ledger import export_ledger
from inspector_gui.labels import today
from inspector_gui.statistics.figures import FigureSheet, figure_sheet
from inspector_gui.statistics.finding_filter import sums_of
from tests.commands.cli import did
from tests.conftest import Clock, prepare

_STATES = frozenset({FindingStatus.DRAFT, FindingStatus.FED_BACK, FindingStatus.WITHDRAWN})


def _sheet(path: Path) -> FigureSheet:
    """What the page 总览 shows: its tiles take it as it is."""
    with Store.open(path) as store, store.read() as work:
        return figure_sheet(work)


def _ledger(path: Path) -> dict[str, int]:
    """The program's own numbers in the workbook, money in fen, by what they are called."""
    rows = openpyxl.load_workbook(path)["口径说明"].iter_rows(min_row=4, values_only=True)
    named = {str(row[0]): row[2] for row in rows if row[0] and row[2] is not None}
    return {
        name: round(float(value) * 100) if name.endswith("（元）") else int(value)
        for name, value in named.items()
    }


def _pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join(_FURNITURE.sub("", re.sub(r"\s", "", page)) for page in pages)


#: What stands around the text of a page: its number, and the draft's line at the foot.
_FURNITURE = re.compile(r"—\d+—|编号：.*内容校验码[0-9A-F]{8}|草稿$|^草稿")


def _word(path: Path) -> str:
    document = Document(str(path))
    return re.sub(r"\s", "", "".join(paragraph.text for paragraph in document.paragraphs))


def test_five_outputs_of_the_reference_campaign_agree(merged: Path, tmp_path: Path) -> None:
    ledger, word, pdf = (tmp_path / f"一.{end}" for end in ("xlsx", "docx", "pdf"))
    sheet = _sheet(merged)
    told = did("summary", merged, "--json", "--ledger", ledger, "--bulletin", word).json()
    did("summary", merged, "--bulletin", pdf)
    assert told["totals"] == sheet.totals
    own = {f"{figure.name}（{figure.unit}）": figure.value for figure in sheet.figures.values()}
    both = own.keys() & _ledger(ledger).keys()
    assert len(both) > 25
    assert {name: _ledger(ledger)[name] for name in both} == {name: own[name] for name in both}
    values = {key: figure.text for key, figure in sheet.figures.items()}
    for clause in (
        "组织{teams}个检查组，对{schools}所学校",
        "随机抽取{classes}个班级，发放学生问卷{questionnaires_issued}份",
        "回收{questionnaires_returned}份，有效问卷{questionnaires_valid}份",
        "随机访问学生{student_interviews}人次；拨打家长电话{parent_calls_dialled}个",
        "检查发现问题{findings}个，涉及学校{schools_with_findings}所",
        "{findings}个问题中已整改销号{closed}个",
        "查实收费案件{substantiated_fee_cases}件",
        "退费学生{case_refund_students}人次",
        "给予警告处分{warn_fee}人次、诫勉谈话{talk_fee}人次",
        "约谈学校主要负责人{heads_summoned}人次",
    ):
        said = clause.format(**values)
        assert said in _pdf(pdf)
        assert said in _word(word)


_FINDINGS = st.lists(
    st.tuples(st.integers(0, 999_999_99), st.integers(0, 500), st.sampled_from(sorted(_STATES))),
    max_size=6,
)


@given(_FINDINGS)
@settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)
def test_five_outputs_agree_whatever_was_found(
    findings: list[tuple[int, int, FindingStatus]],
) -> None:
    with TemporaryDirectory() as name:
        path, clock = Path(name) / "总.inspection", Clock()
        prepare(path, clock)
        with Store.open(path, now=clock) as store:
            _record(store, findings)
            with store.read() as work:
                sheet, facts = figure_sheet(work), bulletin_facts(work)
                listed = sums_of(work.all_findings.rows(), today())
                areas = work.totals.categories()
            export_ledger(store=store, path=Path(name) / "台账.xlsx")
            write_bulletin(store=store, path=Path(name) / "通报.docx")
        standing = [finding for finding in findings if finding[2] is FindingStatus.FED_BACK]
        assert sheet["findings"].value == len(standing) == listed.findings
        assert sheet["involved_fen"].value == sum(fen for fen, _, _ in standing)
        assert (sheet["involved_fen"].value, sheet["due_fen"].value, sheet["open_fen"].value) == (
            *(listed.involved_fen, listed.due_fen, listed.open_fen),
        )
        assert facts.figures.involved_fen == sheet["involved_fen"].value
        assert facts.visits_money.due_fen == sheet["due_fen"].value
        assert sum(area.involved_fen for area in areas) == sheet["involved_fen"].value
        ledger = _ledger(Path(name) / "台账.xlsx")
        for key in ("findings", "involved_fen", "due_fen", "refunded_fen", "open_fen"):
            figure = sheet[key]
            assert ledger[f"{figure.name}（{figure.unit}）"] == figure.value
        if standing:
            said = f"检查发现问题{len(standing)}个"
            assert said in _word(Path(name) / "通报.docx")


def _record(store: Store, findings: list[tuple[int, int, FindingStatus]]) -> None:
    with store.act(Act.RAISE_FINDING) as work:
        line = work.schools.lines()[0]
        work.visits.record(line.visit_id, visited_on=line.planned_on)
        item = work.catalogues.items("fee")[0].id
        for number, (fen, students, status) in enumerate(findings, start=1):
            work.findings.raise_finding(
                line.visit_id,
                item,
                f"WT-{number:02}",
                fact="多收作业本费。",
                students=students,
                involved_fen=fen,
                due_fen=fen,
                status=status,
            )
