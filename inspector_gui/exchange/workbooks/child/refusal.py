"""What the reading process says of a table that it does not read."""


class Refused(Exception):  # noqa: N818  # a verdict, not a failure
    """Why the table cannot be read, and what to do; the file's name goes in front."""


TOO_MANY_CELLS = "的格子太多；请只保留要导入的列，另存一份"
BROKEN = "已损坏；请用 Excel 或 WPS 打开后另存一份"
NO_SPREADSHEET = "已损坏，或不是电子表格；请用 Excel 或 WPS 打开后另存一份"
LOCKED = "设有打开密码；请去掉密码后另存一份"
SWOLLEN = "展开后大得反常，可能是压缩炸弹；请核对来源，或另存一份"
NO_TABLE = "不是电子表格，也不是文本；请用 Excel 或 WPS 打开后另存为 .xlsx"
