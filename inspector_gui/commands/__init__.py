"""The work of the window for scripts, batches and tests, a module per command."""

from pathlib import Path

#: Every command and what it does. A module of the same name holds it.
COMMANDS = {
    "demo": "生成演示用的总文件和六个检查组文件",
    "new": "新建一次检查的总文件",
    "notice": "看或改检查的通知、期间和时限",
    "inspections": "看、新增或取来检查种类：收费、财务、明察暗访等",
    "import": "把学校、人员、收费目录、日历的表格导入总文件",
    "contents": "看或选检查内容：清单、问卷、可引用的依据",
    "recusal": "看或改回避关系和组员所在学校",
    "assign": "把学校派给检查组，或取消分派",
    "draw": "抽签分派学校：冻结名单，监督人报数后抽取",
    "plan": "看或排进校日期",
    "earlier": "带入上一次检查查出的问题，发给再去的检查组",
    "handout": "给每个检查组分发一个文件",
    "update": "把局里再次发放的更改取回检查组文件",
    "record": "把记录文件（JSON）录入检查组文件",
    "check": "检查一个文件：是否完好、是否录全、是否留有个人信息",
    "erase": "清除抽样家长的号码和学生姓名，出清除证明",
    "restore": "从备份恢复一个文件；原有的文件移到一边",
    "feedback": "生成检查情况反馈单（PDF）",
    "documents": "看或生成各种文书（PDF）：反馈单、整改通知书、清退登记表、通报等",
    "lock": "核稿后把文书定稿，逐份说明没有定稿的",
    "findings": "看问题；确认、反馈、销号等",
    "follow": "看每个问题的下一步和期限；责令、报告、核实、回头看、销号",
    "refund": "看或登记一个问题的退费，一笔一笔",
    "register": "看、登记、导出台账：信访、招生咨询、问责、责任书、自查报告",
    "scan": "试读扫描的机读问卷，逐页说明读到什么；不存入文件",
    "package": "把检查组的记录封成数据包",
    "master": "把总文件搬进 PostgreSQL，建成总库",
    "merge": "把检查组的数据包或文件合并进总文件",
    "conflicts": "列出待裁定的冲突",
    "decide": "裁定一个冲突",
    "takeback": "撤回一批合并",
    "summary": "汇总数字，可截至某一天；生成通报、工作总结数字段",
    "explain": "一个数怎么来的：口径、截至、背后的记录",
    "ledger": "导出汇总台账（xlsx），合计由公式算出",
}


def is_command(arguments: list[str]) -> bool:
    """Whether a command is wanted, be it mistyped; else the window, on the file that is named."""
    if not arguments:
        return False
    first = arguments[0]
    return first in COMMANDS or first.startswith("-") or len(arguments) > 1 or not is_file(first)


def is_file(named: str) -> bool:
    """A file that is there, or is written as one: with an ending, a folder, or an address."""
    return any(mark in named for mark in "./\\:") or Path(named).exists()
