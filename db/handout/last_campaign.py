"""Another campaign's bureau file, read beside this one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copy2

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import Desk


@contextmanager
def beside(path: Path, key: bytes | None = None) -> Iterator[Store]:
    """Another campaign's bureau file, read on a copy, so that nothing of it changes, be it of an
    older format. Raises InspectionError where it is none, or is open elsewhere."""
    for log in (f"{path.name}-wal", f"{path.name}-journal"):
        if path.with_name(log).exists():
            raise InspectionError(f"“{path.name}”正在被使用；请先在别处关掉它。")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(copy2(path, folder))
        with Store.open(copy, key) as store:
            if store.info().desk is not Desk.BUREAU:
                raise InspectionError(f"“{path.name}”不是局里的总文件；请选上一次检查的总文件。")
            yield store
