"""The work of the window for scripts, batches and tests, a module per command."""

#: Every command and what it does. A module of the same name holds it.
COMMANDS = {
    "demo": "生成演示用的总文件和六个检查组文件",
    "new": "新建一次检查的总文件",
    "import": "把学校、人员、收费目录、日历的表格导入总文件",
    "handout": "给每个检查组分发一个文件",
    "update": "把局里再次发放的更改取回检查组文件",
    "check": "检查一个文件：是否完好、是否录全、是否留有个人信息",
    "feedback": "生成检查情况反馈单（PDF）",
    "package": "把检查组的记录封成数据包",
    "master": "把总文件搬进 PostgreSQL，建成总库",
    "merge": "把检查组的数据包或文件合并进总文件",
    "conflicts": "列出待裁定的冲突",
    "decide": "裁定一个冲突",
    "takeback": "撤回一批合并",
    "summary": "汇总数字",
}
