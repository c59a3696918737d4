"""What the cells of a counting are called."""

from db.forms import Asked

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
    words = (f"{one.code} {one.text}" for one in question.choices if one.code == part)
    return next(words, PARTS.get(part, part))
