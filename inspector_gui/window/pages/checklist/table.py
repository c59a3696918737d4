"""The columns of the checklist and its filters."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from db.records.checklists import ItemAnswer
from db.vocabulary import Verdict
from inspector_gui.labels import label
from inspector_gui.statistics.gap import Gap
from inspector_gui.window.theme.colours import tone_of_verdict
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.table import Column, Heading

NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Filter:
    """`gap`: the kind of open point that it shows all of."""

    name: str
    tone: str
    holds: Callable[[ItemAnswer], bool]
    gap: Gap | None = None


FILTERS = (
    Filter("全部", "info", lambda _: True),
    Filter("未填", "calm", lambda answer: answer.verdict is None, Gap.UNANSWERED),
    Filter("不符合", "bad", lambda answer: answer.verdict is Verdict.VIOLATION),
    Filter("存疑待核", "warn", lambda answer: answer.verdict is Verdict.DOUBT),
    Filter(
        "缺证据",
        "warn",
        lambda answer: answer.verdict is Verdict.VIOLATION and not answer.evidence,
    ),
    Filter(
        "未转问题",
        "warn",
        lambda answer: answer.verdict is Verdict.VIOLATION and not answer.findings,
        Gap.VIOLATION_WITHOUT_FINDING,
    ),
)

COLUMNS: tuple[Column[ItemAnswer], ...] = (
    Column("编号", lambda row: row.item.code, 82),
    Column("检查内容", lambda row: row.item.question),
    Column(
        "结论",
        lambda row: label(row.verdict) if row.verdict else "未填",
        76,
        Qt.AlignmentFlag.AlignHCenter,
        tone=lambda row: tone_of_verdict(theme().colours, row.verdict) if row.verdict else None,
        faint=lambda row: row.verdict is None,
    ),
    Column("情况记录", lambda row: row.note.replace("\n", " "), 92),
    Column(
        "证据",
        lambda row: str(row.evidence) if row.evidence else "",
        44,
        Qt.AlignmentFlag.AlignHCenter,
    ),
    Column(
        "问题",
        lambda row: str(row.findings) if row.findings else "",
        44,
        Qt.AlignmentFlag.AlignHCenter,
    ),
)


def with_headings(
    answers: Sequence[ItemAnswer], shows: Callable[[ItemAnswer], bool]
) -> list[ItemAnswer | Heading]:
    """The answers that are to be seen, each category under its heading."""
    rows: list[ItemAnswer | Heading] = []
    order = list(dict.fromkeys(answer.item.category for answer in answers))
    last = ""
    for answer in filter(shows, answers):
        if answer.item.category != last:
            last = answer.item.category
            rows.append(Heading(f"{NUMERALS[order.index(last)]}、{answer.item.category_name}"))
        rows.append(answer)
    return rows


def speaks_of(answer: ItemAnswer, sought: str) -> bool:
    """`fjf01`, a word of the question or of the record; several words must all be found."""
    item = answer.item
    text = f"{item.code} {item.question} {item.violation} {item.category_name} {answer.note}"
    plain = f"{text} {item.code.replace('-', '')}".lower()
    return all(word in plain for word in unicodedata.normalize("NFKC", sought).lower().split())
