"""A form in print and its pages at 300 dpi, as the reader and the simulator need them."""

from datetime import UTC, datetime
from functools import cache

import pypdfium2
from PIL import Image

from inspector_gui.documents.blocks import FormSheets
from inspector_gui.documents.document import Document
from inspector_gui.documents.fonts import fonts
from inspector_gui.documents.page_format import WHOLE_PAGE
from inspector_gui.documents.pdf.printing import print_pdf
from inspector_gui.scanning.laying_out import lay_out
from inspector_gui.scanning.layout import (
    LARGE,
    ORDINARY,
    Answering,
    FormLayout,
    FormQuestion,
    Words,
)

ENVELOPE = "7Q2ZK"
PAPER = datetime(2025, 9, 8, tzinfo=UTC)


def _one(code: str, text: str, *options: str) -> FormQuestion:
    named = tuple(
        (letter, f"{letter}．{words}") for letter, words in zip("ABCDEFGHIJ", options, strict=False)
    )
    return FormQuestion(code, text, Answering.ONE, named)


def _several(code: str, text: str, *options: str, exclusive: str) -> FormQuestion:
    named = tuple(
        (letter, f"{letter}．{words}") for letter, words in zip("ABCDEFGHIJ", options, strict=False)
    )
    return FormQuestion(code, text, Answering.SEVERAL, named, (exclusive,))


QUESTIONS = (
    _one(
        "S01",
        "你在学校哪里能看到收费项目和标准的公示？",
        "公示栏一直有",
        "只在开学或检查时看到",
        "没见过",
        "没注意",
    ),
    _several(
        "S02",
        "这学期学校或老师收过下面哪些费用？（可多选，没有选I）",
        "学费、住宿费",
        "伙食费",
        "课后服务费",
        "校服费",
        "练习册、试卷等资料费",
        "补课费、晚自习费",
        "班费",
        "饮水、空调、取暖、打印等费用",
        "以上都没有",
        "其他",
        exclusive="I",
    ),
    _one(
        "S03",
        "这学期交钱时，有没有拿到票据？",
        "每次都有",
        "有时有",
        "从来没有",
        "没交过钱",
        "家长交的，不清楚",
    ),
    _several(
        "S04",
        "交费一般用什么方式？（可多选）",
        "学校缴费平台或银行代扣",
        "交现金给老师",
        "扫老师的收款码",
        "扫某位家长的收款码",
        "交给同学代收",
        "不清楚",
        exclusive="F",
    ),
    _one(
        "S05",
        "周末或寒暑假，学校有没有组织上课并收钱？",
        "没有",
        "有，自愿参加",
        "有，基本都要参加",
        "不清楚",
    ),
    _one("S06", "有没有老师要求或建议你去某个地方补课？", "没有", "建议过", "要求过", "听同学说有"),
    FormQuestion(
        "S08", "让买的练习册、试卷一共有几本（套）？没有填0。", Answering.NUMBER, unit="本"
    ),
    _one(
        "S09",
        "这些练习册、试卷是怎么买的？",
        "没买",
        "学校统一代购，签过自愿单",
        "学校统一代购，没签过单子",
        "老师指定店铺或链接自己买",
        "自己随意买",
    ),
    _one("S11", "校服必须买吗？", "自愿买", "必须买，要买整套", "学校没有校服", "不清楚"),
    _one(
        "S12", "上课需要自己买平板、软件会员或App吗？", "不需要", "需要，自愿", "需要，不买会受影响"
    ),
    _one("S14", "这次检查前，有没有人告诉你该怎么回答？", "没有", "有"),
    FormQuestion("S15", "关于学校收费，你还想说什么？", Answering.TEXT),
)


@cache
def layout(*, large: bool = False) -> FormLayout:
    return lay_out(
        "A" if large else "B",
        title="教育收费情况学生问卷",
        intro="同学你好！请按真实情况填写。不想回答的题可以空着。",
        foot="本问卷不记名。谢谢！",
        questions=QUESTIONS,
        measures=LARGE if large else ORDINARY,
    )


@cache
def printed(sheets: int, *, large: bool = False, envelope: str = ENVELOPE) -> bytes:
    """The PDF of an envelope: cover, empty back, then the sheets."""
    cover = (Words("问卷信封封面", 105, 60, 7.5, bold=True, centred=True),)
    block = FormSheets(layout(large=large), envelope, cover, sheets)
    document = Document("问卷", (block,), footer="问卷", printed_at=PAPER, format=WHOLE_PAGE)
    return print_pdf(document, fonts())


def page(pdf: bytes, number: int) -> Image.Image:
    """A page at 300 dpi, in grey; from 1."""
    with pypdfium2.PdfDocument(pdf) as file:
        return file[number - 1].render(scale=300 / 72, grayscale=True).to_pil().convert("L")
