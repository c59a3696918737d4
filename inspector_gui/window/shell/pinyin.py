"""Finding schools by name, code or the initials of their pinyin."""

from collections.abc import Callable
from functools import cache

from db.records.schools import SchoolLine


def matcher(typed: str) -> Callable[[SchoolLine], bool]:
    """Whether a school is meant by what was typed; everything matches nothing typed."""
    wanted = typed.strip().lower()
    if not wanted:
        return lambda _: True
    latin = wanted.isascii()

    def meant(line: SchoolLine) -> bool:
        if wanted in line.name or wanted in line.code.lower():
            return True
        return latin and wanted in initials(line.name)

    return meant


@cache
def initials(name: str) -> str:
    """`示例市第一示例小学` → `slsdyslxx`. Imported late: a start does not need it."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
