"""Names as they are spelled in pinyin. Its library is imported late: few documents need it."""

_LONG_SURNAMES = frozenset(
    {
        *("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "令狐", "慕容"),
        *("司徒", "夏侯", "长孙", "宇文", "端木", "南宫"),
    }
)


def spellings(name: str) -> frozenset[str]:
    """`王小明`: wangxiaoming and xiaomingwang."""
    from pypinyin import lazy_pinyin

    syllables = [syllable.lower() for syllable in lazy_pinyin(name)]
    surname = 2 if name[:2] in _LONG_SURNAMES else 1
    return frozenset({"".join(syllables), "".join((*syllables[surname:], *syllables[:surname]))})


def initials(name: str) -> str:
    """`王小明`: wxm."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
