"""The pages of a school, in the order of their tabs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageSpec:
    """`key` names the folder of the page; its module `page` builds it when it is first shown."""

    key: str
    title: str


PAGES = (
    PageSpec("overview", "概况"),
    PageSpec("checklist", "检查清单"),
    PageSpec("questionnaires", "问卷"),
    PageSpec("calls", "家长电话"),
    PageSpec("fees", "收费与账目"),
    PageSpec("findings", "问题"),
    PageSpec("documents", "文书"),
)
