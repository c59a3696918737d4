"""Names of files that Windows, Linux and a memory stick all take."""

from typing import Any

#: Bytes; most file systems take 255, and a suffix and a number follow.
_LONGEST = 200


def file_name(stem: str, suffix: str) -> str:
    """`stem` without what some system refuses (signs, CON and its like, a dot at the end), cut
    where it is too long, and `suffix`.
    """
    from pathvalidate import sanitize_filename

    rules: dict[str, Any] = {"platform": "universal", "max_len": _LONGEST}
    return (sanitize_filename(stem, replacement_text="_", **rules) or "未命名") + suffix
