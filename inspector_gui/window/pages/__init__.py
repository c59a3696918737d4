"""The pages, in the order of their tabs."""

from dataclasses import dataclass

from db.records.inspections import InspectionLine
from db.vocabulary import Desk
from inspector_gui.window.targets import PageKey


@dataclass(frozen=True)
class PageSpec:
    """`key` names the folder of the page; its module `page` builds it when it is first shown.

    `desk`: in whose file it has a tab; None: in everybody's. `of_school`: it is about the chosen
    school's visit, which has it if its inspection does; else about the campaign, and has its tab
    while no school is chosen.
    """

    key: PageKey
    title: str
    desk: Desk | None = None
    of_school: bool = True


def _bureau(key: PageKey, title: str) -> PageSpec:
    return PageSpec(key, title, Desk.BUREAU, of_school=False)


PAGES = (
    PageSpec(PageKey.OVERVIEW, "概况"),
    PageSpec(PageKey.CHECKLIST, "检查清单"),
    PageSpec(PageKey.SAMPLING, "抽样"),
    PageSpec(PageKey.QUESTIONNAIRES, "问卷"),
    PageSpec(PageKey.CALLS, "家长电话"),
    PageSpec(PageKey.INTERVIEWS, "学生访谈"),
    PageSpec(PageKey.FEES, "收费与账目"),
    PageSpec(PageKey.FINDINGS, "问题"),
    PageSpec(PageKey.DOCUMENTS, "文书"),
    _bureau(PageKey.PREPARE, "准备"),
    _bureau(PageKey.HANDOUT, "发放"),
    _bureau(PageKey.MERGE, "合并"),
    _bureau(PageKey.CONFLICTS, "冲突"),
    _bureau(PageKey.DUPLICATES, "重复"),
    _bureau(PageKey.QUARANTINE, "隔离"),
    _bureau(PageKey.BATCHES, "批次"),
    _bureau(PageKey.BULLETINS, "通报与统计"),
    _bureau(PageKey.DOCUMENT_TEXTS, "文书用语"),
)


def pages_for(
    desk: Desk, *, of_school: bool, inspection: InspectionLine | None = None
) -> list[PageSpec]:
    """The tabs of a desk while a school is chosen, or while none is. `inspection`: whose visit it
    is, which has some of the pages of a school."""
    return [
        spec
        for spec in PAGES
        if spec.desk in (None, desk)
        and spec.of_school is of_school
        and (not of_school or inspection is None or inspection.has(spec.key))
    ]
