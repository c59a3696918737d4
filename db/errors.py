"""What may be said to the user, and how the database's own errors are said."""

from collections.abc import Iterator
from contextlib import contextmanager


class InspectionError(Exception):
    """One sentence for the inspector: what is wrong, where, what to do."""


class UnwritableError(InspectionError):
    """A file could not be put where it was to go; the next one there could not either."""


#: In this order: the first message quotes what was stored.
_SENTENCES = {
    "could not decode": "文件里有一处文字已损坏，读不出来；请用备份文件夹中最近的一份备份恢复。",
    "unsupported file format": "文件头已损坏；请用备份文件夹中最近的一份备份恢复。",
    "malformed": "文件已损坏；请用备份文件夹中最近的一份备份继续工作。",
    "disk is full": "磁盘空间已满，这一步没有保存；请清理磁盘后重做这一步。",
    "readonly database": "文件是只读的，这一步没有保存；请取消只读属性，或复制到本机磁盘再打开。",
    "disk i/o error": "磁盘读写出错，这一步没有保存；请换一块磁盘并从最近的备份恢复。",
    "is locked": "文件正被另一个程序占用，这一步没有保存；请关闭占用它的程序后重做。",
    "not a database": "文件不是检查数据文件，或者口令不对；请核对文件和口令。",
    "unable to open": "文件打不开；请核对路径和读写权限。",
}


#: A server's own errors, by the beginning of their SQLSTATE.
_STATES = {
    "55P03": "别的财务人员正在合并或裁定，这一步没有保存；请稍候再做一次。",
    "40": "别的财务人员同时改了同一处，这一步没有保存；请再做一次。",
    "23505": "别的财务人员同时添了同一项，这一步没有保存；请刷新后再做。",
    "28": "数据库的用户或口令不对；请核对后再试。",
    "3D": "服务器上没有这个数据库；请核对地址，或让管理员新建。",
    "42501": "这个数据库用户的权限不够；请让管理员授权。",
    "25006": "总库现在是只读的，这一步没有保存；请与管理员联系。",
    "53": "服务器的磁盘或连接数已满，这一步没有保存；请与管理员联系。",
    "08": "与总库的连接断了，这一步没有保存；请核对网络后再试。",
    "57": "总库正在停机或重启，这一步没有保存；请稍候再试。",
}
_UNREACHED = "连不上总库；请核对服务器、数据库名、用户、口令和网络。"


@contextmanager
def explaining_database_errors() -> Iterator[None]:
    """Turn the database's own errors about the file into one sentence."""
    import sqlcipher3.dbapi2 as sqlite
    from sqlalchemy.exc import DBAPIError, OperationalError

    try:
        yield
    except (DBAPIError, sqlite.Error) as error:
        orig = getattr(error, "orig", error)
        for state, sentence in _STATES.items():
            if str(getattr(orig, "sqlstate", "")).startswith(state):
                raise InspectionError(sentence) from error
        if isinstance(error, OperationalError) and hasattr(orig, "pgconn"):
            raise InspectionError(_UNREACHED) from error
        text = str(orig).lower()
        for part, sentence in _SENTENCES.items():
            if part in text:
                raise InspectionError(sentence) from error
        raise
