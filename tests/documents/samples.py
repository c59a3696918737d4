"""A school, its findings and its draw, to print sheets from; and ways to read a PDF back."""

import re
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
from pypdf import PdfReader

from db.publishable.citations import Citation
from db.publishable.feedback import Deadlines, FeedbackFacts, PublishedFinding
from db.publishable.sampling import PublishedDraw
from db.vocabulary import (
    DocumentKind,
    EvidenceKind,
    Handling,
    Ownership,
    SchoolType,
    Severity,
    Stage,
)
from inspector_gui.documents.blocks import Block
from inspector_gui.documents.document import Document, Stamp
from inspector_gui.documents.family.feedback_sheet import feedback_draft
from inspector_gui.documents.fonts import Fonts
from inspector_gui.documents.surface import Recorder, Run, Surface
from inspector_gui.documents.template_texts import Wording, own_wording
from inspector_gui.documents.typeset import typeset

FONTS = Fonts(machine=False)
PRINTED_AT = datetime(2025, 9, 18, 8, 42, tzinfo=UTC)
LOCKED = Stamp(PRINTED_AT, locked=True)
FEEDBACK = own_wording(DocumentKind.FEEDBACK)

LAW = Citation("严禁中小学校和在职中小学教师有偿补课的规定", "教师〔2015〕5号", "第一项")
SANCTIONS = Citation("财政违法行为处罚处分条例", "国务院令第427号", "第十五条")

DRAW = PublishedDraw(
    algorithm="sha256-rank-v1",
    population=4,
    list_sha256="aaef4dc1f22cd0e1c8a6d6de398e393bd5256185f59616766bffe41dea4f5a2f",
    commitment="b4c905a6f9b3ed34c6dac006caaaf1315f6e13812345678db77ddde8d3fc12f4",
    nonce="2da1f786d71ac7cb",
    witness_number="526771",
    seed_text="2025-SF|S007|class|2da1f786d71ac7cb|526771",
    drawn=("04-04", "06-07"),
    reserve=("03-04",),
    targeted=(),
    entries=("03-04", "04-04", "06-01", "06-07"),
)


def finding(**changes: Any) -> PublishedFinding:
    base = PublishedFinding(
        id=uuid.UUID(int=1),
        category="BK",
        category_name="补课乱收费",
        item_code="F-BK-01",
        fact="2024年9月至2025年6月，学校以“周末辅导费”名义向312名学生收费81120元",
        evidence=(EvidenceKind.VOUCHER, EvidenceKind.LEDGER),
        basis=(LAW,),
        severity=Severity.SERIOUS,
        students=312,
        involved_fen=8112000,
        due_fen=8112000,
        refunded_fen=0,
        surrendered_fen=0,
        handling=(Handling.REFUND,),
        due_on=date(2025, 10, 31),
        advice="",
    )
    return replace(base, **changes)


def findings(count: int) -> tuple[PublishedFinding, ...]:
    """Of three categories in turn."""
    kinds = (("BK", "补课乱收费"), ("JF", "教辅材料管理使用"), ("FW", "服务性收费和代收费"))
    return tuple(
        finding(
            category=kinds[n * 3 // count][0],
            category_name=kinds[n * 3 // count][1],
            fact=f"第{n + 1}个问题：学校未经批准收取教辅材料费，涉及高一年级、高二年级",
            involved_fen=100 * (n + 1),
        )
        for n in range(count)
    )


def facts(**changes: Any) -> FeedbackFacts:
    base = FeedbackFacts(
        serial="2025-SF-T3-05",
        bureau="示例市教育局",
        campaign="2025年示例市教育乱收费专项治理检查",
        notice_title="关于开展2025年教育乱收费专项治理检查的通知",
        notice_no="示教财〔2025〕12号",
        school="示例市第三高级中学",
        school_code="S046",
        school_type=SchoolType.SENIOR,
        stages=(Stage.SEN,),
        ownership=Ownership.PUBLIC,
        visited_on=date(2025, 9, 18),
        place="学校行政楼二楼会议室",
        team="第三检查组",
        lead="王喆",
        members=("李珺玥", "张㛃", "𠮷田"),
        conduct_from=date(2024, 9, 1),
        conduct_to=date(2025, 9, 12),
        report_heard=True,
        self_report_received=True,
        sites_seen=6,
        classes_drawn=3,
        issued=157,
        returned=155,
        vouchers_checked=68,
        receipts_checked=120,
        interviewed=True,
        phoned=True,
        overall=("收费公示栏内容齐全、更新及时", "伙食费专账核算，做法值得肯定"),
        findings=(finding(),),
        deadlines=Deadlines(date(2025, 9, 25), date(2025, 10, 31)),
        draws=(DRAW,),
    )
    return replace(base, **changes)


def feedback(words: Wording = FEEDBACK, stamp: Stamp = LOCKED, **changes: Any) -> Document:
    """The feedback sheet, locked."""
    return feedback_draft(facts(**changes), words).stamped(stamp, words)


def document(*blocks: Block, **changes: Any) -> Document:
    return replace(Document("测试文书", blocks, footer="页脚", printed_at=PRINTED_AT), **changes)


def recorded(printed: Document) -> Recorder:
    surface = Recorder()
    typeset(printed, FONTS, surface)
    return surface


def pages_of(recorder: Recorder) -> Iterator[list[tuple[float, float, tuple[Run, ...]]]]:
    """The texts of each page without its number and footer, from the top."""
    page: list[tuple[float, float, tuple[Run, ...]]] = []
    for operation, arguments in recorder.operations:
        if operation is Surface.text:
            page.append(arguments[:3])  # type: ignore[arg-type]
        elif operation is Surface.end_page:
            yield page[:-2]
            page = []


def words(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def pdfium_pages(pdf: bytes | Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as file:
        return [page.get_textpage().get_text_range() for page in file]


def pypdf_pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def poppler_texts(path: Path) -> list[str]:
    """What a third reader copies, where it is installed."""
    if shutil.which("pdftotext") is None:
        return []
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return [done.stdout]
