"""The pages, in the order of their tabs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from db.records.inspections import InspectionLine
from db.vocabulary import Desk
from inspector_gui.window.targets import PageKey


class Group(Enum):
    """What the bureau's pages belong to, in the order of its work; each has a tab and Alt with its
    number. The value is its title."""

    PREPARE = "准备"
    COLLECT = "收集"
    FOLLOW_UP = "跟踪"
    REGISTERS = "登记"
    PUBLISH = "发布"


@dataclass(frozen=True)
class PageSpec:
    """`key` names the folder of the page; its module `page` builds it when it is first shown.

    `desk`: in whose file it has a tab; None: in everybody's. `of_school`: it is about the chosen
    school's visit, which has it if its inspection does; else about the campaign, and has its tab
    while no school is chosen, below that of its `group` where it has one.
    """

    key: PageKey
    title: str
    desk: Desk | None = None
    of_school: bool = True
    group: Group | None = None


def _bureau(key: PageKey, title: str, group: Group | None = None) -> PageSpec:
    return PageSpec(key, title, Desk.BUREAU, of_school=False, group=group)


PAGES = (
    PageSpec(PageKey.OVERVIEW, "概况"),
    PageSpec(PageKey.CHECKLIST, "检查清单"),
    PageSpec(PageKey.SAMPLING, "抽样"),
    PageSpec(PageKey.QUESTIONNAIRES, "问卷"),
    PageSpec(PageKey.CALLS, "家长电话"),
    PageSpec(PageKey.INTERVIEWS, "学生访谈"),
    PageSpec(PageKey.FEES, "收费与账目"),
    PageSpec(PageKey.MEETINGS, "座谈会"),
    PageSpec(PageKey.SURVEYS, "调查表"),
    PageSpec(PageKey.ACCOUNTS, "凭证账表"),
    PageSpec(PageKey.FINDINGS, "问题"),
    PageSpec(PageKey.DOCUMENTS, "文书"),
    PageSpec(PageKey.TEAM, "本组", Desk.TEAM),
    _bureau(PageKey.TODAY, "今日"),
    _bureau(PageKey.FIGURES, "总览"),
    _bureau(PageKey.PREPARE, "名单与安排", Group.PREPARE),
    _bureau(PageKey.DOCUMENT_TEXTS, "文书用语", Group.PREPARE),
    _bureau(PageKey.HANDOUT, "发放", Group.PREPARE),
    _bureau(PageKey.MERGE, "合并", Group.COLLECT),
    _bureau(PageKey.CONFLICTS, "冲突", Group.COLLECT),
    _bureau(PageKey.DUPLICATES, "重复", Group.COLLECT),
    _bureau(PageKey.QUARANTINE, "隔离", Group.COLLECT),
    _bureau(PageKey.BATCHES, "批次", Group.COLLECT),
    _bureau(PageKey.ALL_FINDINGS, "全部问题", Group.FOLLOW_UP),
    _bureau(PageKey.FOLLOWING, "整改进度", Group.FOLLOW_UP),
    _bureau(PageKey.COMPLAINTS, "信访举报", Group.REGISTERS),
    _bureau(PageKey.CONTACTS, "招生咨询", Group.REGISTERS),
    _bureau(PageKey.SANCTIONS, "问责", Group.REGISTERS),
    _bureau(PageKey.PLEDGES, "责任书", Group.REGISTERS),
    _bureau(PageKey.SELF_REPORTS, "自查报告", Group.REGISTERS),
    _bureau(PageKey.PUBLISH, "发布前核对", Group.PUBLISH),
    _bureau(PageKey.BULLETINS, "通报与统计", Group.PUBLISH),
    _bureau(PageKey.CHARTS, "图表与台账", Group.PUBLISH),
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
        and (
            spec.key is PageKey.TEAM
            or not of_school
            or inspection is None
            or inspection.has(spec.key)
        )
    ]


@dataclass(frozen=True)
class Tab:
    """A page, or the pages of a group."""

    title: str
    pages: tuple[PageSpec, ...]


def tabs_of(specs: Sequence[PageSpec]) -> list[Tab]:
    """The tabs of these pages: one for each group, one for each page without."""
    tabs: dict[Group | PageKey, Tab] = {}
    for spec in specs:
        key = spec.group or spec.key
        above = tabs.get(key, Tab(spec.group.value if spec.group else spec.title, ()))
        tabs[key] = Tab(above.title, (*above.pages, spec))
    return list(tabs.values())
