"""What the cells of a counting are called."""

import re
import unicodedata

from db.records.forms import Asked
from inspector_gui.parsing import Unreadable, read_count

#: What is counted of a question beside its options.
PARTS = {
    "n": "填写份数",
    "sum": "合计",
    "min": "最小",
    "max": "最大",
    "twice_median": "中位数",
    "blank": "空白",
    "out_of_range": "超出范围",
}


def part_label(question: Asked, part: str) -> str:
    """`B 有时有`, `空白`, `填写份数`."""
    captions = (
        f"{choice.code} {choice.text}" for choice in question.choices if choice.code == part
    )
    return next(captions, PARTS.get(part, part))


def shown_count(part: str, number: int) -> str:
    """A median is kept twice over, for it may end in .5."""
    if part != "twice_median":
        return str(number)
    return f"{number // 2}.5" if number % 2 else str(number // 2)


def read_part(part: str, typed: str) -> int | None:
    """A count as it is typed; of a median, what it really is."""
    if part != "twice_median":
        return read_count(typed)
    plain = unicodedata.normalize("NFKC", typed).strip()
    if not plain:
        return None
    match = re.fullmatch(r"(\d{1,7})(?:\.([05]))?", plain, re.ASCII)
    if match is None:
        raise Unreadable("请填中位数，如 4 或 4.5")
    return 2 * int(match[1]) + (match[2] == "5")
