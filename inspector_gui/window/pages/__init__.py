"""The pages, in the order of their tabs."""

from dataclasses import dataclass

from db.vocabulary import Desk


@dataclass(frozen=True)
class PageSpec:
    """`key` names the folder of the page; its module `page` builds it when it is first shown.

    `desk`: in whose file it has a tab; None: in everybody's. `of_school`: it is about the chosen
    school; else about the campaign, and has its tab while no school is chosen.
    """

    key: str
    title: str
    desk: Desk | None = None
    of_school: bool = True


def _bureau(key: str, title: str) -> PageSpec:
    return PageSpec(key, title, Desk.BUREAU, of_school=False)


PAGES = (
    PageSpec("overview", "概况"),
    PageSpec("checklist", "检查清单"),
    PageSpec("sampling", "抽样"),
    PageSpec("questionnaires", "问卷"),
    PageSpec("calls", "家长电话"),
    PageSpec("interviews", "学生访谈"),
    PageSpec("fees", "收费与账目"),
    PageSpec("findings", "问题"),
    PageSpec("documents", "文书"),
    _bureau("prepare", "准备"),
    _bureau("handout", "发放"),
    _bureau("merge", "合并"),
    _bureau("conflicts", "冲突"),
    _bureau("duplicates", "重复"),
    _bureau("quarantine", "隔离"),
    _bureau("batches", "批次"),
    _bureau("bulletins", "通报与统计"),
    _bureau("document_texts", "文书用语"),
)


def pages_for(desk: Desk, *, of_school: bool) -> list[PageSpec]:
    """The tabs of a desk while a school is chosen, or while none is."""
    return [spec for spec in PAGES if spec.desk in (None, desk) and spec.of_school is of_school]
