"""What may be said to the user, and how the database's own errors are said."""

from collections.abc import Iterator
from contextlib import contextmanager


class InspectionError(Exception):
    """One sentence for the inspector: what is wrong, where, what to do."""


_SENTENCES = {
    "disk is full": "磁盘空间已满，这一步没有保存；请清理磁盘后重做这一步。",
    "readonly database": "文件是只读的，这一步没有保存；请取消只读属性，或复制到本机磁盘再打开。",
    "disk i/o error": "磁盘读写出错，这一步没有保存；请换一块磁盘并从最近的备份恢复。",
    "is locked": "文件正被另一个程序占用，这一步没有保存；请关闭占用它的程序后重做。",
    "malformed": "文件已损坏；请用备份文件夹中最近的一份备份继续工作。",
    "not a database": "文件不是检查数据文件，或者口令不对；请核对文件和口令。",
    "unable to open": "文件打不开；请核对路径和读写权限。",
}


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the database's own errors about the file into one sentence."""
    import sqlcipher3.dbapi2 as sqlite
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except (DBAPIError, sqlite.Error) as error:
        text = str(getattr(error, "orig", error)).lower()
        for part, sentence in _SENTENCES.items():
            if part in text:
                raise InspectionError(sentence) from error
        raise
